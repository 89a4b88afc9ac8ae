#include "tracer/compare/teller.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "tracer/compare/story_key.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::compare {
namespace {

// Of a text, in bytes: for sentences.
constexpr size_t kMostText = 400;

template <typename Enum>
uint8_t number_of(Enum value) {
  return static_cast<uint8_t>(value);
}

facts::SourceLine line_of(const state::State& state, facts::GreenletId id) {
  const state::GreenletState* greenlet = state::find(state, id);
  return greenlet != nullptr ? greenlet->at : facts::SourceLine{};
}

}  // namespace

Teller::Teller(const store::TraceInfo& info, const state::State& before, const Compared& compared,
               Take take)
    : compared_(compared), take_(std::move(take)), cast_(info, before) {
  for (const auto& [id, thread] : before.threads) {
    if (!thread.in_switch) continue;
    const state::SwitchInProgress& under_way = *thread.in_switch;
    open_[id] = {under_way.origin,
                 under_way.requested,
                 under_way.kind,
                 false,
                 under_way.what,
                 line_of(before, under_way.origin),
                 under_way.bytes_out,
                 under_way.bytes_in,
                 0};
  }
}

StoryEvent Teller::begun(Kind kind, facts::ThreadId thread, facts::GreenletId actor,
                         const state::State& after) const {
  StoryEvent event;
  event.kind = kind, event.step = after.step, event.thread = thread;
  event.actor = cast_.who(actor);
  event.at = line_of(after, actor);
  return event;
}

void Teller::tell(StoryEvent event, std::string_view text) {
  event.text = facts::beginning(text, kMostText);
  set_keys(compared_, cast_.thread(event.thread), text, &event);
  take_(std::move(event), text);
}

StoryEvent Teller::ended(Kind kind, facts::ThreadId thread, const Open& open, uint64_t step) const {
  StoryEvent event;
  event.kind = kind, event.step = step, event.thread = thread;
  event.actor = cast_.who(open.origin), event.third = cast_.who(open.requested);
  event.how = number_of(open.kind), event.last_handle_gone = open.last_handle_gone;
  event.at = open.at;
  event.bytes_out = open.bytes_out, event.bytes_in = open.bytes_in;
  return event;
}

// A main greenlet is there when its thread is; who was there before the recording was created by
// nobody that it knows of.
void Teller::created(const facts::Event& event, const facts::GreenletCreated& fact,
                     const state::State& after) {
  cast_.meet(event.thread, fact.greenlet, fact.name);
  const state::Thread& thread = thread_in(after, event.thread);
  if (fact.parent == 0) return;
  StoryEvent told = begun(Kind::created, event.thread, thread.current, after);
  told.other = cast_.who(fact.greenlet), told.third = cast_.who(fact.parent);
  tell(std::move(told), "");
}

void Teller::requested(const facts::Event& event, const facts::SwitchRequested& fact,
                       const state::State& after) {
  open_[event.thread] = {fact.origin, fact.requested,
                         fact.kind,   fact.last_handle_gone,
                         fact.what,   line_of(after, fact.origin),
                         0,           0,
                         after.step};
}

// What each fact is for the story: one function for each that is something.
class Teller::Telling {
 public:
  Telling(Teller* teller, const facts::Event& event, const state::State& after)
      : teller_(*teller), event_(event), after_(after) {}

  void operator()(const facts::GreenletCreated& fact) { teller_.created(event_, fact, after_); }
  void operator()(const facts::GreenletRenamed& fact) {
    tell(about(Kind::renamed, fact.greenlet), fact.name);
  }
  void operator()(const facts::ParentChanged& fact) {
    StoryEvent told = about(Kind::parent_set, fact.greenlet);
    told.other = teller_.cast_.who(fact.new_parent);
    tell(std::move(told), "");
  }
  void operator()(const facts::ParentRefused& fact) {
    StoryEvent told = about(Kind::parent_refused, fact.greenlet);
    told.other = teller_.cast_.who(fact.wanted);
    tell(std::move(told), fact.message);
  }
  void operator()(const facts::GreenletFinished& fact) {
    StoryEvent told = about(Kind::finished, fact.greenlet);
    told.how = number_of(fact.how);
    tell(std::move(told), fact.what);
  }
  void operator()(const facts::GreenletFreed& fact) { teller_.cast_.forget(fact.greenlet); }
  void operator()(const facts::Printed& fact) {
    tell(about(Kind::printed, fact.greenlet), fact.text);
  }
  void operator()(const facts::ProgramFinished& fact) {
    teller_.finish();
    StoryEvent told = about(Kind::program_finished, fact.greenlet);
    told.how = number_of(fact.how);
    told.thread = 1;  // whoever saw it
    tell(std::move(told), fact.what);
  }
  void operator()(const facts::SwitchRequested& fact) { teller_.requested(event_, fact, after_); }
  void operator()(const facts::SliceSaved& fact) {
    teller_.open_[event_.thread].bytes_out += state::slice_size(fact.from, fact.to);
  }
  void operator()(const facts::SliceRestored& fact) {
    teller_.open_[event_.thread].bytes_in += state::slice_size(fact.from, fact.to);
  }
  void operator()(const facts::Delivered& fact) {
    StoryEvent told = over(Kind::switched);
    told.actor = teller_.cast_.who(fact.origin), told.other = teller_.cast_.who(fact.target);
    if (told.third.id == 0) told.third = told.other;
    told.how = number_of(fact.kind);
    told.value_known = !fact.what.empty();
    tell(std::move(told), fact.what);
  }
  void operator()(const facts::SwitchFailed& fact) {
    StoryEvent told = over(Kind::switch_failed);
    told.actor = teller_.cast_.who(fact.origin);
    tell(std::move(told), fact.message);
  }
  void operator()(const facts::ErrorIgnored& fact) {
    tell(about(Kind::error_ignored, fact.greenlet), fact.what);
  }
  void operator()(const facts::ThreadBegan& fact) {
    teller_.cast_.meet_thread(event_.thread, fact.name);
  }
  void operator()(const facts::ThreadEnded&) { tell(about(Kind::thread_ended, 0), ""); }
  void operator()(const facts::DroppedElsewhere& fact) {
    tell(about(Kind::dropped, fact.greenlet), "");
  }
  void operator()(const facts::ProgramForked&) { tell(about(Kind::forked, 0), ""); }
  void operator()(const facts::SignalSent& fact) {
    tell(about(Kind::signalled, fact.greenlet), fact.what);
  }
  void operator()(const facts::WentAnotherWay& fact) {
    StoryEvent told = about(Kind::another_way, fact.greenlet);
    told.other = teller_.cast_.who(fact.target);
    told.how = number_of(fact.deed);
    tell(std::move(told), fact.what);
  }
  void operator()(const facts::ExecRequested& fact) {
    tell(about(Kind::exec_requested, fact.greenlet), fact.program);
  }
  void operator()(const facts::ChildEnded& fact) {
    tell(about(Kind::child_ended, fact.greenlet), fact.what);
  }

