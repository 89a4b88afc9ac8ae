#include "tests/tracer/fuzz/look.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <vector>

#include "tracer/export/exporter.h"
#include "tracer/export/scenes.h"
#include "tracer/export/state_json.h"
#include "tracer/export/statistics_file.h"
#include "tracer/export/svg.h"
#include "tracer/facts/json.h"
#include "tracer/facts/json_fields.h"
#include "tracer/state/keyframe.h"
#include "tracer/state/queries.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/statistics.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"
#include "tracer/words/contradiction.h"
#include "tracer/words/find_text.h"
#include "tracer/words/narration.h"
#include "tracer/words/sentence.h"
#include "tracer/words/statistics.h"
#include "tracer/words/transcript.h"

namespace greenlens::fuzz {
namespace {

using store::Trace;

constexpr uint64_t kLooks = 3;              // at steps of a trace
constexpr uint64_t kWholeSteps = 300;       // so many are written as a whole
constexpr uint64_t kHistorySteps = 50'000;  // of so many everything is read
constexpr uint64_t kComparedSteps = 3000;   // so many are gone through one by one
constexpr uint64_t kPieces = 7;             // in which a stream comes

const words::Messages& english() { return words::Messages::of("en"); }

void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "This does not hold: %s\n", what);
  std::abort();
}

void look_at_fault(const facts::Fault& fault, Seen* seen) {
  if (!fault) return;
  ++seen->faults;
  must(words::sentence(english(), fault).size() > 10, "a fault has a sentence");
}

void look_at_step(const Trace& trace, uint64_t n) {
  const state::Moment moment = trace.at(n);
  must(moment.number == n && moment.after.step == n, "the moment is the one that was asked for");
  must(n == 0 || moment.event != nullptr, "a step has an event");
  must(!words::narrate(english(), moment).headline.empty(), "a step has a sentence");
  words::contradictions(english(), moment);
  must(!words::state_text(english(), trace, n, n, trace.size()).empty(), "a step has a text");
  const std::string json = facts::json_text(exports::state_to_json(trace, n, n, trace.size()));
  must(!nlohmann::json::parse(json, nullptr, false).is_discarded(), "JSON is JSON");
  const std::string slices = facts::json_text(exports::slices_to_json(trace, n));
  must(!nlohmann::json::parse(slices, nullptr, false).is_discarded(), "JSON is JSON");
}

void look_at_stops(const Trace& trace, uint64_t n) {
  for (const facts::Grain grain : facts::kGrains) {
    must(trace.count_until(grain, n) <= n, "no more stops than steps");
    const auto next = trace.next(grain, n);
    must(!next || (*next > n && *next <= trace.size()), "the next stop is behind");
    const uint64_t before = trace.previous(grain, n);
    must(before < n || n == 0, "the stop before is before");
    must(trace.stop(grain, n) <= trace.size(), "a stop is a step");
  }
  const uint64_t lines = trace.printed_until(n);
  must(lines <= n, "no more lines than steps");
  must(trace.printed(lines, 3).size() <= 3, "as many lines as were asked for");
}

void look_for(const Trace& trace, uint64_t n) {
  for (const auto direction : {Trace::Direction::forward, Trace::Direction::backward}) {
    for (const facts::GreenletId about : {facts::kNobody, facts::GreenletId{2}}) {
      const auto found = trace.find(
          n, direction, [&](const auto& event) { return facts::subject(event.fact) == 2; }, about);
      must(!found || (*found >= 1 && *found <= trace.size() && *found != n),
           "what is found is there");
    }
    if (trace.size() <= kWholeSteps) words::find_text(english(), trace, n, direction, {"stack"});
  }
  words::event_lines(english(), trace, n, std::min(n + 20, trace.size()));
}

void look_at_pictures(const Trace& trace, uint64_t n) {
  for (const exports::NamedScene& scene : exports::scenes()) {
    exports::to_svg(scene.make(english(), trace, n), scene::Theme::light);
    exports::Shown opened(n);
    opened.select = 2;
    exports::to_svg(scene.make(english(), trace, opened), scene::Theme::mono);
  }
}

void look_at_numbers(const Trace& trace) {
  const auto all = store::count_steps(trace, 0, UINT64_MAX);
  must(all && all->sums.to() == trace.size(), "all steps are counted");
  uint64_t to = 0, away = 0;
  for (const store::GreenletNumbers& g : all->greenlets) {
    to += g.switches_to, away += g.switches_away;
    must(g.longest_ns <= g.ran_ns && g.longest_to <= trace.size(), "a run is a part of all");
  }
  must(to == away && to == all->sums.totals().switches, "switches are from somebody to somebody");
  words::statistics_text(english(), *all, all->greenlets);
  exports::statistics_to_csv(english(), all->greenlets);
}

