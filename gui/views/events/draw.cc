// The list of events with a search field. A click on a line goes there; Enter goes to the next one
// that says what is searched for.
#include <fmt/format.h>

#include <algorithm>

#include "gui/views/events/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/words/matching.h"

namespace greenlens::gui::events {

namespace {

using scene::Face;

// `found`: the steps that are listed; null: all of them.
Requests draw_list(const Look& look, const std::vector<uint64_t>* found, Ui* ui) {
  Requests asked;
  const Listed all = listed(look.trace->size(), ui->shown);
  const uint64_t count = found != nullptr ? found->size() : all.count;
  ImGui::BeginChild("events");
  ImGui::PushFont(look.fonts.get(Face::sans, kSmall));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(count));
  while (clipper.Step()) {
    const auto first = static_cast<uint64_t>(clipper.DisplayStart);
    const auto end = static_cast<uint64_t>(clipper.DisplayEnd);
    if (found == nullptr && first < end) {
      ui->lines.prepare(look.messages, *look.trace, all.first + first, all.first + end - 1);
    }
    for (uint64_t row = first; row < end; ++row) {
      const uint64_t step = found != nullptr ? (*found)[row] : all.first + row;
      const std::string label =
          fmt::format("{:>4}  {}", step, ui->lines.line_of(look.messages, *look.trace, step));
      if (selectable(look, Face::sans, kSmall, "event " + std::to_string(step), label,
                     step == look.moment.number)) {
        asked.push_back(ask::Seek{step});
      }
    }
  }
  if (ui->shown != look.moment.number && found == nullptr) {
    ui->shown = look.moment.number;
    const float row = ImGui::GetTextLineHeightWithSpacing();
    const uint64_t first = listed(look.trace->size(), ui->shown).first;
    const auto above = static_cast<float>(ui->shown - std::min(ui->shown, first - 1));
    ImGui::SetScrollY(std::max(0.0f, above * row - ImGui::GetWindowHeight() / 2));
  }
  ImGui::PopFont();
  ImGui::EndChild();
  return asked;
}

Requests draw(const Look& look, Area, Ui* ui) {
  Requests asked;
  ImGui::SetNextItemWidth(-1);
  if (look.summoned) ImGui::SetKeyboardFocusHere();
  const bool entered =
      ImGui::InputTextWithHint("##search", look.text("ui.events.search").c_str(), ui->words,
                               sizeof ui->words, ImGuiInputTextFlags_EnterReturnsTrue);
  note_widget("search");
  const bool searching = !words::search_words(ui->words).empty();
  const bool is_this = look.search != nullptr && look.search->words == ui->words;
  if (searching || (look.search != nullptr && !look.search->words.empty())) {
    asked.push_back(ask::Search{searching ? ui->words : ""});
  }
  if (entered && searching) asked.push_back(ask::FindNext{store::Trace::Direction::forward});
  if (!searching) {
    const Requests more = draw_list(look, nullptr, ui);
    asked.insert(asked.end(), more.begin(), more.end());
    return asked;
  }
  static const std::vector<uint64_t> none;
  const std::vector<uint64_t>& found = is_this ? look.search->found : none;
  if (is_this && !look.search->busy && found.empty()) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.events.nothing", {{"search", ui->words}}));
    return asked;
  }
  const Requests more = draw_list(look, &found, ui);
  asked.insert(asked.end(), more.begin(), more.end());
  if (!is_this) asked.push_back(ask::AnotherFrame{});
  return asked;
}

}  // namespace

View view() { return {Slot::right_below, made<Ui, draw>}; }

}  // namespace greenlens::gui::events
