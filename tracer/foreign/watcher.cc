#include "tracer/foreign/watcher.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "tracer/drain/maps.h"
#include "tracer/facts/context_facts.h"
#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"
#include "tracer/foreign/candidates.h"
#include "tracer/foreign/contexts.h"
#include "tracer/foreign/crash.h"
#include "tracer/foreign/output.h"
#include "tracer/foreign/program.h"
#include "tracer/foreign/stack_places.h"
#include "tracer/foreign/surroundings.h"
#include "tracer/step/line_stops.h"
#include "tracer/step/seen.h"
#include "tracer/step/walker.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::foreign {
namespace {

using facts::Address;
using step::Code;
using step::Decoded;
using step::Registers;
using step::Walk;

constexpr const char* kFirstName = "main";  // of the first thread's own context
// A jump of the stack pointer that no frame of a switch is large enough for.
constexpr uint64_t kJump = 1024;
// A function that was only suspected, and so often did not switch, does not.
constexpr int kInnocent = 64;
// Code of the system's that moves the stack pointer for its own purposes.
constexpr std::array<std::string_view, 6> kSystemsOwn = {"ld-linux", "libc.so", "libstdc++",
                                                         "libgcc_s", "[vdso",   "linux-vdso"};

uint64_t clock_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

uint64_t difference(uint64_t a, uint64_t b) { return a > b ? a - b : b - a; }

// What a call has to preserve, in the order of the frame that the engine's own switch makes.
std::vector<facts::RegisterValue> preserved(const step::Cpu& cpu, const Registers& now) {
  std::vector<facts::RegisterValue> all;
  for (const step::Preserved& wanted : cpu.preserved) {
    for (const step::CpuRegister& one : cpu.registers) {
      if (one.name != wanted.name || !now.has(one.name)) continue;
      all.push_back({one.name, now.value(one.name) & ~one.status});
    }
  }
  return all;
}

std::vector<facts::RegisterPair> lost(const std::vector<facts::RegisterValue>& kept,
                                      const std::vector<facts::RegisterValue>& found) {
  std::vector<facts::RegisterPair> all;
  for (size_t i = 0; i < std::min(kept.size(), found.size()); ++i) {
    if (kept[i].value != found[i].value) {
      all.push_back({kept[i].name, kept[i].value, found[i].value});
    }
  }
  return all;
}

// A thread of the program that has come to the switch.
struct Watched {
  facts::ThreadId id = 0;
  uint64_t base = 0;  // the raw address of Address 0
  Context* main = nullptr;
  Context* current = nullptr;
  uint64_t stack_bytes = 0;
  // Of the switch that it is in.
  std::string walks;  // the function
  Context* origin = nullptr;
  Context* target = nullptr;  // null: not left yet
  bool first = false;
  uint64_t lowest = 0;                // sp of the origin
  std::vector<uint64_t> wrote, read;  // the words that it has, up to now
  // What it told last, for the gate.
  uint64_t number = 0;
  facts::Stops stops{};
};

}  // namespace

struct Watcher::Impl final : step::Walker {
  Impl(Wanted what, ring::Gate& where, Watcher::Sink to, std::unique_ptr<step::Machine> led,
       std::unique_ptr<Surroundings> around_it)
      : Walker(std::move(led)),
        wanted(std::move(what)),
        gate(where),
        writer(std::move(to)),
        around(std::move(around_it)) {
    automatic = std::find(wanted.switches.begin(), wanted.switches.end(), kAutomatic) !=
                wanted.switches.end();
  }
  using Walker::go;
  using Walker::leave;

  // --- the program begins

  std::string begin(pid_t process) {
    std::string reason = seize(process);
    if (!reason.empty() || !around->is_program()) return reason;
    look_at_memory();
    take_program(machine_->program());
    for (const pid_t thread : machine_->threads()) go_on(thread);
    return "";
  }

  bool becomes_another(pid_t process) override {
    const bool is_ours = threads.empty();  // nothing was recorded of what it was before
    if (!is_ours) return false;
    look_at_memory();
    program.reset();
    entry = around->entry(process);
    if (entry != 0) add_breakpoint(entry);
    return true;
  }