void look_at_ranges(const Trace& trace) {
  const uint64_t size = trace.size();
  uint64_t at = 0;
  for (const store::Column& column : trace.columns(0, size, 100)) {
    must(column.from == at && column.to > column.from && column.to <= size, "columns follow");
    at = column.to;
  }
  trace.overview();
  trace.history(size / 3, std::min(size / 3 + 100, size));
  trace.letters();
  if (size <= kHistorySteps) look_at_numbers(trace);
  if (size <= kHistorySteps) must(trace.history().switches().size() <= size, "switches are steps");
}

// The ends, the middle, and some between.
std::vector<uint64_t> steps_of(uint64_t size) {
  std::vector<uint64_t> steps;
  for (uint64_t i = 0; i <= kLooks; ++i) steps.push_back(size / kLooks * i);
  steps.push_back(size);
  steps.push_back(std::min<uint64_t>(size, 1));
  return steps;
}

void look_at_trace(const Trace& trace, Seen* seen) {
  const uint64_t size = trace.size();
  for (const uint64_t n : steps_of(size)) {
    look_at_step(trace, n);
    look_at_stops(trace, n);
  }
  look_for(trace, size / 2);
  look_at_pictures(trace, size / 2);
  look_at_ranges(trace);
  for (int i = 0; i < 8 && trace.check_more(); ++i) continue;
  for (const uint64_t step : trace.contradicted()) {
    if (++seen->contradicted % 64 != 1) continue;
    words::contradictions(english(), trace.at(step));
  }
  if (size <= kWholeSteps) {
    exports::find_exporter("jsonl")->write(english(), trace, {},
                                           [](std::string_view) { return true; });
  }
  seen->steps += size;
}

// What has been gone through from the beginning to the end, and has no fault, is what a stream
// says.
void must_be_the_same(const store::FileTrace& trace, const store::Timeline& stream) {
  must(trace.size() == stream.size(), "file and stream have the same steps");
  must(trace.contradicted() == stream.contradicted(), "file and stream contradict the same");
  for (const uint64_t n : steps_of(trace.size())) {
    must(state::same_state(trace.state(n), stream.state(n)), "file and stream lead to the same");
    for (const facts::Grain grain : facts::kGrains) {
      must(trace.count_until(grain, n) == stream.count_until(grain, n), "they stop at the same");
    }
    must(trace.printed_until(n) == stream.printed_until(n), "they have printed the same");
  }
}

void compare(const std::string& file) {
  store::OpenOptions options;
  options.believe_writer = false;
  options.follow = false;
  auto trace = store::FileTrace::open(store::bytes_in_memory(file), "file", options);
  store::Timeline timeline;
  store::TraceReader reader("stream");
  if (!trace || (*trace)->size() > kComparedSteps) return;
  if (!reader.feed(file, &timeline) || reader.missing()) return;
  while ((*trace)->check_more()) continue;
  if (!(*trace)->fault()) must_be_the_same(**trace, timeline);
}

void look_at_file(const std::string& file, bool believe, Seen* seen) {
  store::OpenOptions options;
  options.believe_writer = believe;
  options.follow = false;
  auto trace = store::FileTrace::open(store::bytes_in_memory(file), "file", options);
  if (!trace) return look_at_fault(trace.fault(), seen);
  look_at_fault((*trace)->fault(), seen);
  look_at_trace(**trace, seen);
  look_at_fault((*trace)->fault(), seen);
  if (const Trace::Opening opening = (*trace)->another()) must(bool(opening({})), "it opens again");
}

void look_at_stream(const std::string& file, Seen* seen) {
  store::Timeline timeline;
  store::TraceReader reader("stream");
  const size_t piece = file.size() / kPieces + 1;
  for (size_t at = 0; at < file.size(); at += piece) {
    if (!reader.feed(std::string_view(file).substr(at, piece), &timeline)) break;
  }
  look_at_fault(reader.missing(), seen);
  look_at_trace(timeline, seen);
}

}  // namespace

Seen look_at(const std::string& file, bool believe) {
  Seen seen;
  look_at_file(file, believe, &seen);
  look_at_stream(file, &seen);
  compare(file);
  return seen;
}

}  // namespace greenlens::fuzz
