// What of the app is about the past of a trace: questions, breakpoints, and events that are alike.
#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "gui/app.h"
#include "tracer/facts/event.h"
#include "tracer/past/find_where.h"
#include "tracer/past/where.h"
#include "tracer/state/queries.h"

namespace greenlens::gui {

using Direction = store::Trace::Direction;

namespace {

// So much of a frame goes to a program that runs to a breakpoint.
constexpr std::chrono::milliseconds kForStop{8};

bool overlap(facts::Address from, uint64_t size, const PastQuestion& question) {
  const auto a = static_cast<uint64_t>(from), b = static_cast<uint64_t>(question.at);
  return facts::is_stack_address(from) && (a - b < question.bytes || b - a < size);
}
bool overlap_range(facts::Address from, facts::Address to, const PastQuestion& question) {
  const uint64_t size = static_cast<uint64_t>(to) - static_cast<uint64_t>(from);
  return from < to && overlap(from, size, question);
}
bool has_register(const std::vector<facts::SavedRegister>& all, const PastQuestion& question) {
  return std::any_of(all.begin(), all.end(),
                     [&](const facts::SavedRegister& one) { return overlap(one.at, 1, question); });
}

// Whether the event copies, reads or writes a part of that word.
bool touches(const facts::Event& event, const PastQuestion& question, facts::ThreadId thread) {
  const facts::GreenletId greenlet = question.greenlet;
  if (const auto* saved = facts::as<facts::SliceSaved>(&event)) {
    return saved->owner == greenlet && overlap_range(saved->from, saved->to, question);
  }
  if (const auto* restored = facts::as<facts::SliceRestored>(&event)) {
    return restored->target == greenlet && overlap_range(restored->from, restored->to, question);
  }
  if (const auto* put = facts::as<facts::RegistersSaved>(&event)) {
    return put->origin == greenlet && has_register(put->registers, question);
  }
  if (const auto* taken = facts::as<facts::RegistersRestored>(&event)) {
    return taken->target == greenlet && has_register(taken->registers, question);
  }
  const auto* executed = facts::as<facts::InstructionExecuted>(&event);
  return executed != nullptr && event.thread == thread &&
         (overlap(executed->wrote_at, executed->wrote.size(), question) ||
          overlap(executed->read_at, executed->read, question));
}

}  // namespace

void App::ask_about(const std::string& name) {
  if (!session_) return;
  const int word = session_->trace().info().arch.pointer_size;
  past::Place place;
  const past::NoPlace why = past::find_place_named(
      moment_.after, name, word > 0 ? static_cast<uint64_t>(word) : past::kWord, &place);
  if (why != past::NoPlace::none) {
    const std::string step = std::to_string(moment_.number);
    return say(past::no_place(*messages_, why, name, step), true);
  }
  act(ask::AskPast{
      {PastQuestion::About::word, place.greenlet, moment_.number, place.from, place.size, name}});
}

void App::act(const ask::AskPast& asked) {
  choices_.question = asked.question;
  raise("questions");
}

void App::act(const ask::SetStops& asked) {
  choices_.stops = asked.conditions;
  jobs_.set_stops(choices_.stops);
}

void App::act(const ask::RunToStop& asked) {
  if (!session_) return;
  if (choices_.stops.empty()) return act(ask::Show{"breakpoints"});
  const bool forward = asked.direction == Direction::forward;
  const uint64_t size = session_->trace().size();
  const std::string none =
      messages_->text(forward ? "ui.breakpoints.none_later" : "ui.breakpoints.none_earlier");
  const auto otherwise = [this, forward, size, none] {
    if (!forward || is_over()) return say(none, false);
    session_->seek(size);
    not_stopped_ = size;
    to_stop_ = true;
  };
  find({std::make_shared<WayToStop>(session_->cursor(), asked.direction, size,
                                    jobs_.stopping().conditions()),
        messages_->text("ui.work.finding_stops"), none, otherwise});
}

// By single events, so that the program stands at the one that stops it.
void App::go_on_to_stop() {
  const auto until = std::chrono::steady_clock::now() + kForStop;
  while (to_stop_ && session_ && std::chrono::steady_clock::now() < until) {
    if (session_->cursor() > not_stopped_) {
      not_stopped_ = session_->cursor();
      to_stop_ = !past::stops_at(jobs_.stopping().conditions(), session_->moment());
    } else if (session_->at_end()) {
      to_stop_ = false;
      say(messages_->text("ui.breakpoints.none_later"), false);
    } else if (waits()) {
      session_->poll(1);
    } else {
      session_->step(facts::Grain::instruction);
      session_->poll(0);
    }
  }
}

void App::act(const ask::FindLike& asked) {
  if (!session_) return;
  const bool forward = asked.direction == Direction::forward;
  std::function<bool(const facts::Event&)> wanted;
  std::string like;
  switch (asked.what) {
    case ask::FindLike::What::kind:
      if (moment_.event == nullptr) return;
      like = "kind";
      wanted = [kind = moment_.event->fact.index()](const facts::Event& event) {
        return event.fact.index() == kind;
      };
      break;
    case ask::FindLike::What::word: {
      const PastQuestion& question = choices_.question;
      const state::GreenletState* g = state::find(moment_.after, question.greenlet);
      like = "touch";
      wanted = [question, thread = g != nullptr ? g->thread : 1](const facts::Event& event) {
        return touches(event, question, thread);
      };
      break;
    }
  }
  find({std::make_shared<WayToEvent>(session_->cursor(), asked.direction, session_->trace().size(),
                                     std::move(wanted)),
        messages_->text("ui.work.finding_" + like),
        messages_->text("ui.no_" + like + (forward ? ".later" : ".earlier"))});
}

}  // namespace greenlens::gui
