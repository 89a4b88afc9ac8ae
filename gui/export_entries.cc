#include "gui/export_entries.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "gui/suggest_name.h"
#include "gui/views/view.h"

namespace greenlens::gui {
namespace {

// A step that was pinned stands on the left, as it does in the window.
void stand_beside(const Beside& beside, ExportOrder* order) {
  if (!beside.is_other) {
    order->beside = std::exchange(order->step, beside.moment.number);
    return;
  }
  OrderedOther other{beside.another, beside.moment.number, beside.caption, beside.own_caption, {}};
  for (const scene::Said& one : beside.said) other.said.push_back({one.line});
  order->other = std::move(other);
}

}  // namespace

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

bool can_open(const Look& look, const ExportEntry& entry) {
  return entry.opens && look.choices.selected != 0;
}

bool is_of_each(const Look& look, const ExportEntry& entry) {
  const scene::Steps& marked = look.choices.timeline.marked;
  return entry.each && marked.from < marked.to;
}

bool can_pair(const Look& look, const ExportEntry& entry) {
  if (!entry.pairs || look.beside == nullptr || is_of_each(look, entry)) return false;
  return !look.beside->is_other || look.beside->another;
}

bool is_pair(const Look& look, const ExportEntry& entry, const FigureChoices& figure) {
  return can_pair(look, entry) && !figure.alone;
}

std::vector<std::string> blanks_of(const ExportEntry& entry, const FigureChoices& figure) {
  std::vector<std::string> all;
  for (const std::string& blank : entry.blanks) {
    const bool is_chosen =
        std::find(figure.blank.begin(), figure.blank.end(), blank) != figure.blank.end();
    if (figure.form && is_chosen) all.push_back(blank);
  }
  return all;
}

Browsing export_browsing(const Look& look, const ExportEntry& entry, const FigureChoices& figure) {
  const bool of_step = (!entry.scene.empty() && !entry.numbers) || entry.of_step;
  std::string name = (entry.scene.empty() ? "" : "-") + export_key(entry);
  std::optional<uint64_t> step;
  if (of_step) step = look.moment.number;
  if (is_pair(look, entry, figure)) {
    const Beside& beside = *look.beside;
    // As they stand, from left to right.
    const bool is_left = beside.side == Beside::Side::left;
    step = is_left ? beside.moment.number : look.moment.number;
    const uint64_t right = is_left ? look.moment.number : beside.moment.number;
    name = "-and-" + std::string(beside.is_other ? "other-" : "") + std::to_string(right) + name;
  }
  return {FileUse::export_step,       entry.id,   entry.ending, shown_in(look),
          name_for(look, name, step), entry.scene};
}

Browsing export_browsing(const Look& look, const ExportEntry& entry) {
  return export_browsing(look, entry, look.choices.figure);
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
  order.together = look.processes;
  order.process = look.process;
  order.axis = look.settings.axis;
  if (look.notes != nullptr) order.notes = *look.notes;
  order.stops = look.choices.stops;
  if (look.quiz != nullptr) order.asking = look.quiz->asking();
  order.measured = look.sweep;
  order.blank = blanks_of(entry, look.choices.figure);
  if (!order.blank.empty()) order.solution = solution_name(file, entry.ending);
  order.opened = can_open(look, entry) && look.choices.figure.opened;
  if (!entry.papers.empty()) order.paper = look.choices.figure.paper;
  if (is_pair(look, entry, look.choices.figure)) stand_beside(*look.beside, &order);
  return order;
}

}  // namespace greenlens::gui
