// The lesson that is open: the part that is shown, what it asks and what is to be done; or, while
// it is written, that part as text.
#include <algorithm>

#include "gui/bindings.h"
#include "gui/explained.h"
#include "gui/flow.h"
#include "gui/focus.h"
#include "gui/lesson_commands.h"
#include "gui/verdict_mark.h"
#include "gui/views/lesson/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/lessons/sentence.h"
#include "tracer/lessons/shipped.h"
#include "tracer/questions/question_text.h"

namespace greenlens::gui::lesson {

namespace {

using scene::Face;

constexpr float kDot = 13, kDotGap = 5, kBetween = 6, kMark = 20;
constexpr float kLeastField = 90, kBelowField = 150;

class Drawing {
 public:
  Drawing(const Look& look, Ui* ui)
      : look_(look),
        ui_(*ui),
        walk_(*look.lesson),
        colors_(colors_of(look.settings.theme)),
        flow_(look, is_wall() ? kTitle : kBody) {}

  Requests draw() {
    if (!walk_.is_open()) {
      draw_nothing();
      return std::move(asked_);
    }
    draw_head();
    const float below = walk_.is_edited() ? 0 : ui_.way;
    ImGui::BeginChild("part", {0, ImGui::GetContentRegionAvail().y - below});
    // A part is read from its beginning.
    if (ui_.shown != walk_.part()) ImGui::SetScrollY(0);
    ui_.shown = walk_.part();
    if (walk_.is_edited()) {
      draw_writing();
    } else {
      draw_part();
    }
    ImGui::EndChild();
    const float end = ImGui::GetCursorPosY();
    if (!walk_.is_edited()) draw_way();
    ui_.way = ImGui::GetCursorPosY() - end;
    return std::move(asked_);
  }

 private:
  void ask_for(LessonDeed deed) { asked_.push_back(ask::InLesson{std::move(deed)}); }
  std::string command_words(const char* id) const {
    return command_label(look_.messages, *find_command(id));
  }
  void gap() const { ImGui::Dummy({1, look_.px(kBetween)}); }
  void paragraph(const std::string& words) {
    explained(look_, Face::sans, flow_.size(), colors_.ink, {words},
              ImGui::GetContentRegionAvail().x, &asked_);
    gap();
  }

  void draw_nothing() {
    flow_.paragraph(colors_.ink, look_.text("ui.lesson.none"));
    flow_.new_row();
    if (flow_.button(command_words("lessons"), ButtonLook::primary)) {
      asked_.push_back(ask::Run{"lessons"});
    }
    if (flow_.button(command_words("new_lesson"))) asked_.push_back(ask::Run{"new_lesson"});
  }

  // What it is called, and how far one is.
  void draw_head() {
    const std::string number = look_.text(
        "ui.lesson.part",
        {{"number", std::to_string(walk_.part() + 1)}, {"count", std::to_string(walk_.parts())}});
    text_wrapped(look_, Face::sans, kSmall, colors_.muted, walk_.lesson().title + " · " + number);
    draw_dots();
  }

  // A dot for each part, filled where it is done; a click goes there.
  void draw_dots() {
    const float side = look_.px(kDot), between = look_.px(kDotGap);
    const float left = ImGui::GetCursorScreenPos().x;
    const float right = left + ImGui::GetContentRegionAvail().x;
    ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (size_t i = 0; i < walk_.parts(); ++i) {
      if (at.x + side > right) at = {left, at.y + side + between};
      ImGui::SetCursorScreenPos(at);
      const std::string label = "part " + std::to_string(i + 1);
      bool clicked = ImGui::InvisibleButton(label.c_str(), {side, side});
      note_widget(label);
      const std::string called = said_of(i);
      if (ImGui::IsItemHovered()) tooltip(called);
      clicked = focus_stop(label, called) || clicked;
      if (clicked) ask_for(deed::GoToPart{i});
      const ImVec2 c{at.x + side / 2, at.y + side / 2};
      const bool here = i == walk_.part();
      const float radius = side / 2 - look_.px(here ? 0.5f : 2);
      if (walk_.is_part_done(i)) list->AddCircleFilled(c, radius, colors_.accent);
      list->AddCircle(c, radius, here ? colors_.ink : colors_.accent, 0,
                      look_.px(here ? 2.5f : 1.5f));
      at.x += side + between;
    }
    ImGui::SetCursorScreenPos({left, at.y + side});
    gap();
  }
  std::string said_of(size_t part) const {
    std::string words = std::to_string(part + 1) + ": " + walk_.lesson().parts[part].title;
    if (walk_.is_part_done(part)) words += " · " + look_.text("ui.lesson.done");
    return words;
  }

