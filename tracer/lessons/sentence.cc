#include "tracer/lessons/sentence.h"

namespace greenlens::lessons {

std::string sentence(const words::Messages& messages, const Flaw& flaw) {
  const std::string name = enum_names(flaw.kind)[static_cast<size_t>(flaw.kind)];
  return messages.text("lesson.flaw",
                       {{"line", std::to_string(flaw.line)},
                        {"says", messages.text("lesson.flaw." + name, {{"what", flaw.details}})}});
}

std::string sentence(const words::Messages& messages, const Lesson& lesson, const Misfit& misfit) {
  const std::string name = enum_names(misfit.kind)[static_cast<size_t>(misfit.kind)];
  const std::string title =
      misfit.part < lesson.parts.size() ? lesson.parts[misfit.part].title : "";
  return messages.text(
      "lesson.misfit",
      {{"part", std::to_string(misfit.part + 1)},
       {"title", title},
       {"says", messages.text("lesson.misfit." + name, {{"what", misfit.details}})}});
}

std::string task_sentence(const words::Messages& messages, const Task& task,
                          const std::string& label) {
  switch (task.what) {
    case Task::What::command:
      if (label.empty()) return messages.text("lesson.task.unknown", {{"id", task.command}});
      return messages.text("lesson.task.command", {{"command", label}});
    case Task::What::reach:
      return messages.text("lesson.task.reach", {{"step", place_text(task.place)}});
    case Task::What::perform:
      return messages.text("lesson.task.perform");
  }
  return "";
}

}  // namespace greenlens::lessons
