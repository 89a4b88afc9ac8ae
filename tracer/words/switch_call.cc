#include "tracer/words/switch_call.h"

#include <algorithm>
#include <optional>

#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"
#include "tracer/words/columns.h"

namespace greenlens::words {
namespace {

// Whose call returns in this switch: that of whom it goes to, or, where it starts somebody, the one
// that has just been made.
facts::GreenletId whose_call(const state::State& state, facts::GreenletId otherwise) {
  const state::Thread& thread = told_by(state);
  if (thread.in_switch && thread.in_switch->target != 0) {
    return thread.in_switch->first_start ? thread.in_switch->origin : thread.in_switch->target;
  }
  return otherwise;
}

// The switch that goes on now; 0: none does.
uint64_t number_now(const state::State& state) {
  const state::Thread& thread = told_by(state);
  return thread.in_switch ? thread.in_switch->number : 0;
}

// The call by which a greenlet was left last.
struct Call {
  uint64_t number = 0;            // the switch that it was made in
  facts::GreenletId started = 0;  // in whom it has returned by now; 0: in nobody
};

std::optional<Call> last_call(const store::Trace& trace, uint64_t step, facts::GreenletId of) {
  using Direction = store::Trace::Direction;
  const auto leaves = [&](const facts::Event& event) {
    const auto* fact = facts::as<facts::StackStartSet>(&event);
    return fact != nullptr && fact->origin == of;
  };
  const std::optional<uint64_t> left = trace.find(step + 1, Direction::backward, leaves, of);
  if (!left) return std::nullopt;
  const state::State then = trace.state(*left);
  Call call;
  call.number = number_now(then);
  const facts::ThreadId thread = told_by(then).id;
  // The next of these in its thread says how the switch went on. Who is ended in the middle of one
  // has none: nothing is looked for behind the step.
  uint64_t steps_left = step - *left;
  const auto went_on = [&](const facts::Event& event) {
    if (steps_left == 0) return true;
    --steps_left;
    return event.thread == thread && (facts::as<facts::ReturnedTwice>(&event) != nullptr ||
                                      facts::as<facts::Delivered>(&event) != nullptr ||
                                      facts::as<facts::SwitchFailed>(&event) != nullptr);
  };
  const std::optional<uint64_t> how = trace.find(*left, Direction::forward, went_on);
  if (!how || *how > step) return call;
  const facts::Event event = trace.event(*how);
  if (facts::as<facts::SwitchFailed>(&event) != nullptr) return std::nullopt;  // it has returned
  const auto* twice = facts::as<facts::ReturnedTwice>(&event);
  if (twice != nullptr) call.started = twice->target;
  return call;
}

std::string sp_behind(const store::TraceInfo& info, const state::GreenletState& g) {
  if (!facts::is_stack_address(g.stack_start)) return "";
  return facts::format_address(
      facts::end_of(g.stack_start, static_cast<uint64_t>(std::max(0, info.arch.frame_size))));
}

class Telling {
 public:
  Telling(const Messages& messages, const state::State& state, const state::GreenletState& g,
          const Call& call)
      : messages_(messages), state_(state), g_(g), call_(call), now_(number_now(state)) {}

  CallStory story() const {
    CallStory story;
    const bool twice = call_.started != 0;
    story.headline = messages_.text(twice ? "words.call.twice" : "words.call.once");
    story.rows.push_back(row("words.call.made", g_.id, call_.number, ""));
    if (twice) story.rows.push_back(row("words.call.first", call_.started, call_.number, "1"));
    const bool comes = is_resumed_now();
    CallRow last =
        row(twice ? "words.call.second" : "words.call.return", g_.id, comes ? now_ : 0, "0");
    last.done = comes && state::is_current(state_, g_);
    if (!comes) {
      last.when = messages_.text(
          g_.finished || state_.program_finished ? "words.call.never" : "words.call.when_resumed");
    }
    story.rows.push_back(std::move(last));
    story.why = messages_.text(twice ? "words.call.why_twice" : "words.call.why_once",
                               {{"name", name(g_.id)}, {"started", name(call_.started)}});
    return story;
  }

 private:
  bool is_resumed_now() const {
    const state::Thread& thread = told_by(state_);
    return thread.in_switch && !thread.in_switch->first_start && thread.in_switch->target == g_.id;
  }
  std::string name(facts::GreenletId id) const { return id != 0 ? name_of(state_, id) : ""; }
  std::string number(uint64_t n) const {
    return messages_.text("words.call.switch", {{"number", std::to_string(n)}});
  }
  CallRow row(const char* what, facts::GreenletId who, uint64_t in, std::string returns) const {
    CallRow row;
    row.what = messages_.text(what);
    row.greenlet = who;
    row.who = name(who);
    row.when = in != 0 ? number(in) : "";
    row.returns = std::move(returns);
    row.now = in != 0 && in == now_;
    return row;
  }

  const Messages& messages_;
  const state::State& state_;
  const state::GreenletState& g_;
  const Call& call_;
  const uint64_t now_;
};

}  // namespace

CallStory call_story(const Messages& messages, const store::Trace& trace, uint64_t step,
                     facts::GreenletId otherwise) {
  const state::State state = trace.state(step);
  const state::Thread& thread = told_by(state);
  const facts::GreenletId id = whose_call(state, otherwise);
  const state::GreenletState* g = find(state, id);
  if (g == nullptr || has_contexts(state)) return {};
  // Who runs has left the call behind.
  if (!thread.in_switch && is_current(state, *g)) return {};
  const std::optional<Call> call = last_call(trace, step, id);
  if (!call) return {};
  // One that starts somebody is told of from its call on.
  const bool starts = thread.in_switch && thread.in_switch->first_start;
  if (starts && call->number != thread.in_switch->number) return {};
  CallStory story = Telling(messages, state, *g, *call).story();
  story.sp = sp_behind(trace.info(), *g);
  return story;
}

std::string call_text(const CallStory& story) {
  if (story.headline.empty()) return "";
  std::string text = story.headline + ":\n";
  for (const CallRow& row : story.rows) {
    std::string line = row.now ? "> " : row.done ? "  " : ". ";
    line += fitted(row.what, 16) + fitted(row.who, 12) + fitted(row.when, 22) +
            fitted(row.returns, 4) + (story.sp.empty() ? "" : "sp " + story.sp);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text + story.why + '\n';
}

}  // namespace greenlens::words
