// What of the app is about questions and about switches that somebody performs. What comes behind a
// question that waits, and behind a switch that is not done, cannot be reached.
#include <algorithm>
#include <utility>

#include "gui/app.h"
#include "gui/moved.h"
#include "tracer/questions/question_text.h"
#include "tracer/questions/score_file.h"
#include "tracer/roleplay/stage.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui {

namespace asked = greenlens::questions;

namespace {

// The view in which an answer is to be seen.
const char* view_of(asked::Look look) {
  switch (look) {
    case asked::Look::slice:
    case asked::Look::copy:
    case asked::Look::registers:
      return "stack";
    case asked::Look::lane:
      return "timeline";
    case asked::Look::node:
      return "tree";
    case asked::Look::fields:
      return "greenlet";
    case asked::Look::output:
      return "output";
    case asked::Look::note:
      return "program";
  }
  return "stack";
}

asked::FileFormat format_of(const std::string& file) {
  return file.ends_with(".json") ? asked::FileFormat::json : asked::FileFormat::csv;
}

// Goes on into what nobody has seen yet.
bool goes_on(const Request& request) {
  return std::holds_alternative<ask::Step>(request) ||
         std::holds_alternative<ask::RunToEnd>(request) ||
         std::holds_alternative<ask::TogglePlay>(request) ||
         std::holds_alternative<ask::RunToStop>(request);
}

}  // namespace

// --- what may be seen

std::optional<uint64_t> App::last_seen_step() const {
  if (quiz_.waits()) return quiz_.open()->question.step;
  if (performing_ && !performing_->is_over()) return performing_->stage().step;
  return {};
}

void App::draw_curtain() {
  const std::optional<uint64_t> last = last_seen_step();
  if (!last || !session_) return curtain_.reset();
  if (curtain_ && curtain_->size() == *last) return;
  curtain_ = std::make_unique<Curtain>(session_->trace(), *last);
}

bool App::is_held(const Request& request) {
  const std::optional<uint64_t> last = last_seen_step();
  if (!last || !session_ || moment_.number < *last || !goes_on(request)) return false;
  choices_.playing = false;
  say(messages_->text(quiz_.waits() ? "ui.quiz.held" : "ui.perform.held"), false);
  return true;
}

// The cursor has moved on: not behind what waits, and in question mode not past a question.
void App::keep_before_questions() {
  if (looks_there_) return;
  const uint64_t to = session_->cursor();
  if (const std::optional<uint64_t> last = last_seen_step()) {
    if (to > *last) session_->seek(*last);
    return;
  }
  if (!quiz_.has_mode() || to < moment_.number || !is_over()) return;
  const std::optional<uint64_t> step = quiz_.next_step(moment_.number);
  if (!step || *step > to) return;
  session_->seek(*step);
  put_question([&] { return quiz_.put_picked(*step); });
}

// Wherever questions stand on the way.
void App::go_there(uint64_t step) {
  looks_there_ = true;
  session_->seek(step);
  cursor_moved();
  looks_there_ = false;
}

void App::put_question(const std::function<bool()>& put) {
  if (!put()) return;
  choices_.playing = to_stop_ = false;
  later_.clear();
  choices_.selected = 0;
  performing_.reset();
  thinking_.begin();
  raise("quiz");
  draw_curtain();
}

// --- the quiz

void App::act(const ask::InQuiz& asked) {
  if (!session_) return;
  std::visit([this](const auto& deed) { answer(deed); }, asked.deed);
  draw_curtain();
}

void App::answer(const deed::AskHere&) {
  raise("quiz");
  if (quiz_.waits()) return;
  const uint64_t before = quiz_.version();
  put_question([&] { return quiz_.ask_at(session_->trace(), notes_.all(), moment_.number); });
  if (quiz_.version() == before) say(messages_->text("ui.quiz.nothing_here"), false);
}

void App::answer(const deed::NextQuestion&) {
  raise("quiz");
  if (quiz_.waits()) return;
  const bool had_mode = quiz_.has_mode();
  if (!had_mode) quiz_.begin_mode(session_->trace(), notes_.all());
  std::optional<uint64_t> step = quiz_.next_step(moment_.number);
  if (!step) step = quiz_.next_step(0);
  if (step) {
    go_there(*step);
    put_question([&] { return quiz_.put_picked(*step); });
  } else {
    quiz_.put_away();
    say(messages_->text("ui.quiz.no_more"), false);
  }
  if (!had_mode) quiz_.end_mode();
}

// Of a program that is alive nobody knows yet what it will do.
void App::answer(const deed::QuestionMode& deed) {
  raise("quiz");
  if (!deed.on) return quiz_.end_mode();
  quiz_.begin_mode(session_->trace(), notes_.all());
  if (!is_over()) say(messages_->text("ui.quiz.live"), false);
}

void App::answer(const deed::Choose& deed) {
  quiz_.choose(deed.choice);
  show_chosen();
}

void App::answer(const deed::ChooseRange& deed) { quiz_.choose(deed.range); }

