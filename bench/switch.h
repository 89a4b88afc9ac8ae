// The benchmarks of a transfer.
#ifndef GREENLENS_BENCH_SWITCH_H_
#define GREENLENS_BENCH_SWITCH_H_

#include <benchmark/benchmark.h>

namespace greenlens::bench {

// Bytes of the slice that goes, and of the one that comes.
constexpr const char* kSwitchSizes[] = {"64", "256", "1024", "4096", "16384", "65536", "262144"};
constexpr const char* kColdSizes[] = {"256", "1024"};
constexpr const char* kApartSizes[] = {"256", "1024", "4096", "65536"};

void add_switches();

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_SWITCH_H_