  // Its libraries are there.
  void comes_to(pid_t process, uint64_t at) override {
    if (at == entry && program == nullptr) return take_program(process);
    if (program != nullptr && lines_of.has(at)) begin_line(process, at);
  }
  void take_program(pid_t process) {
    program = around->open(process);
    found.missing.clear();
    found.unknown_stacks.clear();
    std::vector<Function> all;
    for (const std::string& name : wanted.switches) {
      if (name == kAutomatic) continue;
      const std::vector<Function> its = program->functions(name);
      if (its.empty()) found.missing.push_back(name);
      all.insert(all.end(), its.begin(), its.end());
      if (name != "swapcontext") continue;
      // Whose function returns goes to uc_link with the C library's own setcontext.
      const std::vector<Function> ends = program->functions("setcontext");
      all.insert(all.end(), ends.begin(), ends.end());
    }
    if (automatic) add_suspected(&all);
    for (const Function& one : all) add_function(one);
    for (const std::string& name : wanted.stacks) {
      const std::optional<Variable> variable = program->variable(name);
      variable ? told.push_back(*variable) : found.unknown_stacks.push_back(name);
    }
    if (wanted.lines) add_lines();
    if (!found.missing.empty()) {
      found.near = program->function_names();
      // Whoever has mistyped a name does not want to wait for all that the program does.
      if (!wanted.may_be_a_script) around->kill(process);
    }
    hears_system_calls_ = true;
  }

  // But for those of the functions that are led through anyway.
  void add_lines() {
    lines_of.open(program->file(), [this](const char* path) { return program->shown(path); });
    for (const auto& line : lines_of.all()) {
      const uint64_t address = line.first;
      const bool is_led = std::any_of(codes().begin(), codes().end(),
                                      [&](const Code& code) { return code.has(address); });
      if (!is_led) add_breakpoint(address);
    }
  }

  void begin_line(pid_t tid, uint64_t at) {
    Registers now;
    if (!machine_->read_registers(tid, &now)) return;
    std::optional<facts::LineBegun> fact = lines_of.begun(at, *machine_, now);
    if (!fact) return;
    hear_output();
    Watched& one = meet(tid, now, now.pc + 1, now.sp);
    stand_at(&one, now.sp);
    const auto on_stack = [&](Address raw) {
      const auto address = static_cast<uint64_t>(raw);
      const bool known = raw != facts::kNull && contexts.at(address) != nullptr;
      return known ? relative(one, address) : facts::kNull;
    };
    fact->sp = relative(one, now.sp);
    for (facts::LocalValue& local : fact->locals) {
      local.at = on_stack(local.at);
      local.points_to = on_stack(local.points_to);
    }
    tell(&one, std::move(*fact));
  }
  bool may_pass(pid_t tid) override {
    const auto known = threads.find(tid);
    return known == threads.end() ||
           gate.lets_pass(known->second.number, known->second.id, known->second.stops);
  }

  // Somebody else may have switched meanwhile.
  void stand_at(Watched* one, uint64_t sp) {
    const Context& now = *one->current;
    if (now.low != 0 && now.low <= sp && sp <= now.high) return;
    Context* there = contexts.at(sp);
    // Of a stack whose ends nobody knows only another one's can be told apart.
    if (now.low == 0 && (there == nullptr || there->low == 0)) return;
    one->current = there != nullptr ? there : &found_at(one, sp);
  }

  void add_function(const Function& one) {
    constexpr uint64_t kAlignment = 16;
    const bool added = add({one.name, one.begin, one.end, "", next_offset});
    if (added) next_offset += (one.end - one.begin + kAlignment - 1) / kAlignment * kAlignment;
  }