  void draw_part() {
    const lessons::Part* part = walk_.here();
    if (part == nullptr) return;
    text_wrapped(look_, Face::bold, kTitle, colors_.ink, part->title);
    if (walk_.part() == 0) {
      for (const std::string& one : walk_.lesson().text) paragraph(one);
    }
    for (const std::string& one : part->text) paragraph(one);
    // Say first, then do.
    draw_questions();
    draw_tasks(*part);
    if (walk_.part() + 1 == walk_.parts()) draw_end();
    for (const lessons::Flaw& flaw : walk_.flaws()) {
      flow_.paragraph(colors_.muted, lessons::sentence(look_.messages, flaw));
    }
  }

  // A mark that says whether it is done, and the words beside it.
  void draw_marked(bool done, const std::string& words) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float mark = look_.px(kMark);
    if (done) {
      draw_verdict_mark(look_, at, mark, greenlens::questions::Outcome::right);
    } else {
      ImGui::GetWindowDrawList()->AddCircle({at.x + mark / 2, at.y + mark / 2}, mark / 2 - 1,
                                            colors_.muted, 0, look_.px(1.5f));
    }
    ImGui::SetCursorScreenPos({at.x + mark + look_.px(kBetween), at.y});
    ImGui::BeginGroup();
    text_wrapped(look_, Face::sans, flow_.size(), colors_.ink, words);
    ImGui::EndGroup();
    const float below = std::max(ImGui::GetCursorScreenPos().y, at.y + mark);
    ImGui::SetCursorScreenPos({at.x, below});
  }

  void draw_tasks(const lessons::Part& part) {
    for (size_t k = 0; k < part.tasks.size(); ++k) {
      const lessons::Task& task = part.tasks[k];
      const Command* command =
          task.what == lessons::Task::What::command ? find_command(task.command) : nullptr;
      std::string label;
      if (command != nullptr) {
        label = command_label(look_.messages, *command);
        const std::string key = key_text(look_, *command);
        if (!key.empty()) label += " (" + key + ')';
      }
      draw_marked(walk_.is_task_done(walk_.part(), k),
                  lessons::task_sentence(look_.messages, task, label));
      gap();
    }
  }

  void draw_questions() {
    const lessons::PlacedPart* here = walk_.here_placed();
    if (here == nullptr) return;
    // On a wall the button for those that were not put yet stands below the part.
    const bool has_own_buttons = !is_wall() || !walk_.next_unasked();
    for (size_t k = 0; k < here->asked.size(); ++k) {
      const bool done = walk_.is_answered(walk_.part(), here->asked_as[k]);
      draw_marked(done, text_of(here->asked[k]));
      if (has_own_buttons) draw_answer_button(k, done);
      gap();
    }
  }
  void draw_answer_button(size_t question, bool done) {
    const std::string words = look_.text(done ? "ui.lesson.answer_again" : "ui.lesson.answer");
    const std::string called = "answer " + std::to_string(question + 1);
    ImGui::PushID(static_cast<int>(question));
    if (button(words, done ? ButtonLook::plain : ButtonLook::primary, !look_.asks(), {0, 0},
               called)) {
      ask_for(deed::AskOfPart{question});
    }
    ImGui::PopID();
  }
  std::string text_of(const greenlens::questions::Question& question) const {
    return greenlens::questions::text(look_.messages, question.prompt);
  }

  void draw_way() {
    const bool has_next = walk_.part() + 1 < walk_.parts();
    flow_.new_row();
    if (flow_.button(look_.text("ui.lesson.earlier"), ButtonLook::plain, walk_.part() > 0)) {
      ask_for(deed::GoToPart{walk_.part() - 1});
    }
    if (has_next) {
      const bool done = walk_.is_part_done(walk_.part());
      if (flow_.button(look_.text("ui.lesson.further"),
                       done ? ButtonLook::primary : ButtonLook::plain)) {
        ask_for(deed::GoToPart{walk_.part() + 1});
      }
    }
    const lessons::PlacedPart* here = walk_.here_placed();
    if (here != nullptr && here->step != look_.moment.number) {
      if (flow_.button(look_.text("ui.lesson.there"))) ask_for(deed::ShowPart{});
    }
    if (is_wall()) {
      draw_asking();
      return;
    }
    if (flow_.button(look_.text("ui.lesson.choose"))) asked_.push_back(ask::Run{"lessons"});
    if (flow_.button(look_.text("ui.lesson.edit"))) ask_for(deed::EditLesson{true});
  }

