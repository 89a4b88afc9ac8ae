// What every sentence about a step is made with: the catalogue, and the states on both sides.
#ifndef GREENLENS_TRACER_WORDS_SAYING_H_
#define GREENLENS_TRACER_WORDS_SAYING_H_

#include <cstddef>
#include <initializer_list>
#include <string>

#include "tracer/state/moment.h"
#include "tracer/state/state.h"
#include "tracer/words/messages.h"
#include "tracer/words/narration.h"

namespace greenlens::words {

// Characters of a value in a headline, and of one that is all that the headline is about.
inline constexpr size_t kShortText = 40;
inline constexpr size_t kLongerText = 54;

template <typename Integer>
std::string number(Integer n) {
  return std::to_string(n);
}

// Everything that it refers to stays. The moment has an event.
class Saying {
 public:
  using Places = std::initializer_list<Messages::Place>;

  Saying(const Messages& messages, const state::Moment& moment);

  Told text(const std::string& id, Places places) const;
  // The headline is narrate.<id>, the reason narrate.<id>.why. Places are cut for the headline
  // only: whoever reads on wants all of it.
  Narration say(const std::string& id, Places places, size_t limit = kShortText) const;
  static Narration with_detail(Narration told, Told detail);
  std::string name(facts::GreenletId id) const;
  std::string address(facts::Address address) const;  // address_on() the teller's stacks

  const Messages& messages_;
  const state::State& before_;
  const state::State& after_;
  const facts::ThreadId teller_;
  const state::Thread& was_;  // the teller before and after
  const state::Thread& is_;
};

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_SAYING_H_
