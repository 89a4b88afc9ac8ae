#include "tracer/export/page/story.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "tracer/export/page/views.h"
#include "tracer/export/svg_writer.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/fields.h"
#include "tracer/words/instructions.h"
#include "tracer/words/narration.h"
#include "tracer/words/switch_call.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports {
namespace {

using facts::Grain;

// A bit each, in this order.
constexpr std::array kPageGrains = {Grain::phase,       Grain::line, Grain::switch_,
                                    Grain::instruction, Grain::call, Grain::story};

// A text in pieces: plain ones, and terms as [how it stands there, which term].
facts::Json in_pieces(const words::Glossary& glossary, const words::Told& told) {
  facts::Json pieces = facts::Json::array();
  size_t done = 0;
  for (const words::TermAt& one : glossary.terms_in(told)) {
    if (one.at.begin > done) pieces.push_back(told.text.substr(done, one.at.begin - done));
    pieces.push_back({told.text.substr(one.at.begin, one.at.end - one.at.begin), one.term});
    done = one.at.end;
  }
  if (done < told.text.size()) pieces.push_back(told.text.substr(done));
  return pieces;
}

// [greenlet, line, file]: those who have a line and are not gone, the current one last.
facts::Json standing_on(const store::TraceInfo& info, const state::State& state) {
  facts::Json lines = facts::Json::array();
  const facts::GreenletId current = told_by(state).current;
  const auto add = [&](const state::GreenletState& g) {
    if (g.finished || g.freed || g.at.line == 0) return;
    for (size_t i = 0; i < info.sources.size(); ++i) {
      if (info.sources[i].file == g.at.file) lines.push_back({g.id, g.at.line, i});
    }
  };
  for (const auto& [id, g] : state.greenlets) {
    if (id != current) add(g);
  }
  if (const state::GreenletState* g = find(state, current)) add(*g);
  return lines;
}

// How a row looks; none for a field that is as any other.
const char* look_of(const words::FieldRow& row) {
  if (row.warns) return "warns";
  return row.kind == words::FieldKind::heading ? "heading" : nullptr;
}

// Name and value, and where there are any: what it was before, and how it looks.
facts::Json fields_at(const words::Messages& messages, const state::Moment& moment) {
  facts::Json all = facts::Json::array();
  for (const auto& [id, g] : moment.after.greenlets) {
    if (g.freed) continue;
    facts::Json rows = facts::Json::array();
    for (const words::FieldRow& row : words::fields_of(messages, moment, id)) {
      facts::Json one = {row.field, facts::shown(row.value)};
      if (row.changed) one.push_back(facts::shown(row.was));
      if (const char* look = look_of(row)) {
        if (!row.changed) one.push_back(nullptr);
        one.push_back(look);
      }
      rows.push_back(std::move(one));
    }
    all.push_back({id, facts::shown(name_of(moment.after, id)), std::move(rows)});
  }
  return all;
}

// Of those greenlets of whom a story does not have just the same without some rows, what it has: of
// hardly any. These rows' names are added to `no_story`.
facts::Json story_fields(const facts::Json& fields, const facts::Json& of_story,
                         std::set<std::string>* no_story) {
  facts::Json all = facts::Json::array();
  for (size_t i = 0; i < fields.size() && i < of_story.size(); ++i) {
    std::set<std::string> names;
    for (const facts::Json& row : of_story[i][2]) names.insert(row[0].get<std::string>());
    facts::Json same = facts::Json::array();
    for (const facts::Json& row : fields[i][2]) {
      const auto name = row[0].get<std::string>();
      names.contains(name) ? same.push_back(row) : static_cast<void>(no_story->insert(name));
    }
    if (same != of_story[i][2]) all.push_back(of_story[i]);
  }
  return all;
}

// Whom the step is about, for who has selected nobody: as in the window.
facts::GreenletId about(const state::Moment& moment) {
  const facts::GreenletId told = moment.event ? facts::subject(moment.event->fact) : 0;
  return told != 0 ? told : told_by(moment.after).current;
}

int grains_of(const store::Trace& trace, uint64_t step) {
  int bits = 0;
  for (size_t i = 0; i < kPageGrains.size(); ++i) {
    const Grain grain = kPageGrains[i];
    const bool stops = step == 0 || trace.stop(grain, trace.count_until(grain, step)) == step;
    bits |= stops ? 1 << i : 0;
  }
  return bits;
}

// The instruction that was executed last, which one comes next (-1: none), and the registers: name,
// value, whose it is, whether it was written, what it was before; and the call that returns in this
// switch: headline, rows (what, who, greenlet, when, what it returns, whether now), why.
facts::Json machine_at(const words::Messages& messages, const store::Trace& trace,
                       const state::Moment& moment) {
  const state::Machine& machine = *told_by(moment.after).machine;
  facts::Json registers = facts::Json::array();
  for (const words::RegisterRow& row : words::register_rows(messages, trace.info(), moment)) {
    registers.push_back({row.name, row.value, row.whose, row.greenlet, row.written, row.before});
  }
  facts::Json call = facts::Json::array();
  const words::CallStory story = words::call_story(messages, trace, moment.number, 0);
  if (!story.headline.empty()) {
    facts::Json rows = facts::Json::array();
    for (const words::CallRow& row : story.rows) {
      const std::string last = row.returns.empty()
                                   ? messages.text("words.call.sp", {{"sp", story.sp}})
                                   : messages.text("words.call.returns", {{"value", row.returns}});
      rows.push_back({row.what, facts::shown(row.who), row.greenlet, row.when, last, row.now});
    }
    call = {story.headline, std::move(rows), story.why};
  }
  return {machine.offset, machine.returned ? facts::Json(-1) : facts::Json(machine.next),
          std::move(registers), std::move(call)};
}

}  // namespace

