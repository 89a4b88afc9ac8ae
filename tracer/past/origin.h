// Where a byte or a word came from, over any number of copies, and who reads it next.
//
// A trace has each copy, and each instruction of a switch where these are recorded; what the
// program's own code writes it has not. So of a word that code has written the answer is between
// which steps that was: not before its frame was there or its greenlet ran, and not after it was
// seen in a copy for the first time. An answer that may be wrong says why. Pure.
#ifndef GREENLENS_TRACER_PAST_ORIGIN_H_
#define GREENLENS_TRACER_PAST_ORIGIN_H_

#include <array>
#include <cstdint>
#include <vector>

#include "tracer/past/byte_history.h"
#include "tracer/past/place.h"

namespace greenlens::past {

enum class WrittenBy : uint8_t {
  instruction,  // of the switch
  registers,    // the switch, which has put the registers there
  code,         // the greenlet's own, which is not recorded
};
constexpr std::array<const char*, 3> enum_names(WrittenBy) {
  return {"instruction", "registers", "code"};
}

struct Origin {
  WrittenBy by = WrittenBy::code;
  // It was written at a step behind `after` and not behind `until`. Of an instruction and of
  // registers these are the step before, and its own.
  uint64_t after = 0, until = 0;
  // All copies since, of the byte that was written last: how many, and of many the first and last.
  uint64_t copies_count = 0;
  std::vector<Copy> copies;
  // Why it may be otherwise; 0: it may not. From this step on the greenlet's own code has run since
  // the byte was seen, and nothing shows what it did. At this step a copy was made whose bytes were
  // not kept. Here events were lost since.
  uint64_t code_since = 0, not_kept = 0, lost = 0;

  bool is_exact() const { return by != WrittenBy::code; }
  bool is_certain() const { return code_since == 0 && not_kept == 0 && lost == 0; }
};
// Of the byte of them that was written last.
inline constexpr size_t kMostCopies = 16;
Origin origin_of(const ByteHistory& history, const Place& place, uint64_t step);

// Neighbours that were written together: `size` bytes from the place's byte number `first` on.
struct Part {
  uint64_t first = 0, size = 0;
  Origin origin;
};
// All bytes of a place, in as few parts as there are; a control word and its neighbour are two.
std::vector<Part> parts_of(const ByteHistory& history, const Place& place, uint64_t step);

enum class ReadBy : uint8_t {
  instruction,
  registers,    // the switch, which takes the registers from there
  saved,        // copied to the heap
  restored,     // copied back
  overwritten,  // nobody: something else is written there first
  gone,         // nobody: its frame has returned, or its greenlet has ended
  nobody,       // up to the end of what is recorded
};
constexpr std::array<const char*, 7> enum_names(ReadBy) {
  return {"instruction", "registers", "saved", "restored", "overwritten", "gone", "nobody"};
}

struct Reader {
  ReadBy by = ReadBy::nobody;
  uint64_t step = 0;  // of nobody: 0
  // From here on, and before that, the greenlet's own code runs, which may read it; 0: it does not.
  uint64_t code_from = 0;
};
Reader next_reader(const ByteHistory& history, const Place& place, uint64_t step);

// The bytes there, where a copy shows what they were at that step; none: it is not known.
std::optional<facts::Bytes> bytes_at(const ByteHistory& history, const store::Trace& trace,
                                     const Place& place, uint64_t step);

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_ORIGIN_H_
