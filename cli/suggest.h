// Names near to one that does not exist.
#ifndef GREENLENS_CLI_SUGGEST_H_
#define GREENLENS_CLI_SUGGEST_H_

#include <string>
#include <string_view>
#include <vector>

namespace greenlens::cli {

// How many letters must be added, removed, changed or swapped with their neighbour.
size_t edit_distance(std::string_view a, std::string_view b);

// The names within a third of the wanted one's length, or that contain it; nearest first, three at
// most.
std::vector<std::string> near_names(std::string_view wanted, const std::vector<std::string>& names);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_SUGGEST_H_
