#include "gui/views/lesson_list/model.h"

#include "tracer/lessons/shipped.h"

namespace greenlens::gui::lesson_list {

std::vector<Row> rows(const Look& look) {
  std::vector<Row> all;
  if (look.lesson == nullptr) return all;
  for (const std::string_view id : lessons::shipped()) {
    const lessons::Lesson lesson =
        lessons::parse_lesson(lessons::shipped_text(id, look.language)).lesson;
    const size_t parts = lesson.parts.size();
    const size_t done = lessons::count_done(look.lesson->progress(), id, parts);
    Row row;
    row.id = id, row.title = lesson.title;
    if (!lesson.text.empty()) row.about = lesson.text.front();
    row.progress = done == 0 ? look.text("cli.lesson.parts", {{"count", std::to_string(parts)}})
                             : look.text("ui.lesson.done_of", {{"done", std::to_string(done)},
                                                               {"count", std::to_string(parts)}});
    row.share = parts > 0 ? static_cast<float>(done) / static_cast<float>(parts) : 0;
    row.is_open = look.lesson->is_open() && look.lesson->id() == id;
    all.push_back(std::move(row));
  }
  return all;
}

}  // namespace greenlens::gui::lesson_list