  void operator()(const facts::ContextFound& fact) {
    teller_.cast_.meet(event_.thread, fact.context, fact.name);
  }
  void operator()(const facts::SwitchCalled& fact) {
    const facts::GreenletId nobody = 0;
    teller_.requested(event_, {fact.origin, nobody, facts::Payload::value, "", false}, after_);
  }
  void operator()(const facts::SwitchReturned& fact) {
    StoryEvent told = over(Kind::switched);
    told.actor = teller_.cast_.who(fact.origin), told.other = teller_.cast_.who(fact.target);
    told.third = told.other;
    tell(std::move(told), "");
  }
  void operator()(const facts::ContextEntered&) {}

  // One and the same switch takes other instructions elsewhere.
  void operator()(const facts::InstructionExecuted&) {}
  void operator()(const facts::LineBegun&) {}
  // What the engine does for a switch, calls, and what the recording tells of itself.
  void operator()(const facts::BodyEntered&) {}
  void operator()(const facts::LineReached&) {}
  void operator()(const facts::FramePushed&) {}
  void operator()(const facts::FramesSeen&) {}
  void operator()(const facts::WaitSeen&) {}
  void operator()(const facts::WakeSeen&) {}
  void operator()(const facts::RunSampled&) {}
  void operator()(const facts::FramePopped&) {}
  void operator()(const facts::TargetPassedOver&) {}
  void operator()(const facts::TargetFound&) {}
  void operator()(const facts::StartPrepared&) {}
  void operator()(const facts::RegistersSaved&) {}
  void operator()(const facts::StackStartSet&) {}
  void operator()(const facts::OriginNotSaved&) {}
  void operator()(const facts::StackPointerMoved&) {}
  void operator()(const facts::StackPrevRelinked&) {}
  void operator()(const facts::ReturnedTwice&) {}
  void operator()(const facts::RegistersRestored&) {}
  void operator()(const facts::HostStateSwapped&) {}
  void operator()(const facts::StackEntered&) {}
  void operator()(const facts::EventsLost&) {}
  void operator()(const facts::DetailChanged&) {}

 private:
  StoryEvent about(Kind kind, facts::GreenletId actor) const {
    return teller_.begun(kind, event_.thread, actor, after_);
  }
  // The thread's switch, which is under way no more.
  StoryEvent over(Kind kind) {
    StoryEvent told = teller_.ended(kind, event_.thread, teller_.open_[event_.thread], after_.step);
    teller_.open_.erase(event_.thread);
    return told;
  }
  void tell(StoryEvent&& told, std::string_view text) { teller_.tell(std::move(told), text); }

  Teller& teller_;
  const facts::Event& event_;
  const state::State& after_;
};

void Teller::see(const facts::Event& event, const state::State& after) {
  std::visit(Telling(this, event, after), static_cast<const facts::Fact::Any&>(event.fact));
}

void Teller::see(const facts::NotedSwitch& noted, const rules::Followed& followed,
                 facts::GreenletId origin, const state::State& after) {
  Open open{origin,    noted.requested, noted.kind,         noted.last_handle_gone,
            "",        noted.at,        followed.bytes_out, followed.bytes_in,
            after.step};
  if (noted.at.line == 0) open.at = line_of(after, origin);
  StoryEvent told = ended(Kind::switched, noted.thread, open, after.step);
  told.other = told.third;
  told.value_known = false;
  tell(std::move(told), "");
}

void Teller::finish() {
  for (const auto& [thread, open] : std::exchange(open_, {})) {
    if (open.origin == 0) continue;
    StoryEvent told = ended(Kind::switch_open, thread, open, open.step);
    told.value_known = !open.what.empty();
    tell(std::move(told), open.what);
  }
}

}  // namespace greenlens::compare
