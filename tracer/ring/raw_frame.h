// A C frame as it lies in the ring: plain data, in which all addresses are those of the program.
#ifndef GREENLENS_TRACER_RING_RAW_FRAME_H_
#define GREENLENS_TRACER_RING_RAW_FRAME_H_

#include <cstddef>
#include <cstdint>

#include "tracer/ring/word.h"

namespace greenlens::ring {

// A register that a function saved in its frame.
struct alignas(8) RawRegister {
  Plain<uint64_t> name;  // the address of a text with static lifetime
  Plain<uint64_t> at;
  Plain<uint64_t> value;
};

// One frame: [low, high), pc inside its function (after the call). A function that was interrupted
// before it kept anything on the stack has a frame without bytes.
struct alignas(8) RawFrame {
  static constexpr int kRegisters = 8;
  Plain<uint64_t> pc;
  Plain<uint64_t> low;
  Plain<uint64_t> high;
  Plain<uint64_t> return_address_at;  // 0: not within the slice
  Plain<uint32_t> register_count;
  RawRegister registers[kRegisters];
};

static_assert(sizeof(RawRegister) == 24 && offsetof(RawFrame, registers) == 40);
static_assert(sizeof(RawFrame) == 232, "it lies the same on every CPU");

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_RAW_FRAME_H_
