#include "engine/c/frame.h"

#include "engine/c/bridge.h"
#include "engine/cpp/caller.h"
#include "engine/cpp/frame.h"

namespace greenlens::engine {
namespace {

Frame* frame_of(greenlens_frame* frame) { return reinterpret_cast<Frame*>(frame); }

}  // namespace

extern "C" {

greenlens_frame* greenlens_push_frame_at(const char* file, const char* function, int line) {
  greenlens_frame* pushed = nullptr;
  const char* sp = GREENLENS_CALLER_SP;
  guarded([&] {
    refuse_at_the_end_of_the_thread();
    pushed = reinterpret_cast<greenlens_frame*>(new Frame(Where{file, function, line}, sp));
  });
  return pushed;
}

void greenlens_pop_frame(greenlens_frame* frame) { delete frame_of(frame); }

void greenlens_leave_frame(greenlens_frame** frame) { greenlens_pop_frame(*frame); }

}  // extern "C"

}  // namespace greenlens::engine
