// One fact in the ring: a header, then the fact's fields as plain bytes.
//
// A fact says once how it lies in the ring: by its list of fields. The observer, on the program's
// thread, hands over one ring form for each field, in that order, and does not compile when number
// or kinds differ; the translator, on the writer's thread, reads them back by the same list
// (tracer/record/translate.h). Nothing here allocates.
#ifndef GREENLENS_TRACER_RECORD_RECORD_H_
#define GREENLENS_TRACER_RECORD_RECORD_H_

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/core/where.h"
#include "tracer/facts/values.h"

namespace greenlens::record {

struct Record {
  uint16_t tag;            // the fact's kTag
  facts::ThreadId thread;  // that tells it
  uint64_t base;           // what its addresses become relative to; 0: the trace's own base
  uint64_t time_ns;
  core::Where engine;    // its strings have static lifetime
  uint64_t field_bytes;  // that follow

  std::string_view fields() const {
    return {reinterpret_cast<const char*>(this + 1), static_cast<size_t>(field_bytes)};
  }
};

// The kinds of fields, and how each lies in the ring.
enum class RingForm : uint8_t {
  number,     // 8 bytes: counts, ids, flags
  choice,     // 8 bytes: an enum of tracer/facts
  address,    // 8 bytes: raw; relative to the stack base only in the trace
  text,       // 8 bytes of length, then the bytes
  line,       // 24 bytes: two pointers to static texts and the line; then a text: return addresses
  registers,  // 8 bytes: where they lie; then a text: the spilled frame
  frames,     // a text: RawFrames
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
namespace ring {

inline char* put_word(char* at, uint64_t word) {
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
struct Line {
  static constexpr RingForm kForm = RingForm::line;
  core::Where where;
  Text callers;  // empty when `where` says enough (tracer/record/program_line.h)
  size_t bytes() const { return 3 * sizeof(uint64_t) + callers.bytes(); }
  char* put(char* at) const {
    at = put_word(at, reinterpret_cast<uint64_t>(where.file));
    at = put_word(at, reinterpret_cast<uint64_t>(where.function));
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

}  // namespace ring

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_RECORD_H_