  bool is_wall() const { return look_.settings.layout == LayoutChoice::classroom; }
  // On a wall a part may be longer than its room: what it asks is at hand.
  void draw_asking() {
    const auto next = walk_.next_unasked();
    if (next && flow_.button(look_.text("ui.lesson.answer"), ButtonLook::primary, !look_.asks())) {
      ask_for(deed::AskOfPart{*next});
    }
  }

  void draw_end() {
    gap();
    const size_t done = walk_.count_done();
    const std::string count = std::to_string(walk_.parts());
    flow_.paragraph(
        colors_.ink,
        done == walk_.parts()
            ? look_.text("ui.lesson.all_done", {{"count", count}})
            : look_.text("ui.lesson.done_of", {{"done", std::to_string(done)}, {"count", count}}),
        Face::bold);
    const std::string& next = walk_.lesson().next;
    const std::string_view text = lessons::shipped_text(next, look_.language);
    if (text.empty()) return;
    flow_.new_row();
    const std::string title = lessons::parse_lesson(text).lesson.title;
    if (flow_.button(look_.text("ui.lesson.next_lesson", {{"title", title}}),
                     ButtonLook::primary)) {
      ask_for(deed::OpenLesson{next});
    }
  }

  // --- while it is written
  void put_text() {
    const lessons::Part* part = walk_.here();
    const std::string text = part != nullptr ? format_part(*part) : "";
    const bool is_ours = ui_.part == walk_.part() && part != nullptr &&
                         lessons::parse_part(ui_.text).part.title == part->title &&
                         same(lessons::parse_part(ui_.text).part, *part);
    if (is_ours) return;
    ui_.part = walk_.part();
    set_field(field_id("part of the lesson"), text, ui_.text, sizeof ui_.text);
    ui_.written = ui_.text;
  }
  static bool same(lessons::Part one, const lessons::Part& other) {
    one.line = other.line;
    return one == other;
  }

  void draw_writing() {
    put_text();
    field_of_lines(
        "part of the lesson", look_.text("ui.lesson.edit"), ui_.text, sizeof ui_.text,
        std::max(look_.px(kLeastField), ImGui::GetContentRegionAvail().y - look_.px(kBelowField)),
        look_.summoned);
    if (ui_.text != ui_.written) {
      ui_.written = ui_.text;
      ui_.flaws.clear();
      for (const lessons::Flaw& flaw : lessons::parse_part(ui_.text).flaws) {
        ui_.flaws.push_back(lessons::sentence(look_.messages, flaw));
      }
      if (!lessons::parse_part(ui_.text).part.title.empty()) ask_for(deed::WritePart{ui_.text});
    }
    for (const std::string& flaw : ui_.flaws) flow_.paragraph(colors_.error, flaw);
    draw_misfits();
    gap();
    draw_editing();
  }

  void draw_misfits() {
    if (walk_.placed() == nullptr) return;
    for (const lessons::Misfit& one : walk_.placed()->misfits) {
      if (one.part != walk_.part()) continue;
      flow_.paragraph(colors_.error, lessons::sentence(look_.messages, walk_.lesson(), one));
    }
  }

  void draw_editing() {
    const auto offer = [&](const char* id, LessonDeed deed, bool enabled = true) {
      if (flow_.button(look_.text(id), ButtonLook::plain, enabled)) ask_for(std::move(deed));
    };
    flow_.new_row();
    offer("ui.lesson.add_here", deed::AddPartHere{});
    offer("ui.lesson.at_step", deed::PutPartHere{});
    flow_.new_row();
    offer("ui.lesson.earlier_part", deed::MovePart{-1}, walk_.part() > 0);
    offer("ui.lesson.later_part", deed::MovePart{1}, walk_.part() + 1 < walk_.parts());
    offer("ui.lesson.remove", deed::RemovePart{}, walk_.parts() > 1);
    flow_.new_row();
    offer("ui.lesson.preview", deed::EditLesson{false});
    if (flow_.button(command_words("save_lesson"),
                     walk_.is_unsaved() ? ButtonLook::primary : ButtonLook::plain)) {
      asked_.push_back(save_lesson(look_));
    }
    if (walk_.is_unsaved()) flow_.paragraph(colors_.muted, look_.text("ui.lesson.unsaved"));
  }

  const Look& look_;
  Ui& ui_;
  const LessonWalk& walk_;
  const Colors colors_;
  Flow flow_;
  Requests asked_;
};

Requests draw(const Look& look, Area area, Ui* ui) {
  if (look.lesson == nullptr) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.lesson.none"));
    return {};
  }
  ImGui::BeginChild("lesson", area.size);
  Requests asked = Drawing(look, ui).draw();
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::left, made<Ui, draw>, nullptr, {0, 0}, Keyboard::lines}; }

}  // namespace greenlens::gui::lesson