  // Functions of the program and its own libraries with an instruction that may switch.
  void add_suspected(std::vector<Function>* all) {
    constexpr size_t kMostFunctions = 256;
    for (const Function& one : program->all_functions(kSystemsOwn)) {
      const std::string bytes = machine_->read(one.begin, one.end - one.begin);
      bool suspected = false;
      for (size_t at = 0; at < bytes.size() && !suspected;) {
        const Decoded next = decoder_.decode(std::string_view(bytes).substr(at), at);
        if (next.size == 0) break;
        suspected = may_leave_the_stack(next.text);
        at += next.size;
      }
      if (suspected && all->size() < kMostFunctions) all->push_back(one);
    }
    // The C library's own, where the program uses them.
    for (const char* name : {"swapcontext", "setcontext"}) {
      // Who makes contexts may end them: the C library goes to uc_link with its own setcontext.
      if (!program->imports(name) && !program->imports("makecontext")) continue;
      const std::vector<Function> its = program->functions(name);
      all->insert(all->end(), its.begin(), its.end());
    }
  }

  // --- telling

  Address relative(const Watched& one, uint64_t raw) const {
    constexpr Address kFarthest = Address{1} << 59;
    const auto address = static_cast<Address>(raw - one.base);
    return raw == 0 || address > kFarthest || address < -kFarthest ? facts::kNull : address;
  }

  void tell(Watched* one, facts::Fact fact) {
    facts::Event event;
    event.thread = one->id;
    event.time_ns = time();
    event.fact = std::move(fact);
    one->stops = std::visit([](const auto& f) { return f.kStops; }, event.fact);
    add_event(event);
    one->number = writer.events();
  }
  void add_event(const facts::Event& event) {
    writer.add(event);
    collected = true;
    if (!gate.is_open()) flush();
  }
  uint64_t time() const { return clock_ns() - began_ns; }
  void flush() {
    if (begun && collected) writer.flush();
    collected = false;
  }
  void idles() override {
    hear_output();
    flush();
  }

  bool may_go_on(pid_t tid) override {
    const Watched& one = threads.at(tid);
    return gate.lets_pass(one.number, one.id, one.stops);
  }

  // --- a thread and its contexts

  bool read_word(uint64_t address, uint64_t* word) const {
    const size_t size = cpu().pointer_size;
    const std::string bytes = machine_->read(address, size);
    if (bytes.size() != size) return false;
    *word = step::number(cpu(), bytes);
    return true;
  }
  Program::ReadWord reader() const {
    return [this](uint64_t address, uint64_t* word) { return read_word(address, word); };
  }
  std::vector<drain::Mapped> maps() const { return around->maps(machine_->program()); }
  const step::Cpu& cpu() const { return machine_->cpu(); }

  // The frames of who has called, from that one outwards. Those that lie above the base are not
  // the program's.
  std::vector<facts::CFrame> frames_of(const Registers& now, uint64_t return_address, uint64_t sp,
                                       uint64_t base, const Context& on) const {
    std::vector<facts::CFrame> all =
        program->frames(now, return_address, sp, base, on.high, reader());
    if (on.stack == 0) {
      std::erase_if(all, [](const facts::CFrame& frame) { return frame.low >= 0; });
    }
    return all;
  }

  // The end of main's frame, or of the outermost one of the program's own; which `function` it is.
  uint64_t base_of(const Registers& now, uint64_t return_address, uint64_t sp, uint64_t stack_high,
                   std::string* function) const {
    constexpr uint64_t kAlignment = 16;
    const std::vector<facts::CFrame> all =
        program->frames(now, return_address, sp, 0, stack_high, reader());
    Address high = 0;
    for (const facts::CFrame& frame : all) {
      if (frame.module != all.front().module) continue;
      high = frame.high;
      *function = frame.function;
      if (frame.function == kFirstName) break;
    }
    const auto raw = high > 0 ? static_cast<uint64_t>(high) : sp;
    return (raw + kAlignment - 1) / kAlignment * kAlignment;
  }

