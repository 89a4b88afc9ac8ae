// Which stack the program's code stands on, when it is not its thread's own: nobody tells, it
// follows from the stack pointer.
#ifndef GREENLENS_TRACER_RECORD_OTHER_STACKS_H_
#define GREENLENS_TRACER_RECORD_OTHER_STACKS_H_

#include <array>
#include <cstdint>

#include "tracer/facts/values.h"
#include "tracer/record/records.h"
#include "tracer/record/unwind.h"

namespace greenlens::record {

// One that code of a thread has stood on. Raw addresses.
struct OtherStack {
  facts::StackId id = 0;
  facts::StackKind kind = facts::StackKind::separate;
  uint64_t low = 0;     // its end where that is known: of the signal stack; else 0
  uint64_t high = 0;    // the outermost frame's end
  uint64_t lowest = 0;  // that was seen of it
};

// One thread's. Allocates nothing.
class OtherStacks {
 public:
  // In the thread, which stands at `sp` on a stack that is not its own: the one that it is.
  // `frames` are room for kFrames of them, for one that is new.
  static constexpr size_t kFrames = 64;
  const OtherStack& at(const char* sp, Records& records, RawFrame* frames);

 private:
  // Those seen last; of more the oldest are forgotten, and are new when they come again.
  std::array<OtherStack, 32> known_;
  size_t next_ = 0;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_OTHER_STACKS_H_
