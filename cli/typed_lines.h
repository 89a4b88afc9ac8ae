// What a person types, line by line: at a terminal, in a pipe, or from a file that was read.
#ifndef GREENLENS_CLI_TYPED_LINES_H_
#define GREENLENS_CLI_TYPED_LINES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "tracer/facts/fault.h"

namespace greenlens::cli {

// All of a file that a person wrote, of so many bytes at most. A fault when it cannot be read; of
// a larger one a byte too much, by which it is told.
facts::Result<std::string> read_typed_file(const std::string& file, size_t most_bytes);

class TypedLines {
 public:
  TypedLines() = default;  // standard input
  explicit TypedLines(std::string text) : text_(std::move(text)) {}

  bool is_file() const { return text_.has_value(); }
  // The next one, without its line feed; what was printed before is on the terminal first. None: it
  // has come to its end. Of a line that is longer than anybody types the beginning.
  std::optional<std::string> next();
  uint64_t number() const { return number_; }  // of the last one, from 1

 private:
  std::optional<std::string> text_;
  uint64_t number_ = 0;
};

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_TYPED_LINES_H_
