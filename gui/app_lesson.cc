// What of the app is about lessons: one is opened, its recording is run or found, and what is asked
// and done on the way is kept.
#include <filesystem>
#include <utility>

#include "gui/app.h"
#include "gui/moved.h"
#include "tracer/lessons/sentence.h"
#include "tracer/lessons/shipped.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui {

namespace {

// How often the file of a lesson is looked at.
constexpr float kLookAgain = 1;  // seconds

}  // namespace

void App::act(const ask::InLesson& asked) {
  std::visit([this](const auto& deed) { teach(deed); }, asked.deed);
}

// --- opening one

void App::teach(const deed::OpenLesson& deed) {
  hide_overlay();
  const std::string_view shipped = lessons::shipped_text(deed.name, language_);
  std::string text(shipped);
  const bool is_file = shipped.empty();
  if (is_file) {
    if (!options_.lessons.read) return;
    auto read = options_.lessons.read(deed.name);
    if (!read) return say(read.fault());
    text = std::move(*read);
  }
  const lessons::Lesson lesson = lessons::parse_lesson(text).lesson;
  if (lesson.parts.empty()) {
    const std::string why = lessons::sentence(*messages_, {lessons::FlawKind::no_parts, 1, ""});
    return say(messages_->text("ui.lesson.cannot_open", {{"name", deed.name}, {"reason", why}}),
               true);
  }
  if (!bring_recording(lesson, deed)) return;
  const std::string id = is_file ? std::filesystem::path(deed.name).filename().string() : deed.name;
  know_progress();
  lesson_.begin(id, is_file ? deed.name : "", text);
  lesson_text_ = std::move(text);
  lesson_shows_ = true;
  if (lesson.level && *lesson.level != settings_.level) {
    if (!level_before_lesson_) level_before_lesson_ = settings_.level;
    act(ask::ChooseLevel{*lesson.level});
  }
  fonts_outdated_ = true;
  raise("lesson");
  go_on_lesson(0);
}

// False: it cannot be had, which is said; or it is asked first whether what is shown is to be kept.
bool App::bring_recording(const lessons::Lesson& lesson, const deed::OpenLesson& deed) {
  if (!lesson.open.empty()) {
    if (asks_first(ask::InLesson{deed})) return false;
    const auto folder = std::filesystem::path(deed.name).parent_path();
    leave_lesson();
    begin_opening((folder / lesson.open).string());
    return true;
  }
  if (lesson.run.empty() || has_run(lesson)) return true;
  if (asks_first(ask::InLesson{deed})) return false;
  StartOrder order{lesson.run, {}};
  order.settings = lesson.settings;
  if (!start(order, {})) return false;
  runs_for_lesson_ = true;
  act(ask::RunToEnd{});
  return true;
}

// What is shown is a whole run of its scenario, with what is set there.
bool App::has_run(const lessons::Lesson& lesson) const {
  const ScenarioEntry* scenario = scenario_shown();
  if (scenario == nullptr || scenario->id != lesson.run || !is_over()) return false;
  std::vector<std::string> settings;
  for (const store::Setting& one : session_->trace().info().settings) {
    settings.push_back(one.name + '=' + one.value);
  }
  return settings == lesson.settings;
}

// --- on its recording

// Once a frame.
void App::go_on_lesson(float seconds) {
  if (!lesson_.is_open()) return;
  read_lesson_again(seconds);
  if (!session_ || picking_) return;
  if (lesson_.placed() == nullptr) {
    if (!is_over() || jobs_.kind() == Jobs::Kind::opening) return;
    if (!fits_lesson()) return leave_lesson();
    lesson_.place(session_->trace(), settings_.level);
    numbered_for_ = {};
  }
  if (std::exchange(lesson_shows_, false)) show_part();
  const size_t done = lesson_.count_done();
  const bool was_waiting = lesson_.waits_for_answer();
  lesson_.take_answer(quiz_);
  if (was_waiting && !lesson_.waits_for_answer() && quiz_.open() == nullptr) raise("lesson");
  lesson_.came_to(moment_.number, session_->trace());
  if (performing_ && performing_->is_over()) lesson_.has_performed();
  if (lesson_.count_done() != done) keep_progress();
}

// What it runs can be had again at any time, also with something changed on the way.
bool App::is_lessons_run() const {
  return runs_for_lesson_ || (lesson_.is_open() && !lesson_.lesson().run.empty() && fits_lesson());
}

// A lesson that names a scenario is not about another one's recording.
bool App::fits_lesson() const {
  const lessons::Lesson& lesson = lesson_.lesson();
  if (lesson.run.empty()) return true;
  const ScenarioEntry* scenario = scenario_shown();
  return scenario != nullptr && scenario->id == lesson.run;
}

// Somebody writes it in an editor meanwhile.
void App::read_lesson_again(float seconds) {
  if (lesson_.file().empty() || lesson_.is_edited() || !options_.lessons.read) return;
  lesson_age_ += seconds;
  if (lesson_age_ < kLookAgain) return;
  lesson_age_ = 0;
  const auto text = options_.lessons.read(lesson_.file());
  if (!text || *text == lesson_text_) return;
  lesson_text_ = *text;
  lesson_.read_again(lesson_text_);
  fonts_outdated_ = true;
  say(messages_->text("ui.lesson.reloaded"), false);
}