// What is chosen is seen in all pictures.
void App::show_chosen() {
  const Quiz::Open* open = quiz_.open();
  if (open == nullptr || !open->chosen) return;
  const auto* one = std::get_if<asked::Greenlet>(&*open->chosen);
  if (one != nullptr) choices_.selected = one->id;
}

void App::answer(const deed::Give& deed) {
  if (!quiz_.waits()) return;  // there is nothing to be answered
  if (!deed.typed.empty() && !quiz_.choose(deed.typed, moment_.after)) {
    return say(asked::expected_text(*messages_, quiz_.open()->question), false);
  }
  quiz_.give();
}

void App::answer(const deed::ShowAnswer&) { quiz_.show_answer(); }

void App::answer(const deed::LookThere&) {
  const Quiz::Open* open = quiz_.open();
  if (open == nullptr || !open->answered) return;
  const asked::Evidence evidence = open->question.evidence;
  choices_.playing = to_stop_ = false;
  later_.clear();
  go_there(evidence.step);
  choices_.selected = evidence.greenlet;
  const std::string view = view_of(evidence.look);
  const View* shown = find_view(view);
  // In a place that the quiz does not stand in: one wants to read both.
  if (shown != nullptr && slot_of(settings_, *shown) != slot_of(settings_, *find_view("quiz"))) {
    raise(view);
    raise("quiz");
  }
}

void App::answer(const deed::LookBack&) {
  if (const Quiz::Open* open = quiz_.open()) act(ask::Seek{open->question.step});
}

void App::answer(const deed::PutAway&) {
  if (!quiz_.waits()) quiz_.put_away();
}

void App::answer(const deed::CountHands& deed) { quiz_.count_hands(deed.on); }

void App::answer(const deed::SetHands& deed) { quiz_.set_hands(deed.choice, deed.hands); }

void App::answer(const deed::Think& deed) {
  thinking_.seconds = std::clamp(deed.seconds, 0.0f, 3600.0f);
  thinking_.begin();
}

void App::answer(const deed::MakeBy& deed) {
  quiz_.make_by(deed.asking);
  if (quiz_.has_mode()) quiz_.begin_mode(session_->trace(), notes_.all());
}

void App::answer(const deed::SaveScore& deed) {
  write_text(deed.path, asked::score_file(*messages_, session_->trace(), quiz_.answered(),
                                          quiz_.tallies(), format_of(deed.path)));
}

void App::answer(const deed::SaveHands& deed) {
  write_text(deed.path, asked::hands_file(*messages_, session_->trace(), quiz_.tallies(),
                                          format_of(deed.path)));
}

void App::answer(const deed::ForgetAnswers&) {
  quiz_.forget_answers();
  if (quiz_.has_mode()) quiz_.begin_mode(session_->trace(), notes_.all());
}

void App::write_text(const std::string& path, std::string text) {
  if (!options_.write_text) return;
  hide_overlay();
  jobs_.write_other({kText, options_.shown_name, path, 0, settings_.theme},
                    [write = options_.write_text, path, text = std::move(text)](
                        const store::OnProgress&) { return write(text, path); });
}

// --- performing a switch

void App::act(const ask::InPerformance& asked) {
  if (!session_) return;
  std::visit([this](const auto& deed) { perform(deed); }, asked.deed);
  draw_curtain();
}

void App::perform(const deed::Begin&) {
  if (quiz_.waits()) return say(messages_->text("ui.quiz.held"), false);
  auto stage = roleplay::stage_at(session_->trace(), moment_.number);
  if (!stage) {
    facts::Fault fault = stage.fault();
    fault.place = std::to_string(moment_.number);
    return say(words::sentence(*messages_, fault), false);
  }
  choices_.playing = to_stop_ = false;
  later_.clear();
  choices_.selected = 0;
  go_there(stage->step);
  const uint64_t step = stage->step;
  performing_.emplace(std::move(*stage), step);
  raise("stack");
  raise("perform");
}

void App::perform(const deed::Try& deed) {
  if (performing_) performing_->attempt_move(deed.move);
}

void App::perform(const deed::Type& deed) {
  if (!performing_ || performing_->type(deed.words)) return;
  say(messages_->text("roleplay.no_move", {{"typed", deed.words}}), false);
}

void App::perform(const deed::PointAt& deed) {
  if (performing_) performing_->point_at(deed.address);
}

void App::perform(const deed::Hint& deed) {
  if (performing_) performing_->ask_for_hint(deed.depth);
}

void App::perform(const deed::ShowTries& deed) {
  if (performing_) performing_->show(deed.tries);
}

void App::perform(const deed::BeginAgain&) {
  if (performing_) performing_->begin_again();
}

void App::perform(const deed::SaveAttempt& deed) {
  if (!performing_) return;
  write_text(deed.path, roleplay::attempt_text(performing_->attempt()));
}

void App::perform(const deed::Leave&) { performing_.reset(); }

}  // namespace greenlens::gui
