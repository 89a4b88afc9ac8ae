#include "tracer/store/recording_number.h"

#include <sys/random.h>

namespace greenlens::store {

uint64_t new_recording_number() {
  uint64_t number = 0;
  // A system that has no random bytes yet gives none: then this recording is like any other such.
  if (getrandom(&number, sizeof number, GRND_NONBLOCK) != sizeof number || number == 0) return 1;
  return number;
}

}  // namespace greenlens::store
