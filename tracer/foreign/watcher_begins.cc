// How a program that is watched begins: its functions that switch, its lines, and what the
// recording says of it.
#include <algorithm>
#include <array>
#include <string_view>

#include "tracer/foreign/candidates.h"
#include "tracer/foreign/watcher_impl.h"

namespace greenlens::foreign {
namespace {

using step::Code;
using step::Decoded;

// Code of the system's that moves the stack pointer for its own purposes.
constexpr std::array<std::string_view, 6> kSystemsOwn = {"ld-linux", "libc.so", "libstdc++",
                                                         "libgcc_s", "[vdso",   "linux-vdso"};

}  // namespace

std::string Watcher::Impl::begin(pid_t process) {
  std::string reason = seize(process);
  if (!reason.empty() || !around->is_program()) return reason;
  look_at_memory();
  take_program(machine_->program());
  for (const pid_t thread : machine_->threads()) go_on(thread);
  return "";
}

bool Watcher::Impl::becomes_another(pid_t process) {
  const bool is_ours = threads.empty();  // nothing was recorded of what it was before
  if (!is_ours) return false;
  look_at_memory();
  program.reset();
  entry = around->entry(process);
  if (entry != 0) add_breakpoint(entry);
  return true;
}

void Watcher::Impl::comes_to(pid_t process, uint64_t at) {
  if (at == entry && program == nullptr) return take_program(process);
  if (program != nullptr && lines_of.has(at)) begin_line(process, at);
}

void Watcher::Impl::take_program(pid_t process) {
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

void Watcher::Impl::add_lines() {
  lines_of.open(program->file(), [this](const char* path) { return program->shown(path); });
  for (const auto& line : lines_of.all()) {
    const uint64_t address = line.first;
    const bool is_led = std::any_of(codes().begin(), codes().end(),
                                    [&](const Code& code) { return code.has(address); });
    if (!is_led) add_breakpoint(address);
  }
}

void Watcher::Impl::add_function(const Function& one) {
  constexpr uint64_t kAlignment = 16;
  const bool added = add({one.name, one.begin, one.end, "", next_offset, one.odd});
  if (added) next_offset += (one.end - one.begin + kAlignment - 1) / kAlignment * kAlignment;
}

void Watcher::Impl::add_suspected(std::vector<Function>* all) {
  constexpr size_t kMostFunctions = 256;
  for (const Function& one : program->all_functions(kSystemsOwn)) {
    const std::string bytes = machine_->read(one.begin, one.end - one.begin);
    bool suspected = false;
    for (size_t at = 0; at < bytes.size() && !suspected;) {
      const Decoded next = decoder(one.odd).decode(std::string_view(bytes).substr(at), at);
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

void Watcher::Impl::begin_trace(uint64_t base) {
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

void Watcher::Impl::append_code(const Code& code, store::TraceInfo* info) const {
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

}  // namespace greenlens::foreign
