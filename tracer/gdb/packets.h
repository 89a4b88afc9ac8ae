// The packets of gdb's remote protocol: "$qC#b4". From its manual, appendix "Remote Protocol".
// Pure.
#ifndef GREENLENS_TRACER_GDB_PACKETS_H_
#define GREENLENS_TRACER_GDB_PACKETS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace greenlens::gdb {

// What is sent for this content, which has no byte that needs to be escaped.
std::string packet(std::string_view content);

// Takes the bytes of the other side as they come, and gives its packets.
class Packets {
 public:
  void feed(std::string_view bytes) { bytes_ += bytes; }
  // The next one, without escapes and repetitions; none yet. What is no packet is passed over, also
  // acknowledgements, and a packet whose sum is wrong.
  std::optional<std::string> next();

 private:
  std::string bytes_;
};

// Two digits for each byte. Of a text that is no such thing: what comes before.
std::string bytes_of_hex(std::string_view hex);
std::string hex_of_bytes(std::string_view bytes);
std::string hex(uint64_t number);
// Of as many digits as there are at the beginning.
uint64_t number_of_hex(std::string_view hex);

}  // namespace greenlens::gdb

#endif  // GREENLENS_TRACER_GDB_PACKETS_H_
