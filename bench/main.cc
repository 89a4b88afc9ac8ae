// greenlens_bench: runs the benchmarks, several times and mixed, and ends with tables of ratios.
//
// Takes Google Benchmark's options, for instance --benchmark_filter=switch/256.
#include <benchmark/benchmark.h>

#include <iterator>
#include <string>
#include <vector>

#include "bench/switch.h"
#include "bench/table.h"

namespace greenlens::bench {
namespace {

template <typename Names>
std::vector<std::string> list(const Names& names) {
  return {std::begin(names), std::end(names)};
}

void print_tables(const Medians& medians) {
  print(medians, {"One transfer between two greenlets, ns of thread CPU time (ratio to reference)",
                  "switch",
                  "bytes saved",
                  list(kSwitchSizes),
                  {"reference", "core", "Greenlet", "memcpy", "exchange", "Boost", "ucontext"},
                  "reference"});
  print(medians, {"One transfer among 100,000 in random order, ns (ratio to reference)",
                  "cold",
                  "bytes saved",
                  list(kColdSizes),
                  {"reference", "core", "Greenlet", "Boost", "ucontext"},
                  "reference"});
}

}  // namespace
}  // namespace greenlens::bench

int main(int argc, char** argv) {
  // Repetitions of all benchmarks are mixed, so that a machine that slows down meanwhile slows down
  // what is compared alike. What the user says comes later and wins.
  std::vector<std::string> words = {
      argv[0], "--benchmark_repetitions=7", "--benchmark_min_time=0.05",
      "--benchmark_enable_random_interleaving=true", "--benchmark_report_aggregates_only=true"};
  words.insert(words.end(), argv + 1, argv + argc);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;

  greenlens::bench::add_switches();
  greenlens::bench::Medians medians;
  if (benchmark::RunSpecifiedBenchmarks(&medians) == 0) return 1;
  greenlens::bench::print_tables(medians);
  return 0;
}
