#include "gui/past_commands.h"

namespace greenlens::gui {
namespace {

using Direction = store::Trace::Direction;
using Like = ask::FindLike::What;

bool has_past(const Look& look) { return look.trace != nullptr; }
bool has_kind(const Look& look) { return look.trace != nullptr && look.moment.event != nullptr; }
bool has_word(const Look& look) {
  return look.trace != nullptr && look.choices.question.about == PastQuestion::About::word;
}

template <Direction direction>
Request to_stop(const Look&) {
  return ask::RunToStop{direction};
}
template <Like what, Direction direction>
Request to_like(const Look&) {
  return ask::FindLike{what, direction};
}

}  // namespace

std::vector<Command> commands_of_the_past() {
  return {
      {"next_of_kind",
       {'K', false, false},
       Section::thread,
       has_kind,
       to_like<Like::kind, Direction::forward>},
      {"previous_of_kind",
       {'K', true, false},
       Section::thread,
       has_kind,
       to_like<Like::kind, Direction::backward>},
      {"next_of_word",
       {'A', false, false},
       Section::thread,
       has_word,
       to_like<Like::word, Direction::forward>},
      {"previous_of_word",
       {'A', true, false},
       Section::thread,
       has_word,
       to_like<Like::word, Direction::backward>},
      {"ask_past",
       {'Q', false, false},
       Section::find,
       has_past,
       [](const Look&) -> Request { return ask::Show{"questions"}; }},
      {"breakpoints",
       {'X', false, false},
       Section::breakpoints,
       has_past,
       [](const Look&) -> Request { return ask::Show{"breakpoints"}; }},
      {"next_stop",
       {'Y', false, false},
       Section::breakpoints,
       has_past,
       to_stop<Direction::forward>},
      {"previous_stop",
       {'Y', true, false},
       Section::breakpoints,
       has_past,
       to_stop<Direction::backward>},
  };
}

}  // namespace greenlens::gui
