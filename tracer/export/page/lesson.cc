#include "tracer/export/page/lesson.h"

#include <algorithm>

#include "tracer/lessons/sentence.h"

namespace greenlens::exports {

words::Notes pins_of(const lessons::Lesson& lesson, const lessons::Placed& placed) {
  words::Notes notes;
  for (size_t i = 0; i < lesson.parts.size() && i < placed.parts.size(); ++i) {
    const lessons::Part& part = lesson.parts[i];
    if (placed.parts[i].greenlet == 0) continue;
    const words::Note pin{placed.parts[i].step, "", part.on, part.where, ""};
    const auto there = words::notes_at(notes, pin.step);
    if (std::find(there.begin(), there.end(), pin) == there.end()) words::write_note(&notes, pin);
  }
  return notes;
}

facts::Json page_lesson(const words::Messages& messages, const std::string& id,
                        const lessons::Lesson& lesson, const lessons::Placed& placed,
                        const std::vector<uint64_t>& steps, size_t first) {
  facts::Json parts = facts::Json::array();
  for (size_t i = 0; i < lesson.parts.size() && i < placed.parts.size(); ++i) {
    const lessons::Part& part = lesson.parts[i];
    const lessons::PlacedPart& here = placed.parts[i];
    const auto at = std::lower_bound(steps.begin(), steps.end(), here.step);
    facts::Json todo = facts::Json::array();
    for (const lessons::Task& task : part.tasks) {
      // The page has no commands of the window; its steps it has.
      const std::string label = messages.text("command." + task.command);
      todo.push_back(lessons::task_sentence(messages, task, label));
    }
    facts::Json asked = facts::Json::array();
    for (size_t k = 0; k < here.asked.size(); ++k) asked.push_back(first++);
    parts.push_back(
        {{"title", part.title},
         {"i", std::min<size_t>(static_cast<size_t>(at - steps.begin()), steps.size() - 1)},
         {"greenlet", here.greenlet},
         {"text", part.text},
         {"todo", std::move(todo)},
         {"asked", std::move(asked)}});
  }
  return {{"id", id},
          {"title", lesson.title},
          {"next", lesson.next},
          {"text", lesson.text},
          {"parts", std::move(parts)}};
}

}  // namespace greenlens::exports
