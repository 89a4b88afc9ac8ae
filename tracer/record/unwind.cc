#include "tracer/record/unwind.h"

#include <algorithm>
#include <cstring>

#include "arch/walk.h"
#include "tracer/callers/walk.h"

namespace greenlens::record {
namespace {

using callers::Walk;

// What the last step of the walk found out about the frame that it left, or could not leave.
void note_saved(const Walk& walk, RawFrame* frame) {
  const uint64_t return_at = walk.return_address_at();
  if (return_at >= frame->low && return_at < frame->high) frame->return_address_at = return_at;
  const arch_walk& cpu = arch_this_cpus_walk;
  for (size_t i = 0; i < walk.saved_count(); ++i) {
    const callers::Saved& saved = walk.saved()[i];
    if (saved.number >= cpu.name_count || cpu.names[saved.number] == nullptr) continue;
    if (saved.at < frame->low || saved.at + sizeof(uintptr_t) > frame->high) continue;
    if (frame->register_count == RawFrame::kRegisters) return;
    uintptr_t value = 0;
    std::memcpy(&value, reinterpret_cast<const char*>(saved.at), sizeof value);
    frame->registers[frame->register_count++] = {
        reinterpret_cast<uint64_t>(cpu.names[saved.number]), saved.at, value};
  }
}

// From the frame that the walk is at.
void note_frames(Walk* walk, const char* stop, RawFrame* frames, size_t capacity, size_t* count) {
  const auto to = reinterpret_cast<uintptr_t>(stop);
  bool more = true;
  while (more && *count < capacity) {
    const uint64_t low = walk->sp();
    if (low >= to) break;
    RawFrame& frame = frames[*count];
    frame = {};
    // Where it was interrupted it stands on an instruction, else behind its call.
    frame.pc = walk->pc() + (walk->interrupted() ? 1 : 0);
    frame.low = low;
    frame.high = to;
    ++*count;
    more = walk->step();
    const uint64_t high = more ? walk->sp() : to;
    if (high >= to) more = false;
    frame.high = more ? high : to;
    note_saved(*walk, &frame);
  }
  if (*count == 0) return;
  if (more) frames[*count - 1].pc = 0;  // not one function's
  frames[*count - 1].high = to;
}

// What a walk from here is to find.
struct Frames {
  const char* const sp;
  const char* const stop;
  RawFrame* const frames;
  const size_t capacity;
  KnownRules* const known;
  size_t count = 0;
};

void find_frames(const arch_registers* here, void* argument) {
  Frames& wanted = *static_cast<Frames*>(argument);
  Walk walk(*here, reinterpret_cast<uintptr_t>(wanted.stop), wanted.known);
  while (walk.sp() < reinterpret_cast<uintptr_t>(wanted.sp)) {
    if (!walk.step()) return;
  }
  note_frames(&walk, wanted.stop, wanted.frames, wanted.capacity, &wanted.count);
}

struct ReturnAddresses {
  const char* const stop;
  uint64_t* const addresses;
  const size_t capacity;
  KnownRules* const known;
  size_t count = 0;
};

void find_return_addresses(const arch_registers* here, void* argument) {
  ReturnAddresses& wanted = *static_cast<ReturnAddresses*>(argument);
  Walk walk(*here, reinterpret_cast<uintptr_t>(wanted.stop), wanted.known);
  while (wanted.count < wanted.capacity && walk.step() &&
         walk.sp() < reinterpret_cast<uintptr_t>(wanted.stop)) {
    wanted.addresses[wanted.count++] = walk.pc();
  }
}

}  // namespace

size_t unwind(const char* sp, const char* stop, RawFrame* frames, size_t capacity,
              KnownRules* known) {
  Frames wanted{sp, stop, frames, capacity, known};
  arch_from_here(find_frames, &wanted);
  return wanted.count;
}

void unwind_interrupted(void* context, const char* stop, RawFrame* frames, size_t capacity,
                        size_t* count, const char** sp) {
  arch_registers interrupted{};
  arch_interrupted(context, &interrupted);
  Walk walk(interrupted, reinterpret_cast<uintptr_t>(stop));
  *sp = reinterpret_cast<const char*>(walk.sp());
  const uint64_t pc = walk.pc() + 1;
  note_frames(&walk, stop, frames, capacity, count);
  if (*count > 0 || capacity == 0) return;
  // Its stack pointer is on nobody's frames; where it stood is known all the same.
  const auto at = reinterpret_cast<uint64_t>(stop);
  frames[0] = {};
  frames[0].pc = pc;
  frames[0].low = frames[0].high = at;
  *count = 1;
}

size_t return_addresses(const char* stop, uint64_t* addresses, size_t capacity, KnownRules* known) {
  ReturnAddresses wanted{stop, addresses, capacity, known};
  arch_from_here(find_return_addresses, &wanted);
  return wanted.count;
}

}  // namespace greenlens::record
