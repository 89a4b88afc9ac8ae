// What can be done at a place in words, for people.
#ifndef GREENLENS_TRACER_WHAT_IF_OFFERS_WORDS_H_
#define GREENLENS_TRACER_WHAT_IF_OFFERS_WORDS_H_

#include <string>

#include "tracer/store/what_if.h"
#include "tracer/what_if/place.h"
#include "tracer/words/messages.h"

namespace greenlens::what_if {

// "main switches to gr2", "main throws GreenletExit into gr2", "main drops its handle of gr2".
// `who` runs.
std::string deed_words(const words::Messages& messages, const std::string& who,
                       const store::WhatIf& deed);
// Who stands where, and that what follows can be done there, or that nothing can.
std::string place_words(const words::Messages& messages, const std::string& who, const Place& place,
                        bool is_alone);

}  // namespace greenlens::what_if

#endif  // GREENLENS_TRACER_WHAT_IF_OFFERS_WORDS_H_