  Watched& meet(pid_t tid, const Registers& now, uint64_t return_address, uint64_t sp) {
    const auto known = threads.find(tid);
    if (known != threads.end()) return known->second;
    Watched& one = threads[tid];
    one.id = static_cast<facts::ThreadId>(++threads_met);
    const bool is_first = tid == machine_->program();
    const uint64_t most = around->most_stack(machine_->program());
    std::optional<StackPlace> own = thread_stack(maps(), is_first, now.sp, most);
    if (!own) own = place_without_system(sp);
    std::string begins = kFirstName;
    one.base = base_of(now, return_address, sp, own->high, &begins);
    if (own->high == 0) own->high = one.base;
    one.stack_bytes = own->low != 0 ? own->high - own->low : 0;
    const std::string name = around->thread_name(tid);
    if (!begun) begin_trace(one.base);
    facts::ThreadBegan began;
    began.name = is_first ? "" : name;
    began.low = own->low != 0 ? relative(one, own->low) : facts::kNull;
    began.high = own->low != 0 ? relative(one, own->high) : facts::kNull;
    began.base = one.base;
    one.main = one.current =
        &contexts.add_thread(one.id, *own, contexts.free_name(is_first ? kFirstName : begins));
    tell(&one, std::move(began));
    tell(&one, facts::GreenletCreated{one.main->id, one.main->name, 0, facts::kStarted,
                                      facts::kEverything});
    for (std::string& line : std::exchange(printed_before, {})) {
      tell(&one, facts::Printed{one.main->id, std::move(line)});
    }
    return one;
  }

  // The stack that somebody stands on of whom no system says it.
  StackPlace place_without_system(uint64_t sp) const {
    StackPlace place = other_stack(*program, {}, told, sp, reader());
    return place.low != 0 ? place : StackPlace{facts::StackFoundBy::use, "", 0, 0};
  }

  void begin_trace(uint64_t base) {
    store::TraceInfo info;
    info.scenario = info.title = wanted.program;
    info.stack_base = base;
    info.arch.name = cpu().name;
    info.arch.abi = cpu().abi;
    info.arch.pointer_size = static_cast<int>(cpu().pointer_size);
    for (size_t i = cpu().preserved.size(); i-- > 0;) {
      const step::Preserved& one = cpu().preserved[i];
      info.arch.slots.push_back({one.name, 0, one.size, one.purpose});
    }
    info.sources = program->sources();
    for (const Code& code : codes()) append_code(code, &info);
    std::ranges::sort(info.code_lines, {}, &store::CodeLine::offset);
    std::ranges::sort(info.code_uses, {}, &store::CodeUse::offset);
    info.modules = program->modules();
    writer.begin(info);
    begun = true;
  }

  void append_code(const Code& code, store::TraceInfo* info) const {
    for (uint64_t pc = code.begin; pc < code.end;) {
      const Decoded next = decoded(code, pc);
      if (next.size == 0) return;
      store::Instruction one;
      one.offset = static_cast<uint32_t>(code.offset(pc));
      one.bytes = code.bytes.substr(pc - code.begin, next.size);
      one.text = next.text;
      const facts::SourceLine at = program->source_line_of_call(pc + 1);
      for (size_t i = 0; at.line != 0 && i < info->sources.size(); ++i) {
        if (info->sources[i].file != at.file) continue;
        info->code_lines.push_back({one.offset, static_cast<uint32_t>(i), at.line});
      }
      if (next.uses_are_known) info->code_uses.push_back({one.offset, next.reads, next.writes});
      if (pc == code.begin) {
        one.mark = code.name;
        one.source_line = at.line;
      }
      info->arch.code.push_back(std::move(one));
      pc += next.size;
    }
  }

  // The function that it was prepared to begin with: its address lies in the frame that was made
  // for it. Empty: it is not seen there.
  std::string prepared_for(uint64_t sp, uint64_t high) const {
    constexpr uint64_t kMost = 256;
    for (uint64_t at = sp; at < std::min(high, sp + kMost); at += cpu().pointer_size) {
      uint64_t word = 0;
      if (!read_word(at, &word)) break;
      const std::optional<Function> function = program->function_at(word);
      if (function && function->begin == word) return function->name;
    }
    return "";
  }

  Context& found_at(Watched* one, uint64_t sp) {
    StackPlace place = other_stack(*program, maps(), told, sp, reader());
    if (contexts.is_shared(place)) place = used_from(sp, place);
    Context& made = contexts.add(one->id, place);
    const std::string function = prepared_for(sp, made.high);
    if (!function.empty()) made.name = contexts.free_name(function);
    made.runs = function;
    made.lowest = sp;
    tell_found(one, made, sp);
    return made;
  }

