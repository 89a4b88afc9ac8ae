// A table's columns where there is no room for all of them: the first one stays, and a button at
// the end of the row of titles says how many others there are and goes through them, group by
// group.
#ifndef GREENLENS_GUI_COLUMN_GROUPS_H_
#define GREENLENS_GUI_COLUMN_GROUPS_H_

#include <imgui.h>

#include <cstddef>
#include <string>
#include <vector>

#include "gui/look.h"

namespace greenlens::gui {

// Those beside the first column that are seen.
struct ColumnGroup {
  size_t first = 0, count = 0;
  size_t hidden = 0;
  bool operator==(const ColumnGroup&) const = default;
};

// Pure. All of them where `room`, which is what the first column leaves, takes their `widths`. Else
// the `group`-th of groups that each leave so much room for the button as well; behind the last one
// comes the first one again. A group has one column at least, and the last one as many as it has
// room for.
ColumnGroup column_group(const std::vector<float>& widths, float room, float button, size_t group);

// The button's width, and the button, whose corner above at the right is there; none where no
// column is hidden. `titles` are those of the columns beside the first one. Whether it was clicked.
// For tests it is "more columns of <table>".
float more_columns_width(const Look& look, size_t columns);
bool more_columns(const Look& look, const char* table, const ColumnGroup& shown,
                  const std::vector<std::string>& titles, ImVec2 corner);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_COLUMN_GROUPS_H_