PageSteps page_steps(const store::Trace& trace, uint64_t from, uint64_t to, size_t most) {
  const auto stops = [&](Grain grain) {
    return trace.count_until(grain, to) - trace.count_until(grain, from);
  };
  std::vector<Grain> finest_first(kPageGrains.begin(), kPageGrains.end());
  // What a page stops at where it cannot stop at all: at what each other grain's stops are part of.
  std::erase(finest_first, Grain::call);
  std::erase(finest_first, Grain::story);
  // Where there are no instructions, everybody's steps are phases.
  if (stops(Grain::instruction) == stops(Grain::phase))
    std::erase(finest_first, Grain::instruction);
  std::stable_sort(finest_first.begin(), finest_first.end(),
                   [&](Grain a, Grain b) { return stops(a) > stops(b); });
  PageSteps page;
  page.steps = {from};
  for (const Grain grain : finest_first) {
    if (stops(grain) == 0) break;
    page.grain = grain;
    page.all = stops(grain) < most;
    if (page.all) break;
  }
  const uint64_t before = trace.count_until(page.grain, from);
  for (uint64_t k = 1; k <= stops(page.grain) && page.steps.size() < most; ++k) {
    page.steps.push_back(trace.stop(page.grain, before + k));
  }
  return page;
}

facts::Json story_of(const Levels& levels, const words::Glossary& glossary,
                     const store::Trace& trace, uint64_t step, std::set<std::string>* no_story) {
  const words::Messages& messages = levels.at(words::Level::mechanism);
  const state::Moment moment = trace.at(step);
  const words::Narration told = words::narrate(messages, moment);
  const state::Thread& thread = told_by(moment.after);
  facts::Json json = {{"n", step},
                      {"g", grains_of(trace, step)},
                      {"h", in_pieces(glossary, {told.headline, told.headline_values})},
                      {"d", in_pieces(glossary, {told.detail, told.detail_values})},
                      {"c", thread.in_switch ? 0 : thread.current},
                      {"t", about(moment)},
                      {"at", standing_on(trace.info(), moment.after)},
                      {"f", fields_at(messages, moment)}};
  for (const words::Level level : {words::Level::story, words::Level::addresses}) {
    const words::Narration its = words::narrate(levels.at(level), moment);
    facts::Json all = {in_pieces(glossary, {its.headline, its.headline_values}),
                       in_pieces(glossary, {its.detail, its.detail_values})};
    if (level == words::Level::story) {
      facts::Json fields = story_fields(json["f"], fields_at(levels.at(level), moment), no_story);
      if (!fields.empty()) all.push_back(std::move(fields));
    }
    const bool differs = all[0] != json["h"] || all[1] != json["d"] || all.size() > 2;
    if (differs) json["l"][words::level_name(level)] = std::move(all);
  }
  if (thread.machine) json["m"] = machine_at(messages, trace, moment);
  const std::vector<std::string> doubts = words::doubts(messages, moment);
  if (!doubts.empty()) json["w"] = doubts;
  return json;
}

