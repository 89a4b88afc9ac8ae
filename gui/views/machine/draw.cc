// The instructions of the switch, and where it is.
#include <fmt/format.h>

#include "gui/row_line.h"
#include "gui/views/machine/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::machine {

namespace {

using scene::Face;

constexpr float kBlockGap = 5;  // at 100 %
// In letters.
constexpr float kBlock = 13, kOffset = 6, kBytes = 16, kLeastForBytes = 56, kLeastForBlock = 34;

void refresh(const Look& look, Ui* ui) {
  if (ui->step == look.moment.number) return;
  ui->step = look.moment.number;
  ui->instructions = words::instruction_rows(look.trace->info(), look.moment.after);
}

void draw_instruction(const Look& look, const words::InstructionRow& row, Ui* ui) {
  if (!row.block.empty()) ImGui::Dummy({1, look.px(kBlockGap)});
  const RowLine line(look);
  if (row.now) line.mark();
  const ImU32 ink = row.now ? line.colors().accent : line.colors().ink;
  // Where there is little room the words of the instruction have it.
  const float block = line.letters() >= kLeastForBlock ? kBlock : 1;
  if (block == kBlock) {
    line.put(1, kBlock, row.now ? ink : line.colors().muted, row.block,
             row.now ? Face::bold : Face::sans);
  }
  line.put(block, block + kOffset, line.colors().muted, fmt::format("{:#x}", row.offset));
  const bool has_bytes = line.letters() >= kLeastForBytes;
  const float text = block + kOffset + (has_bytes ? kBytes : 0);
  if (has_bytes) line.put(block + kOffset, text, line.colors().muted, row.bytes);
  line.put(text, 0, ink, row.text);
  line.end();
  if (ImGui::IsItemHovered()) {
    tooltip(look.text(
        "ui.machine.row_tip",
        {{"text", row.text}, {"bytes", row.bytes}, {"offset", fmt::format("{:#x}", row.offset)}}));
  }
  const auto offset = static_cast<int64_t>(row.offset);
  if (row.now && ui->followed != offset) {
    ui->followed = offset;
    ImGui::SetScrollHereY();
  }
}

Requests draw(const Look& look, Area, Ui* ui) {
  refresh(look, ui);
  ImGui::BeginChild("machine");
  if (ui->instructions.empty()) {
    text_wrapped(look, Face::sans, kSmall, colors_of(look.settings.theme).muted,
                 look.text("words.instructions.none"));
  }
  for (const words::InstructionRow& row : ui->instructions) draw_instruction(look, row, ui);
  ImGui::EndChild();
  return {};
}

std::string cpu(const Look& look) {
  return look.trace != nullptr ? look.trace->info().arch.name : "";
}

}  // namespace

View view() { return {Slot::left, made<Ui, draw>, cpu}; }

}  // namespace greenlens::gui::machine
