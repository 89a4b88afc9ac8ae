#include "tracer/record/translate.h"

#include <cctype>
#include <cstring>

#include "tracer/record/names.h"
#include "tracer/record/program_line.h"
#include "tracer/record/unwind.h"

namespace greenlens::record {

using namespace facts;  // their names
using store::TraceInfo;

namespace {

template <typename T = uint32_t>
T to(uint64_t word) {
  return static_cast<T>(word);
}
const char* chars(uint64_t word) { return reinterpret_cast<const char*>(word); }

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
  return static_cast<Address>(raw - info_.stack_base);
}

SourceLine Translator::line(const uint64_t* where, std::string_view callers) {
  const engine::Where noted{chars(where[0]), chars(where[1]), to<int>(where[2])};
  if (needs_callers(noted)) return program_line(noted, callers, source_root_, &symbols_);
  return {shown_file(noted.file, source_root_), short_name(noted.function), to(where[2])};
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

Fact Translator::fact(const Record& r) {
  const uint64_t* w = r.words;
  const std::string text(r.tag == RegistersSaved::kTag ? std::string_view() : r.piece(0));
  switch (r.tag) {
    case GreenletCreated::kTag:
      return GreenletCreated{to(w[0]), text, to(w[1]), address(w[2]), address(w[3])};
    case GreenletRenamed::kTag:
      return GreenletRenamed{to(w[0]), text};
    case ParentChanged::kTag:
      return ParentChanged{to(w[0]), to(w[1]), to(w[2])};
    case BodyEntered::kTag:
      return BodyEntered{to(w[0])};
    case GreenletFinished::kTag:
      return GreenletFinished{to(w[0]), to<Finish>(w[1]), text};
    case GreenletFreed::kTag:
      return GreenletFreed{to(w[0])};
    case LineReached::kTag:
      return LineReached{to(w[0]), line(w + 1, r.piece(0)), address(w[4])};
    case Printed::kTag:
      return Printed{to(w[0]), text};
    case FramePushed::kTag:
      return FramePushed{to(w[0]), w[1], w[2], line(w + 3, r.piece(0))};
    case FramePopped::kTag:
      return FramePopped{to(w[0]), w[1]};
    case ProgramFinished::kTag:
      return ProgramFinished{to<End>(w[0]), text};
    case SwitchRequested::kTag:
      return SwitchRequested{to(w[0]), to(w[1]), to<Carried>(w[2]), text};
    case TargetPassedOver::kTag:
      return TargetPassedOver{to(w[0]), to(w[1])};
    case TargetFound::kTag:
      return TargetFound{to(w[0]), to(w[1]), w[2] != 0};
    case StartPrepared::kTag:
      return StartPrepared{to(w[0]), address(w[1]), to(w[2]), to(w[3])};
    case RegistersSaved::kTag:
      return RegistersSaved{to(w[0]), to(w[1]), address(w[2]), spilled(w[2], r.piece(0)),
                            frames(r.piece(1))};
    case StackStartSet::kTag:
      return StackStartSet{to(w[0]), address(w[1])};
    case OriginNotSaved::kTag:
      return OriginNotSaved{to(w[0])};
    case SliceSaved::kTag:
      return SliceSaved{to(w[0]), to<Extent>(w[1]), address(w[2]), address(w[3]), w[4], text};
    case StackPointerMoved::kTag:
      return StackPointerMoved{to(w[0]), address(w[1]), address(w[2])};
    case SliceRestored::kTag:
      return SliceRestored{to(w[0]), address(w[1]), address(w[2])};
    case StackPrevRelinked::kTag:
      return StackPrevRelinked{to(w[0]), to(w[1])};
    case ReturnedTwice::kTag:
      return ReturnedTwice{to(w[0])};
    case RegistersRestored::kTag:
      return RegistersRestored{to(w[0]), address(w[1]), spilled(w[1], r.piece(0))};
    case HostStateSwapped::kTag:
      return HostStateSwapped{to(w[0]), to(w[1]), w[2], w[3], to(w[4])};
    case Delivered::kTag:
      return Delivered{to(w[0]), to(w[1]), to<Carried>(w[2]), text};
    case SwitchFailed::kTag:
      return SwitchFailed{to(w[0]), text};
    case ErrorIgnored::kTag:
      return ErrorIgnored{to(w[0]), text};
  }
  return EventsLost{1};  // no such tag is ever written
}

Event Translator::event(const Record& record) {
  Event event;
  event.time_ns = record.time_ns;
  event.engine_line = to(static_cast<uint64_t>(record.engine.line));
  const std::string file = shown_file(record.engine.file, source_root_);
  for (size_t i = 0; i < info_.sources.size(); ++i) {
    if (info_.sources[i].file == file) event.engine_source = static_cast<uint16_t>(i + 1);
  }
  event.fact = fact(record);
  return event;
}

}  // namespace greenlens::record
