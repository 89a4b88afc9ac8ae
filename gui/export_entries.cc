#include "gui/export_entries.h"

#include "gui/suggest_name.h"
#include "gui/views/view.h"

namespace greenlens::gui {

std::string export_key(const ExportEntry& entry) {
  return (entry.numbers ? "numbers" : entry.scene) + entry.ending;
}

std::string export_subject(const Look& look, const ExportEntry& entry) {
  if (entry.scene.empty()) return look.text("ui.export.recording");
  const View* view = find_view(entry.scene);
  return view != nullptr ? title(look, *view) : look.text("ui.export." + entry.scene);
}

std::string export_format(const Look& look, const ExportEntry& entry) {
  return look.text("ui.export.format",
                   {{"what", look.text("export." + entry.id)}, {"ending", entry.ending}});
}

std::string export_words(const Look& look, const ExportEntry& entry) {
  return look.text("ui.export.of", {{"subject", export_subject(look, entry)},
                                    {"format", export_format(look, entry)}});
}

const ExportEntry* find_export(const Look& look, const std::string& id, const std::string& scene) {
  for (const ExportEntry& entry : look.exporters) {
    const bool is_format = id.empty() || entry.id == id;
    if (is_format && (scene.empty() || entry.scene == scene)) return &entry;
  }
  return nullptr;
}

Browsing export_browsing(const Look& look, const ExportEntry& entry) {
  const bool of_step = (!entry.scene.empty() && !entry.numbers) || entry.of_step;
  const std::string name = (entry.scene.empty() ? "" : "-") + export_key(entry);
  return {FileUse::export_step,
          entry.id,
          entry.ending,
          shown_in(look),
          name_for(look, name, of_step ? std::optional(look.moment.number) : std::nullopt),
          entry.scene};
}

Browsing picture_browsing(const Look& look) {
  return {FileUse::save_picture, "", ".png", shown_in(look),
          name_for(look, "-window.png", look.moment.number)};
}

ExportOrder export_order(const Look& look, const ExportEntry& entry, const std::string& file) {
  ExportOrder order{entry.id,           look.shown_name,     file,
                    look.moment.number, look.settings.theme, look.choices.selected};
  order.scene = entry.scene;
  order.steps = entry.scene == kStatistics ? look.choices.counted() : look.choices.timeline.steps;
  order.marked = look.choices.timeline.marked;
  order.grain = look.choices.grain;
  order.hidden = look.choices.hidden;
  order.times = look.settings.times;
  order.axis = look.settings.axis;
  if (look.notes != nullptr) order.notes = *look.notes;
  return order;
}

}  // namespace greenlens::gui
