#include "gui/views/palette/model.h"

#include <algorithm>

#include "gui/commands.h"
#include "gui/views/view.h"

namespace greenlens::gui::palette {

namespace {

bool has_tab(const View& view) {
  const auto there = [&](const View& other) { return other.slot == view.slot; };
  return is_panel(view.slot) && std::count_if(views().begin(), views().end(), there) > 1;
}

}  // namespace

std::vector<Entry> entries(const Look& look) {
  std::vector<Entry> all;
  for (const Command& command : commands()) {
    all.push_back({command_label(look.messages, command), chord_text(command.key),
                   command.when(look), ask::Run{command.id}});
  }
  const bool session = look.trace != nullptr;
  for (const View& view : views()) {
    if (!has_tab(view)) continue;
    all.push_back({look.text("ui.palette.show", {{"view", title(look, view)}}), "", session,
                   ask::Show{view.id}});
  }
  for (const ExportEntry& exporter : look.exporters) {
    const std::string what = look.text("export." + exporter.id);
    all.push_back({look.text("ui.palette.export", {{"what", what}, {"ending", exporter.ending}}),
                   "", session, ask::Export{exporter.id}});
  }
  return all;
}

}  // namespace greenlens::gui::palette
