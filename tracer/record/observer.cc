#include "tracer/record/observer.h"

#include <errno.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

// In the middle of a switch no other library is called, whose symbols may have to be bound first.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "arch/arch.h"
#include "engine/core/core.h"
#include "engine/core/lifetime.h"
#include "tracer/callers/known_rules.h"
#include "tracer/drain/names.h"
#include "tracer/facts/engine_facts.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/facts/recording_facts.h"
#include "tracer/facts/thread_facts.h"

namespace greenlens::record {

using engine::Core;
using engine::Where;

namespace {

// What the engine hands to an observer, in the forms of the ring.
ring::Number form(const Core& greenlet) { return {greenlet.id()}; }
ring::Number form(const Core* greenlet) { return {greenlet != nullptr ? greenlet->id() : 0}; }
ring::Number form(const engine::InterpreterFrame* frame) {
  return {frame != nullptr ? frame->id : 0};
}
ring::Address form(const char* address) { return {reinterpret_cast<uint64_t>(address)}; }
ring::Words form(std::string_view text) { return ring::Words(text); }
ring::Words form(const std::string& text) { return ring::Words(text); }
ring::Text form(const ring::Text& bytes) { return bytes; }
ring::Line form(const ring::Line& line) { return line; }
ring::Registers form(const ring::Registers& registers) { return registers; }
ring::Frames form(const ring::Frames& frames) { return frames; }
ring::Calls form(const ring::Calls& calls) { return calls; }
ring::Locals form(const ring::Locals& locals) { return locals; }
template <typename T>
requires std::is_integral_v<T> ring::Number form(T number) {
  return {static_cast<uint64_t>(number)};
}
template <typename E>
requires facts::NamedEnum<E> ring::Choice form(E choice) { return {static_cast<uint64_t>(choice)}; }

// The engine's enums in the words of a trace.
facts::Payload as_fact(engine::DeliveryKind kind) {
  switch (kind) {
    case engine::DeliveryKind::value:
      return facts::Payload::value;
    case engine::DeliveryKind::error:
      return facts::Payload::error;
  }
  std::abort();
}
facts::Extent as_fact(engine::SliceExtent extent) {
  switch (extent) {
    case engine::SliceExtent::whole:
      return facts::Extent::whole;
    case engine::SliceExtent::partial:
      return facts::Extent::partial;
  }
  std::abort();
}
facts::Finish as_fact(engine::FinishKind how) {
  switch (how) {
    case engine::FinishKind::returned:
      return facts::Finish::returned;
    case engine::FinishKind::greenlet_exit:
      return facts::Finish::greenlet_exit;
    case engine::FinishKind::raised:
      return facts::Finish::raised;
  }
  std::abort();
}
ring::Choice form(engine::DeliveryKind kind) { return form(as_fact(kind)); }
ring::Choice form(engine::SliceExtent extent) { return form(as_fact(extent)); }
ring::Choice form(engine::FinishKind how) { return form(as_fact(how)); }

size_t spilled_bytes() { return static_cast<size_t>(arch_describe()->frame_size); }

// The frame that the switch spilled to `sp`, whose bytes are at `bytes` now.
ring::Registers registers_at(const char* sp, const char* bytes, size_t count) {
  return {reinterpret_cast<uint64_t>(sp), {{bytes, count}}};
}

ring::Frames frames_form(const RawFrame* frames, size_t count) {
  return {{{reinterpret_cast<const char*>(frames), count * sizeof(RawFrame)}}};
}

// A ProgramFinished with all of its frames has room.
static_assert(sizeof(ring::Record) + sizeof(Death) + 256 + Death::kFrames * sizeof(RawFrame) <
              ring::Shared::kLastWordsBytes);

ring::Place place(const Where& where) {
  return {reinterpret_cast<uint64_t>(where.file), reinterpret_cast<uint64_t>(where.function),
          where.line};
}

}  // namespace

// In a signal's handler it must be there without asking for memory: it is, since each thread that
// is recorded has written to it.
constinit thread_local RingObserver* observer_here = nullptr;

RingObserver::RingObserver(std::shared_ptr<Records> records, const void* base)
    : RingObserver(std::move(records), base, Introduction::untold) {}

RingObserver::RingObserver(std::shared_ptr<Records> records, const void* base, Introduction how)
    : records_(std::move(records)),
      introduction_(how),
      thread_(how == Introduction::untold ? records_->new_thread() : 0),
      base_(static_cast<const char*>(base)),
      frames_(new RawFrame[kFrames]),
      known_rules_(new KnownRules) {}

RingObserver::~RingObserver() {
  if (observer_here == this) observer_here = nullptr;
}

RingObserver* RingObserver::here() { return observer_here; }

template <typename Fact, typename... Forms>
void RingObserver::write(char* room, const Where& where, const Forms&... forms) {
  static_assert(are_fields_of<Fact>(std::array{Forms::kForm...}),
                "hand over the fact's fields, in their order");
  *reinterpret_cast<ring::Record*>(room) = {Fact::kTag,
                                            thread_,
                                            reinterpret_cast<uint64_t>(base_),
                                            records_->now_ns(),
                                            notes_ != nullptr ? notes_->made() : 0,
                                            place(where),
                                            (forms.bytes() + ...)};
  char* at = room + sizeof(ring::Record);
  ((at = forms.put(at)), ...);
}

template <typename Fact, typename... Forms>
uint64_t RingObserver::put(const Where& where, const Forms&... forms) {
  telling_ = true;
  char* room = records_->begin(sizeof(ring::Record) + (forms.bytes() + ...));
  if (room != nullptr) write<Fact>(room, where, forms...);
  const uint64_t step = room != nullptr ? records_->end() : 0;
  telling_ = false;
  return step;
}

template <typename Fact, typename... Fields>
void RingObserver::tell(const Where& where, const Fields&... fields) {
  tell_until<Fact>(Fact::kStops, where, fields...);
}

template <typename Fact, typename... Fields>
void RingObserver::tell_until(facts::Stops stops, const Where& where, const Fields&... fields) {
  if (!has_words_) introduce();
  const uint64_t step = put<Fact>(where, form(fields)...);
  if (step != 0 && thread_ != 0) records_->pass(step, thread_, stops);
}

void RingObserver::text_kept(const char* text) {
  const ring::Number address{reinterpret_cast<uint64_t>(text)};
  const ring::Text told{text};
  telling_ = true;
  char* room = records_->begin(sizeof(ring::Record) + address.bytes() + told.bytes());
  if (room != nullptr) {
    ring::Record record{};
    record.tag = ring::kTextTag;
    record.thread = thread_;
    record.notes = notes_ != nullptr ? notes_->made() : 0;
    record.field_bytes = address.bytes() + told.bytes();
    std::memcpy(room, &record, sizeof record);
    told.put(address.put(room + sizeof record));
    records_->end_aside();
  }
  telling_ = false;
}

void RingObserver::introduce() {
  has_words_ = true;
  if (introduction_ == Introduction::without_thread) return;
  own_stack_ = core::find_own_stack();
  if (introduction_ == Introduction::told) {
    thread_ = records_->new_thread();
    base_ = reinterpret_cast<const char*>(own_stack_.low + own_stack_.size);
  }
  observer_here = this;
  records_->shared().header().threads.say(thread_, static_cast<int32_t>(syscall(SYS_gettid)));
  records_->pass(0, thread_, facts::Stops());
  if (introduction_ == Introduction::told) tell_thread_began({});
  heed_wish();
}

void RingObserver::heed_wish() {
  const ring::Wish& wish = records_->shared().header().wish;
  // Who steps wants to stop at each fact: then all is told.
  const bool all = !records_->shared().gate().is_open() ||
                   full_switches_ < wish.full_switches.load(std::memory_order_relaxed);
  facts::Detail detail = all ? facts::Detail::full : wish.detail.load(std::memory_order_relaxed);
  std::unique_ptr<SwitchNotes> notes;
  if (detail == facts::Detail::switches && notes_ == nullptr) {
    notes = SwitchNotes::begin(records_, thread_, base_, this);
    if (notes == nullptr) detail = facts::Detail::phases;
  }
  const facts::SliceBytes bytes = wish.bytes.load(std::memory_order_relaxed);
  if (detail == detail_ && bytes == bytes_) return;
  detail_ = detail;
  bytes_ = bytes;
  tell<facts::DetailChanged>({}, detail, bytes);
  if (notes_ != nullptr && detail == facts::Detail::switches) return;
  engine::log_switches(notes.get());
  notes_ = std::move(notes);
  notes_aside_ = false;
}

void RingObserver::tell_next_switches() {
  if (notes_ == nullptr || notes_aside_) return;
  notes_aside_ = true;
  engine::log_switches(nullptr);
}

void RingObserver::note_again() {
  if (!notes_aside_) return;
  notes_aside_ = false;
  if (notes_ != nullptr) engine::log_switches(notes_.get());
}

bool RingObserver::goes_on_noting() {
  heed_wish();
  return notes_ != nullptr;
}

void RingObserver::tell_thread_began(const Where& where) {
  introduction_ = Introduction::told;
  constexpr size_t kNameBytes = 16;  // the system's limit
  char name[kNameBytes] = "";
  pthread_getname_np(pthread_self(), name, sizeof name);
  // Who was given none has the program's, which says nothing.
  if (std::strncmp(name, program_invocation_short_name, kNameBytes - 1) == 0) name[0] = '\0';
  const auto* low = reinterpret_cast<const char*>(own_stack_.low);
  tell<facts::ThreadBegan>(where, std::string_view(name), low, low + own_stack_.size,
                           reinterpret_cast<uint64_t>(base_));
}

void RingObserver::stand_on(const Where& where, const Core& current, const char* sp) {
  // The system may have let the stack grow beyond what it said.
  if (!own_stack_.holds(sp)) own_stack_ = core::find_own_stack();
  if (own_stack_.holds(sp)) {
    stands_on_ = {};
    return;
  }
  if (introduction_ != Introduction::told) tell_thread_began(where);
  const OtherStack& stack = other_stacks_.at(sp, *records_, frames_.get());
  if (stack.id == stands_on_.id && stack.high == stands_on_.high) return;
  stands_on_ = stack;
  const auto* low = reinterpret_cast<const char*>(stack.low);
  tell<facts::StackEntered>(where, current, stack.id, stack.kind, low,
                            reinterpret_cast<const char*>(stack.high));
}

ring::Frames RingObserver::frames_from(const Core& current, const char* sp) {
  if (!in_full() || stands_on_.id != 0) return frames_form(frames_.get(), 0);
  const char* stop = current.is_main() ? base_ : current.stack_stop();
  const size_t count = unwind(nullptr, stop, frames_.get(), kFrames, known_rules_.get());
  const auto at = reinterpret_cast<uintptr_t>(sp);
  // What lies further in is the engine, telling this.
  size_t first = 0;
  while (first < count && frames_[first].high <= at) ++first;
  return frames_form(frames_.get() + first, count - first);
}

ring::Line RingObserver::line(const Core& current, const Where& noted) {
  if (!drain::needs_callers(noted.file, noted.function)) return {place(noted), {}};
  // Nothing is read above the part of main's stack that the program says is its own.
  const char* stop = current.is_main() ? base_ : current.stack_stop();
  const size_t count = return_addresses(stop, callers_, kCallers, known_rules_.get());
  for (size_t i = 0; i < count; ++i) callers_[i] = ring::in_order(callers_[i]);
  return {place(noted), {{reinterpret_cast<const char*>(callers_), count * sizeof(uint64_t)}}};
}

void RingObserver::program_finished(facts::End how, std::string_view what) {
  put<facts::ProgramFinished>({}, form(how), form(what), ring::Number{0},
                              form(static_cast<const char*>(nullptr)),
                              form(facts::FaultPlace::none), ring::Number{0}, ring::Number{0},
                              ring::Frames{}, ring::Number{0});
}

void RingObserver::program_died(const Death& death) {
  char* room = records_->last_words();
  if (room == nullptr) return;
  // It is whoever died that tells this, also where that is another thread.
  thread_ = death.thread;
  base_ = death.base;
  write<facts::ProgramFinished>(
      room, {}, form(death.how), form(std::string_view(death.what)), form(death.greenlet),
      form(death.sp), form(death.place), form(death.fault_address), form(death.stack_bytes),
      frames_form(death.frames(), death.frame_count), form(death.copy_of));
  records_->say_last_words();
}

void RingObserver::frames_seen(const Core& greenlet, uint64_t kept, std::string_view calls,
                               bool same_calls) {
  const facts::Stops stops = same_calls ? facts::Stops() : facts::FramesSeen::kStops;
  tell_until<facts::FramesSeen>(stops, {}, greenlet, kept, ring::Calls{{calls}}, same_calls);
}

void RingObserver::wait_seen(const Core& greenlet, facts::WaitFor kind, std::string_view what,
                             const Core* on, uint64_t count) {
  tell<facts::WaitSeen>({}, greenlet, kind, what, on, count);
}

void RingObserver::wake_seen(const Core& greenlet, uint64_t by, uint64_t ready_ns, const Where& at,
                             std::string_view call, bool is_past) {
  tell<facts::WakeSeen>({}, greenlet, by, ready_ns, ring::Line{place(at), {}}, call, is_past);
}

void RingObserver::run_sampled(const Core& greenlet, const Where& at, std::string_view call) {
  tell<facts::RunSampled>({}, greenlet, ring::Line{place(at), {}}, call);
}

void RingObserver::line_begun(const Where& program, const char* sp, std::string_view locals) {
  tell<facts::LineBegun>({}, ring::Line{place(program), {}}, sp, ring::Locals{{locals}});
}

void RingObserver::program_forked(uint32_t child) {
  if (telling_) return;
  const uint64_t step = put<facts::ProgramForked>({}, form(child));
  if (step != 0 && thread_ != 0) records_->pass(step, thread_, facts::ProgramForked::kStops);
}

void RingObserver::went_another_way(const Core& who, facts::Deed deed, const Core& target,
                                    std::string_view what) {
  tell<facts::WentAnotherWay>({}, who, deed, target, what);
}

void RingObserver::signal_sent(const Core* sender, facts::SignalTo to, uint64_t receiver,
                               uint64_t signal, std::string_view name) {
  tell<facts::SignalSent>({}, sender, to, receiver, signal, name);
}

void RingObserver::exec_requested(const Core* who, std::string_view program) {
  tell<facts::ExecRequested>({}, who, program);
}

void RingObserver::child_ended(const Core* who, uint64_t child, facts::ChildEnd how,
                               std::string_view what) {
  tell<facts::ChildEnded>({}, who, child, how, what);
}

void RingObserver::greenlet_created(Where e, const Core& g) {
  tell<facts::GreenletCreated>(e, g, g.name(), g.parent(), g.stack_start(), g.stack_stop());
}
void RingObserver::greenlet_renamed(Where e, const Core& g) {
  tell<facts::GreenletRenamed>(e, g, g.name());
}
void RingObserver::parent_changed(Where e, const Core& g, const Core* old_parent) {
  tell<facts::ParentChanged>(e, g, old_parent, g.parent());
}
void RingObserver::parent_refused(Where e, const Core& g, const Core& wanted,
                                  std::string_view message) {
  tell<facts::ParentRefused>(e, g, wanted, message);
}
void RingObserver::body_entered(Where e, const Core& g) { tell<facts::BodyEntered>(e, g); }
void RingObserver::greenlet_finished(Where e, const Core& g, engine::FinishKind how,
                                     std::string_view what) {
  tell<facts::GreenletFinished>(e, g, how, what);
}
void RingObserver::greenlet_freed(Where e, const Core& g) {
  last_copies_.freed(g.id());
  tell<facts::GreenletFreed>(e, g);
}
void RingObserver::dropped_elsewhere(Where e, const Core& g, const Core* current) {
  tell<facts::DroppedElsewhere>(e, g, current);
}
void RingObserver::thread_ended(Where e, size_t left) {
  tell<facts::ThreadEnded>(e, left);
  notes_.reset();
  observer_here = nullptr;
}

void RingObserver::line_reached(Where e, const Core& current, Where program, const char* sp) {
  if (!has_words_) introduce();
  stand_on(e, current, sp);
  tell<facts::LineReached>(e, current, line(current, program), sp, frames_from(current, sp));
}
void RingObserver::printed(Where e, const Core& current, std::string_view line) {
  tell<facts::Printed>(e, current, line);
}
void RingObserver::frame_pushed(Where e, const Core& current, const engine::InterpreterFrame& f,
                                const char* sp) {
  if (!has_words_) introduce();
  stand_on(e, current, sp);
  tell<facts::FramePushed>(e, current, f.id, f.f_back, line(current, f.where), sp);
}
void RingObserver::frame_popped(Where e, const Core& current, const engine::InterpreterFrame& f,
                                const char* sp) {
  if (!has_words_) introduce();
  stand_on(e, current, sp);
  tell<facts::FramePopped>(e, current, f.id, sp);
}

void RingObserver::switch_requested(Where e, const Core& origin, const Core& requested,
                                    engine::DeliveryKind kind, std::string_view what) {
  // Of another thread's greenlet nothing but its number may be read.
  const bool gone = core::foreign(requested) == nullptr && requested.last_handle_gone();
  tell<facts::SwitchRequested>(e, origin, requested, kind, what, gone);
}
void RingObserver::target_passed_over(Where e, const Core& dead, const Core& next) {
  tell<facts::TargetPassedOver>(e, dead, next);
}
void RingObserver::target_found(Where e, const Core& origin, const Core& target, bool first) {
  tell<facts::TargetFound>(e, origin, target, first);
}
void RingObserver::start_prepared(Where e, const Core& target) {
  tell<facts::StartPrepared>(e, target, target.stack_stop(), target.stack_prev(),
                             target.recursion_depth());
}

void RingObserver::registers_saved(Where e, const Core& origin, const Core& target,
                                   const char* sp) {
  const char* stop = origin.is_main() ? base_ : origin.stack_stop();
  const size_t count = in_full() ? unwind(sp, stop, frames_.get(), kFrames, known_rules_.get()) : 0;
  tell<facts::RegistersSaved>(e, origin, target, sp,
                              registers_at(sp, sp, in_full() ? spilled_bytes() : 0),
                              frames_form(frames_.get(), count));
}
void RingObserver::stack_start_set(Where e, const Core& origin) {
  tell<facts::StackStartSet>(e, origin, origin.stack_start());
}
void RingObserver::origin_not_saved(Where e, const Core& origin) {
  tell<facts::OriginNotSaved>(e, origin);
}
void RingObserver::slice_saved(Where e, const Core& owner, engine::SliceExtent extent,
                               const char* from, const char* to, const char* copied) {
  const auto size = static_cast<size_t>(to - from);
  last_copies_.saved(owner.id(), owner.stack_copy(), owner.stack_saved());
  // More than that has no room in the ring, and nobody reads it.
  constexpr size_t kMostBytes = size_t{16} << 20;
  const bool kept = in_full() && bytes_ == facts::SliceBytes::full && size <= kMostBytes;
  const bool hashed = in_full() && bytes_ != facts::SliceBytes::none && !kept;
  tell<facts::SliceSaved>(e, owner, extent, from, to, owner.stack_saved(),
                          ring::Text{{copied, kept ? size : 0}},
                          hashed ? uint64_t{XXH64(copied, size, 0)} : 0);
}
void RingObserver::stack_pointer_moved(Where e, const Core& target, const char* from,
                                       const char* to) {
  tell<facts::StackPointerMoved>(e, target, from, to);
}
void RingObserver::slice_restored(Where e, const Core& target, const char* from, const char* to) {
  last_copies_.freed(target.id());
  tell<facts::SliceRestored>(e, target, from, to);
}
void RingObserver::stack_prev_relinked(Where e, const Core& target) {
  // When registers_restored is told, the switch has returned and its frame may be overwritten.
  std::memcpy(spilled_, target.stack_start(), std::min(spilled_bytes(), kSpilledBytes));
  tell<facts::StackPrevRelinked>(e, target, target.stack_prev());
}
void RingObserver::returned_twice(Where e, const Core& target) {
  tell<facts::ReturnedTwice>(e, target);
}
void RingObserver::registers_restored(Where e, const Core& target, const char* sp) {
  tell<facts::RegistersRestored>(
      e, target, sp,
      registers_at(sp, spilled_, in_full() ? std::min(spilled_bytes(), kSpilledBytes) : 0));
}
void RingObserver::host_state_swapped(Where e, const Core& origin, const Core& target) {
  tell<facts::HostStateSwapped>(e, origin, target, origin.top_frame(), core::thread_top_frame(),
                                core::thread_recursion_depth());
}
void RingObserver::delivered(Where e, const Core& origin, const Core& target,
                             engine::DeliveryKind kind, std::string_view what) {
  tell<facts::Delivered>(e, origin, target, kind, what);
  if (in_full()) ++full_switches_;
  heed_wish();
}
void RingObserver::switch_failed(Where e, const Core& origin, std::string_view message) {
  tell<facts::SwitchFailed>(e, origin, message);
}
void RingObserver::error_ignored(Where e, const Core& greenlet, std::string_view what) {
  tell<facts::ErrorIgnored>(e, greenlet, what);
}

}  // namespace greenlens::record
