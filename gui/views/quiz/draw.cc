// The question of the moment: its choices, what is said of the answer, hands and score.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "gui/bindings.h"
#include "gui/flow.h"
#include "gui/focus.h"
#include "gui/how_to_answer.h"
#include "gui/line_wrap.h"
#include "gui/quiz_commands.h"
#include "gui/verdict_mark.h"
#include "gui/views/quiz/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::quiz {

namespace asked = greenlens::questions;

namespace {

using scene::Face;

// Pixels at 100 %.
constexpr float kInset = 9, kBetween = 5, kBadge = 22, kHandsWide = 48, kHandsBar = 4, kClock = 5;

class Drawing {
 public:
  Drawing(const Look& look, Ui* ui)
      : look_(look),
        ui_(*ui),
        colors_(colors_of(look.settings.theme)),
        wall_(look.settings.layout == LayoutChoice::classroom),
        flow_(look, wall_ ? kTitle : kBody) {}

  Requests draw() {
    refresh();
    if (look_.quiz->open() == nullptr) {
      draw_nothing();
    } else {
      draw_open();
    }
    draw_score();
    return std::move(asked_);
  }

 private:
  void ask_for(QuizDeed deed) { asked_.push_back(ask::InQuiz{std::move(deed)}); }

  void refresh() {
    if (ui_.version == look_.quiz->version()) return;
    ui_.version = look_.quiz->version();
    ui_.shown.reset();
    ui_.score = score(look_), ui_.mode = mode(look_);
    const Quiz::Open* open = look_.quiz->open();
    if (open == nullptr) return;
    ui_.shown = shown(look_);
    if (ui_.prompt != ui_.shown->prompt) {
      ui_.prompt = ui_.shown->prompt;
      set_field(field_id("answer"), "", ui_.typed, sizeof ui_.typed);
      ui_.hands.clear();
    }
    if (ui_.hands.size() != open->hands.size()) ui_.hands.assign(open->hands.size(), {});
  }

  void paragraph(ImU32 color, const std::string& words, Face face = Face::sans) {
    flow_.paragraph(color, words, face);
  }

  void draw_nothing() {
    paragraph(colors_.ink, look_.text("ui.quiz.nothing"));
    flow_.new_row();
    if (flow_.button(command_words("ask_here"), ButtonLook::primary)) ask_for(deed::AskHere{});
    if (flow_.button(command_words("next_question"))) ask_for(deed::NextQuestion{});
    draw_choices_of_the_quiz();
  }

  std::string command_words(const char* id) const {
    return command_label(look_.messages, *find_command(id));
  }

  // How questions are put: in question mode, at which level, with a clock.
  void draw_choices_of_the_quiz() {
    ImGui::Dummy({0, look_.px(kBetween)});
    paragraph(colors_.muted, ui_.mode);
    flow_.new_row();
    const bool on = look_.quiz->has_mode();
    if (flow_.button(command_words("question_mode"), on ? ButtonLook::chosen : ButtonLook::plain)) {
      ask_for(deed::QuestionMode{!on});
    }
    flow_.new_row();
    for (const words::Level level : words::kLevels) {
      const bool chosen = look_.settings.level == level;
      if (flow_.button(look_.text(std::string("ui.quiz.level.") + words::level_name(level)),
                       chosen ? ButtonLook::chosen : ButtonLook::plain)) {
        asked_.push_back(ask::ChooseLevel{level});
      }
    }
    flow_.new_row();
    draw_clock_choices();
  }

  void draw_clock_choices() {
    const auto offer = [&](float seconds, const std::string& words) {
      const bool chosen = look_.thinking.seconds == seconds;
      if (flow_.button(words, chosen ? ButtonLook::chosen : ButtonLook::plain)) {
        ask_for(deed::Think{seconds});
      }
    };
    offer(0, look_.text("ui.quiz.no_clock"));
    for (const float seconds : kThinkingTimes) {
      offer(seconds,
            look_.text("ui.quiz.clock", {{"seconds", std::to_string(static_cast<int>(seconds))}}));
    }
  }

