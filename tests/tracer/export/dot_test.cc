// A step as a graph.
#include <gtest/gtest.h>

#include "tests/support/sample_trace.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/store/long_trace.h"

namespace greenlens::exports {
namespace {

std::string dot_of(const store::Trace& trace, uint64_t step) {
  ExportOptions options;
  options.step = step;
  return whole(*find_exporter("dot"), trace, options);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

// After gr2 has switched back to gr1: by the script in sample_trace.cc.
TEST(Dot, TheSampleIsATreeWithItsSwitches) {
  const std::string text = dot_of(testing::sample_timeline(), 46);
  EXPECT_TRUE(has(text, "g1 [label=\"main\\nsuspended\\n160 B in the heap\"")) << text;
  EXPECT_TRUE(has(text, "g2 [label=\"gr1\\nrunning\"")) << text;
  EXPECT_TRUE(has(text, "g3 [label=\"gr2\\nsuspended\\n432 B in the heap\"")) << text;
  EXPECT_TRUE(has(text, "g1 -> g2 [dir=back];\n  g1 -> g3 [dir=back];\n")) << text;
  for (const char* way : {"g1 -> g2", "g2 -> g3", "g3 -> g2"}) {
    EXPECT_TRUE(has(text, std::string(way) + " [style=dashed, constraint=false, label=\"1\"]"))
        << way << text;
  }
  EXPECT_FALSE(has(text, "g2 -> g1"));
}

TEST(Dot, CountsTheSwitchesUntilTheStep) {
  const store::Timeline trace = testing::long_trace({.switches = 200, .threads = 2});
  const std::string text = dot_of(trace, trace.size());
  uint64_t dashed = 0;
  for (size_t at = 0; (at = text.find("label=\"", at)) != text.npos; ++at) {
    const size_t line = text.rfind('\n', at);
    if (text.find("dashed, constraint", line) < at) dashed += std::stoull(text.substr(at + 7));
  }
  EXPECT_EQ(dashed, trace.state(trace.size()).switches);
  EXPECT_TRUE(has(text, "subgraph cluster_2")) << "a thread has a frame of its own";
  EXPECT_FALSE(has(dot_of(trace, 0), "dashed, constraint"));
}

TEST(Dot, NamesMayHoldAnything) {
  store::Timeline trace;
  for (facts::Event event : testing::sample_events()) {
    if (auto* made = std::get_if<facts::GreenletCreated>(&event.fact)) {
      if (made->name == "gr1") made->name = "\"];\\N &lt;b&gt;\n";
    }
    trace.append(event);
  }
  EXPECT_TRUE(has(dot_of(trace, 10), R"(g2 [label="\"];\\N &amp;lt;b&amp;gt;␊\n)"))
      << dot_of(trace, 10);
}

}  // namespace
}  // namespace greenlens::exports
