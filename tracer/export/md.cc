// What happens in a trace as a page of Markdown, for lessons and notes: a heading for each line of
// the program, a sentence for each step, what the program prints, and after each switch the stack
// in characters. (https://spec.commonmark.org)
#include <algorithm>
#include <cctype>
#include <string_view>

#include "tracer/export/moments.h"
#include "tracer/export/way.h"
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

// Where there are more greenlets, a list of all after each switch would be most of the page.
constexpr size_t kMostInTable = 24;

// A text in a line, as it is: nothing in it marks anything up. What marks up at the beginning of a
// line is behind something else here.
std::string plain(std::string_view text) {
  const auto is_word = [&](size_t i) {
    return i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) != 0);
  };
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool in_name = text[i] == '_' && i > 0 && is_word(i - 1) && is_word(i + 1);
    const bool marks = std::string_view("\\`*_{}[]<>#|~&$!").find(text[i]) != text.npos;
    if (marks && !in_name) escaped += '\\';
    escaped += text[i];
  }
  return escaped;
}

// The same as a line of its own, where signs and numbers in front would begin a list.
std::string as_own_line(std::string_view text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == text.npos) return "";
  std::string escaped = plain(text.substr(first));
  const size_t digits = escaped.find_first_not_of("0123456789");
  const bool is_sign = escaped[0] == '-' || escaped[0] == '+' || escaped[0] == '=';
  const bool is_number =
      digits > 0 && digits != escaped.npos && (escaped[digits] == '.' || escaped[digits] == ')');
  if (is_sign || is_number) escaped.insert(is_sign ? 0 : digits, 1, '\\');
  return escaped;
}

// Lines as they are, between fences that do not occur in them.
std::string block(const std::string& lines, const char* language) {
  size_t longest = 0, here = 0;
  for (const char c : lines) {
    here = c == '`' ? here + 1 : 0;
    longest = std::max(longest, here);
  }
  const std::string fence(std::max<size_t>(3, longest + 1), '`');
  const char* end = lines.empty() || lines.back() == '\n' ? "" : "\n";
  return '\n' + fence + language + '\n' + lines + end + fence + '\n';
}

// Line `number` of a file that the trace has; empty when it has not.
std::string source_line(const store::TraceInfo& info, const facts::SourceLine& at) {
  for (const store::SourceText& source : info.sources) {
    if (source.file != at.file) continue;
    std::string_view rest = source.text;
    for (uint32_t n = 1; n < at.line; ++n) {
      const size_t end = rest.find('\n');
      if (end == std::string_view::npos) return "";
      rest.remove_prefix(end + 1);
    }
    std::string line;
    for (const char c : rest.substr(0, rest.find('\n'))) {
      line += c == '\t' ? std::string(4, ' ') : std::string(1, c);
    }
    return facts::shown(line);
  }
  return "";
}

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
    if (facts::as<facts::Delivered>(moment.event) != nullptr) {
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
  void figure(const state::State& state, const state::Thread& thread) {
    std::string lines = words::stack_diagram(messages_, state, thread);
    if (state.greenlets.size() <= kMostInTable) {
      lines += '\n' + words::greenlet_table(messages_, state, thread);
    }
    out_.add(block(lines, "text"));
  }

  const words::Messages& messages_;
  const store::Trace& trace_;
  const words::Notes* notes_;  // null: none
  bool several_threads_, times_;
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
