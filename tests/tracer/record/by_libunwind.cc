// What the recorder finds, found by libunwind.
#include "tests/tracer/record/by_libunwind.h"

#define UNW_LOCAL_ONLY
#include <libunwind.h>

namespace greenlens::record::by_libunwind {
namespace {

uint64_t read(unw_cursor_t* cursor, int number) {
  unw_word_t value = 0;
  return unw_get_reg(cursor, number, &value) == 0 ? value : 0;
}

// Where the caller's value of a register was put by the function called; 0 when it was not.
uint64_t saved_at(unw_cursor_t* caller, int number) {
  unw_save_loc_t where{};
  if (unw_get_save_loc(caller, number, &where) != 0 || where.type != UNW_SLT_MEMORY) return 0;
  return where.u.addr;
}

// What the caller's cursor knows about the frame it called.
void note_saved(unw_cursor_t* caller, RawFrame* frame) {
  const uint64_t return_at = saved_at(caller, UNW_REG_IP);
  if (return_at >= frame->low && return_at < frame->high) frame->return_address_at = return_at;
  for (int number = 0; number <= UNW_TDEP_LAST_REG; ++number) {
    if (number == UNW_REG_IP || number == UNW_REG_SP) continue;
    const uint64_t at = saved_at(caller, number);
    if (at < frame->low || at + sizeof(uint64_t) > frame->high) continue;
    if (frame->register_count == RawFrame::kRegisters) return;
    frame->registers[frame->register_count++] = {reinterpret_cast<uint64_t>(unw_regname(number)),
                                                 at, *reinterpret_cast<const uint64_t*>(at)};
  }
}

// From the frame that the cursor is at.
void walk(unw_cursor_t* cursor, const char* stop, RawFrame* frames, size_t capacity,
          size_t* count) {
  const auto to = reinterpret_cast<uint64_t>(stop);
  bool more = true;
  bool interrupted = false;  // then it stands on an instruction, not behind a call
  while (more && *count < capacity) {
    const uint64_t low = read(cursor, UNW_REG_SP);
    if (low >= to) break;
    RawFrame& frame = frames[*count];
    frame = {};
    frame.pc = read(cursor, UNW_REG_IP) + (interrupted ? 1 : 0);
    frame.low = low;
    frame.high = to;
    ++*count;
    more = unw_step(cursor) > 0;
    interrupted = more && unw_is_signal_frame(cursor) > 0;
    const uint64_t high = more ? read(cursor, UNW_REG_SP) : to;
    if (high <= low || high >= to) more = false;
    frame.high = more ? high : to;
    if (high > low) note_saved(cursor, &frame);
  }
  if (*count == 0) return;
  if (more) frames[*count - 1].pc = 0;  // not one function's
  frames[*count - 1].high = to;
}

}  // namespace

size_t unwind(const char* sp, const char* stop, RawFrame* frames, size_t capacity) {
  unw_context_t context;
  unw_cursor_t cursor;
  if (unw_getcontext(&context) != 0 || unw_init_local(&cursor, &context) != 0) return 0;
  while (read(&cursor, UNW_REG_SP) < reinterpret_cast<uint64_t>(sp)) {
    if (unw_step(&cursor) <= 0) return 0;
  }
  size_t count = 0;
  walk(&cursor, stop, frames, capacity, &count);
  return count;
}

void unwind_interrupted(void* context, const char* stop, RawFrame* frames, size_t capacity,
                        size_t* count, const char** sp) {
  unw_cursor_t cursor;
  if (unw_init_local2(&cursor, static_cast<unw_context_t*>(context), UNW_INIT_SIGNAL_FRAME) != 0) {
    return;
  }
  *sp = reinterpret_cast<const char*>(read(&cursor, UNW_REG_SP));
  // It stands on an instruction, the others behind their calls.
  const uint64_t pc = read(&cursor, UNW_REG_IP);
  walk(&cursor, stop, frames, capacity, count);
  if (*count != 0 && frames[0].pc != 0) frames[0].pc = pc + 1;
}

size_t return_addresses(const char* stop, uint64_t* addresses, size_t capacity) {
  unw_context_t context;
  unw_cursor_t cursor;
  if (unw_getcontext(&context) != 0 || unw_init_local(&cursor, &context) != 0) return 0;
  size_t count = 0;
  while (count < capacity && unw_step(&cursor) > 0 &&
         read(&cursor, UNW_REG_SP) < reinterpret_cast<uint64_t>(stop)) {
    addresses[count++] = read(&cursor, UNW_REG_IP);
  }
  return count;
}

}  // namespace greenlens::record::by_libunwind
