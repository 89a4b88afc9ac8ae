#include "gui/views/models.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"
#include "tracer/words/narration.h"

namespace greenlens::gui {

using state::GreenletState;
using state::State;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  size_t begin = 0;
  while (begin < text.size()) {
    size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

bool calls_engine(const std::string& line) {
  for (const char* call :
       {"print(", ".switch_to(", ".switch_with(", ".throw_in(", ".throw_error("}) {
    if (line.find(call) != std::string::npos) return true;
  }
  return false;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string frame_text(const State& state, const GreenletState& greenlet) {
  auto chain = state::frame_chain(state, greenlet);
  if (chain.empty()) return "NULL";
  return fmt::format("{} : {}", chain[0]->at.function, chain[0]->at.line);
}

struct Field {
  const char* name;
  std::string (*value)(const words::Messages&, const State&, const GreenletState&);
};

const Field kFields[] = {
    {"state",
     [](const words::Messages&, const State& s, const GreenletState& g) {
       return std::string(state::life_name(state::life(s, g)));
     }},
    {"stack_start", [](const words::Messages&, const State&,
                       const GreenletState& g) { return facts::format_address(g.stack_start); }},
    {"stack_stop", [](const words::Messages&, const State&,
                      const GreenletState& g) { return facts::format_address(g.stack_stop); }},
    {"stack_copy",
     [](const words::Messages& m, const State&, const GreenletState& g) {
       return g.stack_saved == 0 ? std::string("NULL")
                                 : m.text("ui.copy", {{"number", std::to_string(g.copy_number)}});
     }},
    {"stack_saved", [](const words::Messages&, const State&,
                       const GreenletState& g) { return std::to_string(g.stack_saved); }},
    {"stack_prev",
     [](const words::Messages&, const State& s, const GreenletState& g) {
       return g.stack_prev ? state::name_of(s, g.stack_prev) : std::string("NULL");
     }},
    {"parent",
     [](const words::Messages&, const State& s, const GreenletState& g) {
       return g.parent ? state::name_of(s, g.parent) : std::string("NULL");
     }},
    {"run",
     [](const words::Messages& m, const State&, const GreenletState& g) {
       if (g.is_main) return std::string("NULL");
       return m.text(g.body_entered ? "ui.run.taken" : "ui.run.waiting");
     }},
    {"top_frame", [](const words::Messages&, const State& s,
                     const GreenletState& g) { return frame_text(s, g); }},
    {"recursion_depth", [](const words::Messages&, const State&,
                           const GreenletState& g) { return std::to_string(g.recursion_depth); }},
};

}  // namespace

std::vector<SourceRow> program_rows(const store::SourceText& source, const State& state,
                                    const std::set<uint32_t>& never_reached) {
  std::vector<SourceRow> rows;
  for (std::string& line : lines_of(source.text))
    rows.push_back({std::move(line), {}, false, false});
  auto stand = [&](const GreenletState& greenlet) {
    if (greenlet.finished || greenlet.freed || greenlet.at.file != source.file) return;
    if (greenlet.at.line == 0 || greenlet.at.line > rows.size()) return;
    rows[greenlet.at.line - 1].greenlets.push_back(greenlet.id);
  };
  for (const auto& [id, greenlet] : state.greenlets) {
    if (id != state.current) stand(greenlet);
  }
  if (const GreenletState* current = state::find(state, state.current)) stand(*current);
  for (uint32_t line : never_reached) {
    if (line >= 1 && line <= rows.size()) rows[line - 1].never_reached = true;
  }
  return rows;
}

std::vector<SourceRow> engine_rows(const store::SourceText& source, uint32_t line) {
  std::vector<SourceRow> rows;
  for (std::string& text : lines_of(source.text))
    rows.push_back({std::move(text), {}, false, false});
  if (line >= 1 && line <= rows.size()) rows[line - 1].now = true;
  return rows;
}

std::set<uint32_t> never_reached_lines(const store::Trace& trace, const store::SourceText& source) {
  std::set<uint32_t> missing;
  if (trace.size() == 0 || !trace.state(trace.size()).program_finished) return missing;
  std::vector<std::string> lines = lines_of(source.text);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (calls_engine(lines[i])) missing.insert(static_cast<uint32_t>(i + 1));
  }
  for (uint64_t k = 1; k <= trace.count(facts::Grain::line); ++k) {
    const facts::Event event = trace.event(trace.stop(facts::Grain::line, k));
    auto* reached = std::get_if<facts::LineReached>(&event.fact);
    if (reached && reached->at.file == source.file) missing.erase(reached->at.line);
  }
  return missing;
}

const store::SourceText* program_source(const store::TraceInfo& info) {
  for (const store::SourceText& source : info.sources) {
    if (source.kind == store::SourceKind::program && !source.text.empty()) return &source;
  }
  return nullptr;
}

const store::SourceText* engine_source(const store::TraceInfo& info, const facts::Event* event) {
  if (event == nullptr || event->engine_source == 0) return nullptr;
  if (event->engine_source > info.sources.size()) return nullptr;
  const store::SourceText& source = info.sources[event->engine_source - 1u];
  return source.text.empty() ? nullptr : &source;
}

std::vector<StructRow> struct_rows(const words::Messages& messages, const state::Moment& moment,
                                   facts::GreenletId id) {
  const State &before = moment.before, &after = moment.after;
  std::vector<StructRow> rows;
  const GreenletState* now = state::find(after, id);
  if (now == nullptr) return rows;
  const GreenletState* then = state::find(before, id);
  for (const Field& field : kFields) {
    StructRow row;
    row.field = field.name;
    row.value = field.value(messages, after, *now);
    if (then != nullptr) {
      row.was = field.value(messages, before, *then);
      row.changed = row.was != row.value;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Tick> ticks(const store::Trace& trace) {
  const store::History& history = trace.history();
  const auto name = [&](facts::GreenletId id) {
    const auto found = history.names().find(id);
    return found == history.names().end() ? "#" + std::to_string(id) : found->second;
  };
  std::vector<Tick> all;
  for (const store::SwitchSpan& span : history.switches()) {
    if (span.kind == store::SwitchKind::failed) continue;
    all.push_back({span.to, name(span.origin) + "→" + name(span.target)});
  }
  return all;
}

Position position(const store::Trace& trace, uint64_t cursor, facts::Grain grain) {
  return {trace.count_until(grain, cursor), trace.count(grain)};
}

std::vector<size_t> matching(const std::vector<std::string>& lines, const std::string& search) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < search.size();) {
    size_t end = search.find(' ', begin);
    if (end == std::string::npos) end = search.size();
    if (end > begin) words.push_back(lower(search.substr(begin, end - begin)));
    begin = end + 1;
  }
  std::vector<size_t> found;
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string line = lower(lines[i]);
    bool all = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return line.find(word) != std::string::npos;
    });
    if (all) found.push_back(i);
  }
  return found;
}

}  // namespace greenlens::gui
