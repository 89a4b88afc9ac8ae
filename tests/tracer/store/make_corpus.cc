// Writes the corpus's files of the present version, for when it becomes another: make_corpus FOLDER
// VERSION. What a version's files hold is never changed once somebody may have such files.
#include <fstream>
#include <string>

#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens {
namespace {

enum class End { finished, killed };

std::string written(const store::Trace& trace, size_t per_chunk, End end = End::finished) {
  std::string bytes;
  store::TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; }, 1);
  writer.begin(trace.info());
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    writer.add(trace.event(n));
    if (n % per_chunk == 0) writer.flush();
  }
  if (end == End::finished) writer.finish();
  return bytes;
}

int make(const std::string& folder, const std::string& version) {
  const auto put = [&](const char* name, const std::string& bytes) {
    std::ofstream(folder + "/" + version + "_" + name + ".gltrace", std::ios::binary) << bytes;
  };
  put("sample", written(testing::sample_timeline(), 10));
  put("one_chunk", written(testing::sample_timeline(), 100'000));
  put("lossy", written(testing::lossy_timeline(), 7));
  put("contradictory", written(testing::contradictory_timeline(), 9));
  put("hostile", written(testing::hostile_timeline(), 50));
  const std::string killed = written(testing::sample_timeline(), 10, End::killed);
  put("cut", killed.substr(0, killed.size() - 17));
  // Of which switches were only noted: all, or those in the middle.
  put("lean", testing::noted_trace(5, 120).bytes);
  put("lean_mixed", testing::mixed_trace(5, 120).bytes);
  return 0;
}

}  // namespace
}  // namespace greenlens

int main(int argc, char** argv) { return argc == 3 ? greenlens::make(argv[1], argv[2]) : 2; }
