// Interpreter frames for C: the calls of a program that pictures and recordings show
// (engine/core/interpreter_frame.h). A program that wants to be read pushes one a function.
#ifndef GREENLENS_ENGINE_C_FRAME_H_
#define GREENLENS_ENGINE_C_FRAME_H_

#include "engine/c/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct greenlens_frame greenlens_frame;

// First in a function: a frame that is popped on every way out of it. GCC's and Clang's; where a
// longjmp leaves the function, it stays.
// NOLINTBEGIN(bugprone-macro-parentheses): it is a declaration
#define GREENLENS_FRAME                                   \
  __attribute__((cleanup(greenlens_leave_frame), unused)) \
  greenlens_frame* greenlens_frame_of_function = greenlens_push_frame()
// NOLINTEND(bugprone-macro-parentheses)

// The pair, for other compilers and languages. Frames are popped in the opposite order, in the
// greenlet that pushed them. Null, with an error pending, when memory is lacking: popping that does
// nothing. The texts must be static.
#define greenlens_push_frame() greenlens_push_frame_at(__FILE__, __func__, __LINE__)
greenlens_frame* greenlens_push_frame_at(const char* file, const char* function, int line);
void greenlens_pop_frame(greenlens_frame* frame);

// Pops *frame: for GREENLENS_FRAME.
void greenlens_leave_frame(greenlens_frame** frame);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_ENGINE_C_FRAME_H_
