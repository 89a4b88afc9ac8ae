#include "tests/tracer/record/recording_of.h"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>

#include "assets/assets.h"
#include "engine/cpp/greenlet.h"
#include "tests/support/said.h"
#include "tracer/record/recorder.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::testing {

std::string recording_of(const scenarios::Scenario& scenario) {
  std::string bytes;
  record::RecorderOptions options;
  options.stack_base = __builtin_frame_address(0);
  options.program = {scenario.id, scenario.title, scenario.teaches, scenario.file,
                     std::string(assets::text(scenario.file))};
  options.sink = [&](std::string_view more) { return bytes.append(more), true; };
  record::Recorder recorder(std::move(options));
  engine::set_output(-1);
  engine::set_observer(recorder.observer());
  engine::set_watch(recorder.watch());
  scenario.run(
      [](void*) {
        engine::set_watch(nullptr);
        engine::set_observer(nullptr);
      },
      nullptr);
  engine::set_output(1);
  recorder.finish(facts::End::returned, "");
  return bytes;
}

store::Timeline loaded(const std::string& bytes) {
  store::Timeline timeline;
  store::TraceReader reader;
  reader.feed(bytes, &timeline);
  EXPECT_TRUE(reader.complete()) << said(reader.fault());
  return timeline;
}

}  // namespace greenlens::testing
