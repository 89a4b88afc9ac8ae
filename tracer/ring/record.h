// One fact in the ring: a header, then the fact's fields as plain bytes.
//
// A fact says once how it lies in the ring: by its list of fields. The observer, on the program's
// thread, hands over one form for each field, in that order, and does not compile when number or
// kinds differ; the translator, which may be in another process, reads them back by the same list
// (tracer/drain/translate.h). What is static in the program (names of files and functions) goes as
// its address there. Nothing here allocates.
#ifndef GREENLENS_TRACER_RING_RECORD_H_
#define GREENLENS_TRACER_RING_RECORD_H_

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/ring/word.h"

namespace greenlens::ring {

// Before the first fact: what the program is, in as many pieces as it takes, and the last one of
// them. Together they are the folder that its files are named relative to, a NUL, and the trace's
// INFO as JSON (tracer/store/trace_info.h).
inline constexpr uint16_t kHelloTag = 0;
inline constexpr uint16_t kLastHelloTag = UINT16_MAX;
// Between the facts, and none: a text with static lifetime, which is told before anything that has
// its address. Its fields are the address and the text. For texts in memory that whoever records
// cannot read any more when the program is gone, as an interpreter's.
inline constexpr uint16_t kTextTag = UINT16_MAX - 1;

// A place in the program's source, as it has it: addresses of texts with static lifetime. (Aligned
// as on most CPUs also where the ABI asks for less: a recorder may be on another one.)
struct alignas(8) Place {
  Plain<uint64_t> file;
  Plain<uint64_t> function;
  Plain<int32_t> line;
};

struct alignas(8) Record {
  Plain<uint16_t> tag;            // the fact's kTag, or one of the three above
  Plain<facts::ThreadId> thread;  // that tells it
  Plain<uint64_t> base;           // what its addresses become relative to; 0: the trace's own base
  Plain<uint64_t> time_ns;
  Plain<uint64_t> notes;        // that this thread has made before it (tracer/ring/notes.h)
  Place engine;                 // the line that tells it
  Plain<uint64_t> field_bytes;  // that follow