  void tell_found(Watched* one, const Context& made, uint64_t sp) {
    facts::ContextFound fact;
    fact.context = made.id;
    fact.name = made.name;
    fact.stack = made.stack;
    fact.by = made.by;
    fact.where = made.where;
    fact.low = made.low != 0 ? relative(*one, made.low) : facts::kNull;
    fact.high = relative(*one, made.high);
    fact.sp = relative(*one, sp);
    tell(one, std::move(fact));
  }
  void tell_entered(Watched* one, const Context& target, uint64_t sp, bool first) {
    facts::ContextEntered fact;
    fact.origin = one->origin->id;
    fact.target = target.id;
    fact.origin_sp = relative(*one, one->lowest);
    fact.sp = relative(*one, sp);
    fact.first_start = first;
    tell(one, fact);
  }

  // --- a switch

  bool enters(pid_t tid, const Code& code, const Registers& now) override {
    if (program == nullptr || innocent(code)) return false;
    const uint64_t sp = now.sp + cpu().pushed_by_call;
    uint64_t return_address = 0;
    if (!cpu().link.empty()) {
      constexpr uint64_t kKindOfCode = 1;  // a flag in return addresses
      return_address = now.value(cpu().link) & ~kKindOfCode;
    } else if (!read_word(now.sp, &return_address)) {
      return false;
    }
    hear_output();
    Watched& one = meet(tid, now, return_address, sp);
    found.called = true;
    stand_at(&one, sp);
    if (!one.walks.empty()) tell_given_up(&one);
    Context& origin = *one.current;
    const bool is_to_be_named = origin.stack != 0 && !origin.named;
    origin.return_address = return_address;
    origin.sp = sp;
    origin.preserved = preserved(cpu(), now);
    one.origin = &origin;
    one.walks = code.name;
    one.target = nullptr;
    one.first = false;
    one.lowest = now.sp;
    one.wrote.clear();
    one.read.clear();
    facts::SwitchCalled called;
    called.origin = origin.id;
    called.function = code.name;
    called.at = program->line_of_call(return_address);
    called.sp = relative(one, sp);
    called.registers = origin.preserved;
    called.frames = frames_of(now, return_address, sp, one.base, origin);
    const std::string given =
        is_to_be_named ? given_to(one, origin, called.frames, return_address) : "";
    tell(&one, std::move(called));
    origin.named = origin.named || !given.empty();
    if (!given.empty() && given != origin.runs) {
      origin.runs = given;
      origin.name.clear();
      origin.name = contexts.free_name(given);
      tell(&one, facts::GreenletRenamed{origin.id, origin.name});
    }
    return true;
  }

  // What runs there in the end. A library begins each context with a function of its own, which
  // calls the one that it was given by its address.
  // Where that has gone on as another one without a call, its name stays.
  std::string given_to(const Watched& one, const Context& origin,
                       const std::vector<facts::CFrame>& frames, uint64_t return_address) const {
    std::vector<uint64_t> codes = {return_address};  // of each frame
    for (size_t i = 0; i + 1 < frames.size(); ++i) {
      const auto at = one.base + static_cast<uint64_t>(frames[i].return_address_at);
      uint64_t code = 0;
      if (frames[i].return_address_at == facts::kNull || !read_word(at, &code)) break;
      codes.push_back(code);
    }
    size_t i = codes.size();
    while (i > 0 && !program->is_own_line(codes[i - 1])) --i;
    if (i == 0) return "";
    if (origin.began_in_source && frames[i - 1].function != origin.runs) return origin.runs;
    const bool goes_on = i > 1 && program->is_own_line(codes[i - 2]);
    return frames[goes_on && is_called_by_address(codes[i - 1], codes[i - 2]) ? i - 2 : i - 1]
        .function;
  }
  // Not by a call that has the callee's address in it. Its first byte may be a breakpoint's. Only
  // of x86's calls it is known how they have it.
  bool is_called_by_address(uint64_t back, uint64_t callee) const {
    if (!cpu().link.empty()) return false;
    const std::string distance = machine_->read(back - sizeof(int32_t), sizeof(int32_t));
    const std::optional<Function> function = program->function_at(callee - 1);
    if (distance.size() != sizeof(int32_t) || !function) return true;
    const auto bytes = static_cast<int32_t>(step::number(cpu(), distance));
    return back + static_cast<uint64_t>(int64_t{bytes}) != function->begin;
  }

