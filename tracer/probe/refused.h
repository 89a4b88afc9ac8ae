// Why something was not examined: a sentence of the catalogue, and what stands in its places.
// Plain values.
#ifndef GREENLENS_TRACER_PROBE_REFUSED_H_
#define GREENLENS_TRACER_PROBE_REFUSED_H_

#include <string>
#include <vector>

#include "tracer/words/messages.h"

namespace greenlens::probe {

// What stands in the places of a sentence.
using Places = std::vector<words::Messages::Place>;

struct Refused {
  std::string id;  // of the catalogue; empty: nothing was refused
  Places places;
};

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_REFUSED_H_
