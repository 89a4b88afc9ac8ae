// Where a word came from, and who reads it next: asked by a click on a word of the C frames, or by
// a place that is typed here. And the history of a number, by a click on it.
#include <algorithm>

#include "gui/views/questions/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::questions {
namespace {

using scene::Face;

void ask_typed(const Look& look, Ui* ui, Requests* asked) {
  const int word = look.trace->info().arch.pointer_size;
  const uint64_t bytes = word > 0 ? static_cast<uint64_t>(word) : past::kWord;
  past::Place place;
  const past::NoPlace why = past::find_place_named(look.moment.after, ui->place, bytes, &place);
  ui->wrong.clear();
  if (why != past::NoPlace::none) {
    ui->wrong = past::no_place(look.messages, why, ui->place, std::to_string(look.moment.number));
    return;
  }
  asked->push_back(ask::AskPast{{PastQuestion::About::word, place.greenlet, look.moment.number,
                                 place.from, place.size, ui->place}});
}

// All bytes are followed once, and then as the trace grows.
bool follow_bytes(const Look& look, Ui* ui, Requests* asked) {
  if (ui->way != nullptr && ui->way->end() == Pass::End::none) return false;
  if (ui->way != nullptr && ui->size == look.trace->size()) {
    return ui->way->end() == Pass::End::ended;
  }
  if (ui->history == nullptr) {
    ui->history = std::make_shared<past::ByteHistory>(look.trace->state(0));
  }
  ui->size = look.trace->size();
  ui->way = std::make_shared<WayOfBytes>(ui->history, ui->size);
  asked->push_back(ask::Read{ui->way, ask::Read::For::past});
  asked->push_back(ask::AnotherFrame{});
  return false;
}

void draw_lines(const Look& look, const std::vector<past::WhereLine>& lines, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  for (size_t i = 0; i < lines.size(); ++i) {
    text_wrapped(look, i == 0 ? Face::bold : Face::sans, kBody, colors.ink, lines[i].words);
    if (!lines[i].step) continue;
    const std::string step = std::to_string(*lines[i].step);
    ImGui::PushID(static_cast<int>(i));
    const bool clicked = button(look.text("ui.past.go", {{"step", step}}));
    ImGui::PopID();
    if (clicked) asked->push_back(ask::Seek{*lines[i].step});
  }
}

void draw_word(const Look& look, Ui* ui, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const PastQuestion& question = look.choices.question;
  const bool is_known = follow_bytes(look, ui, asked);
  const bool is_answered = ui->answer.question == question && !ui->answer.lines.empty();
  if (is_known) answer(look, *ui->history, &ui->answer);
  if (!is_known && !is_answered) {
    const bool is_called_off = ui->way->end() == Pass::End::cancelled;
    text_wrapped(look, Face::sans, kBody, colors.muted,
                 look.text(is_called_off ? "ui.past.called_off" : "ui.work.past"));
    return;
  }
  if (question.step != look.moment.number) {
    const std::string step = std::to_string(question.step);
    text(look, Face::sans, kSmall, colors.muted, look.text("ui.past.at", {{"step", step}}));
    if (button(look.text("ui.past.go", {{"step", step}})))
      asked->push_back(ask::Seek{question.step});
  }
  draw_lines(look, ui->answer.lines, asked);
}

// The list grows with the trace.
bool follow_number(const Look& look, Ui* ui, Requests* asked) {
  const std::string& name = look.choices.question.name;
  if (ui->number != name) {
    ui->number = name;
    ui->numbers = nullptr, ui->way_of_numbers = nullptr;
  }
  if (ui->way_of_numbers != nullptr && ui->way_of_numbers->end() == Pass::End::none) return false;
  if (ui->numbers != nullptr && ui->numbers_size == look.trace->size()) return true;
  if (ui->numbers == nullptr) {
    const std::optional<past::StepName> found = past::find_step_name(name);
    if (!found) return false;
    ui->numbers = std::make_shared<past::NumberHistory>(*found, look.trace->state(0));
  }
  ui->numbers_size = look.trace->size();
  ui->way_of_numbers = std::make_shared<WayOfNumber>(ui->numbers, ui->numbers_size);
  asked->push_back(ask::Read{ui->way_of_numbers, ask::Read::For::past});
  asked->push_back(ask::AnotherFrame{});
  return false;
}

// A click on a change goes there. The one in force at the step that is shown is marked.
void draw_number(const Look& look, Ui* ui, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const std::string& name = look.choices.question.asked;
  if (!follow_number(look, ui, asked)) {
    text_wrapped(look, Face::sans, kBody, colors.muted, look.text("ui.work.past"));
    return;
  }
  const std::vector<past::ValueChange>& all = ui->numbers->changes();
  text_wrapped(look, Face::bold, kBody, colors.ink,
               look.text(all.empty() ? "ui.past.never" : "ui.past.history", {{"name", name}}));
  const auto after = std::partition_point(all.begin(), all.end(), [&](const auto& change) {
    return change.step <= look.moment.number;
  });
  const auto now = static_cast<size_t>(after - all.begin());
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(all.size()));
  while (clipper.Step()) {
    for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
      const auto i = static_cast<size_t>(row);
      const std::string step = std::to_string(all[i].step);
      const std::string words =
          step + "   " +
          look.text("ui.past.change", {{"was", all[i].was.empty() ? "–" : all[i].was},
                                       {"is", all[i].is.empty() ? "–" : all[i].is}});
      if (selectable(look, Face::mono, kSmall, "change " + step, words, i + 1 == now)) {
        asked->push_back(ask::Seek{all[i].step});
      }
    }
  }
}

Requests draw(const Look& look, Area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  Requests asked;
  if (look.trace == nullptr) return asked;
  ImGui::SetNextItemWidth(-1);
  field("past place", look.text("ui.past.place"), ui->place, sizeof ui->place, look.summoned);
  const bool entered = std::any_of(look.keys.begin(), look.keys.end(),
                                   [](const Chord& chord) { return chord.key == kKeyEnter; });
  if (entered && ui->place[0] != '\0') ask_typed(look, ui, &asked);
  ImGui::BeginChild("past");
  if (!ui->wrong.empty()) text_wrapped(look, Face::sans, kBody, colors.error, ui->wrong);
  switch (look.choices.question.about) {
    case PastQuestion::About::nothing:
      text_wrapped(look, Face::sans, kBody, colors.muted, look.text("ui.past.nothing"));
      break;
    case PastQuestion::About::word:
      draw_word(look, ui, &asked);
      break;
    case PastQuestion::About::number:
      draw_number(look, ui, &asked);
      break;
  }
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() {
  View view{Slot::left, made<Ui, draw>, nullptr, {0, 0}, Keyboard::field};
  view.ahead = view.of_addresses = true;
  return view;
}

}  // namespace greenlens::gui::questions
