#include "gui/views/program/model.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "tracer/facts/event.h"
#include "tracer/findings/beside.h"
#include "tracer/past/condition.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::program {

using state::GreenletState;
using state::State;

namespace {

// In a millisecond.
constexpr uint64_t kStopsAtOnce = 256;

constexpr size_t kMostTabs = 6;

bool calls_engine(const std::string& line) {
  for (const char* call :
       {"print(", ".switch_to(", ".switch_with(", ".throw_in(", ".throw_error("}) {
    if (line.find(call) != std::string::npos) return true;
  }
  return false;
}

bool is_programs(const store::SourceText& source) {
  return source.kind == store::SourceKind::program && !source.text.empty();
}

}  // namespace

const store::SourceText* program_source(const store::TraceInfo& info) {
  for (const store::SourceText& source : info.sources) {
    if (is_programs(source)) return &source;
  }
  return nullptr;
}

namespace {

const store::SourceText* source_named(const store::TraceInfo& info, const std::string& file) {
  for (const store::SourceText& source : info.sources) {
    if (is_programs(source) && source.file == file) return &source;
  }
  return nullptr;
}

bool stands(const GreenletState& greenlet) {
  return !greenlet.finished && !greenlet.freed && greenlet.at.line != 0;
}

// The path's last parts, so many.
std::string last_parts(const std::string& path, size_t count) {
  size_t at = path.size();
  for (; count > 0 && at != std::string::npos && at > 0; --count) at = path.rfind('/', at - 1);
  return at == std::string::npos || at == 0 ? path : path.substr(at + 1);
}

// Of each, so that they differ.
void name_tabs(std::vector<SourceTab>* tabs) {
  constexpr size_t kMostParts = 8;
  for (SourceTab& tab : *tabs) {
    for (size_t parts = 1; parts <= kMostParts; ++parts) {
      tab.name = last_parts(tab.source->file, parts);
      const auto same = [&](const SourceTab& other) {
        return other.source != tab.source && last_parts(other.source->file, parts) == tab.name;
      };
      if (std::none_of(tabs->begin(), tabs->end(), same)) break;
    }
  }
}

}  // namespace

std::vector<SourceTab> source_tabs(const store::TraceInfo& info, const State& state,
                                   const store::SourceText* seen) {
  std::vector<SourceTab> tabs;
  for (const store::SourceText& source : info.sources) {
    if (is_programs(source)) tabs.push_back({&source, "", 0});
  }
  if (tabs.size() < 2) return {};
  std::unordered_map<std::string_view, size_t> index;
  for (size_t i = 0; i < tabs.size(); ++i) index.try_emplace(tabs[i].source->file, i);
  for (const auto& [id, greenlet] : state.greenlets) {
    const auto at = stands(greenlet) ? index.find(greenlet.at.file) : index.end();
    if (at != index.end()) ++tabs[at->second].standing;
  }
  name_tabs(&tabs);
  // The one that is seen, those in which somebody stands, and the first ones, as there is room.
  size_t room = std::min(tabs.size(), kMostTabs);
  for (SourceTab& tab : tabs) tab.shown = tab.source == seen;
  room -= std::count_if(tabs.begin(), tabs.end(), [](const SourceTab& tab) { return tab.shown; });
  const auto show = [&](const auto& wanted) {
    for (SourceTab& tab : tabs) {
      if (tab.shown || room == 0 || !wanted(tab)) continue;
      tab.shown = true;
      --room;
    }
  };
  show([](const SourceTab& tab) { return tab.standing != 0; });
  show([](const SourceTab&) { return true; });
  return tabs;
}

const store::SourceText* source_to_follow(const store::TraceInfo& info, const State& state,
                                          const std::string& last) {
  const state::Thread& thread = told_by(state);
  std::vector<facts::GreenletId> who{thread.current};
  if (thread.in_switch) {
    who.push_back(thread.in_switch->origin);
    who.push_back(thread.in_switch->target);
  }
  for (const facts::GreenletId id : who) {
    const GreenletState* greenlet = state::find(state, id);
    if (greenlet == nullptr || !stands(*greenlet)) continue;
    if (const store::SourceText* source = source_named(info, greenlet->at.file)) return source;
  }
  if (const store::SourceText* source = source_named(info, last)) return source;
  return program_source(info);
}

