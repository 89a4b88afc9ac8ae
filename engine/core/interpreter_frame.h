// Interpreter frames: the articles' second picture.
//
// A script language keeps a heap-allocated record for each running call, linked by f_back; the C
// stack knows nothing of them, so a switch does not copy them: it only exchanges the thread's
// `top_frame` with the greenlet's. Which language pushes them, the core does not ask.
#ifndef GREENLENS_ENGINE_CORE_INTERPRETER_FRAME_H_
#define GREENLENS_ENGINE_CORE_INTERPRETER_FRAME_H_

#include <cstdint>

#include "engine/core/where.h"

namespace greenlens::core {

// One record. Lives in the heap as long as the call that it stands for.
struct InterpreterFrame {
  uint64_t id = 0;                     // unique in the thread, from 1
  Where where;                         // function, file and the line reached last
  InterpreterFrame* f_back = nullptr;  // the caller's; null at a greenlet's entry
};

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_INTERPRETER_FRAME_H_
