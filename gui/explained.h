// Text whose terms are explained where they stand: dots below them, what they mean under the mouse,
// and a click leads to the glossary. To be drawn in an ImGui frame; nothing here fails.
#ifndef GREENLENS_GUI_EXPLAINED_H_
#define GREENLENS_GUI_EXPLAINED_H_

#include <string>

#include "gui/look.h"
#include "gui/request.h"
#include "tracer/words/glossary.h"

namespace greenlens::gui {

// Like text_wrapped(), from the cursor on, `wrap` pixels wide on the screen. Of `without`, a term
// that needs no explanation here, nothing is marked; null: none.
void explained(const Look& look, scene::Face face, float size, ImU32 color, const words::Told& told,
               float wrap, Requests* asked, const words::Term* without = nullptr);

// A name that is a term, on one line, as that of a field. What it is `now` and what it means are
// said under the mouse anywhere in `area`, and a click there leads to the glossary.
void explained_name(const Look& look, scene::Face face, float size, ImU32 color,
                    const std::string& words, const words::Term& term, const std::string& now,
                    Area area, Requests* asked);

// What is under the mouse, in a line of its own, and below it what such a thing means.
std::string with_meaning(const std::string& now, const words::Term& term);
// The same of an item of a picture; its tooltip alone where it means no term.
std::string explanation(const Look& look, const scene::Item& item);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_EXPLAINED_H_
