// Addresses as texts show them: one form for pictures, sentences and tests, so that they can be
// found again in each other.
#ifndef GREENLENS_TRACER_FACTS_ADDRESS_H_
#define GREENLENS_TRACER_FACTS_ADDRESS_H_

#include <optional>
#include <string>
#include <string_view>

#include "tracer/facts/values.h"

namespace greenlens::facts {

// "-0x1a0", "NULL", "1", "max": an address as pictures and transcripts write it: bytes from the
// stack base in hexadecimal, and the engine's marks (tracer/facts/values.h) by what they stand for.
// Never fails.
std::string format_address(Address address);

// What that writes, in any case, also decimal ("-416"), with blanks around it; none for anything
// else.
std::optional<Address> parse_address(std::string_view text);

// So many bytes further up, at most at the limit that addresses have: what a trace says of lengths
// may be anything. NULL stays NULL.
Address end_of(Address start, uint64_t bytes);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_ADDRESS_H_
