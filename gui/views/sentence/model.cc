#include "gui/views/sentence/model.h"

#include "tracer/words/narration.h"

namespace greenlens::gui::sentence {

Sentence sentence(const Look& look) {
  if (!look.notice.words.empty()) return {look.notice.words, "", look.notice.trouble, true};
  words::Narration words = words::narrate(look.messages, look.moment);
  return {std::move(words.headline), std::move(words.detail), false, false};
}

}  // namespace greenlens::gui::sentence
