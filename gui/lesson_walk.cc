#include "gui/lesson_walk.h"

#include <algorithm>

#include "tracer/facts/event.h"

namespace greenlens::gui {

using lessons::Task;

void LessonWalk::take(std::string_view text) {
  lessons::ReadLesson read = lessons::parse_lesson(text);
  lesson_ = std::move(read.lesson);
  flaws_ = std::move(read.flaws);
  placed_.reset();
  put_.reset();
  ++version_;
}

void LessonWalk::begin(std::string id, std::string file, std::string_view text) {
  leave();
  open_ = true;
  id_ = std::move(id), file_ = std::move(file);
  take(text);
  while (part_ + 1 < parts() && lessons::is_done(progress_, id_, part_)) ++part_;
  if (part_ + 1 == parts() && lessons::is_done(progress_, id_, part_)) part_ = 0;
}

void LessonWalk::read_again(std::string_view text) {
  take(text);
  part_ = std::min(part_, parts() - std::min<size_t>(parts(), 1));
}

void LessonWalk::leave() {
  lessons::Progress kept = std::move(progress_);
  const uint64_t version = version_;
  *this = LessonWalk();
  progress_ = std::move(kept);
  version_ = version + 1;
}

void LessonWalk::place(const store::Trace& trace, greenlens::questions::Level level) {
  placed_ = lessons::place(lesson_, trace, level);
  ++version_;
}

void LessonWalk::unplace() {
  if (!placed_) return;
  placed_.reset();
  put_.reset();
  ++version_;
}

const lessons::Part* LessonWalk::here() const {
  return part_ < parts() ? &lesson_.parts[part_] : nullptr;
}

const lessons::PlacedPart* LessonWalk::here_placed() const {
  return placed_ && part_ < placed_->parts.size() ? &placed_->parts[part_] : nullptr;
}

bool LessonWalk::go_to(size_t part) {
  if (part >= parts()) return false;
  part_ = part;
  put_.reset();
  asked_here_.clear();
  ++version_;
  return true;
}

const greenlens::questions::Question* LessonWalk::put(size_t question) {
  const lessons::PlacedPart* here = here_placed();
  if (here == nullptr || question >= here->asked.size()) return nullptr;
  put_ = {part_, here->asked_as[question]};
  asked_here_.insert(question);
  ++version_;
  return &here->asked[question];
}

std::optional<size_t> LessonWalk::next_unasked() const {
  const lessons::PlacedPart* here = here_placed();
  for (size_t k = 0; here != nullptr && k < here->asked.size(); ++k) {
    if (!asked_here_.contains(k)) return k;
  }
  return {};
}

bool LessonWalk::take_answer(const Quiz& quiz) {
  if (!put_) return false;
  const Quiz::Open* open = quiz.open();
  if (open != nullptr && !open->answered) return false;
  const auto asked = *std::exchange(put_, std::nullopt);
  ++version_;
  if (open == nullptr || open->answered->verdict.outcome != greenlens::questions::Outcome::right) {
    return true;
  }
  answered_.insert(asked);
  finish_part();
  return true;
}

// A part without anything to do is done once somebody was there and his recording was, too.
bool LessonWalk::finish_part() {
  const size_t before = count_done();
  for (size_t i = 0; i < parts(); ++i) {
    if (seen_.contains(i) && is_part_done(i)) lessons::set_done(id_, i, &progress_);
  }
  if (count_done() == before) return false;
  ++version_;
  return true;
}

bool LessonWalk::was_run(std::string_view command) {
  const lessons::Part* part = here();
  if (part == nullptr || edits_) return false;
  bool is_new = false;
  for (size_t k = 0; k < part->tasks.size(); ++k) {
    const Task& task = part->tasks[k];
    if (task.what != Task::What::command || task.command != command) continue;
    is_new = tasks_done_.insert({part_, k}).second || is_new;
  }
  if (is_new) ++version_;
  return finish_part() || is_new;
}

bool LessonWalk::came_to(uint64_t step, const store::Trace& trace) {
  const lessons::Part* part = here();
  if (part == nullptr || !placed_ || edits_) return false;
  bool is_new = seen_.insert(part_).second;
  for (size_t k = 0; k < part->tasks.size(); ++k) {
    const Task& task = part->tasks[k];
    if (task.what != Task::What::reach || lessons::step_of(task.place, trace) != step) continue;
    is_new = tasks_done_.insert({part_, k}).second || is_new;
  }
  if (is_new) ++version_;
  return finish_part() || is_new;
}

bool LessonWalk::has_performed() {
  const lessons::Part* part = here();
  if (part == nullptr || edits_) return false;
  bool is_new = false;
  for (size_t k = 0; k < part->tasks.size(); ++k) {
    if (part->tasks[k].what != Task::What::perform) continue;
    is_new = tasks_done_.insert({part_, k}).second || is_new;
  }
  if (is_new) ++version_;
  return finish_part() || is_new;
}

bool LessonWalk::is_answered(size_t part, size_t question) const {
  return answered_.contains({part, question}) || lessons::is_done(progress_, id_, part);
}
bool LessonWalk::is_task_done(size_t part, size_t task) const {
  return tasks_done_.contains({part, task}) || lessons::is_done(progress_, id_, part);
}

// What cannot be asked in this recording is not waited for.
bool LessonWalk::is_part_done(size_t part) const {
  if (lessons::is_done(progress_, id_, part)) return true;
  if (!placed_ || part >= placed_->parts.size() || !seen_.contains(part)) return false;
  const std::vector<size_t>& asked = placed_->parts[part].asked_as;
  const bool all_answered =
      std::all_of(asked.begin(), asked.end(), [&](size_t k) { return is_answered(part, k); });
  for (size_t k = 0; k < lesson_.parts[part].tasks.size(); ++k) {
    if (!is_task_done(part, k)) return false;
  }
  return all_answered;
}

size_t LessonWalk::count_done() const { return lessons::count_done(progress_, id_, parts()); }

// --- while it is written

void LessonWalk::edit(bool on) {
  edits_ = on;
  ++version_;
}

// Its steps and questions are others now, perhaps.
void LessonWalk::changed() {
  unsaved_ = true;
  placed_.reset();
  put_.reset();
  ++version_;
}

std::vector<lessons::Flaw> LessonWalk::write_part(std::string_view text) {
  lessons::ReadPart read = lessons::parse_part(text);
  if (part_ >= parts() || read.part.title.empty()) return read.flaws;
  read.part.line = lesson_.parts[part_].line;
  if (lesson_.parts[part_] == read.part) return read.flaws;
  lesson_.parts[part_] = std::move(read.part);
  changed();
  return read.flaws;
}

void LessonWalk::add_part(lessons::Part part) {
  if (parts() >= lessons::kMostParts) return;
  const size_t at = parts() == 0 ? 0 : part_ + 1;
  lesson_.parts.insert(lesson_.parts.begin() + static_cast<std::ptrdiff_t>(at), std::move(part));
  part_ = at;
  changed();
}

bool LessonWalk::move_part(int by) {
  const auto to = static_cast<std::ptrdiff_t>(part_) + by;
  if (part_ >= parts() || to < 0 || to >= static_cast<std::ptrdiff_t>(parts())) return false;
  const auto target = static_cast<size_t>(to);
  std::swap(lesson_.parts[part_], lesson_.parts[target]);
  part_ = target;
  changed();
  return true;
}

void LessonWalk::remove_part() {
  if (part_ >= parts()) return;
  lesson_.parts.erase(lesson_.parts.begin() + static_cast<std::ptrdiff_t>(part_));
  part_ = std::min(part_, parts() - std::min<size_t>(parts(), 1));
  changed();
}

void LessonWalk::set_place(const lessons::Place& place) {
  if (part_ >= parts()) return;
  lesson_.parts[part_].at = place;
  changed();
}

void LessonWalk::saved_in(const std::string& file) {
  file_ = file;
  unsaved_ = false;
  ++version_;
}

lessons::Place place_at(const store::Trace& trace, uint64_t step, facts::Grain grain) {
  using Which = lessons::Place::Which;
  if (step == 0) return {grain, Which::first, 0};
  const bool is_stop = facts::is_stop(trace.event(step).fact, grain);
  const facts::Grain by = is_stop ? grain : facts::Grain::phase;
  return {by, Which::number, trace.count_until(by, step)};
}

}  // namespace greenlens::gui
