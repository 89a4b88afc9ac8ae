#include "gui/views/palette/model.h"

#include <algorithm>
#include <charconv>

#include "gui/bindings.h"
#include "gui/commands.h"
#include "gui/export_entries.h"
#include "gui/fuzzy.h"
#include "gui/note_commands.h"
#include "gui/start_entries.h"
#include "gui/views/view.h"
#include "tracer/words/names_apart.h"

namespace greenlens::gui::palette {

namespace {

void add_files(const Look& look, std::vector<Entry>* all) {
  for (const ExportEntry& exporter : look.exporters) {
    all->push_back({look.text("ui.palette.export", {{"what", export_words(look, exporter)}}), "",
                    look.trace != nullptr, ask::Browse{export_browsing(look, exporter)}});
  }
}

void add_what_there_is(const Look& look, std::vector<Entry>* all) {
  for (const ScenarioEntry& scenario : look.scenarios) {
    all->push_back(
        {look.text("ui.palette.scenario", {{"title", title_of(look.messages, scenario)}}), "", true,
         ask::Start{scenario.id}});
  }
  if (look.trace != nullptr) {
    for (const NotedStep& noted : noted_steps(look)) {
      all->push_back(
          {look.text("ui.palette.note", {{"what", noted.label}}), "", true, ask::Seek{noted.step}});
    }
    const words::NamesApart names(look.messages, look.moment.after);
    for (const auto& [id, greenlet] : look.moment.after.greenlets) {
      all->push_back({look.text("ui.palette.greenlet", {{"name", names.of(look.moment.after, id)}}),
                      "", true, ask::Select{id}});
    }
  }
  for (const words::Term& term : look.glossary.terms()) {
    all->push_back(
        {look.text("ui.palette.term", {{"name", term.name}}), "", true, ask::Explain{term.id}});
  }
  if (look.recent == nullptr) return;
  for (const RecentFile& file : *look.recent) {
    all->push_back({look.text("ui.palette.recent", {{"file", file.path}}), "",
                    file.presence != Presence::missing, ask::OpenFile{file.path}});
  }
}

}  // namespace

std::vector<Entry> entries(const Look& look) {
  std::vector<Entry> all;
  for (const Command& command : commands()) {
    all.push_back({command_label(look.messages, command), key_text(look, command),
                   command.when(look), ask::Run{command.id}});
  }
  for (const View& view : views()) {
    if (!has_tab(view)) continue;
    all.push_back({look.text("ui.palette.show", {{"view", title(look, view)}}), "",
                   look.trace != nullptr, ask::Show{view.id}});
  }
  add_files(look, &all);
  add_what_there_is(look, &all);
  return all;
}

std::vector<Entry> suiting(const Look& look, std::string_view typed) {
  struct Suiting {
    Entry entry;
    int score;
  };
  std::vector<Suiting> found;
  for (Entry& entry : entries(look)) {
    if (const auto score = suits(entry.label, typed)) found.push_back({std::move(entry), *score});
  }
  if (!typed.empty()) {
    std::stable_sort(found.begin(), found.end(), [](const Suiting& a, const Suiting& b) {
      return a.entry.enabled != b.entry.enabled ? a.entry.enabled : a.score > b.score;
    });
  }
  std::vector<Entry> all;
  uint64_t number = 0;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (look.trace != nullptr && read.ec == std::errc() && read.ptr == typed.data() + typed.size()) {
    all.push_back({look.text("ui.palette.step", {{"number", std::to_string(number)}}), "", true,
                   ask::GoTo{number}});
  }
  for (Suiting& one : found) all.push_back(std::move(one.entry));
  return all;
}

}  // namespace greenlens::gui::palette
