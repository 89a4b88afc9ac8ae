// Little-endian numbers of fixed size, as headers and permissions have them, on every CPU.
// (Everything else in a trace is of variable size: tracer/facts/fields.h.)
#ifndef GREENLENS_TRACER_STORE_FIXED_H_
#define GREENLENS_TRACER_STORE_FIXED_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace greenlens::store {

void put_u32(std::string* out, uint32_t value);
void put_u64(std::string* out, uint64_t value);
// The number that begins at byte `at`, which with its 4 or 8 bytes lies within `bytes`.
uint32_t get_u32(std::string_view bytes, size_t at);
uint64_t get_u64(std::string_view bytes, size_t at);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_FIXED_H_
