#include "tracer/export/way.h"

#include <algorithm>

#include "tracer/state/queries.h"
#include "tracer/words/contradiction.h"
#include "tracer/words/narration.h"
#include "tracer/words/part.h"
#include "tracer/words/sentence.h"
#include "tracer/words/thread_name.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports {
namespace {

// Of so many events it is said what contradicts; of one with more there is `greenlens check`.
constexpr size_t kMostDoubted = 100;

uint64_t time_of(const store::Trace& trace, uint64_t step) {
  return step > 0 ? trace.event(step).time_ns : 0;
}

// What contradicts in the steps that one comes along.
class Doubts {
 public:
  Doubts(const words::Messages& messages, const store::Trace& trace, scene::Steps steps)
      : messages_(messages),
        trace_(trace),
        all_(steps.from == 0 || steps.to - steps.from > store::kExactSteps),
        next_(steps.from + 1) {}

  // Looks on, up to there. False when nobody wants it any more.
  bool look(uint64_t to, const std::function<bool()>& wanted) {
    // Of a short part its own steps alone are looked at, one by one.
    if (!all_) {
      for (; next_ <= to; ++next_) look_at(next_);
      return wanted();
    }
    while (trace_.checked() < to && trace_.check_more()) {
      if (!wanted()) return false;
    }
    const std::vector<uint64_t>& wrong = trace_.contradicted();
    auto at = std::lower_bound(wrong.begin(), wrong.end(), next_);
    for (; at != wrong.end() && *at <= to; ++at) {
      if (found_.size() >= kMostDoubted) break;
      look_at(*at);
    }
    next_ = to + 1;
    return wanted();
  }
  // What was found: behind all else, wherever one came by in pieces.
  void tell(Clock clock, Hearer* hearer) const {
    for (const Found& one : found_) {
      hearer->doubted(stamp_of(clock, one.step, one.time_ns), one.says);
    }
  }

 private:
  struct Found {
    uint64_t step = 0, time_ns = 0;
    std::vector<std::string> says;
  };
  void look_at(uint64_t step) {
    if (found_.size() >= kMostDoubted) return;
    const state::Moment moment = trace_.at(step);
    std::vector<std::string> says = words::contradictions(messages_, moment);
    if (!says.empty()) found_.push_back({step, moment.event->time_ns, std::move(says)});
  }

  const words::Messages& messages_;
  const store::Trace& trace_;
  bool all_;
  uint64_t next_;
  std::vector<Found> found_;
};

}  // namespace

scene::Steps exported_steps(const store::Trace& trace, const ExportOptions& options) {
  if (options.steps.all()) return {0, trace.size()};
  const uint64_t to = std::min(options.steps.to, trace.size());
  return {std::min(options.steps.from, to), to};
}

Clock clock_of(const ExportOptions& options) { return options.times ? Clock::told : Clock::steps; }

std::string clock_text(const words::Messages& messages, Clock clock) {
  switch (clock) {
    case Clock::steps:
      return messages.text("lanes.time_steps");
    case Clock::told:
      return messages.text("lanes.time_told");
  }
  return "";
}

facts::Fault go_along(const words::Messages& messages, const store::Trace& trace,
                      const ExportOptions& options, const Pieces& pieces, Hearer* hearer,
                      state::State* state) {
  const scene::Steps steps = exported_steps(trace, options);
  *state = trace.state(steps.from);
  Stays stays(clock_of(options), *state, time_of(trace, steps.from), hearer);
  Doubts doubts(messages, trace, steps);
  const auto wanted = [&] {
    return !options.progress || options.progress(state->step - steps.from, steps.to - steps.from);
  };
  while (state->step < steps.to && pieces.fine()) {
    const uint64_t before = state->step;
    trace.go_along(state, steps.to, &stays);
    if (state->step == before) break;
    if (!doubts.look(state->step, wanted)) {
      return {facts::FaultKind::export_cancelled, "", 0, 0, ""};
    }
  }
  stays.end(*state);
  doubts.tell(clock_of(options), hearer);
  return {};
}

std::vector<std::string> remarks(const words::Messages& messages, const store::Trace& trace,
                                 const state::State& end) {
  std::vector<std::string> all;
  const auto add = [&](const std::string& sentence) {
    if (!sentence.empty()) all.push_back(sentence);
  };
  add(words::part_text(messages, trace));
  add(words::lost_so_far(messages, end));
  if (!end.program_finished && end.step >= trace.size()) add(messages.text("lanes.no_end"));
  facts::Fault fault = trace.fault();
  fault.place.clear();  // where the file lies is nobody's business
  add(words::sentence(messages, fault));
  return all;
}

std::vector<std::string> remarks_with_end(const words::Messages& messages,
                                          const store::Trace& trace, const state::State& end) {
  std::vector<std::string> all = remarks(messages, trace, end);
  if (end.program_finished) {
    all.push_back(words::narrate(messages, trace.at(end.step)).headline);
  }
  return all;
}

std::string lane_name(const words::Messages& messages, const state::State& state,
                      facts::GreenletId id, bool several_threads) {
  std::string name = words::shown_name(state, id);
  const state::GreenletState* g = find(state, id);
  if (!several_threads || g == nullptr) return name;
  return messages.text("name.of_thread", {{"name", name}, {"thread", std::to_string(g->thread)}});
}

bool has_several_threads(const state::State& end) {
  return !end.threads.empty() && end.threads.rbegin()->first > 1;
}

std::string place_of(const facts::SourceLine& line) {
  return line.line == 0 ? "" : line.file + ":" + std::to_string(line.line);
}

}  // namespace greenlens::exports
