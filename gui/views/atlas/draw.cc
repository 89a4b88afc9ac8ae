// The stack switches of all CPUs: two of them beside each other, or all in numbers.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "gui/column_groups.h"
#include "gui/explained.h"
#include "gui/row_line.h"
#include "gui/tab_row.h"
#include "gui/views/atlas/model.h"
#include "gui/views/atlas/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/cpus/atlas.h"
#include "tracer/cpus/atlas_words.h"
#include "tracer/cpus/differences.h"

namespace greenlens::gui::atlas {
namespace {

using cpus::Cpu;
using scene::Face;

constexpr float kGap = 14, kAbove = 6, kBelow = 2, kBlockGap = 5, kWordGap = 4, kNumber = 60,
                kLeastHeight = 160;  // pixels at 100 %
// In letters.
constexpr float kLeastForTwo = 92, kOffset = 7, kSize = 5, kRegister = 18;
constexpr float kBlock = 13, kLine = 6, kBytes = 19, kText = 25;
constexpr float kLeastForLine = kBlock + kOffset + kLine + kText;
constexpr float kLeastForBytes = kLeastForLine + kBytes;
constexpr float kLabel = 17;
constexpr float kFrame = 50, kLeastForBoth = kFrame + kLeastForBytes + 2;

const char* id_of(Part part) {
  switch (part) {
    case Part::code:
      return "code";
    case Part::differences:
      return "differences";
    case Part::all:
      return "all";
  }
  return "";
}

// Down to the end of the view; where that is next to nothing, the view as a whole is scrolled.
float height_left(const Look& look) {
  return std::max(ImGui::GetContentRegionAvail().y, look.px(kLeastHeight));
}

void choose_part(const Look& look, Ui* ui) {
  TabRow row(look);
  for (const Part part : kParts) {
    const std::string label = look.text(std::string("ui.atlas.") + id_of(part));
    if (row.put(label, part == ui->part, std::string("atlas part: ") + id_of(part))) {
      ui->part = part;
    }
  }
}

// A line of all CPUs, or two: the one that is shown, and the one beside it.
void choose_cpus(const Look& look, const Cpu& cpu, const Cpu* other, bool two, Ui* ui) {
  const std::string titles[] = {look.text("ui.atlas.cpu"), look.text("ui.atlas.beside")};
  const float room = width_of(look, Face::sans, kBody, titles[two ? 1 : 0]) + look.px(kWordGap);
  TabRow first(look);
  first.word(titles[0], room);
  for (const Cpu& one : cpus::all()) {
    if (first.put(one.name, one.id == cpu.id, "atlas: " + one.id)) ui->cpu = one.id;
  }
  if (!two) return;
  TabRow second(look);
  second.word(titles[1], room);
  for (const Cpu& one : cpus::all()) {
    if (one.id == cpu.id) continue;
    if (second.put(one.name, &one == other, "atlas beside: " + one.id)) ui->beside = one.id;
  }
  if (second.put(look.text("ui.atlas.nobody"), other == nullptr, "atlas beside: nobody")) {
    ui->beside = kNobody;
  }
}

void draw_title(const Look& look, const std::string& words) {
  ImGui::Dummy({1, look.px(kAbove)});
  text_wrapped(look, Face::bold, kBody, colors_of(look.settings.theme).ink, words);
  ImGui::Dummy({1, look.px(kBelow)});
}

void draw_head(const Look& look, const Cpu& cpu) {
  text_wrapped(look, Face::bold, kLarge, colors_of(look.settings.theme).ink, cpu.name);
  for (const cpus::Property& one : cpus::described(look.messages, cpu)) {
    const RowLine line(look);
    line.put(0, kLabel, line.colors().muted, one.label, Face::sans);
    line.put(kLabel, 0, line.colors().ink, one.value);
    line.end();
    if (ImGui::IsItemHovered()) tooltip(one.label + ": " + one.value);
  }
}

void draw_frame(const Look& look, const Cpu& cpu) {
  draw_title(look, look.text("ui.atlas.frame", {{"bytes", std::to_string(cpu.frame_size)}}));
  for (const cpus::Slot& slot : cpu.slots) {
    const RowLine line(look);
    const std::string offset = std::to_string(slot.offset), size = std::to_string(slot.size);
    line.put(1, kOffset, line.colors().muted, offset);
    line.put(kOffset, kOffset + kSize, line.colors().muted, size);
    line.put(kOffset + kSize, kOffset + kSize + kRegister, line.colors().ink, slot.name);
    line.put(kOffset + kSize + kRegister, 0, line.colors().muted, slot.purpose, Face::sans);
    line.end();
    if (ImGui::IsItemHovered()) {
      tooltip(look.text("ui.atlas.slot_tip", {{"register", slot.name},
                                              {"purpose", slot.purpose},
                                              {"offset", offset},
                                              {"size", size}}));
    }
  }
}

void draw_code(const Look& look, const Cpu& cpu) {
  draw_title(look, look.text("ui.atlas.code_of",
                             {{"source", cpu.source}, {"bytes", std::to_string(code_size(cpu))}}));
  for (const cpus::Instruction& one : cpu.code) {
    if (!one.mark.empty()) ImGui::Dummy({1, look.px(kBlockGap)});
    const RowLine line(look);
    const std::string offset = fmt::format("{:#x}", one.offset), at = std::to_string(one.line);
    float column = kBlock;
    line.put(1, column, line.colors().accent, one.mark, Face::sans);
    line.put(column, column + kOffset, line.colors().muted, offset);
    column += kOffset;
    if (line.letters() >= kLeastForLine) {
      line.put(column, column + kLine, line.colors().muted, at);
      column += kLine;
    }
    if (line.letters() >= kLeastForBytes) {
      line.put(column, column + kBytes, line.colors().muted, one.bytes);
      column += kBytes;
    }
    line.put(column, 0, line.colors().ink, one.text);
    line.end();
    if (ImGui::IsItemHovered()) {
      tooltip(look.text("ui.atlas.code_tip", {{"text", one.text},
                                              {"bytes", one.bytes},
                                              {"offset", offset},
                                              {"source", cpu.source},
                                              {"line", at}}));
    }
  }
}

// The code below the frame, or beside it where there is room.
void draw_switch(const Look& look, const Cpu& cpu, float width) {
  ImGui::BeginChild(("switch of " + cpu.id).c_str(), {width, height_left(look)});
  const float letter = width_of(look, Face::mono, kSmall, "0");
  const bool both = ImGui::GetContentRegionAvail().x >= kLeastForBoth * letter;
  if (both) ImGui::BeginChild("frame", {kFrame * letter, 0});
  draw_head(look, cpu);
  draw_frame(look, cpu);
  if (both) {
    ImGui::EndChild();
    ImGui::SameLine(0, look.px(kGap));
    ImGui::BeginChild("code");
  }
  draw_code(look, cpu);
  if (both) ImGui::EndChild();
  ImGui::EndChild();
}

Requests draw_differences(const Look& look, const Cpu& cpu, const Cpu* other) {
  Requests asked;
  ImGui::BeginChild("differences", {0, height_left(look)});
  const Colors colors = colors_of(look.settings.theme);
  if (other == nullptr) {
    text_wrapped(look, Face::sans, kBody, colors.muted, look.text("ui.atlas.nobody_beside"));
  } else {
    draw_title(look, look.text("ui.atlas.differs", {{"cpu", cpu.name}, {"other", other->name}}));
    for (const std::string& sentence : cpus::differences(look.messages, cpu, *other)) {
      ImGui::Dummy({1, look.px(2)});
      explained(look, Face::sans, kBody, colors.ink, {sentence}, ImGui::GetContentRegionAvail().x,
                &asked);
    }
  }
  ImGui::EndChild();
  return asked;
}

// A column for each CPU, as many as have room.
void draw_all(const Look& look, const Cpu& cpu, Ui* ui) {
  const std::vector<Cpu>& all = cpus::all();
  const float room = ImGui::GetContentRegionAvail().x, left = ImGui::GetCursorScreenPos().x;
  const float letter = width_of(look, Face::mono, kSmall, "0");
  const std::vector<cpus::Property> labels = cpus::properties(look.messages, cpu);
  float label = 0;
  for (const cpus::Property& one : labels) {
    label = std::max(label, width_of(look, Face::sans, kSmall, one.label) + look.px(kGap));
  }
  const std::vector<float> widths(all.size(), look.px(kNumber));
  const ColumnGroup group =
      column_group(widths, room - label, more_columns_width(look, all.size()), ui->group);
  std::vector<std::string> titles;
  for (const Cpu& one : all) titles.push_back(one.name);
  const float y = ImGui::GetCursorScreenPos().y;
  if (more_columns(look, "atlas", group, titles, {left + room, y})) ++ui->group;
  ImGui::SetCursorScreenPos({left, group.hidden > 0 ? y + ImGui::GetFrameHeight() : y});
  ImGui::BeginChild("all", {0, height_left(look)});
  std::vector<std::vector<cpus::Property>> columns;
  for (const Cpu& one : all) columns.push_back(cpus::properties(look.messages, one));
  for (size_t row = 0; row <= labels.size(); ++row) {
    const RowLine line(look);
    const bool title = row == 0;
    if (!title) line.put(0, label / letter, line.colors().muted, labels[row - 1].label, Face::sans);
    for (size_t i = group.first; i < group.first + group.count; ++i) {
      const float from = (label + static_cast<float>(i - group.first) * look.px(kNumber)) / letter;
      line.put(from, from + look.px(kNumber) / letter,
               all[i].id == cpu.id ? line.colors().accent : line.colors().ink,
               title ? all[i].name : columns[i][row - 1].value, title ? Face::bold : Face::mono);
    }
    line.end();
  }
  ImGui::EndChild();
}

// Below what is chosen.
Requests draw_part(const Look& look, const Cpu& cpu, const Cpu* other, bool two, Ui* ui) {
  switch (ui->part) {
    case Part::all:
      draw_all(look, cpu, ui);
      return {};
    case Part::differences:
      return draw_differences(look, cpu, other);
    case Part::code:
      break;
  }
  const bool has_other = two && other != nullptr;
  const float gap = look.px(kGap), room = ImGui::GetContentRegionAvail().x;
  draw_switch(look, cpu, has_other ? (room - gap) / 2 : 0);
  if (has_other) {
    ImGui::SameLine(0, gap);
    draw_switch(look, *other, 0);
  }
  return {};
}

Requests draw(const Look& look, Area area, Ui* ui) {
  const std::string recorded = look.trace != nullptr ? look.trace->info().arch.name : "";
  const Cpu* cpu = shown(cpus::all(), ui->cpu, recorded);
  if (cpu == nullptr) return {};
  const Cpu* other = beside(cpus::all(), ui->beside, *cpu);
  const float letters = area.size.x / width_of(look, Face::mono, kSmall, "0");
  const bool two = ui->part == Part::differences || letters >= kLeastForTwo;
  ImGui::BeginChild("atlas");
  choose_part(look, ui);
  if (ui->part != Part::all) choose_cpus(look, *cpu, other, two, ui);
  Requests asked = draw_part(look, *cpu, other, two, ui);
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return of_addresses({Slot::middle, made<Ui, draw>}); }

}  // namespace greenlens::gui::atlas
