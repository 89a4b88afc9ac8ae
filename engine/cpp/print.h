// Python's print.
#ifndef GREENLENS_ENGINE_CPP_PRINT_H_
#define GREENLENS_ENGINE_CPP_PRINT_H_

#include <string>
#include <utility>
#include <vector>

#include "engine/cpp/located.h"

namespace greenlens::engine {

// Prints as Python's print does: str() of each value, joined by blanks, and a line feed. Tells the
// observer, and writes to the thread's output (stdout unless redirected).
void print(Where where = Where::here());
void print_values(Where where, const std::vector<Value>& values);
// The same of a line that is text already, without its line feed; tells no line of the program. For
// hosts of other languages.
void print_text(std::string line);
template <typename... More>
void print(Located first, More&&... more) {
  print_values(first.where, {std::move(first.value), Value(std::forward<More>(more))...});
}

// Redirects this thread's output to a file descriptor; -1 discards it (observers still hear of it).
void set_output(int file_descriptor);
int output();  // where it goes now

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_PRINT_H_
