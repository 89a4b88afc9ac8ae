// Interpreter frames: the articles' second picture.
//
// A script language keeps a heap-allocated record for each running call, linked by f_back; the C
// stack knows nothing of them, so a switch does not copy them: it only exchanges the thread's
// `top_frame` with the greenlet's. Programs that want to be read push one frame a function and
// print through here; both also tell the observer the line they stand on.
#ifndef GREENLENS_ENGINE_FRAME_H_
#define GREENLENS_ENGINE_FRAME_H_

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/value.h"
#include "engine/where.h"

namespace greenlens::engine {

// One record. Lives in the heap from the Frame's construction to its destruction.
struct InterpreterFrame {
  uint64_t id = 0;                     // unique in the thread, from 1
  Where where;                         // function, file and the line reached last
  InterpreterFrame* f_back = nullptr;  // the caller's; null at a greenlet's entry
};

// Pushes a frame for the enclosing function and pops it on the way out, also when an exception
// passes.
class Frame {
 public:
  explicit Frame(Where where = Where::here());
  ~Frame();
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

 private:
  InterpreterFrame* frame_;
};

// A value, or a keyword with its value, together with the line of the call that it was written in.
struct Located {
  Value value;
  Where where;
  std::optional<std::string> keyword;

  template <typename T>
  requires std::is_constructible_v<Value, T> Located(T&& v, const char* file = __builtin_FILE(),
                                                     const char* function = __builtin_FUNCTION(),
                                                     int line = __builtin_LINE())
      : value(std::forward<T>(v)), where{file, function, line} {}
  Located(Keyword k, const char* file = __builtin_FILE(),
          const char* function = __builtin_FUNCTION(), int line = __builtin_LINE())
      : value(std::move(k.value)), where{file, function, line}, keyword(std::move(k.name)) {}

  void add_to(Arguments& arguments) {
    if (keyword) {
      arguments.keywords.emplace_back(std::move(*keyword), std::move(value));
    } else {
      arguments.positional.push_back(std::move(value));
    }
  }
};

// Prints as Python's print does: str() of each value, joined by blanks, and a line feed. Tells the
// observer, and writes to the thread's output (stdout unless redirected).
void print(Where where = Where::here());
void print_values(Where where, const std::vector<Value>& values);
template <typename... More>
void print(Located first, More&&... more) {
  print_values(first.where, {std::move(first.value), Value(std::forward<More>(more))...});
}

// What every call of the program into the engine begins with: tells the observer its line, and
// notes it in the interpreter frame of the function. `sp` is an address in the calling frame.
void reach_line(Where program, const char* sp);

// Redirects this thread's output to a file descriptor; -1 discards it (observers still hear of it).
void set_output(int file_descriptor);

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_FRAME_H_
