#include "tracer/record/observer.h"

#include <time.h>

#include <algorithm>
#include <cstring>

#include "arch/arch.h"
#include "engine/core/core.h"
#include "tracer/record/program_line.h"
#include "tracer/record/record.h"

namespace greenlens::record {

using engine::Core;
using engine::Where;
namespace t = facts;

namespace {

uint64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

uint64_t word(const void* pointer) { return reinterpret_cast<uint64_t>(pointer); }
uint64_t word(const Core* greenlet) { return greenlet != nullptr ? greenlet->id() : 0; }
uint64_t word(const engine::InterpreterFrame* frame) { return frame != nullptr ? frame->id : 0; }
template <typename Enum>
uint64_t number(Enum value) {
  return static_cast<uint64_t>(value);
}

size_t spilled_bytes() { return static_cast<size_t>(arch_describe()->frame_size); }

}  // namespace

RingObserver::RingObserver(Ring& ring, Gate& gate, WhenFull when_full, const void* stack_base)
    : ring_(ring),
      gate_(gate),
      when_full_(when_full),
      stack_base_(static_cast<const char*>(stack_base)),
      began_ns_(now_ns()),
      frames_(new RawFrame[kFrames]) {}

RingObserver::~RingObserver() = default;

bool RingObserver::put(uint16_t tag, const Where& where, std::initializer_list<uint64_t> words,
                       std::string_view first, std::string_view second) {
  const auto if_full = when_full_ == WhenFull::wait ? Ring::IfFull::wait : Ring::IfFull::give_up;
  char* room = ring_.reserve(sizeof(Record) + first.size() + second.size(), if_full);
  if (room == nullptr) {
    lost_.fetch_add(1, std::memory_order_relaxed);
    return false;
  }
  auto* record = reinterpret_cast<Record*>(room);
  record->tag = tag;
  record->time_ns = now_ns() - began_ns_;
  record->engine = where;
  std::copy(words.begin(), words.end(), record->words);
  record->bytes[0] = first.size();
  record->bytes[1] = second.size();
  if (!first.empty()) std::memcpy(room + sizeof(Record), first.data(), first.size());
  if (!second.empty()) {
    std::memcpy(room + sizeof(Record) + first.size(), second.data(), second.size());
  }
  ring_.commit();
  ++step_;
  return true;
}

template <typename Fact>
void RingObserver::tell(const Where& where, std::initializer_list<uint64_t> words,
                        std::string_view first, std::string_view second) {
  if (step_ == 0) gate_.pass(0, 0);
  if (put(Fact::kTag, where, words, first, second)) gate_.pass(step_, Fact::kTag);
}

std::string_view RingObserver::callers(const Core& current, const Where& program) {
  if (!needs_callers(program)) return {};
  const size_t count = return_addresses(current.stack_stop(), callers_, kCallers);
  return {reinterpret_cast<const char*>(callers_), count * sizeof(uint64_t)};
}

void RingObserver::program_finished(facts::End how, std::string_view what) {
  put(facts::ProgramFinished::kTag, {}, {number(how)}, what, {});
}

void RingObserver::greenlet_created(Where e, const Core& g) {
  tell<facts::GreenletCreated>(
      e, {g.id(), word(g.parent()), word(g.stack_start()), word(g.stack_stop())}, g.name());
}
void RingObserver::greenlet_renamed(Where e, const Core& g) {
  tell<facts::GreenletRenamed>(e, {g.id()}, g.name());
}
void RingObserver::parent_changed(Where e, const Core& g, const Core* old_parent) {
  tell<facts::ParentChanged>(e, {g.id(), word(old_parent), word(g.parent())});
}
void RingObserver::body_entered(Where e, const Core& g) { tell<facts::BodyEntered>(e, {g.id()}); }
void RingObserver::greenlet_finished(Where e, const Core& g, engine::FinishKind how,
                                     std::string_view what) {
  tell<facts::GreenletFinished>(e, {g.id(), number(how)}, what);
}
void RingObserver::greenlet_freed(Where e, const Core& g) {
  tell<facts::GreenletFreed>(e, {g.id()});
}

void RingObserver::line_reached(Where e, const Core& current, Where program, const char* sp) {
  tell<facts::LineReached>(
      e, {current.id(), word(program.file), word(program.function), number(program.line), word(sp)},
      callers(current, program));
}
void RingObserver::printed(Where e, const Core& current, std::string_view line) {
  tell<facts::Printed>(e, {current.id()}, line);
}
void RingObserver::frame_pushed(Where e, const Core& current, const engine::InterpreterFrame& f) {
  tell<facts::FramePushed>(e,
                           {current.id(), f.id, word(f.f_back), word(f.where.file),
                            word(f.where.function), number(f.where.line)},
                           callers(current, f.where));
}
void RingObserver::frame_popped(Where e, const Core& current, const engine::InterpreterFrame& f) {
  tell<facts::FramePopped>(e, {current.id(), f.id});
}

void RingObserver::switch_requested(Where e, const Core& origin, const Core& requested,
                                    engine::DeliveryKind kind, std::string_view what) {
  tell<facts::SwitchRequested>(e, {origin.id(), requested.id(), number(kind)}, what);
}
void RingObserver::target_passed_over(Where e, const Core& dead, const Core& next) {
  tell<facts::TargetPassedOver>(e, {dead.id(), next.id()});
}
void RingObserver::target_found(Where e, const Core& origin, const Core& target, bool first) {
  tell<facts::TargetFound>(e, {origin.id(), target.id(), first});
}
void RingObserver::start_prepared(Where e, const Core& target) {
  tell<facts::StartPrepared>(e, {target.id(), word(target.stack_stop()), word(target.stack_prev()),
                                 target.recursion_depth()});
}

void RingObserver::registers_saved(Where e, const Core& origin, const Core& target,
                                   const char* sp) {
  const char* stop = origin.is_main() ? stack_base_ : origin.stack_stop();
  const size_t count = unwind(sp, stop, frames_.get(), kFrames);
  tell<facts::RegistersSaved>(
      e, {origin.id(), target.id(), word(sp)}, {sp, spilled_bytes()},
      {reinterpret_cast<const char*>(frames_.get()), count * sizeof(RawFrame)});
}
void RingObserver::stack_start_set(Where e, const Core& origin) {
  tell<facts::StackStartSet>(e, {origin.id(), word(origin.stack_start())});
}
void RingObserver::origin_not_saved(Where e, const Core& origin) {
  tell<facts::OriginNotSaved>(e, {origin.id()});
}
void RingObserver::slice_saved(Where e, const Core& owner, engine::SliceExtent extent,
                               const char* from, const char* to, const char* copied) {
  tell<facts::SliceSaved>(e,
                          {owner.id(), number(extent), word(from), word(to), owner.stack_saved()},
                          {copied, static_cast<size_t>(to - from)});
}
void RingObserver::stack_pointer_moved(Where e, const Core& target, const char* from,
                                       const char* to) {
  tell<facts::StackPointerMoved>(e, {target.id(), word(from), word(to)});
}
void RingObserver::slice_restored(Where e, const Core& target, const char* from, const char* to) {
  tell<facts::SliceRestored>(e, {target.id(), word(from), word(to)});
}
void RingObserver::stack_prev_relinked(Where e, const Core& target) {
  // When registers_restored is told, the switch has returned and its frame may be overwritten.
  std::memcpy(spilled_, target.stack_start(), std::min(spilled_bytes(), kSpilledBytes));
  tell<facts::StackPrevRelinked>(e, {target.id(), word(target.stack_prev())});
}
void RingObserver::returned_twice(Where e, const Core& target) {
  tell<facts::ReturnedTwice>(e, {target.id()});
}
void RingObserver::registers_restored(Where e, const Core& target, const char* sp) {
  tell<facts::RegistersRestored>(e, {target.id(), word(sp)},
                                 {spilled_, std::min(spilled_bytes(), kSpilledBytes)});
}
void RingObserver::host_state_swapped(Where e, const Core& origin, const Core& target) {
  tell<facts::HostStateSwapped>(
      e, {origin.id(), target.id(), word(origin.top_frame()), word(core::thread_top_frame()),
          core::thread_recursion_depth()});
}
void RingObserver::delivered(Where e, const Core& origin, const Core& target,
                             engine::DeliveryKind kind, std::string_view what) {
  tell<facts::Delivered>(e, {origin.id(), target.id(), number(kind)}, what);
}
void RingObserver::switch_failed(Where e, const Core& origin, std::string_view message) {
  tell<facts::SwitchFailed>(e, {origin.id()}, message);
}
void RingObserver::error_ignored(Where e, const Core& greenlet, std::string_view what) {
  tell<facts::ErrorIgnored>(e, {greenlet.id()}, what);
}

}  // namespace greenlens::record