  // Of those that were only suspected.
  bool innocent(const Code& code) const {
    const auto walked = walks_without.find(code.begin);
    return automatic && walked != walks_without.end() && walked->second >= kInnocent;
  }

  // Whether the instruction has left the origin's stack.
  bool leaves_stack(const Watched& one, uint64_t before, uint64_t after) {
    const Context& origin = *one.origin;
    if (origin.low != 0 && (after < origin.low || after > origin.high)) return true;
    // The end of a stack that lies below it, on which nothing is yet.
    if (origin.low != 0 && after == origin.low && before - after > kJump) return true;
    if (origin.low != 0 && origin.exact) return false;
    const Context* there = contexts.at(after);
    return difference(before, after) > kJump || (there != nullptr && there != &origin);
  }

  void steps(pid_t tid, const Walk& walk, const Decoded& done, const Registers& after,
             bool called) override {
    Watched& one = threads.at(tid);
    const bool was_there = one.target != nullptr;
    const bool comes = !was_there && leaves_stack(one, walk.before.sp, after.sp);
    if (!was_there && !comes) one.lowest = std::min(one.lowest, after.sp);
    drain::Step what = step::seen(*machine_, walk, done, after);
    if (!was_there) {
      if (!what.wrote.empty()) one.wrote.push_back(what.wrote_at);
      if (what.read != 0) one.read.push_back(what.read_at);
    }
    if (wanted.instructions) {
      tell_instruction(&one, std::move(what), called, was_there || comes);
    }
    if (comes) arrive(&one, *walk.code, after.sp);
  }

  void tell_instruction(Watched* one, drain::Step step, bool called, bool moved) {
    facts::InstructionExecuted fact;
    fact.function = std::move(step.function);
    fact.offset = step.offset;
    fact.next = step.next;
    fact.returned = step.returned;
    fact.code = std::move(step.code);
    fact.text = std::move(step.text);
    fact.called = called;
    fact.sp = relative(*one, step.sp);
    fact.moved = moved;
    fact.registers = std::move(step.registers);
    fact.wrote_at = relative(*one, step.wrote_at);
    fact.wrote = std::move(step.wrote);
    fact.read_at = relative(*one, step.read_at);
    fact.read = step.read;
    fact.sp_change = step.sp_change;
    tell(one, std::move(fact));
  }

  // On another stack.
  void arrive(Watched* one, const Code& code, uint64_t sp) {
    Context* there = contexts.at(sp);
    one->origin->lowest = one->lowest;
    one->origin->put_at.clear();
    for (const uint64_t at : one->wrote) {
      const bool is_on_it = one->lowest <= at && at < one->origin->high;
      if (!is_on_it) one->origin->put_at.push_back(at);
    }
    // A program that copies stacks has several contexts on one.
    Context* put = contexts.put_away(one->read, sp);
    const bool resumes =
        put != nullptr && put != one->origin && put->stack != 0 && (put == there || put->gone);
    if (resumes) {
      contexts.come_back(put);
      there = put;
    }
    one->first =
        !resumes && (there == nullptr || there == one->origin || Contexts::begins_anew(*there, sp));
    one->target = one->first ? &found_at(one, sp) : there;
    tell_entered(one, *one->target, sp, one->first);
    if (std::find(found.switched.begin(), found.switched.end(), code.name) ==
        found.switched.end()) {
      found.switched.push_back(code.name);
    }
  }

