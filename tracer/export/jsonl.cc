#include "tracer/export/jsonl.h"

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

std::string to_jsonl(const store::Trace& trace) {
  facts::Json header = {{"greenlens", "trace"}, {"version", kVersion}, {"events", trace.size()}};
  header.update(facts::fields_to_json(trace.info()));
  std::string lines = facts::json_text(header) + '\n';
  const auto& sources = trace.info().sources;
  uint64_t lost = 0;
  while (trace.check_more()) continue;
  auto wrong = trace.contradicted().begin();
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    if (const auto* more = std::get_if<facts::EventsLost>(&event.fact)) lost += more->count;
    facts::Json line = {{"step", n}, {"thread", event.thread}};
    line.update(event_to_json(event));
    if (event.engine_source > 0 && event.engine_source <= sources.size()) {
      line["engine"] = {{"file", sources[event.engine_source - 1].file},
                        {"line", event.engine_line}};
    }
    if (lost > 0) line["events_lost"] = lost;
    if (wrong != trace.contradicted().end() && *wrong == n) {
      line["contradictions"] = contradictions_to_json(trace.at(n));
      ++wrong;
    }
    lines += facts::json_text(line) + '\n';
  }
  return lines;
}

namespace jsonl {
namespace {

facts::Result<std::string> write(const words::Messages&, const store::Trace& trace,
                                 const ExportOptions&) {
  return to_jsonl(trace);
}

}  // namespace

Exporter exporter() { return {".jsonl", {}, write}; }

}  // namespace jsonl
}  // namespace greenlens::exports