void App::show_part() {
  const lessons::PlacedPart* here = lesson_.here_placed();
  if (here == nullptr) return;
  if (lesson_.waits_for_answer() || quiz_.open() != nullptr) quiz_.put_away();
  performing_.reset();
  choices_.playing = to_stop_ = false;
  later_.clear();
  draw_curtain();
  go_there(here->step);
  const View* own = find_view("lesson");
  for (const std::string& id : lesson_.here()->views) {
    const View* view = find_view(id);
    // Not over the lesson itself.
    if (view == nullptr || !is_panel(view->slot)) continue;
    if (slot_of(settings_, *view) != slot_of(settings_, *own)) raise(id);
  }
  choices_.selected = here->greenlet;
  raise("lesson");
  numbered_for_ = {};
}

void App::teach(const deed::GoToPart& deed) {
  if (!lesson_.go_to(deed.part)) return;
  lesson_shows_ = true;
  go_on_lesson(0);
}

// One button leads through a lesson.
void App::teach(const deed::GoOnInLesson&) {
  if (quiz_.waits()) return;
  if (const auto question = lesson_.next_unasked()) return teach(deed::AskOfPart{*question});
  teach(deed::GoToPart{lesson_.part() + 1});
}

void App::teach(const deed::ShowPart&) { show_part(); }

void App::teach(const deed::AskOfPart& deed) {
  if (!session_ || quiz_.waits()) return;
  const auto* question = lesson_.put(deed.question);
  if (question == nullptr) return;
  const greenlens::questions::Question asked = *question;
  go_there(asked.step);
  put_question([&] {
    quiz_.put_one(asked);
    return true;
  });
}

void App::teach(const deed::LeaveLesson&) { leave_lesson(); }

void App::leave_lesson() {
  if (!lesson_.is_open()) return;
  lesson_.leave();
  lesson_text_.clear();
  lesson_shows_ = false;
  numbered_for_ = {};
  if (const auto level = std::exchange(level_before_lesson_, {})) act(ask::ChooseLevel{*level});
}

// --- progress

void App::know_progress() {
  if (!options_.lessons.read_progress) return;
  lesson_.know(lessons::joined(lesson_.progress(),
                               lessons::parse_progress(options_.lessons.read_progress())));
}

// With what another window has kept meanwhile.
void App::keep_progress() {
  know_progress();
  if (!options_.lessons.write_progress) return;
  const facts::Fault fault =
      options_.lessons.write_progress(lessons::format_progress(lesson_.progress()));
  if (fault) say(fault);
}

// --- writing one

void App::teach(const deed::NewLesson&) {
  if (!session_) return;
  lessons::Lesson lesson;
  lesson.title = messages_->text("ui.lesson.new_lesson");
  lesson.level = settings_.level;
  lesson.language = language_;
  if (const ScenarioEntry* scenario = scenario_shown()) {
    lesson.run = scenario->id;
    for (const store::Setting& one : session_->trace().info().settings) {
      lesson.settings.push_back(one.name + '=' + one.value);
    }
  } else if (!began_live_) {
    lesson.open = std::filesystem::path(options_.shown_name).filename().string();
  }
  lessons::Part first;
  first.title = messages_->text("ui.lesson.new_part");
  first.at = place_at(session_->trace(), moment_.number, choices_.grain);
  lesson.parts.push_back(std::move(first));
  lesson_text_ = format_lesson(lesson);
  lesson_.begin("", "", lesson_text_);
  lesson_.edit(true);
  raise("lesson");
  go_on_lesson(0);
}

void App::teach(const deed::EditLesson& deed) {
  lesson_.edit(deed.on);
  raise("lesson");
}

void App::teach(const deed::WritePart& deed) {
  lesson_.write_part(deed.text);
  fonts_outdated_ = true;
}

void App::teach(const deed::AddPartHere&) {
  if (!session_ || !lesson_.is_open()) return;
  lessons::Part part;
  part.title = messages_->text("ui.lesson.new_part");
  part.at = place_at(session_->trace(), moment_.number, choices_.grain);
  lesson_.add_part(std::move(part));
}

void App::teach(const deed::MovePart& deed) { lesson_.move_part(deed.by); }

void App::teach(const deed::RemovePart&) { lesson_.remove_part(); }

void App::teach(const deed::PutPartHere&) {
  if (!session_ || !lesson_.is_open()) return;
  lesson_.set_place(place_at(session_->trace(), moment_.number, choices_.grain));
}

void App::teach(const deed::SaveLesson& deed) {
  if (!lesson_.is_open() || !options_.write_text) return;
  hide_overlay();
  lesson_text_ = format_lesson(lesson_.lesson());
  const auto written = options_.write_text(lesson_text_, deed.path);
  if (!written) return say(written.fault());
  lesson_.saved_in(deed.path);
  say(messages_->text("ui.lesson.saved", {{"file", deed.path}}), false);
}

// Its letters are to be there as well.
void App::add_letters_of_lessons(std::vector<std::string>* texts) const {
  for (const std::string_view id : lessons::shipped()) {
    texts->emplace_back(lessons::shipped_text(id, language_));
  }
  if (lesson_.is_open()) texts->push_back(format_lesson(lesson_.lesson()));
}

}  // namespace greenlens::gui