  void returns(pid_t tid, const Walk& walk) override {
    Watched& one = threads.at(tid);
    Context* met = one.target != nullptr ? one.target : one.origin;
    const Registers& now = walk.before;
    if (one.target == nullptr) ++walks_without[walk.code->begin];
    if (is_at_another_beginning(one, *met, now.pc, now.sp)) met = &begin_again(&one, *met);
    Context& target = *met;
    facts::SwitchReturned returned;
    returned.origin = one.origin->id;
    returned.target = target.id;
    returned.function = walk.code->name;
    returned.at = program->line_of_call(one.first ? now.pc + 1 : now.pc);
    returned.sp = relative(one, now.sp);
    if (one.first) {
      name_by_function(&one, &target, now.pc);
    } else if (target.left() && now.pc == target.return_address) {
      returned.sp_kept = relative(one, target.sp);
      returned.lost = lost(target.preserved, preserved(cpu(), now));
    }
    target.thread = one.id;
    one.current = &target;
    one.walks.clear();
    tell(&one, std::move(returned));
  }
  // The function has called another one that switches, which is followed from here on.
  void tell_given_up(Watched* one) {
    const Context& now = one->target != nullptr ? *one->target : *one->origin;
    facts::SwitchReturned given_up;
    given_up.origin = one->origin->id;
    given_up.target = now.id;
    given_up.function = std::exchange(one->walks, "");
    given_up.at = program->line_of_call(one->origin->return_address);
    given_up.sp = relative(*one, one->origin->sp);
    tell(one, std::move(given_up));
  }

  // Not behind the call that it was left in, but where a function begins: somebody has prepared its
  // stack for another one.
  bool is_at_another_beginning(const Watched& one, const Context& target, uint64_t pc,
                               uint64_t sp) const {
    if (one.first || &target == one.origin || target.stack == 0 || !target.left()) return false;
    if (pc == target.return_address) return false;
    // One that is called on top of it returns to where it had called itself (ontop_fcontext).
    uint64_t returns_to = 0;
    const uint64_t top = target.sp - cpu().pushed_by_call;
    if (sp == top && read_word(top, &returns_to) && returns_to == target.return_address)
      return false;
    const std::optional<Function> function = program->function_at(pc);
    return function && function->begin == pc;
  }
  Context& begin_again(Watched* one, Context& before) {
    const facts::StackId stack = before.stack;
    before.gone = true;
    Context& made = contexts.add_on(stack, before);
    tell_found(one, made, before.lowest);
    tell_entered(one, made, before.lowest, true);
    one->first = true;
    one->target = &made;
    return made;
  }

  // It is called by what it runs.
  void name_by_function(Watched* one, Context* target, uint64_t pc) {
    target->began_in_source = program->is_own_line(pc + 1);
    const std::optional<Function> runs = program->function_at(pc);
    if (!runs || runs->name == target->runs) return;
    target->runs = runs->name;
    target->name.clear();
    target->name = contexts.free_name(runs->name);
    tell(one, facts::GreenletRenamed{target->id, target->name});
  }

  // --- what else happens

  void calls_system(pid_t tid) override {
    const std::optional<Written> written = around->wrote(tid, *machine_);
    if (written) take_lines(tid, *written);
  }
  // Of who does not say in which system call it was written: by who runs now.
  void hear_output() {
    for (const Written& written : around->printed()) take_lines(machine_->program(), written);
  }
  void take_lines(pid_t tid, const Written& written) {
    for (std::string& line : lines[written.file].take(written.bytes)) print(tid, std::move(line));
  }
  void print(pid_t tid, std::string line) {
    const auto known = threads.find(tid);
    if (!begun) return printed_before.push_back(std::move(line));
    if (known != threads.end()) {
      const facts::GreenletId who = known->second.current->id;
      return tell(&known->second, facts::Printed{who, std::move(line)});
    }
    facts::Event event;  // of a thread that switches nothing
    event.thread = 0;
    event.time_ns = time();
    event.fact = facts::Printed{0, std::move(line)};
    add_event(event);
  }

