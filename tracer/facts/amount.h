// How long and how much, as people write it.
#ifndef GREENLENS_TRACER_FACTS_AMOUNT_H_
#define GREENLENS_TRACER_FACTS_AMOUNT_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace greenlens::facts {

// "1.5s", "250ms", "2h": a number and a unit, from ns to h, in nanoseconds; none for anything else.
std::optional<uint64_t> read_duration(std::string_view text);

// "500KB", "1.5 MiB", "4096": a number and a unit, from B to TB, in any case; a KB is 1024 bytes.
// None for anything else, and for nothing at all.
std::optional<uint64_t> read_bytes(std::string_view text);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_AMOUNT_H_
