// Pushing interpreter frames (engine/core/interpreter_frame.h) from C++, and the lines in them.
//
// A program that wants to be read pushes one frame a function. That, and every call into the
// engine, also tells the observer the line that the program stands on.
#ifndef GREENLENS_ENGINE_CPP_FRAME_H_
#define GREENLENS_ENGINE_CPP_FRAME_H_

#include "engine/cpp/names.h"

namespace greenlens::engine {

// Pushes a frame for the enclosing function and pops it on the way out, also when an exception
// passes.
class Frame {
 public:
  explicit Frame(Where where = Where::here());
  // Of a function whose frame on the C stack is there, when it is pushed from elsewhere.
  Frame(Where where, const char* sp);
  ~Frame();
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

 private:
  InterpreterFrame* frame_;
  const char* sp_;
};

// What every call of the program into the engine begins with: tells the observer its line, and
// notes it in the interpreter frame of the function. `sp` is an address in the calling frame, or
// null. A GreenletError when that frame is not the running greenlet's.
void reach_line(const Where& program, const char* sp);
// The same for one that switches: where switches are noted the line stands in the note.
void reach_switch(const Where& program, const char* sp);

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_FRAME_H_
