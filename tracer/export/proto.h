// A message of Protocol Buffers, as far as one has to write them: numbers, texts and messages in
// messages. (https://protobuf.dev/programming-guides/encoding)
#ifndef GREENLENS_TRACER_EXPORT_PROTO_H_
#define GREENLENS_TRACER_EXPORT_PROTO_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace greenlens::exports {

class Message {
 public:
  Message& number(uint32_t field, uint64_t value) {
    key(field, kVarint);
    varint(value);
    return *this;
  }
  Message& fixed64(uint32_t field, uint64_t value) {
    key(field, kFixed64);
    for (int i = 0; i < 8; ++i) bytes_ += static_cast<char>(value >> (8 * i));
    return *this;
  }
  Message& text(uint32_t field, std::string_view value) {
    key(field, kLengthDelimited);
    varint(value.size());
    bytes_ += value;
    return *this;
  }
  Message& message(uint32_t field, const Message& value) { return text(field, value.bytes_); }

  const std::string& bytes() const { return bytes_; }

 private:
  enum Wire : uint32_t { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2 };
  void key(uint32_t field, Wire wire) { varint(field << 3 | wire); }
  void varint(uint64_t value) {
    for (; value > 0x7f; value >>= 7) bytes_ += static_cast<char>((value & 0x7f) | 0x80);
    bytes_ += static_cast<char>(value);
  }
  std::string bytes_;
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PROTO_H_
