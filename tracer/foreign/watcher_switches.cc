// What becomes of each switch of a program that is watched.
#include <algorithm>
#include <utility>

#include "tracer/facts/context_facts.h"
#include "tracer/foreign/watcher_impl.h"
#include "tracer/step/seen.h"

namespace greenlens::foreign {
namespace {

using step::Code;
using step::Decoded;
using step::Registers;
using step::Walk;

// A jump of the stack pointer that no frame of a switch is large enough for.
constexpr uint64_t kJump = 1024;
// A function that was only suspected, and so often did not switch, does not.
constexpr int kInnocent = 64;

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

}  // namespace

bool Watcher::Impl::enters(pid_t tid, const Code& code, const Registers& now) {
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

std::string Watcher::Impl::given_to(const Watched& one, const Context& origin,
                                    const std::vector<facts::CFrame>& frames,
                                    uint64_t return_address) const {
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

bool Watcher::Impl::is_called_by_address(uint64_t back, uint64_t callee) const {
  if (!cpu().link.empty()) return false;
  const std::string distance = machine_->read(back - sizeof(int32_t), sizeof(int32_t));
  const std::optional<Function> function = program->function_at(callee - 1);
  if (distance.size() != sizeof(int32_t) || !function) return true;
  const auto bytes = static_cast<int32_t>(step::number(cpu(), distance));
  return back + static_cast<uint64_t>(int64_t{bytes}) != function->begin;
}

bool Watcher::Impl::innocent(const Code& code) const {
  const auto walked = walks_without.find(code.begin);
  return automatic && walked != walks_without.end() && walked->second >= kInnocent;
}

bool Watcher::Impl::leaves_stack(const Watched& one, uint64_t before, uint64_t after) {
  const Context& origin = *one.origin;
  if (origin.low != 0 && (after < origin.low || after > origin.high)) return true;
  // The end of a stack that lies below it, on which nothing is yet.
  if (origin.low != 0 && after == origin.low && before - after > kJump) return true;
  if (origin.low != 0 && origin.exact) return false;
  const Context* there = contexts.at(after);
  return difference(before, after) > kJump || (there != nullptr && there != &origin);
}

void Watcher::Impl::steps(pid_t tid, const Walk& walk, const Decoded& done, const Registers& after,
                          bool called) {
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

void Watcher::Impl::tell_instruction(Watched* one, drain::Step step, bool called, bool moved) {
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
  fact.free_bits = std::move(step.free_bits);
  tell(one, std::move(fact));
}

void Watcher::Impl::arrive(Watched* one, const Code& code, uint64_t sp) {
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
  if (std::find(found.switched.begin(), found.switched.end(), code.name) == found.switched.end()) {
    found.switched.push_back(code.name);
  }
}

void Watcher::Impl::returns(pid_t tid, const Walk& walk) {
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

void Watcher::Impl::tell_given_up(Watched* one) {
  const Context& now = one->target != nullptr ? *one->target : *one->origin;
  facts::SwitchReturned given_up;
  given_up.origin = one->origin->id;
  given_up.target = now.id;
  given_up.function = std::exchange(one->walks, "");
  given_up.at = program->line_of_call(one->origin->return_address);
  given_up.sp = relative(*one, one->origin->sp);
  tell(one, std::move(given_up));
}

bool Watcher::Impl::is_at_another_beginning(const Watched& one, const Context& target, uint64_t pc,
                                            uint64_t sp) const {
  if (one.first || &target == one.origin || target.stack == 0 || !target.left()) return false;
  if (pc == target.return_address) return false;
  // One that is called on top of it returns to where it had called itself (ontop_fcontext).
  uint64_t returns_to = 0;
  const uint64_t top = target.sp - cpu().pushed_by_call;
  if (sp == top && read_word(top, &returns_to) && returns_to == target.return_address) return false;
  const std::optional<Function> function = program->function_at(pc);
  return function && function->begin == pc;
}

Context& Watcher::Impl::begin_again(Watched* one, Context& before) {
  const facts::StackId stack = before.stack;
  before.gone = true;
  Context& made = contexts.add_on(stack, before);
  tell_found(one, made, before.lowest);
  tell_entered(one, made, before.lowest, true);
  one->first = true;
  one->target = &made;
  return made;
}

void Watcher::Impl::name_by_function(Watched* one, Context* target, uint64_t pc) {
  target->began_in_source = program->is_own_line(pc + 1);
  const std::optional<Function> runs = program->function_at(pc);
  if (!runs || runs->name == target->runs) return;
  target->runs = runs->name;
  target->name.clear();
  target->name = contexts.free_name(runs->name);
  tell(one, facts::GreenletRenamed{target->id, target->name});
}

}  // namespace greenlens::foreign
