// What happened at this step, or what else there is to say: what the view says.
#ifndef GREENLENS_GUI_VIEWS_SENTENCE_MODEL_H_
#define GREENLENS_GUI_VIEWS_SENTENCE_MODEL_H_

#include <optional>

#include "gui/look.h"
#include "tracer/words/told.h"

namespace greenlens::gui::sentence {

struct Sentence {
  words::Told headline, detail;
  bool trouble = false;
  bool asks = false;  // it is a question that waits
  // It is what is said of an answer, or of a move.
  std::optional<greenlens::questions::Outcome> outcome{};
};

// While a question waits it stands here, with how one answers it, for a wall also what is said of
// the answer as long as its step is shown; and while a switch is performed
// the task. A step that contradicts the rules is trouble, and how it does comes first in the
// detail.
Sentence sentence(const Look& look);

// As far as the recording was looked through, without those that the notes silence.
size_t lints_that_fire(const Look& look);

}  // namespace greenlens::gui::sentence

#endif  // GREENLENS_GUI_VIEWS_SENTENCE_MODEL_H_
