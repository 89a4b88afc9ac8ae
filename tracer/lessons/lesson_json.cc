#include "tracer/lessons/lesson_json.h"

#include <string>

#include "tracer/facts/json_fields.h"
#include "tracer/lessons/sentence.h"
#include "tracer/questions/question_json.h"
#include "tracer/questions/question_text.h"

namespace greenlens::lessons {
namespace {

facts::Json part_json(const words::Messages& messages, const Part& part, const PlacedPart& placed,
                      const store::Trace& trace) {
  facts::Json json;
  json["title"] = part.title;
  json["at"] = part.at ? facts::Json(place_text(*part.at)) : facts::Json();
  json["step"] = questions::step_number(trace, placed.step);
  json["event"] = placed.step;
  json["greenlet"] = placed.greenlet != 0 ? facts::Json(placed.greenlet) : facts::Json();
  json["on"] = part.on;
  json["where"] = words::kNoteOnNames[static_cast<size_t>(part.where)];
  json["views"] = part.views;
  json["do"] = facts::Json::array();
  for (const Task& task : part.tasks) json["do"].push_back(task_text(task));
  json["text"] = part.text;
  json["questions"] = facts::Json::array();
  for (const questions::Question& question : placed.asked) {
    json["questions"].push_back(question_json(messages, trace, question, questions::Truth::said));
  }
  return json;
}

}  // namespace

facts::Json lesson_json(const words::Messages& messages, std::string_view id, const Lesson& lesson,
                        const Placed& placed, const store::Trace& trace) {
  facts::Json json;
  json["greenlens"] = "lesson";
  json["version"] = 1;
  json["id"] = id;
  json["title"] = lesson.title;
  json["run"] = lesson.run;
  json["open"] = lesson.open;
  json["settings"] = lesson.settings;
  json["level"] = lesson.level ? facts::Json(words::level_name(*lesson.level)) : facts::Json();
  json["lang"] = lesson.language;
  json["next"] = lesson.next;
  json["text"] = lesson.text;
  json["parts"] = facts::Json::array();
  for (size_t i = 0; i < lesson.parts.size() && i < placed.parts.size(); ++i) {
    json["parts"].push_back(part_json(messages, lesson.parts[i], placed.parts[i], trace));
  }
  return json;
}

facts::Json flaws_json(const words::Messages& messages, std::span<const Flaw> flaws) {
  facts::Json all = facts::Json::array();
  for (const Flaw& flaw : flaws) {
    all.push_back({{"line", flaw.line},
                   {"kind", enum_names(flaw.kind)[static_cast<size_t>(flaw.kind)]},
                   {"what", flaw.details},
                   {"says", sentence(messages, flaw)}});
  }
  return all;
}

facts::Json misfits_json(const words::Messages& messages, const Lesson& lesson,
                         std::span<const Misfit> misfits) {
  facts::Json all = facts::Json::array();
  for (const Misfit& misfit : misfits) {
    all.push_back({{"part", misfit.part + 1},
                   {"kind", enum_names(misfit.kind)[static_cast<size_t>(misfit.kind)]},
                   {"what", misfit.details},
                   {"says", sentence(messages, lesson, misfit)}});
  }
  return all;
}

}  // namespace greenlens::lessons