std::vector<SourceRow> program_rows(const store::SourceText& source, const State& state,
                                    const std::set<uint32_t>& never_reached) {
  std::vector<SourceRow> rows = bare_rows(source.text);
  mark_rows(source, state, never_reached, &rows);
  return rows;
}

void mark_rows(const store::SourceText& source, const State& state,
               const std::set<uint32_t>& never_reached, std::vector<SourceRow>* rows) {
  for (SourceRow& row : *rows) row.greenlets.clear(), row.never_reached = false;
  auto stand = [&](const GreenletState& greenlet) {
    if (greenlet.finished || greenlet.freed || greenlet.at.file != source.file) return;
    if (greenlet.at.line == 0 || greenlet.at.line > rows->size()) return;
    (*rows)[greenlet.at.line - 1].greenlets.push_back(greenlet.id);
  };
  for (const auto& [id, greenlet] : state.greenlets) {
    if (!is_current(state, greenlet)) stand(greenlet);
  }
  // Whoever runs comes after the others, and last of all whoever told the last event.
  for (const auto& [id, thread] : state.threads) {
    const GreenletState* current = state::find(state, thread.current);
    if (current != nullptr && id != state.thread) stand(*current);
  }
  if (const GreenletState* current = state::find(state, told_by(state).current)) stand(*current);
  for (uint32_t line : never_reached) {
    if (line >= 1 && line <= rows->size()) (*rows)[line - 1].never_reached = true;
  }
}

void mark_beside(const Look& look, const store::SourceText& source, std::vector<SourceRow>* rows) {
  std::vector<findings::Group> groups;
  if (look.moves != nullptr) {
    groups = findings::parked(look.moment.after, [&](facts::GreenletId id) {
      const store::Move move = look.moves->of(id);
      return findings::KnownOf{move.since, move.since_ns, {}};
    });
  }
  static const std::vector<findings::Finding> none;
  const uint64_t now_ns = look.moment.event != nullptr ? look.moment.event->time_ns : 0;
  const auto beside = findings::beside_lines(look.messages, source.file, groups, now_ns,
                                             look.findings != nullptr ? *look.findings : none);
  for (size_t i = 0; i < rows->size(); ++i) {
    const auto found = beside.find(static_cast<uint32_t>(i + 1));
    (*rows)[i].beside = found != beside.end() ? found->second.text : "";
    (*rows)[i].warns = found != beside.end() && found->second.warns;
  }
}

std::string stop_at(const store::SourceText& source, size_t line) {
  return past::stop_at_line(source.file.substr(source.file.rfind('/') + 1), line);
}

std::set<uint32_t> never_reached_lines(const store::Trace& trace, const store::SourceText& source) {
  if (trace.size() == 0 || !trace.state(trace.size()).program_finished) return {};
  Unreached way(trace, source);
  while (way.go_on(trace)) continue;
  return way.lines();
}

Unreached::Unreached(const store::Trace& trace, const store::SourceText& source)
    : file_(source.file), stops_(trace.count(facts::Grain::line)) {
  // Of Python not every line that prints or switches is told, and a text may look like one.
  if (source.file.ends_with(".py")) return;
  const std::vector<SourceRow> rows = bare_rows(source.text);
  for (size_t i = 0; i < rows.size(); ++i) {
    if (calls_engine(rows[i].text)) missing_.insert(static_cast<uint32_t>(i + 1));
  }
}

bool Unreached::go_on(const store::Trace& trace) {
  for (uint64_t i = 0; i < kStopsAtOnce && looked_at_ < stops_ && !missing_.empty(); ++i) {
    const facts::Event event = trace.event(trace.stop(facts::Grain::line, ++looked_at_));
    const auto* reached = std::get_if<facts::LineReached>(&event.fact);
    if (reached != nullptr && reached->at.file == file_) missing_.erase(reached->at.line);
  }
  return looked_at_ < stops_ && !missing_.empty();
}

}  // namespace greenlens::gui::program
