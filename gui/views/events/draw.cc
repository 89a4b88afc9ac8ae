// The list of events with a search field. A click on a line goes there; Enter goes to the next one
// that says what is searched for.
#include <fmt/format.h>
#include <imgui_internal.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "gui/views/events/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/words/matching.h"

namespace greenlens::gui::events {

namespace {

using scene::Face;

void add(const Requests& more, Requests* asked) {
  asked->insert(asked->end(), more.begin(), more.end());
}

// So much of a frame goes to lines that lie far from each other. The others come in the next ones.
constexpr std::chrono::milliseconds kForLines{3};

std::string label_of(uint64_t step, const std::string& line) {
  return fmt::format("{:>4}  {}", step, line);
}

// From one row to the next. A list that is not told has its first row drawn to see: and of a long
// trace that one is far away.
float pitch(const Look& look) {
  return std::floor(look.px(kSmall) + ImGui::GetStyle().ItemSpacing.y);
}

// Where the list is to be scrolled, so that the step that is shown is in its middle.
float scroll_to(const Look& look, const Listed& all, float height) {
  const uint64_t step = look.moment.number;
  const auto above = static_cast<float>(step - std::min(step, all.first - 1));
  return std::max(0.0f, above * pitch(look) - height / 2);
}

Requests draw_row(const Look& look, uint64_t step, const std::string& line) {
  if (!selectable(look, Face::sans, kSmall, "event " + std::to_string(step), label_of(step, line),
                  step == look.moment.number)) {
    return {};
  }
  return {ask::Seek{step}};
}

// All of them: those that are seen are neighbours, and beside the step that is shown, in the frame
// in which that is shown first.
void draw_all(const Look& look, Ui* ui, Requests* asked) {
  ImGui::PushFont(look.fonts.get(Face::sans, kSmall));
  const bool goes = ui->shown != look.moment.number;
  ui->shown = look.moment.number;
  const Listed all = listed(look.trace->size(), ui->shown);
  const float scroll = scroll_to(look, all, ImGui::GetContentRegionAvail().y);
  if (goes) ImGui::SetNextWindowScroll({-1, scroll});
  ImGui::BeginChild("events");
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(all.count), pitch(look));
  while (clipper.Step()) {
    const uint64_t first = all.first + static_cast<uint64_t>(clipper.DisplayStart);
    const uint64_t end = all.first + static_cast<uint64_t>(clipper.DisplayEnd);
    if (first < end) ui->lines.prepare(look.messages, *look.trace, first, end - 1);
    for (uint64_t step = first; step < end; ++step) {
      add(draw_row(look, step, ui->lines.line_of(look.messages, *look.trace, step)), asked);
    }
  }
  // A list that was not there before has no place to scroll to yet.
  if (goes) ImGui::SetScrollY(scroll);
  ImGui::EndChild();
  ImGui::PopFont();
}

// Those that were found: each may be far from the next.
void draw_found(const Look& look, const std::vector<uint64_t>& found, Ui* ui, Requests* asked) {
  const auto until = std::chrono::steady_clock::now() + kForLines;
  bool all_known = true;
  ImGui::PushFont(look.fonts.get(Face::sans, kSmall));
  ImGui::BeginChild("events");
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(found.size()), pitch(look));
  while (clipper.Step()) {
    for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
      const uint64_t step = found[static_cast<size_t>(row)];
      const bool known = ui->lines.has(step) || std::chrono::steady_clock::now() < until;
      all_known = all_known && known;
      add(draw_row(look, step, known ? ui->lines.line_of(look.messages, *look.trace, step) : "…"),
          asked);
    }
  }
  ImGui::EndChild();
  ImGui::PopFont();
  if (!all_known) asked->push_back(ask::AnotherFrame{});
}

// To the next one that says it, or the one before.
void listen(const Look& look, Requests* asked) {
  using Direction = store::Trace::Direction;
  for (const Chord& chord : look.keys) {
    const bool back = chord.key == kKeyUp || (chord.key == kKeyEnter && chord.shift);
    const bool on = chord.key == kKeyDown || (chord.key == kKeyEnter && !chord.shift);
    if (back) asked->push_back(ask::FindNext{Direction::backward});
    if (on) asked->push_back(ask::FindNext{Direction::forward});
  }
}

// With the number of those that were found, and where among them the step is.
void draw_field(const Look& look, const std::string& found, Ui* ui) {
  const float width = width_of(look, Face::sans, kSmall, found);
  ImGui::SetNextItemWidth(found.empty() ? -1 : -width - look.px(8));
  field("search", look.text("ui.events.search"), ui->words, sizeof ui->words, look.summoned);
  if (found.empty()) return;
  ImGui::SameLine(0, look.px(8));
  ImGui::AlignTextToFramePadding();
  text(look, Face::sans, kSmall, colors_of(look.settings.theme).muted, found);
}

Requests draw(const Look& look, Area, Ui* ui) {
  Requests asked;
  draw_field(look, found_words(look, ui->words), ui);
  const bool searching = !words::search_words(ui->words).empty();
  const bool is_this = look.search != nullptr && look.search->words == ui->words;
  if (searching || (look.search != nullptr && !look.search->words.empty())) {
    asked.push_back(ask::Search{searching ? ui->words : ""});
  }
  if (searching) listen(look, &asked);
  if (!searching) {
    draw_all(look, ui, &asked);
    return asked;
  }
  static const std::vector<uint64_t> none;
  const std::vector<uint64_t>& found = is_this ? look.search->found : none;
  if (is_this && !look.search->busy && found.empty()) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.events.nothing", {{"search", ui->words}}));
    return asked;
  }
  draw_found(look, found, ui, &asked);
  if (!is_this) asked.push_back(ask::AnotherFrame{});
  return asked;
}

}  // namespace

View view() { return {Slot::right_below, made<Ui, draw>, nullptr, {0, 0}, Keyboard::field}; }

}  // namespace greenlens::gui::events
