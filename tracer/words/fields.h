// One greenlet's fields by the articles' names. Pure.
#ifndef GREENLENS_TRACER_WORDS_FIELDS_H_
#define GREENLENS_TRACER_WORDS_FIELDS_H_

#include <string>
#include <vector>

#include "tracer/state/moment.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

struct FieldRow {
  std::string field;
  std::string value;
  std::string was;  // before this step, when it changed
  bool changed = false;
};

// None for a greenlet that is not there.
std::vector<FieldRow> fields_of(const Messages& messages, const state::Moment& moment,
                                facts::GreenletId id);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_FIELDS_H_
