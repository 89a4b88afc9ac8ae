// A field for what the bookmark at this step is called.
#include <algorithm>

#include "gui/views/bookmark/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::bookmark {

namespace {

Requests draw(const Look& look, Area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  const std::string step = std::to_string(look.moment.number);
  if (look.summoned) {
    const session::Bookmark* here = look.bookmark();
    set_field(field_id("bookmark note"), here != nullptr ? here->note : "", ui->note,
              sizeof ui->note);
  }
  text(look, scene::Face::bold, kTitle, colors.ink, title(look, *find_view("bookmark")));
  text(look, scene::Face::sans, kSmall, colors.muted,
       look.text("ui.bookmark.about", {{"step", step}}));
  ImGui::SetNextItemWidth(-1);
  field("bookmark note", look.text("ui.bookmark.hint"), ui->note, sizeof ui->note, look.summoned);
  const bool entered = std::any_of(look.keys.begin(), look.keys.end(),
                                   [](const Chord& chord) { return chord.key == kKeyEnter; });
  if (!entered) return {};
  return {ask::NoteBookmark{ui->note}, ask::CloseOverlay{}};
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {420, 100}, Keyboard::field}; }

}  // namespace greenlens::gui::bookmark
