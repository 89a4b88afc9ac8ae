// The threads of a program that is watched, who runs in them, and on which stacks.
#include <algorithm>
#include <utility>

#include "tracer/facts/context_facts.h"
#include "tracer/foreign/watcher_impl.h"

namespace greenlens::foreign {
namespace {

using facts::Address;
using step::Registers;

constexpr const char* kFirstName = "main";  // of the first thread's own context

}  // namespace

void Watcher::Impl::begin_line(pid_t tid, uint64_t at) {
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

void Watcher::Impl::stand_at(Watched* one, uint64_t sp) {
  const Context& now = *one->current;
  if (now.low != 0 && now.low <= sp && sp <= now.high) return;
  Context* there = contexts.at(sp);
  // Of a stack whose ends nobody knows only another one's can be told apart.
  if (now.low == 0 && (there == nullptr || there->low == 0)) return;
  one->current = there != nullptr ? there : &found_at(one, sp);
}

bool Watcher::Impl::read_word(uint64_t address, uint64_t* word) const {
  const size_t size = cpu().pointer_size;
  const std::string bytes = machine_->read(address, size);
  if (bytes.size() != size) return false;
  *word = step::number(cpu(), bytes);
  return true;
}

std::vector<facts::CFrame> Watcher::Impl::frames_of(const Registers& now, uint64_t return_address,
                                                    uint64_t sp, uint64_t base,
                                                    const Context& on) const {
  std::vector<facts::CFrame> all =
      program->frames(now, return_address, sp, base, on.high, reader());
  if (on.stack == 0) {
    std::erase_if(all, [](const facts::CFrame& frame) { return frame.low >= 0; });
  }
  return all;
}

uint64_t Watcher::Impl::base_of(const Registers& now, uint64_t return_address, uint64_t sp,
                                uint64_t stack_high, std::string* function) const {
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

Watched& Watcher::Impl::meet(pid_t tid, const Registers& now, uint64_t return_address,
                             uint64_t sp) {
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

StackPlace Watcher::Impl::place_without_system(uint64_t sp) const {
  StackPlace place = other_stack(*program, {}, told, sp, reader());
  return place.low != 0 ? place : StackPlace{facts::StackFoundBy::use, "", 0, 0};
}

std::string Watcher::Impl::prepared_for(uint64_t sp, uint64_t high) const {
  constexpr uint64_t kMost = 256;
  for (uint64_t at = sp; at < std::min(high, sp + kMost); at += cpu().pointer_size) {
    uint64_t word = 0;
    if (!read_word(at, &word)) break;
    const std::optional<Function> function = program->function_at(word);
    if (function && function->begin == word) return function->name;
  }
  return "";
}

Context& Watcher::Impl::found_at(Watched* one, uint64_t sp) {
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

void Watcher::Impl::tell_found(Watched* one, const Context& made, uint64_t sp) {
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

void Watcher::Impl::tell_entered(Watched* one, const Context& target, uint64_t sp, bool first) {
  facts::ContextEntered fact;
  fact.origin = one->origin->id;
  fact.target = target.id;
  fact.origin_sp = relative(*one, one->lowest);
  fact.sp = relative(*one, sp);
  fact.first_start = first;
  tell(one, fact);
}

}  // namespace greenlens::foreign
