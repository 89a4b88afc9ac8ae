#include "tracer/facts/fields.h"

namespace greenlens::facts {

void write_varint(std::string* out, uint64_t value) {
  while (value >= 0x80) {
    out->push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out->push_back(static_cast<char>(value));
}

void insert_varint(std::string* out, size_t at, uint64_t value) {
  std::string bytes;
  write_varint(&bytes, value);
  out->insert(at, bytes);
}

bool read_long_varint(std::string_view* in, uint64_t* value) {
  uint64_t result = 0;
  for (unsigned shift = 0; shift < 64 && !in->empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(in->front());
    in->remove_prefix(1);
    if (shift == 63 && byte > 1) return false;  // more than 64 bits
    result |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) {
      *value = result;
      return true;
    }
  }
  return false;
}

bool read_bytes(std::string_view* in, std::string_view* bytes) {
  uint64_t length = 0;
  if (!read_varint(in, &length) || length > in->size()) return false;
  *bytes = in->substr(0, length);
  in->remove_prefix(length);
  return true;
}

bool read_column(std::string_view* in, std::string_view* column, bool* same) {
  uint64_t head = 0;
  if (!read_varint(in, &head) || head / 2 > in->size()) return false;
  *same = head % 2 == 1;
  *column = in->substr(0, head / 2);
  in->remove_prefix(head / 2);
  return true;
}

}  // namespace greenlens::facts
