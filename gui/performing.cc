#include "gui/performing.h"

#include <algorithm>
#include <utility>

#include "tracer/roleplay/move_text.h"
#include "tracer/words/lists.h"

namespace greenlens::gui {

Performing::Performing(roleplay::Stage stage, uint64_t step) : stage_(std::move(stage)) {
  attempt_.step = step;
  draw();
}

std::vector<roleplay::Move> Performing::made() const {
  std::vector<roleplay::Move> made;
  for (size_t i = 0; i < shown_; ++i) {
    if (tried_[i].verdict.is_right()) made.push_back(tried_[i].move);
  }
  return made;
}

bool Performing::is_over() const {
  std::vector<roleplay::Move> all;
  for (const roleplay::Tried& one : tried_) {
    if (one.verdict.is_right()) all.push_back(one.move);
  }
  return roleplay::is_over(stage_, all);
}

size_t Performing::refused() const {
  return static_cast<size_t>(
      std::count_if(tried_.begin(), tried_.end(),
                    [](const roleplay::Tried& one) { return !one.verdict.is_right(); }));
}

void Performing::attempt_move(const roleplay::Move& move) {
  if (tried_.size() >= roleplay::kMostMoves || is_over()) return;
  shown_ = tried_.size();
  const roleplay::Verdict verdict = roleplay::judge(stage_, made(), move);
  attempt_.moves.push_back(move);
  tried_.push_back({move, verdict});
  shown_ = tried_.size();
  hint_.reset();
  pointed_.reset();
  draw();
}

bool Performing::type(std::string_view typed) {
  const std::optional<roleplay::Move> move = roleplay::parse_move(typed, stage_);
  if (move) attempt_move(*move);
  return move.has_value();
}

void Performing::ask_for_hint(roleplay::HintDepth depth) {
  if (is_over()) return;
  show(tried_.size());
  ++attempt_.hints;
  hint_ = depth;
  ++version_;
}

void Performing::show(size_t tries) {
  shown_ = std::min(tries, tried_.size());
  draw();
}

void Performing::begin_again() {
  tried_.clear();
  attempt_.moves.clear();
  attempt_.hints = 0;
  shown_ = 0;
  hint_.reset();
  pointed_.reset();
  draw();
}

void Performing::point_at(facts::Address address) {
  pointed_ = address;
  ++version_;
}

// No event has led there: it is nobody's recording.
void Performing::draw() {
  const state::State now = roleplay::state_after(stage_, made());
  moment_ = {stage_.step, now, nullptr, now};
  ++version_;
}

std::string last_said(const words::Messages& messages, const Performing& performing) {
  if (performing.shown() == 0) return "";
  const roleplay::Tried& tried = performing.tried()[performing.shown() - 1];
  std::string words = messages.text(
      "ui.perform.tried", {{"move", move_text(messages, performing.stage(), tried.move)}});
  words::add_sentence(messages, verdict_text(messages, performing.stage(), tried.verdict), &words);
  return words;
}

}  // namespace greenlens::gui
