// What all formats for other tools have in common.
#include <gtest/gtest.h>

#include "tests/support/noted_trace.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/store/file_trace.h"

namespace greenlens::exports {
namespace {

// A page and a film show each step, which takes long: they are asked elsewhere.
std::vector<const Exporter*> of_the_whole() {
  std::vector<const Exporter*> all;
  for (const Exporter& format : exporters()) {
    const bool takes_long = is_film(format) || std::string(format.id) == "html";
    if (!format.needs.step && !takes_long) all.push_back(&format);
  }
  return all;
}

// Of noted switches a file tells whole ones, and a timeline each step.
TEST(OtherTools, SwitchesThatWereOnlyNotedAreAsIfToldStepByStep) {
  store::OpenOptions options;
  options.follow = false;
  for (const auto& made : {testing::noted_trace(5, 700), testing::mixed_trace(4, 500)}) {
    const auto file =
        store::FileTrace::open(store::bytes_in_memory(std::string(made.bytes)), "x", options);
    ASSERT_TRUE(file);
    for (const Exporter* one : of_the_whole()) {
      const Exporter& format = *one;
      for (const bool times : {false, true}) {
        ExportOptions asked;
        asked.times = times;
        EXPECT_EQ(whole(format, **file, asked), whole(format, made.expected, asked)) << format.id;
        asked.steps = {made.expected.size() / 3, made.expected.size() / 2};
        EXPECT_EQ(whole(format, **file, asked), whole(format, made.expected, asked)) << format.id;
      }
    }
  }
}

// Each in its own pieces: nothing more is handed on, and the file stays as it was.
TEST(OtherTools, EachCanBeCalledOff) {
  const store::Timeline trace = testing::long_trace({.switches = 3000});
  for (const Exporter* one : of_the_whole()) {
    const Exporter& format = *one;
    int asked = 0;
    ExportOptions options;
    options.progress = [&](uint64_t done, uint64_t all) {
      EXPECT_LE(done, all) << format.id;
      return ++asked < 3;
    };
    const facts::Fault fault =
        format.write(testing::english(), trace, options, [](std::string_view) { return true; });
    EXPECT_EQ(fault.kind, facts::FaultKind::export_cancelled) << format.id;
    EXPECT_EQ(asked, 3) << format.id;
  }
}

// The disk is full.
TEST(OtherTools, EachStopsWhenTheSinkTakesNoMore) {
  const store::Timeline trace = testing::long_trace({.switches = 3000});
  for (const Exporter* one : of_the_whole()) {
    const Exporter& format = *one;
    int pieces = 0;
    EXPECT_FALSE(format.write(testing::english(), trace, {}, [&](std::string_view) {
      return ++pieces, false;
    })) << format.id;
    EXPECT_EQ(pieces, 1) << format.id;
  }
}

}  // namespace
}  // namespace greenlens::exports
