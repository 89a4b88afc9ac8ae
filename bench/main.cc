// greenlens_bench: runs the benchmarks, several times and mixed, and ends with tables of ratios.
//
// Takes Google Benchmark's options, for instance --benchmark_filter=switch/256.
#include <benchmark/benchmark.h>

#include <iterator>
#include <string>
#include <vector>

#include "bench/idle.h"
#include "bench/life.h"
#include "bench/process.h"
#include "bench/switch.h"
#include "bench/table.h"
#include "bench/watched.h"

namespace greenlens::bench {
namespace {

template <typename Names>
std::vector<std::string> list(const Names& names) {
  return {std::begin(names), std::end(names)};
}

void print_tables(const Medians& medians) {
  const std::vector<std::string> switchers = {"reference", "core",     "Greenlet", "CPython",
                                              "memcpy",    "exchange", "Boost",    "ucontext"};
  print(medians, {"One transfer between two greenlets, ns of thread CPU time (ratio to reference)",
                  "switch", "bytes saved", list(kSwitchSizes), switchers, "reference", true});
  print(medians, {"One transfer between two that lie at two depths, ns (ratio to reference)",
                  "apart", "bytes saved", list(kApartSizes), switchers, "reference", true});
  print(medians, {"One transfer among 100,000 in random order, ns (ratio to reference)", "cold",
                  "bytes saved", list(kColdSizes), switchers, "reference", true});
  print(medians, {"Create, run an empty body, finish and free, ns (ratio to Boost)", "life",
                  "at once", list(kLives), switchers, "Boost", false});
  print(medians, {"One transfer of the core while somebody watches, ns (ratio to nobody)",
                  "watched",
                  "bytes saved",
                  list(kWatchedSizes),
                  {"nobody", "observer", "counter", "recorder"},
                  "nobody",
                  true});
  print(medians, {"Resident bytes for each suspended greenlet (ratio to reference)", "idle",
                  "greenlets", list(kIdleCounts), switchers, "reference", false});
  print(medians, {"One switch, ns that passed (ratio to a switch of processes)",
                  "process",
                  "on",
                  list(kProcessPlaces),
                  {"Greenlet", "process"},
                  "process",
                  false});
}

}  // namespace
}  // namespace greenlens::bench

int main(int argc, char** argv) {
  if (argc == 4 && std::string(argv[1]) == "--idle") {
    return greenlens::bench::measure_idle(argv[2], argv[3]);
  }
  // Repetitions of all benchmarks are mixed, so that a machine that slows down meanwhile slows down
  // what is compared alike. What the user says comes later and wins.
  std::vector<std::string> words = {argv[0], "--benchmark_repetitions=7",
                                    "--benchmark_min_time=0.05",
                                    "--benchmark_enable_random_interleaving=true"};
  words.insert(words.end(), argv + 1, argv + argc);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;

  greenlens::bench::add_switches();
  greenlens::bench::add_lives();
  greenlens::bench::add_watched();
  greenlens::bench::add_idle();
  greenlens::bench::add_processes();
  greenlens::bench::Medians medians;
  if (benchmark::RunSpecifiedBenchmarks(&medians) == 0) return 1;
  greenlens::bench::print_tables(medians);
  return 0;
}
