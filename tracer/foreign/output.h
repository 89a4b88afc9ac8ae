// What a program writes, line by line.
#ifndef GREENLENS_TRACER_FOREIGN_OUTPUT_H_
#define GREENLENS_TRACER_FOREIGN_OUTPUT_H_

#include <string>
#include <string_view>
#include <vector>

namespace greenlens::foreign {

class Lines {
 public:
  // A line is as long as this at most: what is longer becomes several.
  static constexpr size_t kLongest = 4096;
  // Those that these bytes complete, without line feeds.
  std::vector<std::string> take(std::string_view bytes);
  // What was begun.
  std::string rest();

 private:
  std::string begun_;
};

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_OUTPUT_H_
