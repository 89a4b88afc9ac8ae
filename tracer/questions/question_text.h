// A question, its choices, an answer and what is to be said of it, in a language. Pure.
#ifndef GREENLENS_TRACER_QUESTIONS_QUESTION_TEXT_H_
#define GREENLENS_TRACER_QUESTIONS_QUESTION_TEXT_H_

#include <cstdint>
#include <string>

#include "tracer/questions/grade.h"
#include "tracer/questions/question.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::questions {

std::string text(const words::Messages& messages, const Sentence& sentence);
// A step as people count it: by phase.
uint64_t step_number(const store::Trace& trace, uint64_t step);

// By what a choice is called where it is typed: "1"; "a" where a number would be an answer.
std::string choice_label(const Question& question, size_t choice);
// How to answer, in a sentence.
std::string expected_text(const words::Messages& messages, const Question& question);
// An answer in words: a choice says what it says, a greenlet its name by this state.
std::string answer_said(const words::Messages& messages, const state::State& state,
                        const Question& question, const Answer& answer);

std::string misconception_name(const words::Messages& messages, Misconception one);
// What is so instead, in sentences.
std::string misconception_text(const words::Messages& messages, Misconception one);

// The parts of feedback(): whether it is right and what is recorded, and where to look for that. Of
// evidence about nobody there is a message of its own.
std::string outcome_text(const words::Messages& messages, const store::Trace& trace,
                         const Question& question, Outcome outcome);
std::string look_text(const words::Messages& messages, const store::Trace& trace,
                      const Evidence& evidence);
// What is said when it has been answered, sentences: whether it is right, what is recorded, the
// misconception behind a wrong answer, where to look, and what is said there, at the level of the
// messages.
std::string feedback(const words::Messages& messages, const store::Trace& trace,
                     const Question& question, const Verdict& verdict);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_QUESTION_TEXT_H_
