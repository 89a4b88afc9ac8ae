#include "tests/tracer/record/recorded.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "engine/cpp/greenlet.h"
#include "tests/support/said.h"
#include "tracer/record/recorder.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::record {

store::Timeline recorded(const char* file, void (*function)()) {
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

}  // namespace greenlens::record
