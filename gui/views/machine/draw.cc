// The instructions of the switch, and where it is; beside them the source that they were made from.
// What is pointed at on either side is marked on both.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "gui/row_line.h"
#include "gui/views/machine/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/facts/shown.h"
#include "tracer/words/code_source.h"

namespace greenlens::gui::machine {

namespace {

using scene::Face;

constexpr float kBlockGap = 5;  // at 100 %
// In letters.
constexpr float kBlock = 13, kOffset = 6, kBytes = 16, kLeastForBytes = 56, kLeastForBlock = 34;
constexpr float kText = 30, kLine = 7, kLeastForLine = 46, kLeastForComment = 110;
constexpr size_t kIndent = 4;  // so many blanks of the source are one
// How the room is shared where there is a source: below, or beside where that leaves both enough.
constexpr float kInstructionsShare = 0.58f, kLeastHeight = 240, kLeastWidth = 760;

void refresh(const Look& look, Ui* ui) {
  if (ui->step == look.moment.number) return;
  ui->step = look.moment.number;
  ui->instructions = words::instruction_rows(look.trace->info(), look.moment.after);
}

// Another one is read when it is another one.
void refresh_source(const Look& look, uint32_t source, Ui* ui) {
  if (ui->source_of != source) {
    ui->source_of = source;
    ui->source = {};
    ui->source.rows = bare_rows(look.trace->info().sources[source].text);
    // Assembly stands far from the edge, and is little indented in itself.
    for (SourceRow& row : ui->source.rows) {
      const size_t blanks = std::min(row.text.find_first_not_of(' '), row.text.size());
      row.text.erase(0, blanks - blanks / kIndent);
    }
  }
  const words::InstructionRow* step = row_of_step(ui->instructions);
  const Pointed& at = ui->under_mouse.nothing() ? ui->stays : ui->under_mouse;
  const uint32_t now = step != nullptr && step->source == source ? step->line : 0;
  const uint32_t lit = lit_line(ui->instructions, source, at);
  for (size_t i = 0; i < ui->source.rows.size(); ++i) {
    ui->source.rows[i].now = i + 1 == now;
    ui->source.rows[i].lit = i + 1 == lit;
  }
  // Who points at a line has it in sight.
  const uint32_t sought = at.offset ? lit : now;
  if (sought != 0) ui->source.sought = sought;
}

// Until it is clicked once more.
void keep(const Pointed& at, Ui* ui) { ui->stays = ui->stays == at ? Pointed{} : at; }

// Null: nothing is known.
const char* word_of(const words::RegisterUse& use) {
  if (use.reads && use.writes) return "ui.machine.both";
  if (use.reads) return "ui.machine.reads";
  return use.writes ? "ui.machine.writes" : nullptr;
}

void draw_instruction(const Look& look, const words::InstructionRow& row, Ui* ui) {
  if (!row.block.empty()) ImGui::Dummy({1, look.px(kBlockGap)});
  const RowLine line(look);
  const Pointed& at = ui->under_mouse.nothing() ? ui->stays : ui->under_mouse;
  if (row.now) line.mark();
  const words::RegisterUse use = words::register_use(row.uses ? &*row.uses : nullptr, row.text,
                                                     look.choices.register_pointed_at);
  const bool lit = is_lit(row, at) || use.any();
  if (lit) line.light();
  const ImU32 ink = row.now ? line.colors().accent : line.colors().ink;
  // Where there is little room the words of the instruction have it.
  const float block = line.letters() >= kLeastForBlock ? kBlock : 1;
  if (block == kBlock) {
    line.put(1, kBlock, row.now ? ink : line.colors().muted, row.block,
             row.now ? Face::bold : Face::sans);
  }
  // What it does with the register that is pointed at stands where its offset did.
  const char* does = word_of(use);
  line.put(block, block + kOffset, does != nullptr ? line.colors().accent : line.colors().muted,
           does != nullptr ? look.text(does) : fmt::format("{:#x}", row.offset),
           does != nullptr ? Face::sans : Face::mono);
  const bool has_bytes = line.letters() >= kLeastForBytes;
  const float text = block + kOffset + (has_bytes ? kBytes : 0);
  if (has_bytes) line.put(block + kOffset, text, line.colors().muted, row.bytes);
  const bool has_line = row.line != 0 && line.letters() >= kLeastForLine;
  const bool has_comment = has_line && line.letters() >= kLeastForComment;
  const float number = has_comment ? text + kText : std::max(text + 1, line.letters() - kLine);
  line.put(text, has_line ? number : 0, ink, row.text);
  if (has_line) {
    line.put(number, has_comment ? number + kLine : 0, line.colors().muted,
             fmt::format(":{}", row.line));
  }
  if (has_comment && row.comment != ui->comment) {
    line.put(number + kLine, 0, line.colors().muted, row.comment, Face::sans);
  }
  ui->comment = row.comment;
  line.end();
  note_widget(fmt::format("{}instruction {:#x}", lit ? "lit " : "", row.offset));
  if (does != nullptr) note_widget(fmt::format("{} by {:#x}", does, row.offset));
  if (ImGui::IsItemHovered()) {
    ui->now_under_mouse.offset = row.offset;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) keep(Pointed{row.offset, 0, 0}, ui);
    std::string tip = look.text(
        "ui.machine.row_tip",
        {{"text", row.text}, {"bytes", row.bytes}, {"offset", fmt::format("{:#x}", row.offset)}});
    if (row.line != 0) {
      tip += '\n' + look.text("ui.machine.row_line",
                              {{"file", row.file}, {"line", std::to_string(row.line)}});
    }
    const std::string uses = words::uses_text(look.messages, row);
    if (!uses.empty()) tip += '\n' + uses;
    if (!row.comment.empty()) tip += '\n' + row.comment;
    tooltip(tip);
  }
  const auto offset = static_cast<int64_t>(row.offset);
  if (row.now && ui->followed != offset) {
    ui->followed = offset;
    ImGui::SetScrollHereY();
  }
}

void draw_instructions(const Look& look, ImVec2 size, Ui* ui) {
  ImGui::BeginChild("machine", size);
  ui->comment.clear();
  if (ui->instructions.empty()) {
    text_wrapped(look, Face::sans, kSmall, colors_of(look.settings.theme).muted,
                 look.text("words.instructions.none"));
  }
  for (const words::InstructionRow& row : ui->instructions) draw_instruction(look, row, ui);
  ImGui::EndChild();
}

void draw_source(const Look& look, uint32_t source, Ui* ui) {
  ImGui::BeginGroup();
  const store::SourceText& text = look.trace->info().sources[source];
  gui::text(look, Face::bold, kSmall, colors_of(look.settings.theme).ink, facts::shown(text.file));
  draw_source_lines(look, &ui->source);
  if (ui->source.hovered != 0) {
    const Pointed at{std::nullopt, source, static_cast<uint32_t>(ui->source.hovered)};
    const bool is_code =
        std::any_of(ui->instructions.begin(), ui->instructions.end(),
                    [&](const words::InstructionRow& row) { return is_lit(row, at); });
    if (is_code) ui->now_under_mouse = at;
    if (is_code && ui->source.pressed) keep(at, ui);
  }
  ImGui::EndGroup();
  note_widget("source of the switch");
}

Requests draw(const Look& look, Area, Ui* ui) {
  refresh(look, ui);
  const Pointed before = ui->under_mouse;
  ui->now_under_mouse = {};
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const std::optional<uint32_t> source =
      source_beside(ui->instructions, before.nothing() ? ui->stays : before);
  const bool beside = room.x >= look.px(kLeastWidth);
  if (!source || (!beside && room.y < look.px(kLeastHeight))) {
    draw_instructions(look, {0, 0}, ui);
  } else {
    refresh_source(look, *source, ui);
    const float share = std::floor((beside ? room.x : room.y) * kInstructionsShare);
    draw_instructions(look, beside ? ImVec2{share, 0} : ImVec2{0, share}, ui);
    if (beside) ImGui::SameLine();
    draw_source(look, *source, ui);
  }
  ui->under_mouse = ui->now_under_mouse;
  if (ui->under_mouse != before) return {ask::AnotherFrame{}};
  return {};
}

std::string cpu(const Look& look) {
  return look.trace != nullptr ? look.trace->info().arch.name : "";
}

}  // namespace

View view() { return of_addresses({Slot::left, made<Ui, draw>, cpu}); }

}  // namespace greenlens::gui::machine
