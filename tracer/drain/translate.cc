#include "tracer/drain/translate.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <variant>

#include "tracer/drain/names.h"
#include "tracer/drain/program_line.h"
#include "tracer/facts/fields.h"
#include "tracer/ring/raw_frame.h"

namespace greenlens::drain {

using namespace facts;  // their names
using ring::RawFrame;
using ring::RawRegister;
using ring::Record;
using store::TraceInfo;

namespace {

std::string lower(std::string_view name) {
  std::string out(name);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::array<uint64_t, 3> key_of(const ring::Place& place) {
  return {place.file, place.function, static_cast<uint64_t>(place.line)};
}

}  // namespace

Translator::Translator(const TraceInfo& info, std::string source_root, pid_t pid, Memory& memory,
                       uint64_t origin)
    : info_(info),
      source_root_(source_root),
      memory_(memory),
      origin_(origin),
      symbols_(pid, std::move(source_root)) {}

std::vector<store::CodeLine> Translator::code_lines(uint64_t code) {
  std::vector<store::CodeLine> lines;
  if (code == 0) return lines;
  for (const store::Instruction& one : info_.arch.code) {
    // What is asked for is a call, by the address behind its first byte.
    const Call& call = symbols_.of_return_address(code + origin_ + one.offset + 1).calls.front();
    if (call.line == 0) continue;
    for (size_t i = 0; i < info_.sources.size(); ++i) {
      if (!same_file(call.path, info_.sources[i].file)) continue;
      lines.push_back({one.offset, static_cast<uint32_t>(i), call.line});
    }
  }
  return lines;
}

const std::string& Translator::text(uint64_t address) {
  const auto [it, is_new] = texts_.try_emplace(address);
  if (is_new && address != 0) it->second = memory_.text(address + origin_);
  return it->second;
}

void Translator::keep_text(std::string_view fields) {
  std::array<uint64_t, 2> words{};  // the address, and how long it is
  if (fields.size() < sizeof words) return;
  std::memcpy(words.data(), fields.data(), sizeof words);
  fields.remove_prefix(sizeof words);
  if (ring::in_order(words[1]) > fields.size()) return;
  texts_.insert_or_assign(ring::in_order(words[0]), fields.substr(0, ring::in_order(words[1])));
}

// An interpreter's names lie in its heap: those that were not told nobody reads when it was killed.
const std::string& Translator::name(uint64_t address) {
  static const std::string lost = "?";
  const std::string& known = text(address);
  return address != 0 && known.empty() ? lost : known;
}

uint16_t Translator::source(uint64_t file) {
  const auto [it, is_new] = sources_.try_emplace(file);
  if (!is_new) return it->second;
  const std::string shown = shown_file(text(file), source_root_);
  for (size_t i = 0; i < info_.sources.size(); ++i) {
    if (info_.sources[i].file == shown) it->second = static_cast<uint16_t>(i + 1);
  }
  return it->second;
}

Address Translator::address(uint64_t raw) const {
  if (raw == 0) return kNull;
  if (raw == 1) return kStarted;
  if (raw == UINT64_MAX) return kEverything;
  return static_cast<Address>(raw - base_);
}

SourceLine Translator::line(const ring::Place& place, std::string_view callers) {
  const Noted noted{name(place.file).c_str(), name(place.function).c_str(), place.line};
  if (needs_callers(noted.file, noted.function)) {
    SourceLine line = program_line(noted, callers, source_root_, &symbols_, origin_);
    // In which lambda this is, a note of the same line later does not say. (A library's line is
    // another one of the program's each time.)
    if (!is_library_header(noted.file)) lines_[key_of(place)] = line;
    return line;
  }
  return {program_sources_.name_of(noted.file, source_root_), short_name(noted.function),
          static_cast<uint32_t>(noted.line)};
}

// A program has few lines that switch.
NotedSwitch Translator::noted(const ring::Note& note, ThreadId thread, uint64_t base) {
  base_ = base;
  NotedSwitch noted;
  noted.thread = thread;
  noted.origin = note.origin;
  noted.requested = note.target;
  noted.kind = note.is_error ? Payload::error : Payload::value;
  noted.last_handle_gone = note.last_handle_gone;
  noted.sp = address(note.sp);
  noted.recursion_depth = note.recursion_depth;
  if (note.file == 0) return noted;
  const ring::Place place{note.file, note.function, note.line};
  auto known = lines_.find(key_of(place));
  if (known == lines_.end()) known = lines_.try_emplace(key_of(place), line(place, {})).first;
  noted.at = known->second;
  noted.caller_sp = address(note.caller_sp);
  return noted;
}

// As the program's CPU has it.
uint64_t Translator::number(std::string_view bytes) const {
  uint64_t value = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const size_t at = info_.big_endian ? i : bytes.size() - 1 - i;
    value = value << 8 | static_cast<unsigned char>(bytes[at]);
  }
  return value;
}

std::vector<SavedRegister> Translator::spilled(uint64_t sp, std::string_view bytes) const {
  std::vector<SavedRegister> registers;
  for (const store::ArchSlot& slot : info_.arch.slots) {
    const auto offset = static_cast<size_t>(slot.offset);
    const auto size = static_cast<size_t>(slot.size);
    if (size > sizeof(uint64_t) || offset + size > bytes.size()) continue;
    registers.push_back({slot.name, address(sp + offset), number(bytes.substr(offset, size))});
  }
  return registers;
}

std::vector<CFrame> Translator::frames(std::string_view bytes) {
  std::vector<CFrame> frames;
  for (size_t at = 0; at + sizeof(RawFrame) <= bytes.size(); at += sizeof(RawFrame)) {
    RawFrame raw;
    std::memcpy(&raw, bytes.data() + at, sizeof raw);
    const Symbols::Place& place = symbols_.of_return_address(raw.pc + origin_);
    const Call& own = place.calls.back();
    CFrame frame{
        own.function, own.shown, own.line, place.code_offset, address(raw.low), address(raw.high),
        kNull,        {},        {}};
    frame.module = place.module;
    frame.nameless = place.nameless;
    for (const Call& call : place.calls) {
      if (&call != &own) frame.inlined.push_back({call.shown, call.function, call.line});
    }
    if (raw.return_address_at != 0) frame.return_address_at = address(raw.return_address_at);
    for (uint32_t i = 0; i < std::min<uint32_t>(raw.register_count, RawFrame::kRegisters); ++i) {
      const RawRegister& saved = raw.registers[i];
      frame.saved.push_back({lower(text(saved.name)), address(saved.at), saved.value});
    }
    frames.push_back(std::move(frame));
  }
  return frames;
}

// As many as are whole.
std::vector<LocalValue> Translator::locals(std::string_view bytes) {
  const auto word = [&] {
    const std::string_view word = bytes.substr(0, bytes.find('\0'));
    bytes.remove_prefix(std::min(bytes.size(), word.size() + 1));
    return std::string(word);
  };
  std::vector<LocalValue> locals;
  while (!bytes.empty()) {
    LocalValue& local = locals.emplace_back();
    local.name = word();
    local.type = word();
    local.value = word();
  }
  return locals;
}

std::vector<SeenFrame> Translator::calls(std::string_view bytes) {
  std::vector<SeenFrame> calls;
  while (bytes.size() >= sizeof(ring::SeenCall) + sizeof(uint64_t)) {
    ring::SeenCall call;
    std::memcpy(&call, bytes.data(), sizeof call);
    bytes.remove_prefix(sizeof call);
    uint64_t size = 0;
    std::memcpy(&size, bytes.data(), sizeof size);
    bytes.remove_prefix(sizeof size);
    size = std::min<uint64_t>(ring::in_order(size), bytes.size());
    calls.push_back({call.id, line(call.at, {}), call.is_entry != 0, call.is_library != 0,
                     locals(bytes.substr(0, size)), text(call.call)});
    bytes.remove_prefix(size);
  }
  return calls;
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
  bool fine() const { return fine_; }

 private:
  uint64_t word() {
    uint64_t word = 0;
    if (left_.size() < sizeof word) return fine_ = false, 0;
    std::memcpy(&word, left_.data(), sizeof word);
    left_.remove_prefix(sizeof word);
    return ring::in_order(word);
  }
  std::string_view text() {
    const uint64_t length = word();
    if (length > left_.size()) fine_ = false;
    const std::string_view text = left_.substr(0, length);
    left_.remove_prefix(text.size());
    return text;
  }

  void take(Address* address) { *address = translator_.address(word()); }
  void take(std::string* out) { *out = text(); }
  template <typename T>
  requires std::is_arithmetic_v<T>
  void take(T* out) { *out = static_cast<T>(word()); }
  template <NamedEnum E>
  void take(E* out) {
    const uint64_t value = word();
    if (value < enum_names(E{}).size()) {
      *out = static_cast<E>(value);
    } else {
      fine_ = false;
    }
  }
  void take(SourceLine* line) {
    ring::Place noted{};
    noted.file = word();
    noted.function = word();
    noted.line = static_cast<int32_t>(word());
    *line = translator_.line(noted, text());
  }
  void take(std::vector<SavedRegister>* registers) {
    const uint64_t sp = word();
    *registers = translator_.spilled(sp, text());
  }
  void take(std::vector<SeenFrame>* calls) { *calls = translator_.calls(text()); }
  void take(std::vector<LocalValue>* locals) { *locals = translator_.locals(text()); }
  void take(std::vector<CFrame>* frames) { *frames = translator_.frames(text()); }

  Translator& translator_;
  std::string_view left_;
  bool fine_ = true;
};

template <typename T>
constexpr bool kIsSeenFromOutside =
    std::is_same_v<T, InstructionExecuted> || std::is_same_v<T, ContextFound> ||
    std::is_same_v<T, SwitchCalled> || std::is_same_v<T, ContextEntered> ||
    std::is_same_v<T, SwitchReturned>;

template <size_t I>
std::optional<Fact> Translator::fact(uint16_t tag, std::string_view fields) {
  if constexpr (I == std::variant_size_v<Fact::Any>) {
    return std::nullopt;
  } else {
    using T = std::variant_alternative_t<I, Fact::Any>;
    if (tag != T::kTag) return fact<I + 1>(tag, fields);
    // A program does not tell of its own instructions, and none that can tell has other contexts.
    if constexpr (kIsSeenFromOutside<T>) {
      return std::nullopt;
    } else {
      Reader reader(*this, fields);
      std::optional<Fact> made = reader.fact<T>();
      return reader.fine() ? std::move(made) : std::nullopt;
    }
  }
}

Event Translator::event(const Step& step) {
  const auto base = bases_.find(step.thread);
  base_ = base != bases_.end() && base->second != 0 ? base->second : info_.stack_base;
  if (step.line) {
    Event event;
    event.thread = step.thread;
    event.time_ns = step.time_ns;
    event.fact = line_begun(*step.line, step.thread);
    return event;
  }
  InstructionExecuted executed;
  executed.function = step.function;
  executed.offset = step.offset;
  executed.next = step.next;
  executed.returned = step.returned;
  executed.code = step.code;
  executed.text = step.text;
  executed.called = step.called;
  executed.sp = address(step.sp);
  executed.moved = step.moved;
  executed.registers = step.registers;
  executed.wrote_at = address(step.wrote_at);
  executed.wrote = step.wrote;
  executed.read_at = address(step.read_at);
  executed.read = step.read;
  executed.misaligned = step.misaligned;
  executed.sp_change = step.sp_change;
  executed.free_bits = step.free_bits;
  Event event;
  event.thread = step.thread;
  event.time_ns = step.time_ns;
  event.fact = std::move(executed);
  return event;
}

facts::LineBegun Translator::line_begun(facts::LineBegun raw, facts::ThreadId thread) {
  const auto known = stacks_.find(thread);
  Stack stack = known != stacks_.end() ? known->second : Stack{};
  if (!facts::is_stack_address(stack.low)) stack = kUsualStack;
  const auto on_stack = [&](facts::Address at) {
    if (at == facts::kNull) return at;
    const Address its = address(static_cast<uint64_t>(at));
    return its >= stack.low && its < stack.high ? its : facts::kNull;
  };
  const std::string path = std::move(raw.at.file);
  raw.at.file = program_sources_.name_of(path, source_root_);
  raw.sp = address(static_cast<uint64_t>(raw.sp));
  for (facts::LocalValue& local : raw.locals) {
    local.at = on_stack(local.at);
    local.points_to = on_stack(local.points_to);
  }
  return raw;
}

std::optional<Event> Translator::event(std::string_view bytes) {
  Record record;
  if (bytes.size() < sizeof record) return std::nullopt;
  std::memcpy(&record, bytes.data(), sizeof record);
  bytes.remove_prefix(sizeof record);
  if (record.field_bytes > bytes.size()) return std::nullopt;
  bases_[record.thread] = base_ = record.base;
  std::optional<Fact> told = fact<0>(record.tag, bytes.substr(0, record.field_bytes));
  if (!told) return std::nullopt;
  if (const auto* began = std::get_if<facts::ThreadBegan>(&*told)) {
    stacks_[record.thread] = {began->low, began->high};
  }
  Event event;
  event.thread = record.thread;
  event.time_ns = record.time_ns;
  event.engine_line = static_cast<uint32_t>(record.engine.line);
  event.engine_source = source(record.engine.file);
  event.fact = std::move(*told);
  return event;
}

}  // namespace greenlens::drain
