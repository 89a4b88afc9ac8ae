// Writes small traces of every kind that a fuzzer may begin with.  usage: reader_seeds FOLDER
#include <fstream>
#include <string>

#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tests/tracer/scene/random_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::fuzz {
namespace {

std::string written(const store::Trace& trace, size_t per_chunk) {
  std::string bytes;
  store::TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; }, 1);
  writer.begin(testing::sample_info());
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    writer.add(trace.event(n));
    if (n % per_chunk == 0) writer.flush();
  }
  writer.finish();
  return bytes;
}

// Facts that mean nothing together.
store::Timeline nonsense(unsigned seed) {
  testing::RandomFacts facts(seed);
  store::Timeline timeline;
  for (size_t i = 0; i < 60; ++i) {
    facts::Event event = facts.event(i % testing::RandomFacts::kTypes);
    event.thread = static_cast<facts::ThreadId>(i % 3);
    timeline.append(std::move(event));
  }
  return timeline;
}

int write(const std::string& folder) {
  const auto put = [&](const std::string& name, const std::string& bytes) {
    std::ofstream(folder + "/" + name, std::ios::binary) << bytes;
  };
  for (unsigned i = 1; i <= 3; ++i) {
    const std::string number = std::to_string(i);
    put("nonsense" + number, written(nonsense(i), 20));
    put("random" + number, written(testing::random_timeline({i, 4, 12, 200}), 25));
    put("noted" + number, testing::noted_trace(2 * i, 40 * i, testing::Order::random, i).bytes);
  }
  put("sample", written(testing::sample_timeline(), 9));
  put("noted_in_turn", testing::noted_bytes(3, 200, testing::Order::back_and_forth));
  return 0;
}

}  // namespace
}  // namespace greenlens::fuzz

int main(int argc, char** argv) { return argc == 2 ? greenlens::fuzz::write(argv[1]) : 2; }