  void draw_clock() {
    if (!look_.thinking.is_on() || !look_.asks()) return;
    const bool over = look_.thinking.is_over();
    paragraph(colors_.muted, over ? look_.text("ui.quiz.time_is_up") : time_left(look_.thinking));
    if (over) return;
    // Beside it a line that gets shorter.
    const ImVec2 low = ImGui::GetItemRectMin(), words = ImGui::GetItemRectMax();
    const float right = low.x + ImGui::GetContentRegionAvail().x, high = look_.px(kClock);
    const float left = words.x + look_.px(kInset), y = (low.y + words.y - high) / 2;
    const float end = left + (right - left) * look_.thinking.left / look_.thinking.seconds;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({left, y}, {right, y + high}, colors_.border, high / 2);
    list->AddRectFilled({left, y}, {end, y + high}, colors_.muted, high / 2);
  }

  void draw_open() {
    const Shown& now = *ui_.shown;
    if (!wall_) text_wrapped(look_, Face::bold, kTitle, colors_.ink, now.prompt);
    if (now.said && wall_) draw_what_next();
    const bool is_above = wall_ && is_at_question();
    if (now.said && !is_above) draw_said(*now.said);
    draw_clock();
    for (size_t i = 0; i < now.choices.size(); ++i) draw_choice(i);
    if (!now.chosen.empty()) {
      paragraph(colors_.ink, look_.text("ui.quiz.chosen", {{"answer", now.chosen}}), Face::bold);
    }
    if (now.said && is_above) draw_where(*now.said);
    if (!now.said) draw_answering();
    if (now.said && !wall_) draw_what_next();
    draw_hands();
  }

  // A sign, the words, and on the right who raised a hand.
  void draw_choice(size_t i) {
    const ChoiceLine& line = ui_.shown->choices[i];
    const bool answered = ui_.shown->said.has_value(), chosen = look_.quiz->is_chosen(i);
    const bool has_hands = i < ui_.hands.size();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float hands = has_hands ? look_.px(kHandsWide) + look_.px(kBetween) : 0;
    const float wide = std::max(look_.px(40), ImGui::GetContentRegionAvail().x - hands);
    const float badge = look_.px(kBadge), inset = look_.px(kInset);
    const float left = inset + badge + inset + (line.greenlet != 0 ? look_.px(20) : 0);
    const float wrap = std::max(1.0f, wide - left - inset);
    const std::string words =
        line.belief.empty()
            ? line.words
            : look_.text("ui.quiz.believed", {{"answer", line.words}, {"belief", line.belief}});
    ImFont* font = look_.fonts.get(Face::sans, flow_.size());
    const float lines =
        wrapped_height(font, look_.fonts.line(Face::sans, flow_.size()), drawable(words), wrap);
    const float high = std::max(badge, lines) + 2 * look_.px(wall_ ? 2 : 5);
    const std::string label = "choice " + std::to_string(i);
    ImGui::BeginDisabled(answered);
    bool clicked = ImGui::InvisibleButton(label.c_str(), {wide, high});
    note_widget(label);
    const bool hovered = ImGui::IsItemHovered();
    clicked = focus_stop(label, look_.text("ui.quiz.choice",
                                           {{"sign", line.sign}, {"answer", line.words}})) ||
              clicked;
    ImGui::EndDisabled();
    if (clicked && !answered) ask_for(deed::Choose{i});
    paint_choice(line, at, {wide, high}, chosen, hovered && !answered);
    if (line.greenlet != 0) {
      const float side = look_.px(13);
      paint_swatch(look_, {{at.x + inset + badge + inset, at.y + (high - side) / 2}, {side, side}},
                   line.greenlet, look_.px(2));
    }
    write(look_, Face::sans, flow_.size(),
          {at.x + left,
           at.y + (high - lines) / 2 +
               (look_.fonts.line(Face::sans, flow_.size()) - look_.px(flow_.size())) / 2},
          colors_.ink, words, wrap);
    if (has_hands) draw_hands_of(i, {at.x + wide + look_.px(kBetween), at.y}, high);
    ImGui::SetCursorScreenPos({at.x, at.y + high + look_.px(kBetween)});
  }

