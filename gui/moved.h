// Views that were moved to another place of the window: whose layout is the person's own. Pure.
#ifndef GREENLENS_GUI_MOVED_H_
#define GREENLENS_GUI_MOVED_H_

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "gui/settings.h"
#include "gui/slot.h"
#include "gui/views/view.h"

namespace greenlens::gui {

// Where it stands: where it was moved to, in the layout of one's own; else where the catalogue has
// it.
Slot slot_of(const Settings& settings, const View& view);
// Those that stand there, in the order in which tabs stand.
std::vector<const View*> views_at(const Settings& settings, Slot slot);

// The same with the view of this id there, and the layout of one's own in force. Nothing changes
// for what has no frame or is not known, nor for the last one in the middle: something has to be
// there.
Settings with_moved(Settings settings, std::string_view id, Slot slot);
// All of them where they were, and the borders between them.
Settings with_none_moved(Settings settings);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_MOVED_H_
