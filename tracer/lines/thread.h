// What has to be known of a thread that stands still, to say what its variables hold.
#ifndef GREENLENS_TRACER_LINES_THREAD_H_
#define GREENLENS_TRACER_LINES_THREAD_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace greenlens::lines {

struct Thread {
  uint64_t pc = 0;
  size_t pointer_size = sizeof(void*);
  bool big_endian = false;
  // A register's value and name, by its number in debug information; none: it is not known.
  std::function<std::optional<uint64_t>(int dwarf)> value;
  std::function<std::string(int dwarf)> name;
  // The program's memory; shorter where there is none.
  std::function<std::string(uint64_t address, size_t bytes)> read;
};

// The number that these bytes are, of at most 8.
uint64_t number(const Thread& thread, std::string_view bytes);

}  // namespace greenlens::lines

#endif  // GREENLENS_TRACER_LINES_THREAD_H_
