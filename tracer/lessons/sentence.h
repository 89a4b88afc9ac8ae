// What is said of a lesson: of what is not understood in its file, and of what its recording does
// not have. Pure.
#ifndef GREENLENS_TRACER_LESSONS_SENTENCE_H_
#define GREENLENS_TRACER_LESSONS_SENTENCE_H_

#include <string>

#include "tracer/lessons/placed.h"
#include "tracer/words/messages.h"

namespace greenlens::lessons {

// With its line; a sentence.
std::string sentence(const words::Messages& messages, const Flaw& flaw);
// With the part's number and title; a sentence.
std::string sentence(const words::Messages& messages, const Lesson& lesson, const Misfit& misfit);
// What is to be done, as a sentence. `label`: what a command is called by the window; empty: there
// is none of this id.
std::string task_sentence(const words::Messages& messages, const Task& task,
                          const std::string& label);

}  // namespace greenlens::lessons

#endif  // GREENLENS_TRACER_LESSONS_SENTENCE_H_
