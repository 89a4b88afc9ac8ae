// Addresses as texts show them.
#ifndef GREENLENS_TRACER_FACTS_ADDRESS_H_
#define GREENLENS_TRACER_FACTS_ADDRESS_H_

#include <string>

#include "tracer/facts/values.h"

namespace greenlens::facts {

// "-0x1a0", "NULL", "1", "max": an address as pictures and transcripts write it. Never fails.
std::string format_address(Address address);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_ADDRESS_H_
