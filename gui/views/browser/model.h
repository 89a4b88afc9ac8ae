// Choosing a file: what stands in the list, and what comes of what is typed. Pure functions over
// what a folder holds.
#ifndef GREENLENS_GUI_VIEWS_BROWSER_MODEL_H_
#define GREENLENS_GUI_VIEWS_BROWSER_MODEL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/files.h"
#include "gui/look.h"
#include "gui/request.h"

namespace greenlens::gui::browser {

// What is typed: the folder that it leads to, and the beginning of a name there. "~/" is the
// person's own folder; a path that is not absolute begins in `folder`. No "." or ".." is left.
struct Typed {
  std::string folder, name;
  bool operator==(const Typed&) const = default;
};
Typed typed(std::string_view text, const std::string& folder, const std::string& home);
// A name in a folder as a path.
std::string joined(const std::string& folder, const std::string& name);

// A line of the list.
struct Row {
  std::string name;  // ".." leads up
  bool is_folder = false;
  uint64_t bytes = 0;
  bool operator==(const Row&) const = default;
};
// ".." and the folders first, each by name; then files with this ending, empty: all of them. What
// begins with a dot only when the typed name does.
std::vector<Row> rows(const Listing& listing, const std::string& ending, std::string_view name);

// The first row that begins with it, in any case; none for nothing typed.
std::optional<size_t> row_beginning(const std::vector<Row>& rows, std::string_view name);
// As far as all rows that begin so go on alike; a folder that is the only one with its slash.
std::string completed(const std::vector<Row>& rows, std::string_view name);

// "512 B", "1.5 KB", "20 MB".
std::string size_text(uint64_t bytes);

// What Enter does.
struct Entered {
  enum class What : uint8_t { nothing, goes, chooses, asks } what = What::nothing;
  std::string path;     // the folder, or the file
  std::string there{};  // `asks`: the name of what is there already, that file or its solution
};
// With a row that was chosen by an arrow, or without one: then with what is typed. `listing` is the
// folder's that is typed.
enum class Written : uint8_t { one, with_solution };
Entered entered(const Browsing& browsing, const Listing& listing, const Typed& typed,
                const Row* row, Written written = Written::one);
// What is asked of the app for the file that was chosen.
Request request_for(const Browsing& browsing, const StartOrder& order, const std::string& path);

// Folders to begin from: where the command was called, the person's own, those of recent files.
std::vector<std::string> places(const Look& look);

}  // namespace greenlens::gui::browser

#endif  // GREENLENS_GUI_VIEWS_BROWSER_MODEL_H_
