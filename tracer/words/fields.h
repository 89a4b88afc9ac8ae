// One greenlet's fields by the articles' names. Pure.
#ifndef GREENLENS_TRACER_WORDS_FIELDS_H_
#define GREENLENS_TRACER_WORDS_FIELDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/state/moment.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// A field of the greenlet's; or, where lines are recorded, a line in whose function it was, and a
// variable there.
enum class FieldKind : uint8_t { field, heading, variable };

struct FieldRow {
  std::string field;
  std::string value;
  std::string was;  // before this step, when it changed
  bool changed = false;
  FieldKind kind = FieldKind::field;
  bool warns = false;  // a variable that points to bytes that are not there
};

// How it stands, as state::standing() says: "suspended", "挂起".
std::string state_text(const Messages& messages, const state::State& state,
                       const state::GreenletState& greenlet);

// None for a greenlet that is not there.
std::vector<FieldRow> fields_of(const Messages& messages, const state::Moment& moment,
                                facts::GreenletId id);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_FIELDS_H_
