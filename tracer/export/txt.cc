// What happens in a trace as a text: a line for each step, as `greenlens run --text` prints it.
#include "tracer/export/moments.h"
#include "tracer/export/page/lints.h"
#include "tracer/export/way.h"
#include "tracer/lints/lints_text.h"
#include "tracer/words/contradiction.h"
#include "tracer/words/step_notes.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports::txt {
namespace {

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  Pieces pieces(sink);
  const words::Times times = options.times ? words::Times::told : words::Times::untold;
  const auto tell = [&](const state::Moment& moment) {
    pieces.add(words::told_step(messages, moment, times) + '\n');
    for (const std::string& one : words::contradictions(messages, moment)) {
      pieces.add("      " + one + '\n');
    }
    if (options.notes == nullptr) return;
    for (const auto& note : words::step_notes(messages, *options.notes, moment.number)) {
      pieces.add(words::note_text(messages, note, "      ") + '\n');
    }
  };
  if (facts::Fault fault = tell_moments(trace, options, pieces, tell)) return fault;
  const state::State end = trace.state(exported_steps(trace, options).to);
  const scene::Steps steps = exported_steps(trace, options);
  const auto fired = lints_of(trace, steps.from, steps.to, options.notes.get(), options.progress);
  if (!fired) return facts::Fault{facts::FaultKind::export_cancelled, "", 0, 0, ""};
  std::string last;
  for (const lints::Fired& one : *fired) last += told_line(messages, one) + '\n';
  for (const std::string& one : remarks(messages, trace, end)) last += one + '\n';
  if (!last.empty()) pieces.add('\n' + last);
  pieces.flush();
  return {};
}

}  // namespace

Exporter exporter() { return {".txt", {.steps = true, .times = true, .notes = true}, write}; }

}  // namespace greenlens::exports::txt
