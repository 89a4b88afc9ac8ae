#include "tracer/store/fixed.h"

namespace greenlens::store {

void put_u32(std::string* out, uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out->push_back(static_cast<char>(value >> shift));
}

void put_u64(std::string* out, uint64_t value) {
  for (int shift = 0; shift < 64; shift += 8) out->push_back(static_cast<char>(value >> shift));
}

uint32_t get_u32(std::string_view bytes, size_t at) {
  uint32_t value = 0;
  for (size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

uint64_t get_u64(std::string_view bytes, size_t at) {
  return static_cast<uint64_t>(get_u32(bytes, at + 4)) << 32 | get_u32(bytes, at);
}

}  // namespace greenlens::store