  void paint_choice(const ChoiceLine& line, ImVec2 at, ImVec2 size, bool chosen, bool hovered) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 high{at.x + size.x, at.y + size.y};
    const float round = look_.px(5), badge = look_.px(kBadge);
    list->AddRectFilled(at, high, chosen || hovered ? colors_.accent_faint : colors_.page, round);
    list->AddRect(at, high, chosen ? colors_.accent : colors_.border, round, 0,
                  look_.px(chosen ? 2.5f : 1));
    const ImVec2 mark{at.x + look_.px(kInset), at.y + (size.y - badge) / 2};
    const bool answered = ui_.shown->said.has_value();
    if (answered && (line.is_right || chosen)) {
      draw_verdict_mark(look_, mark, badge,
                        line.is_right ? asked::Outcome::right : asked::Outcome::wrong);
      return;
    }
    const ImVec2 c{mark.x + badge / 2, mark.y + badge / 2};
    if (chosen) list->AddCircleFilled(c, badge / 2, colors_.accent);
    if (!chosen) list->AddCircle(c, badge / 2 - look_.px(1), colors_.ink, 0, look_.px(1.5f));
    const float wide = width_of(look_, Face::bold, kBody, line.sign);
    write(look_, Face::bold, kBody, {c.x - wide / 2, c.y - look_.px(kBody) / 2},
          chosen ? colors_.on_accent : colors_.ink, line.sign);
  }

  void draw_answering() {
    const asked::Question& question = look_.quiz->open()->question;
    if (!wall_) paragraph(colors_.muted, ui_.shown->how);
    const bool entered = std::any_of(look_.keys.begin(), look_.keys.end(),
                                     [](const Chord& chord) { return chord.key == kKeyEnter; });
    const std::string typed = takes_text(question) ? ui_.typed : "";
    flow_.new_row();
    const bool can_give = !typed.empty() || look_.quiz->open()->chosen.has_value();
    const bool gives = flow_.button(look_.text("ui.quiz.give"), ButtonLook::primary, can_give);
    if (gives || (entered && can_give)) ask_for(deed::Give{typed});
    if (flow_.button(look_.text("ui.quiz.show"))) ask_for(deed::ShowAnswer{});
    if (!takes_text(question)) return;
    ImGui::PushFont(look_.fonts.get(Face::mono, flow_.size()));
    ImGui::SetNextItemWidth(-1);
    field("answer", look_.text("ui.quiz.type"), ui_.typed, sizeof ui_.typed, look_.summoned);
    ImGui::PopFont();
  }

