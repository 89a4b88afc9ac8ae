// A lesson as JSON, for programs.
#ifndef GREENLENS_TRACER_LESSONS_LESSON_JSON_H_
#define GREENLENS_TRACER_LESSONS_LESSON_JSON_H_

#include <span>
#include <string_view>

#include "tracer/facts/json.h"
#include "tracer/lessons/placed.h"
#include "tracer/words/messages.h"

namespace greenlens::lessons {

// {"greenlens": "lesson", "version": 1, "id", "title", "run", "open", "settings", "level", "lang",
// "next", "text", "parts"}, each part with "title", "at" (as it is written), "step" and "greenlet"
// (where the recording has them), "on", "where", "views", "do", "text" and "questions", which are
// as question_json() has them, with their truth.
facts::Json lesson_json(const words::Messages& messages, std::string_view id, const Lesson& lesson,
                        const Placed& placed, const store::Trace& trace);
// [{"line", "kind", "what", "says"}] and [{"part", "kind", "what", "says"}].
facts::Json flaws_json(const words::Messages& messages, std::span<const Flaw> flaws);
facts::Json misfits_json(const words::Messages& messages, const Lesson& lesson,
                         std::span<const Misfit> misfits);

}  // namespace greenlens::lessons

#endif  // GREENLENS_TRACER_LESSONS_LESSON_JSON_H_
