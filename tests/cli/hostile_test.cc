// Texts that hold anything, on the real binary's every face: of a trace, of a program that runs, of
// the command line itself.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/cli/command.h"
#include "tests/support/hostile_trace.h"
#include "tracer/export/exporter.h"

namespace greenlens::cli {
namespace {

TEST_F(Command, LetsNothingThroughOfWhatATracesTextsHold) {
  std::ofstream(folder_ + "/hostile.gltrace", std::ios::binary)
      << testing::as_file(testing::hostile_timeline());
  const uint64_t steps = testing::hostile_timeline().size();
  for (uint64_t step = 0; step <= steps; step += 7) {
    const std::string at = "show hostile.gltrace --step " + std::to_string(step);
    for (const char* as : {"", " --json"}) {
      const Result shown = greenlens(at + as);
      EXPECT_EQ(shown.code, 0) << shown.err;
      EXPECT_EQ(testing::raw_in(shown.out + shown.err), "") << at << as;
    }
  }
  for (const char* as : {"", "--json "}) {
    const Result checked = greenlens(std::string("check hostile.gltrace ") + as);
    EXPECT_EQ(testing::raw_in(checked.out + checked.err), "") << as;
  }
  for (const char* as : {"", "--template", "--json", "--level addresses --hands", "--perform 20",
                         "--perform 20 --json"}) {
    const Result asked = greenlens(std::string("quiz hostile.gltrace --count 100 ") + as);
    EXPECT_LE(asked.code, 1) << as << asked.err;
    EXPECT_EQ(testing::raw_in(asked.out + asked.err), "") << as;
  }
  for (const exports::Exporter& exporter : exports::exporters()) {
    if (exporter.needs.each && !exporter.needs.step) continue;  // a film: minutes, and ffmpeg
    const bool is_text = !exporter.needs.scale && !exporter.needs.paper;
    const std::string to = folder_ + "/x" + exporter.ending;
    const Result written = greenlens("export hostile.gltrace -o " + to);
    EXPECT_EQ(written.code, 0) << written.err;
    EXPECT_EQ(testing::raw_in(written.out + written.err), "") << exporter.id;
    if (!is_text || std::string(exporter.id) == "pftrace") continue;  // see pftrace_test.cc
    std::string file = slurp(to);
    if (std::string(exporter.id) == "csv") std::erase(file, '\r');  // the format's own
    EXPECT_EQ(testing::raw_in(file), "") << exporter.id;
  }
  EXPECT_EQ(greenlens("snapshot hostile.gltrace --step middle -o x.png").code, 0);
}

// What a person names may be anything, too: it comes back in sentences.
TEST_F(Command, LetsNothingThroughOfWhatItIsCalledWith) {
  const std::string name = R"($'\x1b[31m\u202e\xff\n')";
  const std::string in_bash[] = {"show " + name + " --step 1",
                                 "check " + name,
                                 "run " + name,
                                 "run ./" + name + " --text",
                                 "record jump -o /nowhere/" + name,
                                 "record jump -o " + name,
                                 "export " + name + " -o " + name,
                                 "show x --step 1 --grain " + name,
                                 "run jump " + name,
                                 "snapshot x -o x.png --size " + name,
                                 name,
                                 "show x --step 1 --" + name,
                                 "quiz " + name,
                                 "quiz x --kinds " + name,
                                 "quiz x --perform " + name,
                                 "view " + name};
  for (const std::string& arguments : in_bash) {
    const Result result = greenlens(arguments);
    EXPECT_EQ(result.code == 0, arguments.starts_with("record jump -o $")) << arguments;
    EXPECT_EQ(testing::raw_in(result.out + result.err), "") << arguments;
  }
}

TEST_F(Command, LetsNothingThroughOfWhatAProgramNamesAndPrints) {
  const std::string program = GREENLENS_CRASHING_PROGRAM " hostile";
  const Result text = greenlens("run " + program + " --text");
  EXPECT_EQ(testing::raw_in(text.out + text.err), "");
  EXPECT_NE(text.out.find("␛[31m"), std::string::npos) << text.out;
  const Result recorded = greenlens("record " + program + " -o x.gltrace");
  EXPECT_EQ(testing::raw_in(recorded.err), "");
  EXPECT_NE(recorded.err.find("nobody catches this␛[31m"), std::string::npos) << recorded.err;
}

TEST_F(Command, SaysThatMemoryDoesNotSuffice) {
  // The sample, with slices of zeros: a step takes one of them, in the chunk and in the event.
  store::Timeline large = testing::hostile_timeline();
  facts::SliceSaved slice;
  slice.owner = 9;
  slice.bytes = std::string(60 << 20, '\0');
  for (int i = 0; i < 6; ++i) large.append({1, 1, 0, 0, slice});
  std::ofstream(folder_ + "/large", std::ios::binary) << testing::as_file(large);
  large = {};
  EXPECT_EQ(greenlens("show large --step last").code, 0);
  const Result lacking = shell("ulimit -v 150000; \"$GREENLENS\" show large --step last");
  EXPECT_EQ(lacking.code, 3);
  EXPECT_NE(lacking.err.find("memory"), std::string::npos) << lacking.err;
}

}  // namespace
}  // namespace greenlens::cli
