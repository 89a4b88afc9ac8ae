#include "gui/quiz.h"

#include <algorithm>
#include <variant>

#include "tracer/questions/answer_text.h"
#include "tracer/questions/own.h"

namespace greenlens::gui {

namespace asked = greenlens::questions;

namespace {

using asked::Question;

bool by_step(const Question& a, const Question& b) { return a.step < b.step; }

// A question is what it asks, and where; the order of its choices is not.
bool is_same(const Question& a, const Question& b) {
  return a.kind == b.kind && a.step == b.step && a.prompt == b.prompt;
}

std::vector<Question> own_at(const words::Notes& notes, const store::Trace& trace, uint64_t step) {
  std::vector<Question> all = asked::own_questions(notes, trace);
  std::erase_if(all, [&](const Question& one) { return one.step != step; });
  return all;
}

}  // namespace

void Quiz::make_by(const asked::Asking& asking) {
  asking_ = asking;
  ++version_;
}

bool Quiz::ask_at(const store::Trace& trace, const words::Notes& notes, uint64_t step) {
  std::vector<Question> all = own_at(notes, trace, step);
  for (Question& made : asked::questions_at(trace, step, {asking_, asked::kUsualCount, {}})) {
    all.push_back(std::move(made));
  }
  if (all.empty()) return false;
  // Behind the one that is open, so that one comes to all of them.
  if (open_) {
    const auto at = std::find_if(
        all.begin(), all.end(), [&](const Question& one) { return is_same(one, open_->question); });
    if (at != all.end()) std::rotate(all.begin(), at + 1, all.end());
  }
  const auto fresh =
      std::find_if(all.begin(), all.end(), [&](const Question& one) { return !is_answered(one); });
  put(fresh != all.end() ? std::move(*fresh) : std::move(all.front()));
  return true;
}

void Quiz::begin_mode(const store::Trace& trace, const words::Notes& notes) {
  has_mode_ = true;
  picked_ = asked::questions_of(trace, {asking_, asked::kUsualCount, {}});
  for (Question& own : asked::own_questions(notes, trace)) picked_.push_back(std::move(own));
  std::stable_sort(picked_.begin(), picked_.end(), by_step);
  ++version_;
}

void Quiz::end_mode() {
  has_mode_ = false;
  picked_.clear();
  ++version_;
}

std::optional<uint64_t> Quiz::next_step(uint64_t from) const {
  for (const Question& one : picked_) {
    if (one.step >= from && !is_answered(one)) return one.step;
  }
  return {};
}

bool Quiz::put_picked(uint64_t step) {
  for (const Question& one : picked_) {
    if (one.step != step || is_answered(one)) continue;
    put(one);
    return true;
  }
  return false;
}

size_t Quiz::left() const {
  return static_cast<size_t>(std::count_if(picked_.begin(), picked_.end(),
                                           [&](const Question& one) { return !is_answered(one); }));
}

bool Quiz::is_answered(const Question& question) const {
  return std::any_of(answered_.begin(), answered_.end(),
                     [&](const Answered& one) { return is_same(one.question, question); });
}

void Quiz::put(Question question) {
  keep_hands();
  open_ = Open{std::move(question)};
  count_hands(counts_hands_);
  ++version_;
}

void Quiz::choose(size_t choice) {
  if (!waits() || choice >= open_->question.choices.size()) return;
  const Answer& answer = open_->question.choices[choice].answer;
  if (open_->question.shape == asked::Shape::greenlets) {
    if (const auto* one = std::get_if<asked::Greenlet>(&answer)) choose(one->id);
    return;
  }
  open_->chosen = answer;
  open_->drawn.reset();
  ++version_;
}

void Quiz::choose(facts::GreenletId greenlet) {
  if (!waits()) return;
  ++version_;
  if (open_->question.shape == asked::Shape::greenlet) {
    open_->chosen = asked::Greenlet{greenlet};
  } else if (open_->question.shape == asked::Shape::greenlets && greenlet != 0) {
    asked::Greenlets all;
    if (open_->chosen) all = std::get<asked::Greenlets>(*open_->chosen);
    const auto at = std::lower_bound(all.ids.begin(), all.ids.end(), greenlet);
    if (at != all.ids.end() && *at == greenlet) {
      all.ids.erase(at);
    } else {
      all.ids.insert(at, greenlet);
    }
    open_->chosen = std::move(all);
  } else if (open_->question.shape == asked::Shape::greenlets) {
    open_->chosen = asked::Greenlets{};
  }
}

void Quiz::choose(const asked::Range& range) {
  if (!waits()) return;
  const Question& question = open_->question;
  open_->drawn = range;
  if (question.shape == asked::Shape::range) {
    open_->chosen = range;
  } else if (question.shape == asked::Shape::number && question.unit == asked::Unit::bytes) {
    open_->chosen = asked::Number{range.to - range.from};
  } else if (question.shape == asked::Shape::number && question.unit == asked::Unit::address) {
    open_->chosen = asked::Number{range.from};
  }
  ++version_;
}

bool Quiz::choose(std::string_view typed, const state::State& state) {
  if (!waits()) return false;
  std::optional<Answer> answer = asked::parse_answer(typed, open_->question, state);
  if (!answer) return false;
  open_->chosen = std::move(answer);
  open_->drawn.reset();
  ++version_;
  return true;
}

bool Quiz::is_chosen(size_t choice) const {
  if (!open_ || choice >= open_->question.choices.size()) return false;
  const std::optional<Answer>& chosen = open_->answered ? open_->answered->answer : open_->chosen;
  if (!chosen) return false;
  const Answer& its = open_->question.choices[choice].answer;
  const auto* all = std::get_if<asked::Greenlets>(&*chosen);
  const auto* one = std::get_if<asked::Greenlet>(&its);
  if (all == nullptr || one == nullptr) return its == *chosen;
  return std::binary_search(all->ids.begin(), all->ids.end(), one->id);
}

bool Quiz::give() {
  if (!waits() || !open_->chosen) return false;
  finish(open_->chosen);
  return true;
}

void Quiz::show_answer() {
  if (waits()) finish({});
}

// Of a question that is asked once more the first answer is the one that counts.
void Quiz::finish(std::optional<Answer> answer) {
  open_->answered = asked::answered(open_->question, std::move(answer));
  if (!is_answered(open_->question)) answered_.push_back(*open_->answered);
  keep_hands();
  ++version_;
}

void Quiz::put_away() {
  keep_hands();
  open_.reset();
  ++version_;
}

void Quiz::count_hands(bool on) {
  counts_hands_ = on;
  if (open_) open_->hands.assign(on ? open_->question.choices.size() : 0, 0);
  ++version_;
}

void Quiz::set_hands(size_t choice, uint64_t hands) {
  if (!open_ || choice >= open_->hands.size()) return;
  open_->hands[choice] = hands;
  keep_hands();
  ++version_;
}

// Of one that nobody raised a hand for there is nothing to keep.
void Quiz::keep_hands() {
  if (!open_) return;
  const bool any = std::any_of(open_->hands.begin(), open_->hands.end(),
                               [](uint64_t hands) { return hands > 0; });
  const auto kept = std::find_if(tallies_.begin(), tallies_.end(), [&](const asked::Tally& one) {
    return is_same(one.question, open_->question);
  });
  if (kept != tallies_.end() && !open_->hands.empty()) {
    kept->hands = open_->hands;
  } else if (any) {
    tallies_.push_back({open_->question, open_->hands});
  }
}

void Quiz::forget_answers() {
  answered_.clear();
  tallies_.clear();
  if (open_ && open_->answered) open_.reset();
  ++version_;
}

void Quiz::leave() {
  const asked::Asking asking = asking_;
  const bool counts = counts_hands_;
  const uint64_t version = version_;
  *this = Quiz();
  asking_ = asking;
  counts_hands_ = counts;
  version_ = version + 1;
}

}  // namespace greenlens::gui