  std::string_view fields() const {
    return {reinterpret_cast<const char*>(this + 1), static_cast<size_t>(field_bytes)};
  }
};

static_assert(sizeof(Place) == 24 && offsetof(Record, base) == 8 && offsetof(Record, engine) == 32);
static_assert(sizeof(Record) == 64, "it lies the same on every CPU");

// The kinds of fields, and how each lies in the ring.
enum class RingForm : uint8_t {
  number,     // 8 bytes: counts, ids, flags
  choice,     // 8 bytes: an enum of tracer/facts
  address,    // 8 bytes: raw; relative to the stack base only in the trace
  text,       // 8 bytes of length, then the bytes
  line,       // 24 bytes: a Place; then a text: return addresses
  registers,  // 8 bytes: where they lie; then a text: the spilled frame
  frames,     // a text: RawFrames
  calls,      // a text: for each a SeenCall and a text, its locals
  locals,     // a text: of each its name, type and value, each ending with a NUL
};

namespace internal {
template <typename Member>
constexpr RingForm form_of() {
  if constexpr (std::is_enum_v<Member>) {
    return RingForm::choice;
  } else if constexpr (std::is_same_v<Member, facts::Address>) {
    return RingForm::address;
  } else if constexpr (std::is_arithmetic_v<Member>) {
    return RingForm::number;
  } else if constexpr (std::is_same_v<Member, std::string>) {
    return RingForm::text;
  } else if constexpr (std::is_same_v<Member, facts::SourceLine>) {
    return RingForm::line;
  } else if constexpr (std::is_same_v<Member, std::vector<facts::SavedRegister>>) {
    return RingForm::registers;
  } else if constexpr (std::is_same_v<Member, std::vector<facts::SeenFrame>>) {
    return RingForm::calls;
  } else if constexpr (std::is_same_v<Member, std::vector<facts::LocalValue>>) {
    return RingForm::locals;
  } else {
    static_assert(std::is_same_v<Member, std::vector<facts::CFrame>>,
                  "say how a field of this kind lies in the ring");
    return RingForm::frames;
  }
}
template <typename Fact, typename Member>
constexpr RingForm form_of(Member Fact::*) {
  return form_of<Member>();
}
}  // namespace internal

// Whether these forms are those of the fact's fields, in their order.
template <typename Fact, size_t N>
constexpr bool are_fields_of(const std::array<RingForm, N>& forms) {
  size_t count = 0;
  bool same = true;
  Fact::fields([&](const char*, auto member) {
    same = same && count < N && forms[count] == internal::form_of(member);
    ++count;
  });
  return same && count == N;
}

// --- the forms, as the observer hands them over
inline char* put_word(char* at, uint64_t word) {
  word = in_order(word);
  std::memcpy(at, &word, sizeof word);
  return at + sizeof word;
}

struct Number {
  static constexpr RingForm kForm = RingForm::number;
  uint64_t value;
  size_t bytes() const { return sizeof value; }
  char* put(char* at) const { return put_word(at, value); }
};
struct Choice : Number {
  static constexpr RingForm kForm = RingForm::choice;
};
struct Address : Number {
  static constexpr RingForm kForm = RingForm::address;
};
struct Text {
  static constexpr RingForm kForm = RingForm::text;
  std::string_view text;
  size_t bytes() const { return sizeof(uint64_t) + text.size(); }
  char* put(char* at) const {
    at = put_word(at, text.size());
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    return at + text.size();
  }
};
// A text for people, of any length: of more than kMostWords bytes its beginning, and how many there
// are.
class Words {
 public:
  static constexpr RingForm kForm = RingForm::text;
  static constexpr size_t kMostWords = size_t{1} << 20;
  explicit Words(std::string_view text) : text_{text} {
    if (text.size() <= kMostWords) return;
    size_t size = kMostWords;
    while (size > 0 && (text[size] & 0xc0) == 0x80) --size;  // not within a letter
    text_.text = text.substr(0, size);
    constexpr std::string_view kBefore = "… (", kBehind = " bytes)";
    char* at = std::copy(kBefore.begin(), kBefore.end(), rest_);
    at = std::to_chars(at, std::end(rest_) - kBehind.size(), text.size()).ptr;
    rest_bytes_ = static_cast<size_t>(std::copy(kBehind.begin(), kBehind.end(), at) - rest_);
  }
  size_t bytes() const { return text_.bytes() + rest_bytes_; }
  char* put(char* at) const {
    char* end = text_.put(at) + rest_bytes_;
    put_word(at, text_.text.size() + rest_bytes_);
    std::memcpy(end - rest_bytes_, rest_, rest_bytes_);
    return end;
  }

 private:
  Text text_;
  char rest_[40];  // " … (", a number, " bytes)"
  size_t rest_bytes_ = 0;
};
struct Line {
  static constexpr RingForm kForm = RingForm::line;
  Place where;
  Text callers;  // empty when `where` says enough (tracer/drain/program_line.h)
  size_t bytes() const { return 3 * sizeof(uint64_t) + callers.bytes(); }
  char* put(char* at) const {
    at = put_word(at, where.file);
    at = put_word(at, where.function);
    return callers.put(put_word(at, static_cast<uint64_t>(where.line)));
  }
};
struct Registers {
  static constexpr RingForm kForm = RingForm::registers;
  uint64_t sp;
  Text spilled;
  size_t bytes() const { return sizeof sp + spilled.bytes(); }
  char* put(char* at) const { return spilled.put(put_word(at, sp)); }
};
struct Frames : Text {
  static constexpr RingForm kForm = RingForm::frames;
};
// An interpreter's frame.
struct alignas(8) SeenCall {
  Plain<uint64_t> id;
  Place at;
  Plain<uint64_t> call;  // the address of a text with static lifetime
  Plain<uint32_t> is_entry;
  Plain<uint32_t> is_library;
};
static_assert(sizeof(SeenCall) == 48);
struct Calls : Text {
  static constexpr RingForm kForm = RingForm::calls;
};
struct Locals : Text {
  static constexpr RingForm kForm = RingForm::locals;
};

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_RECORD_H_
