// A whole trace as JSON lines: a header with everything that the trace says about itself, then
// every event with its step, from a loss on how many were lost up to it, and what of it contradicts
// the rules, if anything does. Bytes are hexadecimal; addresses are as in state_json.h. What no two
// runs have in common is left out (normal_form.h) unless it is asked for, so that equal runs give
// equal lines; then it is the trace itself, as tracer/export/jsonl_import.h reads it.
#include <optional>
#include <utility>

#include "tracer/export/contradiction_json.h"
#include "tracer/export/exporter.h"
#include "tracer/export/jsonl_line.h"
#include "tracer/export/normal_form.h"
#include "tracer/facts/event.h"
#include "tracer/facts/json_fields.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/file_trace.h"

namespace greenlens::exports::jsonl {
namespace {

// Handed on in pieces of about this size.
constexpr size_t kPieceBytes = size_t{64} << 10;

class Lines {
 public:
  Lines(const store::Trace& trace, const ExportOptions& options, const Sink& sink)
      : trace_(trace),
        options_(options),
        sink_(sink),
        numbers_(options.raw ? Numbers::raw : Numbers::relative),
        form_(trace.info(), trace.state(0)) {}

  facts::Fault write() {
    add(header());
    if (trace_.info().part) add(standing(trace_.state(0)));
    for (uint64_t n = 1; n <= trace_.size(); ++n) {
      while (trace_.checked() < n && trace_.check_more()) {
        if (!is_wanted(n)) return cancelled();
      }
      add_step(n);
      if (lines_.size() < kPieceBytes) continue;
      if (!is_wanted(n)) return cancelled();
      if (!sink_(lines_)) return {};
      lines_.clear();
    }
    sink_(lines_);
    return {};
  }

 private:
  bool is_wanted(uint64_t n) const {
    return !options_.progress || options_.progress(n, trace_.size());
  }
  static facts::Fault cancelled() { return {facts::FaultKind::export_cancelled, "", 0, 0, ""}; }
  void add(facts::Json line) {
    facts::add_exact_texts(&line);
    lines_ += facts::json_text(line) + '\n';
  }

  facts::Json header() const {
    facts::Json header = {{"greenlens", "trace"}, {"version", kJsonlVersion}};
    header["events"] = trace_.size();
    header["numbers"] = options_.raw ? "raw" : "relative";
    const store::FileTrace* file = trace_.in_file();
    if (options_.raw && file != nullptr) header["recording"] = file->recording();
    header.update(store::info_json(options_.raw ? trace_.info() : NormalForm::info(trace_.info())));
    return header;
  }

  // Where things stand so though the events before do not say it.
  facts::Json standing(const state::State& state) {
    facts::Json line;
    const store::FileTrace* file = trace_.in_file();
    if (state.step == 0 && file != nullptr) {
      line["counted_before"] = facts::fields_to_json(file->table().counted_before());
    }
    line["state"] = state_to_line(options_.raw ? state : form_.state(state), numbers_);
    return line;
  }

  void add_step(uint64_t n) {
    facts::Event event = trace_.event(n);
    const bool is_missing = is_in_gap(n);
    if (has_keyframe_behind_gap(n)) add_what_is_right(n);
    if (const auto* more = std::get_if<facts::EventsLost>(&event.fact)) lost_ += more->count;
    facts::Json line = {{"step", n}, {"thread", event.thread}};
    if (options_.times || options_.raw) line["time_ns"] = event.time_ns;
    if (!options_.raw) event = form_.event(std::move(event));
    line.update(event_to_line(event, trace_.info().sources, numbers_));
    if (is_missing) line["gap"] = true;
    if (lost_ > 0) line["events_lost"] = lost_;
    if (wrong_ < trace_.contradicted().size() && trace_.contradicted()[wrong_] == n) {
      add_contradictions(n, event, &line);
      ++wrong_;
    }
    add(std::move(line));
  }
  // Where a keyframe says something else than the events lead to.
  void add_what_is_right(uint64_t n) {
    const state::State right = trace_.at(n).before;
    state::State led_to = n > 1 ? trace_.at(n - 1).before : state::State();
    if (n > 1) apply(&led_to, trace_.event(n - 1));
    if (state::same_state(right, led_to)) return;
    form_.stand_at(right);
    add(standing(right));
  }
  void add_contradictions(uint64_t n, const facts::Event& event, facts::Json* line) {
    state::Moment moment = trace_.at(n);
    if (!options_.raw) {
      moment.before = form_.state(std::move(moment.before));
      moment.event = std::make_shared<const facts::Event>(event);
    }
    facts::Json list = contradictions_to_json(moment);
    if (!list.empty()) (*line)["contradictions"] = std::move(list);
  }

  // Of a file some of which cannot be read.
  const store::ChunkRow* row_of(uint64_t n) const {
    const store::FileTrace* file = trace_.in_file();
    return file == nullptr ? nullptr : &file->table().rows()[file->table().row_of(n)];
  }
  bool is_in_gap(uint64_t n) const {
    const store::ChunkRow* row = row_of(n);
    return row != nullptr && row->is_gap;
  }
  bool has_keyframe_behind_gap(uint64_t n) const {
    const store::ChunkRow* row = row_of(n);
    return row != nullptr && row->has_keyframe && row->first_step + 1 == n &&
           row->missing_before > 0;
  }

  const store::Trace& trace_;
  const ExportOptions& options_;
  const Sink& sink_;
  Numbers numbers_;
  NormalForm form_;
  std::string lines_;
  uint64_t lost_ = 0;
  size_t wrong_ = 0;  // of those that contradict the rules, the next one
};

facts::Fault write(const words::Messages&, const store::Trace& trace, const ExportOptions& options,
                   const Sink& sink) {
  return Lines(trace, options, sink).write();
}

}  // namespace

Exporter exporter() { return {".jsonl", {.times = true, .raw = true}, write}; }

}  // namespace greenlens::exports::jsonl
