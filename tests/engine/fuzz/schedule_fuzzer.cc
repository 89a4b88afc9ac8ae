// A fuzzer's bytes as a schedule: libFuzzer looks for bytes that make the model and the engine
// differ, or anything crash.
#include <cstddef>
#include <cstdint>

#include "tests/engine/model/play.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace greenlens::model;
  static Totals totals;
  ByteDice dice(bytes, size);
  play(dice, Watched::sometimes, "schedule_fuzzer", totals);
  return 0;
}
