// A recording of a function of the test, made and read in the test's own process.
#ifndef GREENLENS_TESTS_TRACER_RECORD_RECORDED_H_
#define GREENLENS_TESTS_TRACER_RECORD_RECORDED_H_

#include <variant>
#include <vector>

#include "tracer/store/timeline.h"

namespace greenlens::record {

struct RecorderOptions;  // tracer/record/recorder.h

// What `function` does, which prints nowhere else. The recording is complete, or the test fails.
// `options` lack only where it goes and where the stack begins.
store::Timeline recorded(RecorderOptions options, void (*function)());
// The same; `file`: the program's source.
store::Timeline recorded(const char* file, void (*function)());

// Likewise of all threads that use greenlets. `function` calls `at_end` with its context where the
// recording is to end.
store::Timeline recorded_in_all_threads(const char* file,
                                        void (*function)(void (*at_end)(void*), void* context));

// All facts of one kind, in order.
template <typename Fact>
std::vector<Fact> all(const store::Timeline& timeline) {
  std::vector<Fact> facts;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    if (auto* fact = std::get_if<Fact>(&event.fact)) facts.push_back(*fact);
  }
  return facts;
}

}  // namespace greenlens::record

#endif  // GREENLENS_TESTS_TRACER_RECORD_RECORDED_H_
