// Answers to questions about the past: what the view says.
#ifndef GREENLENS_GUI_VIEWS_QUESTIONS_MODEL_H_
#define GREENLENS_GUI_VIEWS_QUESTIONS_MODEL_H_

#include <cstdint>
#include <vector>

#include "gui/look.h"
#include "tracer/past/where.h"

namespace greenlens::gui::questions {

// Of a word, and what it was made for.
struct WordAnswer {
  PastQuestion question;
  uint64_t known = 0;  // steps of the trace
  std::vector<past::WhereLine> lines;
};
// Made anew only where the question is another one, or more of the trace is known.
void answer(const Look& look, const past::ByteHistory& history, WordAnswer* answer);

}  // namespace greenlens::gui::questions

#endif  // GREENLENS_GUI_VIEWS_QUESTIONS_MODEL_H_