facts::Json notes_json(const words::Messages& messages, const std::vector<words::StepNote>& notes) {
  facts::Json all = facts::Json::array();
  for (const words::StepNote& note : notes) {
    all.push_back({note.number, words::note_lines(messages, note), note.text});
  }
  return all;
}

void add_noted_steps(const words::Notes& notes, PageSteps* page) {
  constexpr size_t kMostAdded = 200;
  const uint64_t from = page->steps.front(), to = page->steps.back();
  std::vector<uint64_t> added;
  for (const words::Note& note : notes.all) {
    if (note.step <= from || note.step >= to || added.size() >= kMostAdded) continue;
    if (!added.empty() && added.back() == note.step) continue;
    if (!std::binary_search(page->steps.begin(), page->steps.end(), note.step)) {
      added.push_back(note.step);
    }
  }
  std::vector<uint64_t> all;
  std::merge(page->steps.begin(), page->steps.end(), added.begin(), added.end(),
             std::back_inserter(all));
  page->steps = std::move(all);
}

std::string listed(const words::Messages& messages, const store::Trace& trace, uint64_t step,
                   const std::vector<words::StepNote>& notes) {
  const state::Moment moment = trace.at(step);
  const words::Narration told = words::narrate(messages, moment);
  const std::string& headline = told.whole.empty() ? told.headline : told.whole;
  std::string item = "<li value=\"" + std::to_string(step) + "\"><b>" + escape(headline) + "</b>";
  if (!told.detail.empty()) item += ' ' + escape(told.detail);
  for (const std::string& one : words::doubts(messages, moment)) {
    item += " <strong>" + escape(one) + "</strong>";
  }
  for (const words::StepNote& note : notes) {
    item += "<p class=\"note\"><b class=\"pin\">" + std::to_string(note.number) + "</b> ";
    const char* before = "";
    for (const std::string& line : words::note_lines(messages, note)) {
      item += before + escape(line);
      before = "<br>";
    }
    item += "</p>";
  }
  return item + "</li>\n";
}

std::optional<PageView> page_view_from_name(std::string_view name) {
  for (size_t i = 0; i < kPageViewNames.size(); ++i) {
    if (kPageViewNames[i] == name) return static_cast<PageView>(i);
  }
  return {};
}

facts::Json sources_of(const store::Trace& trace) {
  facts::Json all = facts::Json::array();
  for (const store::SourceText& source : trace.info().sources) {
    const bool is_program = source.kind == store::SourceKind::program;
    all.push_back({facts::shown(source.file), is_program ? source.text : std::string()});
  }
  return all;
}

facts::Json printed_in(const store::Trace& trace, uint64_t last_step) {
  facts::Json lines = facts::Json::array();
  for (const store::PrintedLine& line : trace.printed(1, trace.printed_until(last_step))) {
    lines.push_back({line.step, line.who, facts::shown(line.text)});
  }
  return lines;
}

facts::Json glossary_of(const words::Glossary& glossary) {
  facts::Json terms = facts::Json::array();
  for (const words::Term& term : glossary.terms()) terms.push_back({term.name, term.text});
  return terms;
}

}  // namespace greenlens::exports
