#include "tests/tracer/record/recorded.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "engine/cpp/greenlet.h"
#include "tests/support/said.h"
#include "tracer/record/recorder.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::record {

store::Timeline recorded(RecorderOptions options, void (*function)()) {
  std::string bytes;
  options.stack_base = __builtin_frame_address(0);
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

store::Timeline recorded_in_all_threads(const char* file,
                                        void (*function)(void (*at_end)(void*), void* context)) {
  std::string bytes;
  RecorderOptions options;
  options.program.source_file = file;
  options.stack_base = __builtin_frame_address(0);
  options.sink = [&](std::string_view more) { return bytes.append(more), true; };
  Recorder recorder(std::move(options));
  engine::set_output(-1);
  engine::set_observer(recorder.observer());
  engine::set_watch(recorder.watch());
  function(
      [](void*) {
        engine::set_watch(nullptr);
        engine::set_observer(nullptr);
      },
      nullptr);
  engine::set_output(1);
  recorder.finish(facts::End::returned, "");
  store::Timeline timeline;
  store::TraceReader reader;
  reader.feed(bytes, &timeline);
  EXPECT_TRUE(reader.complete()) << said(reader.fault());
  return timeline;
}

store::Timeline recorded(const char* file, void (*function)()) {
  RecorderOptions options;
  options.program.source_file = file;
  return recorded(std::move(options), function);
}

}  // namespace greenlens::record
