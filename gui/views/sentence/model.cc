#include "gui/views/sentence/model.h"

#include "tracer/lints/silenced.h"
#include "tracer/state/queries.h"
#include "tracer/words/contradiction.h"
#include "tracer/words/lists.h"
#include "tracer/words/narration.h"
#include "tracer/words/thread_name.h"
#include "tracer/words/when.h"

namespace greenlens::gui::sentence {

Sentence sentence(const Look& look) {
  words::Narration words = words::narrate(look.messages, look.moment);
  const std::vector<std::string> wrong = words::contradictions(look.messages, look.moment);
  words::Told detail;
  const std::string between = words::between_sentences(look.messages);
  for (const std::string& one : wrong) detail += words::as_value(one + between);
  if (look.waiting_alone != 0) {
    const state::Thread& thread = thread_in(look.moment.after, look.waiting_alone);
    return {words::as_value(look.text("ui.waits_alone",
                                      {{"thread", words::thread_name(look.messages, thread)}})),
            {look.text("ui.waits_alone.why")},
            true};
  }
  // What is written stands below.
  if (!look.notes_here().empty() && look.numbered.empty()) {
    detail += {look.text("ui.note.bookmarked") + between};
  }
  detail += {std::move(words.detail), std::move(words.detail_values)};
  if (look.settings.times && look.trace != nullptr) {
    detail += {between + words::when_text(look.messages, *look.trace, look.moment)};
  }
  return {{std::move(words.headline), std::move(words.headline_values)},
          std::move(detail),
          !wrong.empty()};
}

size_t lints_that_fire(const Look& look) {
  if (look.lints == nullptr) return 0;
  if (look.notes == nullptr || look.notes->others.empty()) return look.lints->size();
  return lints::without_silenced(*look.lints, *look.notes).size();
}

}  // namespace greenlens::gui::sentence
