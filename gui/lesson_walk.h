// A lesson that somebody goes through: which part is shown, what was answered and done, and while
// it is edited what it has become.
//
// A model without a window: it is told what was done, and says what is so. Where its parts stand in
// the recording is worked out by tracer/lessons. One thread.
#ifndef GREENLENS_GUI_LESSON_WALK_H_
#define GREENLENS_GUI_LESSON_WALK_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gui/quiz.h"
#include "tracer/lessons/placed.h"
#include "tracer/lessons/progress.h"

namespace greenlens::gui {

class LessonWalk {
 public:
  // --- which one
  // `id`: by which its progress is kept; `file`: where it is written; empty: nowhere yet, or it
  // comes with the program. At its first part that is not done.
  void begin(std::string id, std::string file, std::string_view text);
  // The same lesson in another language, or as its file has it now: the part stays.
  void read_again(std::string_view text);
  void leave();
  bool is_open() const { return open_; }
  const std::string& id() const { return id_; }
  const std::string& file() const { return file_; }
  const lessons::Lesson& lesson() const { return lesson_; }
  const std::vector<lessons::Flaw>& flaws() const { return flaws_; }

  // --- on a recording; without one its parts have no steps
  void place(const store::Trace& trace, greenlens::questions::Level level);
  void unplace();
  const lessons::Placed* placed() const { return placed_ ? &*placed_ : nullptr; }

  // --- where one is
  size_t part() const { return part_; }
  size_t parts() const { return lesson_.parts.size(); }
  // Null: the lesson has no parts.
  const lessons::Part* here() const;
  const lessons::PlacedPart* here_placed() const;
  // False: there is no such part.
  bool go_to(size_t part);

  // --- what is asked: of the part that is shown, as placed() has it
  // That is put now, and what is answered next is this; null: there is none.
  const greenlens::questions::Question* put(size_t question);
  // What became of it; whether something of the lesson is different now.
  bool take_answer(const Quiz& quiz);
  bool waits_for_answer() const { return put_.has_value(); }
  // The first one of the part that was not put since one came to it; none: all were.
  std::optional<size_t> next_unasked() const;

  // --- what is done; each says whether something is different now
  bool was_run(std::string_view command);
  bool came_to(uint64_t step, const store::Trace& trace);
  bool has_performed();
  bool is_answered(size_t part, size_t question) const;
  bool is_task_done(size_t part, size_t task) const;
  bool is_part_done(size_t part) const;
  size_t count_done() const;

  const lessons::Progress& progress() const { return progress_; }
  void know(lessons::Progress progress) { progress_ = std::move(progress), ++version_; }

  // --- while it is written
  void edit(bool on);
  bool is_edited() const { return edits_; }
  bool is_unsaved() const { return unsaved_; }
  // What the part that is shown has become, as text; its flaws. Nothing is changed by one that is
  // no part.
  std::vector<lessons::Flaw> write_part(std::string_view text);
  void add_part(lessons::Part part);  // behind the one that is shown, which it then is
  bool move_part(int by);             // among the others
  void remove_part();
  void set_place(const lessons::Place& place);
  void saved_in(const std::string& file);

  // Grows whenever something of all this has changed.
  uint64_t version() const { return version_; }

 private:
  void take(std::string_view text);
  bool finish_part();
  void changed();

  bool open_ = false, edits_ = false, unsaved_ = false;
  std::string id_, file_;
  lessons::Lesson lesson_;
  std::vector<lessons::Flaw> flaws_;
  std::optional<lessons::Placed> placed_;
  size_t part_ = 0;
  std::set<size_t> seen_;                           // parts
  std::set<size_t> asked_here_;                     // questions of the part that is shown
  std::set<std::pair<size_t, size_t>> answered_;    // part and index in its Part::asked
  std::set<std::pair<size_t, size_t>> tasks_done_;  // part and task
  std::optional<std::pair<size_t, size_t>> put_;    // which question waits
  lessons::Progress progress_;
  uint64_t version_ = 0;
};

// A step as a lesson writes it: by the grain that one goes by where it is a stop of that, else by
// the finest.
lessons::Place place_at(const store::Trace& trace, uint64_t step, facts::Grain grain);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_LESSON_WALK_H_