  int gets_signal(pid_t tid, int signal) override {
    if (program != nullptr && says_it_is_broken(signal)) note_crash(tid, signal);
    return signal;
  }
  void note_crash(pid_t tid, int signal) {
    Registers now;
    if (!machine_->read_registers(tid, &now)) return;
    hear_output();
    const std::optional<uint64_t> address = around->fault_address(tid, signal);
    Crash noted;
    noted.thread = tid;
    noted.signal = signal;
    noted.address = address.value_or(0);
    noted.has_address = address.has_value();
    const auto known = threads.find(tid);
    if (known != threads.end()) {
      const Watched& one = known->second;
      const Context* on = contexts.at(now.sp);
      if (on == nullptr) on = one.current;
      noted.frames = program->frames(now, now.pc + 1, now.sp, one.base, on->high, reader());
      noted.sp = relative(one, now.sp);
      noted.stack_low = on->low, noted.stack_high = on->high;
      noted.stack_bytes = on->low != 0 ? on->high - on->low : one.stack_bytes;
    }
    crash = std::move(noted);
  }
  void ends(pid_t tid) override {
    around->ends(tid);
    if (tid == machine_->program()) return;
    const auto known = threads.find(tid);
    if (known == threads.end()) return;
    tell(&known->second, facts::ThreadEnded{contexts_of(known->second.id)});
    threads.erase(known);
  }
  uint64_t contexts_of(facts::ThreadId thread) const { return contexts.count_on(thread); }

  // --- the end

  void finish(facts::ProgramFinished fact, const Crash* why) {
    hear_output();
    for (auto& [file, begun_line] : lines) {
      std::string rest = begun_line.rest();
      if (!rest.empty() && begun) print(machine_->program(), std::move(rest));
    }
    if (!begun) return;
    facts::Event event;
    event.thread = 1;
    event.time_ns = time();
    const auto known = why != nullptr ? threads.find(why->thread) : threads.end();
    if (known != threads.end()) {
      event.thread = known->second.id;
      describe(*why, known->second.current->id, &fact);
    }
    event.fact = std::move(fact);
    writer.add(event);
    writer.finish();
  }

  Wanted wanted;
  ring::Gate& gate;
  store::TraceWriter writer;
  const std::unique_ptr<Surroundings> around;
  bool automatic = false;
  bool begun = false;      // the stream
  bool collected = false;  // something that was not flushed
  const uint64_t began_ns = clock_ns();
  uint64_t entry = 0;
  uint64_t next_offset = 0;  // of the next function's code
  std::unique_ptr<Program> program;
  std::vector<Variable> told;  // stacks
  Contexts contexts;
  std::map<pid_t, Watched> threads;
  int threads_met = 0;
  std::map<uint64_t, int> walks_without;  // a change of stacks, by the function's address
  std::map<int, Lines> lines;
  step::LineStops lines_of;                 // its sources
  std::vector<std::string> printed_before;  // the first thread was known
  std::optional<Crash> crash;               // that a signal has announced
  Watcher::Found found;
};

Watcher::Watcher(Wanted wanted, ring::Gate& gate, Sink sink, std::unique_ptr<step::Machine> machine,
                 std::unique_ptr<Surroundings> surroundings)
    : impl_(std::make_unique<Impl>(std::move(wanted), gate, std::move(sink), std::move(machine),
                                   std::move(surroundings))) {}
Watcher::~Watcher() = default;

std::string Watcher::begin(pid_t process) { return impl_->begin(process); }
void Watcher::run() { impl_->go(); }
void Watcher::leave() { impl_->leave(); }
void Watcher::pass_on_output() { impl_->around->printed(); }
const Watcher::Found& Watcher::found() const { return impl_->found; }

void Watcher::finish(int wait_status) {
  facts::ProgramFinished fact;
  const Crash* why = nullptr;
  if (WIFSIGNALED(wait_status)) {
    const int signal = WTERMSIG(wait_status);
    fact.how = says_it_is_broken(signal) ? facts::End::crashed : facts::End::killed;
    fact.what = signal_text(signal);
    if (impl_->crash && impl_->crash->signal == signal) why = &*impl_->crash;
  } else if (WEXITSTATUS(wait_status) != 0) {
    fact.how = facts::End::exited;
    fact.what = std::to_string(WEXITSTATUS(wait_status));
  }
  impl_->finish(std::move(fact), why);
}

void Watcher::finish_as_left() {
  facts::ProgramFinished fact;
  fact.how = facts::End::detached;
  impl_->finish(std::move(fact), nullptr);
}

}  // namespace greenlens::foreign
