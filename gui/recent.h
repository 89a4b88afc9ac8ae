// The files that somebody opened or saved, newest first. Pure.
#ifndef GREENLENS_GUI_RECENT_H_
#define GREENLENS_GUI_RECENT_H_

#include <cstddef>
#include <string>
#include <vector>

namespace greenlens::gui {

inline constexpr size_t kMostRecent = 12;

// With this one in front, once, and so many at most.
std::vector<std::string> with_recent(std::vector<std::string> recent, const std::string& path);

// The folder that a file is in, and its name there: "/a/b" is {"/a", "b"}, "b" is {"", "b"}.
std::string folder_of(const std::string& path);
std::string name_in_folder(const std::string& path);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_RECENT_H_
