// A recording of a function of the test, made and read in the test's own process.
#ifndef GREENLENS_TESTS_RECORD_RECORDED_H_
#define GREENLENS_TESTS_RECORD_RECORDED_H_

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "tests/support/said.h"
#include "tracer/record/recorder.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::record {

template <typename Function>
store::Timeline recorded(const char* file, Function function) {
  std::string bytes;
  RecorderOptions options;
  options.stack_base = __builtin_frame_address(0);
  options.program.source_file = file;
  options.sink = [&](std::string_view more) { return bytes.append(more), true; };
  Recorder recorder(std::move(options));
  engine::set_observer(recorder.observer());
  engine::set_output(-1);
  function();
  engine::set_output(1);
  engine::set_observer(nullptr);
  recorder.finish(facts::End::returned, "");
  store::Timeline timeline;
  store::TraceReader reader;
  reader.feed(bytes, &timeline);
  EXPECT_TRUE(reader.complete()) << said(reader.fault());
  return timeline;
}

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

#endif  // GREENLENS_TESTS_RECORD_RECORDED_H_
