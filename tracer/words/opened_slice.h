// A greenlet's slice taken apart as far as a recording can tell: its C frames, folded where they
// repeat, and in each the words that mean something: where it returns to, the registers that it
// keeps for its caller, what points into the stack.
//
// A word's value is known when a copy in the heap has its bytes, or when it was read as the frame
// was unwound. Pure functions; nothing is unwound or looked up here.
#ifndef GREENLENS_TRACER_WORDS_OPENED_SLICE_H_
#define GREENLENS_TRACER_WORDS_OPENED_SLICE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/state/state.h"
#include "tracer/store/trace_info.h"
#include "tracer/words/c_frames.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// What bytes need to be read as words: of the CPU that a recording was made on.
struct Machine {
  int pointer_size = 0;  // bytes; 0: not known, and no word is read from a copy
  bool big_endian = false;
  uint64_t stack_base = 0;  // the raw address that Address 0 stands for, where no thread says so
  bool operator==(const Machine&) const = default;
};
Machine machine_of(const store::TraceInfo& info);

enum class WordKind : uint8_t { plain, return_address, saved_register };
constexpr std::array<const char*, 3> enum_names(WordKind) {
  return {"plain", "return_address", "saved_register"};
}

struct SliceWord {
  facts::Address at = facts::kNull;
  int size = 8;  // bytes: the CPU's
  std::optional<uint64_t> value;
  WordKind kind = WordKind::plain;
  std::string meaning;  // "returns into program:28", "rbp", "rbp → -0x5a0"; may be empty
  std::string target;   // of a return address: "program:28"
  bool in_heap = false;
};
// Where the bytes of a frame are now.
enum class BytesIn : uint8_t { stack, heap, both };
constexpr std::array<const char*, 3> enum_names(BytesIn) { return {"stack", "heap", "both"}; }

struct OpenedFrame {
  FrameRun run;
  BytesIn bytes_in = BytesIn::stack;
  // Of the innermost frame of the run, the highest address first.
  std::vector<SliceWord> words;
  facts::Address end = 0;  // what its addresses count from where they are shown (end_of_stack)
};
// As it is shown: "-0x40", from the high end of the stack that the frame lies on.
std::string address_in(const OpenedFrame& frame, facts::Address address);

// What is listed of a frame: the words that are known by name alone, or all whose value is known,
// which takes time and room for each byte of a copy.
enum class ListedWords : uint8_t { named, all };

// Innermost first, like the frames. Empty where these are not known now (state::frames_hold).
std::vector<OpenedFrame> opened_slice(const Messages& messages, const state::State& state,
                                      const state::GreenletState& greenlet, const Machine& machine,
                                      ListedWords listed = ListedWords::named);

// A word's value in hexadecimal, as many digits as it has bytes; "" when it is not known.
std::string value_text(const SliceWord& word);
// "in the heap", "on the stack", "partly in the heap".
std::string place_text(const Messages& messages, BytesIn bytes_in);

// A line for each frame or run, as list_of_frames() has it, and below it one for each of its words;
// plain words of the same value that follow each other are one line.
std::string list_of_words(const Messages& messages, const std::vector<OpenedFrame>& frames);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_OPENED_SLICE_H_
