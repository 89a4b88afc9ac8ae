// Interpreter frames: the articles' second picture.
//
// A script language keeps a heap-allocated record for each running call, linked by f_back; the C stack knows nothing
// of them, so a switch does not copy them: it only exchanges the thread's `top_frame` with the
// greenlet's. Programs that want to be read push one frame a function and print through here; both also tell
// the observer the line they stand on.
#ifndef GREENLENS_ENGINE_FRAME_H_
#define GREENLENS_ENGINE_FRAME_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/value.h"
#include "engine/where.h"

namespace greenlens::engine {

// One record. Lives in the heap from the Frame's construction to its destruction.
struct InterpreterFrame {
  uint64_t id = 0;  // unique in the thread, from 1
  Where where;      // function, file and the line reached last
  InterpreterFrame* f_back = nullptr;  // the caller's; null at a greenlet's entry
};

// Pushes a frame for the enclosing function and pops it on the way out, also when an exception passes.
class Frame {
 public:
  explicit Frame(Where where = Where::here());
  ~Frame();
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

 private:
  InterpreterFrame* frame_;
};

// A value together with the line of the call that it was written in.
struct Located {
  Value value;
  Where where;
  template <typename T>
  Located(T&& v, const char* file = __builtin_FILE(), const char* function = __builtin_FUNCTION(),
          int line = __builtin_LINE())
      : value(std::forward<T>(v)), where{file, function, line} {}
};

// Prints as Python's print does: str() of each value, joined by blanks, and a line feed. Tells the
// observer, and writes to the thread's output (stdout unless redirected).
void print(Where where = Where::here());
void print_values(Where where, const std::vector<Value>& values);
template <typename... More>
void print(Located first, More&&... more) {
  print_values(first.where, {std::move(first.value), Value(std::forward<More>(more))...});
}

// Redirects this thread's output to a file descriptor; -1 discards it (observers still hear of it).
void set_output(int file_descriptor);

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_FRAME_H_
