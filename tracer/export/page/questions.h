// The questions of a page: with their truth, what is said of each answer, and how an answer is
// compared. So the page's script marks without knowing a rule of greenlets. Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_QUESTIONS_H_
#define GREENLENS_TRACER_EXPORT_PAGE_QUESTIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/questions/ask.h"
#include "tracer/questions/question.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"
#include "tracer/words/notes.h"

namespace greenlens::exports {

// An answer as one text, the same for answers that are the same: "greenlet 2", "choice 0", "range
// -0x470 -0x2c0", "number 1424", "number -0x470", "text hello", "greenlets 2,3". What a reader
// types comes to the same text (assets/page/questions.js).
std::string answer_key(const questions::Question& question, const questions::Answer& answer);

// Those that are picked of the trace (tracer/questions/pick.h), at most so many, with a teacher's
// own; ascending by step.
std::vector<questions::Question> page_questions(const store::Trace& trace,
                                                const words::Notes* notes, size_t count,
                                                const questions::Asking& asking);

// {"seed", "level", "beliefs": [[id, name, text], ...], "all": [{"kind", "n", "i", "prompt",
// "shape", "unit", "how", "choices": [[label, words, key, is_right, belief]], "truth", "said":
// [right, wrong, unanswered], "more", "look", "to", "view", "greenlet"}]}. `i` is the page's step
// at which it is asked, `n` the step as people count it; without `i` it is at none of the page's
// steps, and not asked there: it keeps its place among the answers. "to" is the page's step at
// which the answer is to be seen, "belief" a number in the list, -1: none is known.
facts::Json questions_json(const words::Messages& messages, const store::Trace& trace,
                           const std::vector<uint64_t>& steps,
                           const std::vector<questions::Question>& all,
                           const questions::Asking& asking);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_QUESTIONS_H_
