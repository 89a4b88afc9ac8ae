// The list of events with a search field. A click on a line goes there.
#include <fmt/format.h>

#include <algorithm>

#include "gui/matching.h"
#include "gui/views/events/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::events {

namespace {

using scene::Face;

// More than fit on any screen.
constexpr size_t kLinesKept = 500;
// So many that a frame stays a frame.
constexpr uint64_t kSearchedAFrame = 1000;

const std::string& line_of(const Look& look, uint64_t step, Ui* ui) {
  const auto [line, missing] = ui->lines.try_emplace(step);
  if (missing) line->second = event_line(look.messages, *look.trace, step);
  return line->second;
}

Requests draw_list(const Look& look, bool searching, Ui* ui) {
  Requests asked;
  if (ui->lines.size() > kLinesKept) ui->lines.clear();
  const auto count = searching ? ui->search.found.size() : static_cast<size_t>(look.trace->size());
  ImGui::BeginChild("events");
  ImGui::PushFont(look.fonts.get(Face::sans, kSmall));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(count));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto row = static_cast<size_t>(i);
      const uint64_t step = searching ? ui->search.found[row] : row + 1;
      const std::string label = fmt::format("{:>4}  {}", step, line_of(look, step, ui));
      if (selectable(look, Face::sans, kSmall, "event " + std::to_string(step), label,
                     step == look.moment.number)) {
        asked.push_back(ask::Seek{step});
      }
    }
  }
  if (ui->shown != look.moment.number && !searching) {
    ui->shown = look.moment.number;
    const float row = ImGui::GetTextLineHeightWithSpacing();
    ImGui::SetScrollY(
        std::max(0.0f, static_cast<float>(ui->shown) * row - ImGui::GetWindowHeight() / 2));
  }
  ImGui::PopFont();
  ImGui::EndChild();
  return asked;
}

Requests draw(const Look& look, Area, Ui* ui) {
  ImGui::SetNextItemWidth(-1);
  if (look.summoned) ImGui::SetKeyboardFocusHere();
  ImGui::InputTextWithHint("##search", look.text("ui.events.search").c_str(), ui->words,
                           sizeof ui->words);
  note_widget("search");
  const bool searching = !search_words(ui->words).empty();
  bool more = false;
  if (searching) {
    search_on(look.messages, *look.trace, ui->words, kSearchedAFrame, &ui->search);
    more = ui->search.read < look.trace->size();
    if (!more && ui->search.found.empty()) {
      text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                   look.text("ui.events.nothing", {{"search", ui->words}}));
      return {};
    }
  }
  Requests asked = draw_list(look, searching, ui);
  if (more) asked.push_back(ask::AnotherFrame{});
  return asked;
}

}  // namespace

View view() { return {Slot::right_below, made<Ui, draw>}; }

}  // namespace greenlens::gui::events
