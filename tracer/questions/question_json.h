// Questions and answers as JSON, for programs.
#ifndef GREENLENS_TRACER_QUESTIONS_QUESTION_JSON_H_
#define GREENLENS_TRACER_QUESTIONS_QUESTION_JSON_H_

#include <cstdint>

#include "tracer/facts/json.h"
#include "tracer/questions/question.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::questions {

enum class Truth : uint8_t { untold, said };

// {"kind", "step", "event", "subject", "prompt", "shape", "unit", "choices": [{"label", "text"}]},
// where the truth is said also what is right, why each choice is wrong, and where to look.
facts::Json question_json(const words::Messages& messages, const store::Trace& trace,
                          const Question& question, Truth truth);
// {"text"} and by shape "greenlet", "choice", "from" and "to", "number", "line", "greenlets".
facts::Json answer_json(const words::Messages& messages, const store::Trace& trace,
                        const Question& question, const Answer& answer);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_QUESTION_JSON_H_
