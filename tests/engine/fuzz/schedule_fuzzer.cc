// A fuzzer's bytes as a schedule: libFuzzer looks for bytes that make the model and the engine
// differ, or anything crash.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/engine/model/play.h"

namespace {

// Before it is played. libFuzzer writes down what has failed, too, but asks malloc on the way: when
// malloc has ended the program because its heap is damaged, it waits for malloc's lock for ever.
void write_down(const uint8_t* bytes, size_t size) {
  std::FILE* file = std::fopen("playing", "wb");
  if (file == nullptr || std::fwrite(bytes, 1, size, file) != size || std::fclose(file) != 0) {
    std::perror("playing");
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace greenlens::model;
  write_down(bytes, size);
  static Totals totals;
  ByteDice dice(bytes, size);
  play(dice, Watched::sometimes, "schedule_fuzzer", totals);
  return 0;
}
