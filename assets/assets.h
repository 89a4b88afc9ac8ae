// Files that are built into the program: messages, and the sources that the app shows.
#ifndef GREENLENS_ASSETS_ASSETS_H_
#define GREENLENS_ASSETS_ASSETS_H_

#include <string_view>
#include <vector>

namespace greenlens::assets {

// The file's text, empty when there is no such file. Paths are relative to the project:
// "engine/core/core.cc", "scenarios/test1_test2.cc", "assets/messages/en.txt". The text lives as
// long as the program.
std::string_view text(std::string_view path);

// All paths, sorted.
const std::vector<std::string_view>& paths();

}  // namespace greenlens::assets

#endif  // GREENLENS_ASSETS_ASSETS_H_
