#include "gui/views/sentence/model.h"

#include "tracer/words/contradiction.h"
#include "tracer/words/narration.h"

namespace greenlens::gui::sentence {

Sentence sentence(const Look& look) {
  if (!look.notice.words.empty()) return {look.notice.words, "", look.notice.trouble, true};
  words::Narration words = words::narrate(look.messages, look.moment);
  const std::vector<std::string> wrong = words::contradictions(look.messages, look.moment);
  std::string detail;
  for (const std::string& one : wrong) detail += one + ' ';
  return {std::move(words.headline), detail + words.detail, !wrong.empty(), false};
}

}  // namespace greenlens::gui::sentence
