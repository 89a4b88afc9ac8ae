#include "tracer/store/recording_number.h"

#include <sys/random.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace greenlens::store {

uint64_t new_recording_number() {
  uint64_t number = 0;
  // A system that has no random bytes yet gives none: then this recording is like any other such.
  if (getrandom(&number, sizeof number, GRND_NONBLOCK) != sizeof number || number == 0) return 1;
  return number;
}

uint64_t recording_number_of(std::string_view text) {
  const uint64_t number = XXH64(text.data(), text.size(), 0);
  return number != 0 ? number : 1;
}

}  // namespace greenlens::store
