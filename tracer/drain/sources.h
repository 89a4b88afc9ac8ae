// The texts of the files that a program's lines are in, of which it does not know when it begins:
// they are read when a line in them is told first. Not those of libraries.
#ifndef GREENLENS_TRACER_DRAIN_SOURCES_H_
#define GREENLENS_TRACER_DRAIN_SOURCES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "tracer/store/trace_info.h"

namespace greenlens::drain {

class Sources {
 public:
  // So many files at most, so much of them, and no file that is larger.
  static constexpr size_t kMostFiles = 1000;
  static constexpr size_t kMostBytes = size_t{16} << 20;
  static constexpr size_t kMostBytesOfOne = size_t{1} << 20;

  // What the trace calls that file, in which a line is: as shown_file() does, but no two alike.
  // Only of an absolute path is it known where it is. Valid until the next call.
  const std::string& name_of(std::string_view path, std::string_view root);
  // Whether there are files to be read.
  bool any() const { return !new_.empty(); }
  // Reads them: those that are not among `known` and can be read, as they are now.
  std::vector<store::SourceText> take(const std::vector<store::SourceText>& known);

 private:
  std::unordered_map<std::string, std::string> names_;    // of paths
  std::unordered_set<std::string> noted_;                 // which these are
  std::string other_;                                     // of a path that is not kept
  std::vector<std::pair<std::string, std::string>> new_;  // path, as it is called
  size_t bytes_ = 0;
};

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_SOURCES_H_
