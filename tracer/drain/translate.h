// Records of the ring as events of the trace: addresses relative to the stack base, code addresses
// with names, addresses of texts as what stands there.
#ifndef GREENLENS_TRACER_DRAIN_TRANSLATE_H_
#define GREENLENS_TRACER_DRAIN_TRANSLATE_H_

#include <sys/types.h>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tracer/drain/memory.h"
#include "tracer/drain/sources.h"
#include "tracer/drain/steps.h"
#include "tracer/drain/symbols.h"
#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/ring/notes.h"
#include "tracer/ring/record.h"
#include "tracer/store/trace_info.h"

namespace greenlens::drain {

class Translator {
 public:
  // `info` names the sources that events refer to, `pid` and `memory` are the program's; both
  // outlive this. The program's addresses lie `origin` higher in that memory: 0, but for programs
  // that an emulator runs.
  Translator(const store::TraceInfo& info, std::string source_root, pid_t pid, Memory& memory,
             uint64_t origin = 0);
  // The bytes of a record, header included. None when they are no fact: something has written over
  // them.
  std::optional<facts::Event> event(std::string_view bytes);
  // Of a record that tells a text (ring::kTextTag); nothing of one that is not whole.
  void keep_text(std::string_view fields);
  // The files of code that it has now.
  std::vector<store::ModuleInfo> modules() const { return symbols_.modules(); }
  // The lines of the switch's instructions, whose first byte is there in the program's memory, as
  // far as they are known and their source is in the trace.
  std::vector<store::CodeLine> code_lines(uint64_t code);
  // An instruction or a line that somebody else has seen. Of a thread that has told of itself
  // before.
  facts::Event event(const Step& step);
  // Files of the program that lines were in.
  Sources& sources() { return program_sources_; }
  // A switch of which the program has made a note.
  facts::NotedSwitch noted(const ring::Note& note, facts::ThreadId thread, uint64_t base);

 private:
  class Reader;
  template <size_t I>
  std::optional<facts::Fact> fact(uint16_t tag, std::string_view fields);
  facts::LineBegun line_begun(facts::LineBegun raw, facts::ThreadId thread);
  facts::Address address(uint64_t raw) const;  // in the record that is being read
  const std::string& text(uint64_t address);
  const std::string& name(uint64_t address);  // of a file or a function; "?": it is lost
  uint16_t source(uint64_t file);             // as Event::engine_source
  facts::SourceLine line(const ring::Place& place, std::string_view callers);
  uint64_t number(std::string_view bytes) const;
  std::vector<facts::SavedRegister> spilled(uint64_t sp, std::string_view bytes) const;
  std::vector<facts::CFrame> frames(std::string_view bytes);
  std::vector<facts::SeenFrame> calls(std::string_view bytes);
  static std::vector<facts::LocalValue> locals(std::string_view bytes);

  const store::TraceInfo& info_;
  uint64_t base_ = 0;                                    // of the record that is being read
  std::unordered_map<facts::ThreadId, uint64_t> bases_;  // of each thread's last one
  struct Stack {
    facts::Address low = facts::kNull, high = facts::kNull;
  };
  // Of one that has not said how large its own is: what the system gives to a first thread.
  static constexpr Stack kUsualStack{-(facts::Address{8} << 20), facts::Address{64} << 10};
  std::unordered_map<facts::ThreadId, Stack> stacks_;  // of each thread that has told of its own
  const std::string source_root_;
  Memory& memory_;
  const uint64_t origin_;
  Symbols symbols_;
  Sources program_sources_;
  std::unordered_map<uint64_t, std::string> texts_;
  std::unordered_map<uint64_t, uint16_t> sources_;
  std::map<std::array<uint64_t, 3>, facts::SourceLine> lines_;  // of notes, and in lambdas
};

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_TRANSLATE_H_
