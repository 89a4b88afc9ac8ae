#include "gui/views/questions/model.h"

namespace greenlens::gui::questions {

void answer(const Look& look, const past::ByteHistory& history, WordAnswer* answer) {
  const PastQuestion& question = look.choices.question;
  if (answer->question == question && answer->known == history.end() && !answer->lines.empty()) {
    return;
  }
  answer->question = question;
  answer->known = history.end();
  answer->lines.clear();
  past::Place place;
  const state::State state = look.trace->state(question.step);
  const past::NoPlace why =
      past::find_place(state, question.greenlet, question.at, question.bytes, &place);
  if (why != past::NoPlace::none) {
    answer->lines.push_back(
        {past::no_place(look.messages, why, question.asked, std::to_string(question.step)), {}});
    return;
  }
  const past::Where where = past::where(history, *look.trace, place, question.step);
  answer->lines =
      past::where_lines(look.messages, where, [](uint64_t step) { return std::to_string(step); });
}

}  // namespace greenlens::gui::questions
