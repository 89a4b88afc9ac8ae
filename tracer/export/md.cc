// What happens in a trace as a page of Markdown, for lessons and notes: a heading for each line of
// the program, a sentence for each step, what the program prints, and after each switch the stack
// in characters. (https://spec.commonmark.org)
#include <utility>

#include "tracer/export/markdown.h"
#include "tracer/export/moments.h"
#include "tracer/export/way.h"
#include "tracer/facts/ended_switch.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/contradiction.h"
#include "tracer/words/narration.h"
#include "tracer/words/stack_diagram.h"
#include "tracer/words/step_notes.h"
#include "tracer/words/thread_name.h"
#include "tracer/words/transcript.h"
#include "tracer/words/when.h"

namespace greenlens::exports::md {
namespace {

// With more greenlets the stack is not drawn.
constexpr size_t kMostDrawn = 256;

class Story {
 public:
  Story(const words::Messages& messages, const store::Trace& trace, bool several_threads,
        const ExportOptions& options, Pieces* out)
      : messages_(messages),
        trace_(trace),
        notes_(options.notes.get()),
        several_threads_(several_threads),
        times_(options.times),
        out_(*out) {}

  void begin(const state::State& before) {
    const store::TraceInfo& info = trace_.info();
    const std::string title = info.title.empty() ? info.scenario : info.title;
    out_.add("# " + plain(facts::shown(title.empty() ? "greenlens" : title)) + '\n');
    if (!info.teaches.empty()) out_.add('\n' + plain(facts::shown(info.teaches)) + '\n');
    if (before.step == 0) return;
    // How things stand where a part begins.
    for (const auto& [id, thread] : before.threads) {
      if (!thread.ended) figure(before, thread);
    }
  }

  void tell(const state::Moment& moment) {
    const words::Narration said = words::narrate(messages_, moment);
    if (const auto* line = facts::as<facts::LineReached>(moment.event)) {
      heading(*line, moment.after);
    }
    std::string text = "\n**" + std::to_string(moment.number) + "** " +
                       plain(said.whole.empty() ? said.headline : said.whole);
    if (times_) text += " (" + words::duration_text(moment.event->time_ns) + ")";
    if (!said.detail.empty()) text += "  \n*" + plain(said.detail) + '*';
    out_.add(text + '\n');
    for (const std::string& one : words::contradictions(messages_, moment)) {
      out_.add("\n> " + plain(one) + '\n');
    }
    if (notes_ != nullptr) quote_notes(moment.number);
    if (const auto* printed = facts::as<facts::Printed>(moment.event)) {
      out_.add(block(facts::shown(printed->text), "text"));
    }
    if (moment.event != nullptr && facts::ended_switch(moment.event->fact)) {
      figure(moment.after, told_by(moment.after));
    }
  }

  void end(const std::vector<std::string>& remarks) {
    if (!remarks.empty()) out_.add("\n---\n");
    for (const std::string& one : remarks) out_.add('\n' + plain(one) + '\n');
    out_.flush();
  }

 private:
  void heading(const facts::LineReached& line, const state::State& state) {
    const std::string place = line.at.line != 0 ? place_of(line.at) : messages_.text("md.no_line");
    out_.add("\n## " + plain(facts::shown(place)) + " · " +
             plain(lane_name(messages_, state, line.greenlet, several_threads_)) + '\n');
    const std::string source = source_line(trace_.info(), line.at);
    if (!source.empty()) out_.add(block(source, "cpp"));
  }
  // A line each, with hard breaks between lines: one quotation a note.
  void quote_notes(uint64_t step) {
    for (const words::StepNote& note : words::step_notes(messages_, *notes_, step)) {
      std::string text = "\n> **" + words::in_circle(note.number) + "**";
      const char* before = " ";
      for (const std::string& line : words::note_lines(messages_, note)) {
        text += before + as_own_line(line);
        before = "  \n> ";
      }
      out_.add(text + '\n');
    }
  }
  // Of very many each picture takes as long as all of them; that there is none is said once.
  void figure(const state::State& state, const state::Thread& thread) {
    const bool was_drawn = std::exchange(draws_, state.greenlets.size() <= kMostDrawn);
    if (!draws_) {
      if (was_drawn)
        out_.add('\n' + plain(messages_.text("md.no_figure", {{"most", most_}})) + '\n');
      return;
    }
    std::string lines = words::stack_diagram(messages_, state, thread);
    if (state.greenlets.size() <= words::kMostInTable) {
      lines += '\n' + words::greenlet_table(messages_, state, thread);
    }
    out_.add(block(lines, "text"));
  }

  const words::Messages& messages_;
  const store::Trace& trace_;
  const words::Notes* notes_;  // null: none
  bool several_threads_, times_;
  bool draws_ = true;  // the stack, after the last switch
  const std::string most_ = std::to_string(kMostDrawn);
  Pieces& out_;
};

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  Pieces pieces(sink);
  const scene::Steps steps = exported_steps(trace, options);
  const state::State end = trace.state(steps.to);
  Story story(messages, trace, has_several_threads(end), options, &pieces);
  story.begin(trace.state(steps.from));
  const auto tell = [&](const state::Moment& moment) { story.tell(moment); };
  if (facts::Fault fault = tell_moments(trace, options, pieces, tell)) return fault;
  story.end(remarks(messages, trace, end));
  return {};
}

}  // namespace

Exporter exporter() { return {".md", {.steps = true, .times = true, .notes = true}, write}; }

}  // namespace greenlens::exports::md
