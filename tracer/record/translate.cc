#include "tracer/record/translate.h"

#include <cctype>
#include <cstdlib>
#include <cstring>
#include <variant>

#include "tracer/record/names.h"
#include "tracer/record/program_line.h"
#include "tracer/record/unwind.h"

namespace greenlens::record {

using namespace facts;  // their names
using store::TraceInfo;

namespace {

std::string lower(std::string_view name) {
  std::string out(name);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

Translator::Translator(const TraceInfo& info, std::string source_root)
    : info_(info), source_root_(source_root), symbols_(std::move(source_root)) {}

Address Translator::address(uint64_t raw) const {
  if (raw == 0) return kNull;
  if (raw == 1) return kStarted;
  if (raw == UINT64_MAX) return kEverything;
  return static_cast<Address>(raw - base_);
}

SourceLine Translator::line(const core::Where& noted, std::string_view callers) {
  if (needs_callers(noted)) return program_line(noted, callers, source_root_, &symbols_);
  return {shown_file(noted.file, source_root_), short_name(noted.function),
          static_cast<uint32_t>(noted.line)};
}

std::vector<SavedRegister> Translator::spilled(uint64_t sp, std::string_view bytes) const {
  std::vector<SavedRegister> registers;
  for (const store::ArchSlot& slot : info_.arch.slots) {
    const auto offset = static_cast<size_t>(slot.offset);
    const auto size = static_cast<size_t>(slot.size);
    if (size > sizeof(uint64_t) || offset + size > bytes.size()) continue;
    SavedRegister saved{slot.name, address(sp + offset), 0};
    std::memcpy(&saved.value, bytes.data() + offset, size);
    registers.push_back(std::move(saved));
  }
  return registers;
}

std::vector<CFrame> Translator::frames(std::string_view bytes) {
  std::vector<CFrame> frames;
  for (size_t at = 0; at + sizeof(RawFrame) <= bytes.size(); at += sizeof(RawFrame)) {
    RawFrame raw;
    std::memcpy(&raw, bytes.data() + at, sizeof raw);
    const Symbols::Place& place = symbols_.of_return_address(raw.pc);
    const Call& own = place.calls.back();
    CFrame frame{
        own.function, own.shown, own.line, place.code_offset, address(raw.low), address(raw.high),
        kNull,        {},        {}};
    for (const Call& call : place.calls) {
      if (&call != &own) frame.inlined.push_back({call.shown, call.function, call.line});
    }
    if (raw.return_address_at != 0) frame.return_address_at = address(raw.return_address_at);
    for (uint32_t i = 0; i < raw.register_count; ++i) {
      const RawRegister& saved = raw.registers[i];
      frame.saved.push_back({lower(saved.name), address(saved.at), saved.value});
    }
    frames.push_back(std::move(frame));
  }
  return frames;
}

// Takes a record's fields off its front, each as its kind lies in the ring.
class Translator::Reader {
 public:
  Reader(Translator& translator, std::string_view fields)
      : translator_(translator), left_(fields) {}

  template <typename Fact>
  Fact fact() {
    Fact made;
    Fact::fields([&](const char*, auto member) { take(&(made.*member)); });
    return made;
  }

 private:
  uint64_t word() {
    uint64_t word = 0;
    if (left_.size() < sizeof word) return left_ = {}, 0;
    std::memcpy(&word, left_.data(), sizeof word);
    left_.remove_prefix(sizeof word);
    return word;
  }
  std::string_view text() {
    const uint64_t length = word();
    const std::string_view text = left_.substr(0, length);
    left_.remove_prefix(text.size());
    return text;
  }

  void take(Address* address) { *address = translator_.address(word()); }
  void take(std::string* out) { *out = text(); }
  template <typename T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void take(T* out) { *out = static_cast<T>(word()); }
  void take(SourceLine* line) {
    const auto* file = reinterpret_cast<const char*>(word());
    const auto* function = reinterpret_cast<const char*>(word());
    const core::Where noted{file, function, static_cast<int>(word())};
    *line = translator_.line(noted, text());
  }
  void take(std::vector<SavedRegister>* registers) {
    const uint64_t sp = word();
    *registers = translator_.spilled(sp, text());
  }
  void take(std::vector<CFrame>* frames) { *frames = translator_.frames(text()); }

  Translator& translator_;
  std::string_view left_;
};

template <size_t I>
Fact Translator::fact(const Record& record) {
  if constexpr (I == std::variant_size_v<Fact::Any>) {
    std::abort();  // the observer writes the tags of facts alone
  } else {
    using T = std::variant_alternative_t<I, Fact::Any>;
    return record.tag == T::kTag ? Reader(*this, record.fields()).fact<T>() : fact<I + 1>(record);
  }
}

Event Translator::event(const Record& record) {
  base_ = record.base;
  Event event;
  event.thread = record.thread;
  event.time_ns = record.time_ns;
  event.engine_line = static_cast<uint32_t>(record.engine.line);
  const std::string file = shown_file(record.engine.file, source_root_);
  for (size_t i = 0; i < info_.sources.size(); ++i) {
    if (info_.sources[i].file == file) event.engine_source = static_cast<uint16_t>(i + 1);
  }
  event.fact = fact<0>(record);
  return event;
}

}  // namespace greenlens::record
