#include "tracer/questions/ask_switch.h"

#include <string>
#include <utility>

#include "tracer/questions/builder.h"
#include "tracer/state/queries.h"

namespace greenlens::questions {
namespace {

using facts::Delivered;
using facts::Event;
using facts::GreenletId;
using facts::SwitchFailed;
using facts::SwitchRequested;

const state::SwitchInProgress* under_way(const Ahead& ahead) {
  const state::Thread& teller = ahead.teller();
  return teller.in_switch ? &*teller.in_switch : nullptr;
}

bool is_decided(const Ahead& ahead) {
  const state::SwitchInProgress* in_switch = under_way(ahead);
  return in_switch != nullptr && in_switch->target != 0;
}

// Who switched to this one last; 0: nobody, or it is long ago.
GreenletId switcher(const Ahead& ahead, GreenletId greenlet) {
  const auto last = ahead.last([&](const Event& event) {
    const auto* delivered = std::get_if<Delivered>(&event.fact);
    return delivered != nullptr && delivered->target == greenlet && event.thread == ahead.thread();
  });
  return last ? std::get<Delivered>(last->event.fact).origin : 0;
}

// The wrong ones of both questions, the likeliest first.
void add_others(const Ahead& ahead, GreenletId who, GreenletBuilder* builder) {
  if (const GreenletId by = switcher(ahead, who); by != 0) {
    builder->wrong(by, Misconception::returns_to_switcher);
  }
  const state::GreenletState* greenlet = find(ahead.now(), who);
  if (greenlet != nullptr && greenlet->parent != 0) builder->wrong(greenlet->parent);
}

// --- what a call of switch() returns
struct Call {
  GreenletId origin = 0, requested = 0;
  std::string what;  // is sent
};

std::optional<Call> call_of(const Ahead& ahead) {
  Call call;
  if (const auto* asks = ahead.comes<SwitchRequested>()) {
    call = {asks->origin, asks->requested, asks->what};
  } else if (const state::SwitchInProgress* in_switch = under_way(ahead)) {
    call = {in_switch->origin, in_switch->requested, in_switch->what};
  }
  const state::GreenletState* origin = find(ahead.now(), call.origin);
  if (origin == nullptr || origin->finished || call.what.empty()) return {};
  return call;
}

class Returning {
 public:
  Returning(const Ahead& ahead, Call call) : ahead_(ahead), call_(std::move(call)) {
    name_ = greenlet_name(ahead.now(), call_.origin);
    requested_ = greenlet_name(ahead.now(), call_.requested);
  }

  std::optional<Question> ask(Dice* dice) {
    Builder builder(ahead_, Kind::returns, Shape::choice, call_.origin,
                    {"question.returns", {{"name", name_}, {"target", requested_}}});
    if (!add_truth(&builder)) return {};
    builder.wrong({"question.returns.side_by_side",
                   {{"what", call_.what}, {"name", name_}, {"target", requested_}}},
                  Misconception::parallel);
    builder.wrong({"question.returns.at_once", {{"target", requested_}}},
                  Misconception::returns_at_once);
    builder.wrong({"question.returns.when_ended", {{"name", name_}, {"target", requested_}}},
                  Misconception::returns_to_switcher);
    builder.wrong({"question.returns.never", {{"name", name_}}});
    return builder.done(dice);
  }

 private:
  bool add_truth(Builder* builder) {
    const auto comes_back = [&](const Event& event) {
      if (event.thread != ahead_.thread()) return false;
      const auto* delivered = std::get_if<Delivered>(&event.fact);
      const auto* failed = std::get_if<SwitchFailed>(&event.fact);
      return (delivered != nullptr && delivered->target == call_.origin) ||
             (failed != nullptr && failed->origin == call_.origin);
    };
    const auto found = ahead_.first_told(comes_back);
    if (!found) {
      if (!ahead_.never(comes_back)) return false;
      builder->truth({"question.returns.never", {{"name", name_}}},
                     {ahead_.trace().size(), Look::lane, call_.origin});
      return true;
    }
    const Evidence evidence{found->step, Look::lane, call_.origin};
    if (const auto* failed = std::get_if<SwitchFailed>(&found->event.fact)) {
      builder->truth({"question.returns.fails", {{"what", failed->message}}}, evidence);
      return true;
    }
    const auto& delivered = std::get<Delivered>(found->event.fact);
    if (delivered.what.empty()) return false;  // it was only noted
    builder->truth(arrival(delivered, found->step), evidence);
    return true;
  }

  Sentence arrival(const Delivered& delivered, uint64_t step) const {
    const state::State then = ahead_.trace().state(step);
    const state::GreenletState* from = find(then, delivered.origin);
    const bool is_error = delivered.kind == facts::Payload::error;
    const char* id = is_error ? "question.returns.thrown" : "question.returns.resumed";
    if (delivered.origin == call_.origin) {
      id = "question.returns.itself";
    } else if (from != nullptr && from->finished) {
      id = is_error ? "question.returns.raised" : "question.returns.ended";
    }
    return {id,
            {{"what", delivered.what},
             {"who", greenlet_name(then, delivered.origin)},
             {"name", name_}}};
  }

  const Ahead& ahead_;
  const Call call_;
  std::string name_, requested_;
};

}  // namespace

std::optional<Question> who_runs_next(const Ahead& ahead, Dice* dice) {
  if (is_decided(ahead)) return {};
  const auto end = ahead.end_of_switch();
  if (!end) return {};
  const GreenletId current = ahead.teller().current;
  // Of one that has ended it is another question.
  if (const auto* who = find(ahead.now(), current); who == nullptr || who->finished) return {};
  const auto* delivered = std::get_if<Delivered>(&end->event.fact);
  const GreenletId next =
      delivered != nullptr ? delivered->target : std::get<SwitchFailed>(end->event.fact).origin;
  GreenletBuilder builder(
      ahead, Kind::who_runs_next, current,
      {"question.who_runs_next", {{"name", greenlet_name(ahead.now(), current)}}});
  builder.truth(next, ahead.trace().state(end->step), {end->step, Look::lane, next});
  add_others(ahead, current, &builder);
  builder.wrong(current, Misconception::returns_at_once);
  builder.others(ahead.thread());
  return builder.done(dice);
}

std::optional<Question> returns(const Ahead& ahead, Dice* dice) {
  std::optional<Call> call = call_of(ahead);
  return call ? Returning(ahead, std::move(*call)).ask(dice) : std::nullopt;
}

std::optional<Question> control_after_death(const Ahead& ahead, Dice* dice) {
  if (is_decided(ahead)) return {};
  const auto end = ahead.end_of_switch();
  if (!end) return {};
  const auto* delivered = std::get_if<Delivered>(&end->event.fact);
  if (delivered == nullptr) return {};
  const GreenletId current = ahead.teller().current;
  const state::State before = ahead.trace().state(end->step - 1);
  const state::GreenletState* dead = find(before, delivered->origin);
  if (dead == nullptr || !dead->finished || dead->id != current) return {};
  GreenletBuilder builder(
      ahead, Kind::control_after_death, current,
      {"question.control_after_death", {{"name", greenlet_name(ahead.now(), current)}}});
  builder.truth(delivered->target, before, {end->step, Look::node, delivered->target});
  add_others(ahead, current, &builder);
  builder.wrong(0);
  builder.others(ahead.thread(), current);
  return builder.done(dice);
}

}  // namespace greenlens::questions
