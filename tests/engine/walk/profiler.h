// A profiler: on SIGPROF it walks up the interrupted stack with every walker that there is, and
// judges where each walk ends. It ends the process with a sentence when one ends where it must not.
//
// A walk may end in three places. At the end of the thread's stack. At the entry of a greenlet, if
// no other greenlet's frames are in it. And in arch_switch, while the target's bytes are not there.
#ifndef GREENLENS_TESTS_ENGINE_WALK_PROFILER_H_
#define GREENLENS_TESTS_ENGINE_WALK_PROFILER_H_

#include <cstddef>
#include <cstdint>

namespace greenlens::walk {

enum class Judge {
  every_end,     // each walk is asked where it ended
  only_crashes,  // for CPUs whose unwind tables do not hold at every instruction of C++ code
};

// How many walks have ended where.
struct Ends {
  size_t at_the_threads_end, at_an_entry, in_the_switch, elsewhere;
};

// Walks once on the thread's own stack and once in a greenlet, to learn where walks end; then the
// handler is in place. For one thread: the caller. `after_walks` is called at the end of each
// signal's handler, and may be null. False if a walk out of a handler does not come to where others
// do: some emulators leave out what walkers read of a handler's frame.
bool start_profiler(Judge judge, void (*after_walks)());

// The handler gets a stack of its own, or runs on the one that it interrupts.
enum class HandlersStack { own, interrupted };
void use(HandlersStack stack);

const Ends& ends();

// A greenlet's function tells where it returns to: walks know its frames by that. `who` counts from
// 0.
constexpr int kGreenlets = 8;
void note_body(int who, const void* return_address);

}  // namespace greenlens::walk

#endif  // GREENLENS_TESTS_ENGINE_WALK_PROFILER_H_
