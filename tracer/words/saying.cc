#include "tracer/words/saying.h"

#include <utility>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/stack_address.h"
#include "tracer/words/thread_name.h"

namespace greenlens::words {
namespace {

// Cut to `limit` characters (of UTF-8) and an ellipsis: a headline is one line, whatever a program
// prints.
std::string shortened(const std::string& text, size_t limit) {
  size_t characters = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
    if (begins && ++characters > limit) return text.substr(0, i) + "…";
  }
  return text;
}

}  // namespace

Saying::Saying(const Messages& messages, const state::Moment& moment)
    : messages_(messages),
      before_(moment.before),
      after_(moment.after),
      teller_(moment.event->thread),
      was_(thread_in(before_, teller_)),
      is_(thread_in(after_, teller_)) {}

Told Saying::text(const std::string& id, Places places) const {
  return messages_.told("narrate." + id, {places.begin(), places.size()});
}

Narration Saying::say(const std::string& id, Places places, size_t limit) const {
  std::vector<Messages::Place> shorter(places);
  for (auto& [place, value] : shorter) value = shortened(facts::shown(value), limit);
  Told headline = messages_.told("narrate." + id, shorter);
  return with_detail(
      {std::move(headline.text), "", text(id, places).text, std::move(headline.values)},
      text(id + ".why", places));
}

Narration Saying::with_detail(Narration told, Told detail) {
  told.detail = std::move(detail.text);
  told.detail_values = std::move(detail.values);
  return told;
}

std::string Saying::name(facts::GreenletId id) const {
  return name_from(messages_, after_, id, teller_);
}

std::string Saying::address(facts::Address address) const {
  return address_on(after_, is_, address);
}

}  // namespace greenlens::words
