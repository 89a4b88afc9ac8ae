// The glossary as a list: what the view says.
#ifndef GREENLENS_GUI_VIEWS_GLOSSARY_MODEL_H_
#define GREENLENS_GUI_VIEWS_GLOSSARY_MODEL_H_

#include <string>
#include <string_view>
#include <vector>

#include "tracer/words/glossary.h"

namespace greenlens::gui::glossary {

// The terms that suit what is typed, by their places: those whose name or spelling has it first,
// then those whose meaning has all of its words. Nothing typed suits all.
std::vector<size_t> suiting(const words::Glossary& glossary, std::string_view typed);

// How else it stands in sentences: "slices, stack slice"; may be empty.
std::string other_spellings(const words::Term& term);

}  // namespace greenlens::gui::glossary

#endif  // GREENLENS_GUI_VIEWS_GLOSSARY_MODEL_H_
