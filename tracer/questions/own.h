// A teacher's own question, from the notes beside a recording, as one like those that are made.
#ifndef GREENLENS_TRACER_QUESTIONS_OWN_H_
#define GREENLENS_TRACER_QUESTIONS_OWN_H_

#include <vector>

#include "tracer/questions/question.h"
#include "tracer/store/trace.h"
#include "tracer/words/notes.h"

namespace greenlens::questions {

Question own_question(const words::NoteQuestion& note);

// Those of the notes whose steps the trace has, in their order.
std::vector<Question> own_questions(const words::Notes& notes, const store::Trace& trace);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_OWN_H_
