// A whole trace as JSON lines: a header with everything that the trace says about itself, then
// every event with its step, from a loss on how many were lost up to it, and what of it contradicts
// the rules, if anything does. Bytes are hexadecimal; times are left out unless they are asked for,
// so that equal runs give equal lines. Addresses are as in state_json.h.
#include "tracer/export/contradiction_json.h"
#include "tracer/export/exporter.h"
#include "tracer/facts/event.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/json_fields.h"

namespace greenlens::exports {

namespace {

// Of these lines, not of the trace's bytes.
constexpr int kVersion = 1;

}  // namespace

namespace jsonl {
namespace {

// Handed on in pieces of about this size.
constexpr size_t kPieceBytes = size_t{64} << 10;

facts::Fault write(const words::Messages&, const store::Trace& trace, const ExportOptions& options,
                   const Sink& sink) {
  facts::Json header = {{"greenlens", "trace"}, {"version", kVersion}, {"events", trace.size()}};
  header.update(store::info_json(trace.info()));
  std::string lines = facts::json_text(header) + '\n';
  const auto& sources = trace.info().sources;
  uint64_t lost = 0;
  const auto is_wanted = [&](uint64_t n) {
    return !options.progress || options.progress(n, trace.size());
  };
  size_t wrong = 0;  // of those that contradict the rules, the next one
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    while (trace.checked() < n && trace.check_more()) {
      if (!is_wanted(n)) return {facts::FaultKind::export_cancelled, "", 0, 0, ""};
    }
    const facts::Event event = trace.event(n);
    if (const auto* more = std::get_if<facts::EventsLost>(&event.fact)) lost += more->count;
    facts::Json line = {{"step", n}, {"thread", event.thread}};
    if (options.times) line["time_ns"] = event.time_ns;
    line.update(event_to_json(event));
    if (event.engine_source > 0 && event.engine_source <= sources.size()) {
      line["engine"] = {{"file", sources[event.engine_source - 1].file},
                        {"line", event.engine_line}};
    }
    if (lost > 0) line["events_lost"] = lost;
    if (wrong < trace.contradicted().size() && trace.contradicted()[wrong] == n) {
      line["contradictions"] = contradictions_to_json(trace.at(n));
      ++wrong;
    }
    lines += facts::json_text(line) + '\n';
    if (lines.size() < kPieceBytes) continue;
    if (!is_wanted(n)) return {facts::FaultKind::export_cancelled, "", 0, 0, ""};
    if (!sink(lines)) return {};
    lines.clear();
  }
  sink(lines);
  return {};
}

}  // namespace

Exporter exporter() { return {".jsonl", {.times = true}, write}; }

}  // namespace jsonl
}  // namespace greenlens::exports
