// A program's arguments as a line that a person edits. Pure.
#ifndef GREENLENS_GUI_ARGUMENTS_H_
#define GREENLENS_GUI_ARGUMENTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace greenlens::gui {

// Words as in a shell: blanks part them, '…' and "…" hold them together, and a backslash takes the
// next sign as it is (not within '…'). Nothing else has a meaning. None: a quotation has no end.
std::optional<std::vector<std::string>> split_arguments(std::string_view line);
// The line of which these come.
std::string join_arguments(const std::vector<std::string>& arguments);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_ARGUMENTS_H_