  void draw_said(const Said& said) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float size = look_.px(kBadge);
    draw_verdict_mark(look_, at, size, said.outcome);
    ImGui::SetCursorScreenPos({at.x + size + look_.px(kInset), at.y});
    ImGui::BeginGroup();
    text_wrapped(look_, Face::bold, flow_.size(), color_of(look_, said.outcome), said.verdict);
    ImGui::EndGroup();
    const float below = std::max(ImGui::GetCursorScreenPos().y, at.y + size);
    ImGui::SetCursorScreenPos({at.x, below + look_.px(kBetween) / 2});
    paragraph(colors_.ink, said.belief, Face::bold);
    paragraph(colors_.ink, said.instead);
    paragraph(colors_.ink, said.explanation);
    draw_where(said);
  }
  void draw_where(const Said& said) {
    paragraph(colors_.muted, said.look);
    paragraph(colors_.muted, said.says);
    ImGui::Dummy({0, look_.px(kBetween) / 2});
  }
  bool is_at_question() const { return look_.moment.number == look_.quiz->open()->question.step; }

  void draw_what_next() {
    const asked::Question& question = look_.quiz->open()->question;
    flow_.new_row();
    const bool is_there = look_.moment.number == question.evidence.step;
    if (!is_there) {
      if (flow_.button(look_.text("ui.quiz.look"), ButtonLook::primary)) ask_for(deed::LookThere{});
    }
    if (!is_at_question()) {
      if (flow_.button(look_.text("ui.quiz.back"))) ask_for(deed::LookBack{});
    } else if (flow_.button(look_.text("ui.quiz.another"))) {
      ask_for(deed::AskHere{});
    }
    if (flow_.button(command_words("next_question"))) ask_for(deed::NextQuestion{});
    if (flow_.button(look_.text("ui.quiz.close"))) ask_for(deed::PutAway{});
  }

  // --- a class
  void draw_hands_of(size_t i, ImVec2 at, float high) {
    ImGui::SetCursorScreenPos({at.x, at.y + (high - ImGui::GetFrameHeight()) / 2});
    ImGui::SetNextItemWidth(look_.px(kHandsWide));
    const std::string label = "hands " + std::to_string(i);
    std::array<char, 8>& typed = ui_.hands[i];
    if (field(label.c_str(), "0", typed.data(), typed.size(), false)) {
      uint64_t hands = 0;
      std::from_chars(typed.data(), typed.data() + std::strlen(typed.data()), hands);
      ask_for(deed::SetHands{i, hands});
    }
    const Quiz::Open& open = *look_.quiz->open();
    uint64_t all = 0;
    for (const uint64_t hands : open.hands) all += hands;
    if (all == 0) return;
    const float share = static_cast<float>(open.hands[i]) / static_cast<float>(all);
    const float y = at.y + high - look_.px(kHandsBar);
    const float left = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMin().x;
    ImGui::GetWindowDrawList()->AddRectFilled(
        {left, y}, {left + (at.x - look_.px(kBetween) - left) * share, y + look_.px(kHandsBar)},
        colors_.muted, look_.px(2));
  }

  void draw_hands() {
    const Quiz::Open& open = *look_.quiz->open();
    if (open.question.choices.empty()) return;
    const bool on = !open.hands.empty();
    ImGui::PushFont(look_.fonts.get(Face::sans, flow_.size()));
    if (checkbox(look_.text("ui.quiz.count_hands"), on)) ask_for(deed::CountHands{!on});
    ImGui::PopFont();
    if (!on) return;
    const asked::Hands counted = asked::hands_of({open.question, open.hands});
    const std::string all = std::to_string(counted.all);
    paragraph(colors_.muted,
              open.answered ? look_.text("cli.quiz.hands_right",
                                         {{"right", std::to_string(counted.right)}, {"all", all}})
                            : look_.text("ui.quiz.hands", {{"all", all}}));
  }

  void draw_score() {
    if (ui_.score.empty() || look_.asks()) return;
    ImGui::Dummy({0, look_.px(kBetween)});
    paragraph(colors_.ink, ui_.score, Face::bold);
    flow_.new_row();
    if (flow_.button(command_words("save_score"))) asked_.push_back(save_score(look_));
    if (!look_.quiz->tallies().empty() && flow_.button(command_words("save_hands"))) {
      asked_.push_back(save_hands(look_));
    }
    if (flow_.button(look_.text("ui.quiz.forget"))) ask_for(deed::ForgetAnswers{});
  }

  const Look& look_;
  Ui& ui_;
  const Colors colors_;
  const bool wall_;  // the sentence above the pictures says what is asked, and what is said of it
  Flow flow_;
  Requests asked_;
};

Requests draw(const Look& look, Area area, Ui* ui) {
  if (look.trace == nullptr || look.quiz == nullptr) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.quiz.nothing"));
    return {};
  }
  ImGui::BeginChild("quiz", area.size);
  Requests asked = Drawing(look, ui).draw();
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::left, made<Ui, draw>, nullptr, {0, 0}, Keyboard::field}; }

}  // namespace greenlens::gui::quiz
