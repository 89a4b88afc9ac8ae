// The benchmarks of a switch that somebody watches.
#ifndef GREENLENS_BENCH_WATCHED_H_
#define GREENLENS_BENCH_WATCHED_H_

namespace greenlens::bench {

constexpr const char* kWatchedSizes[] = {"256", "4096"};

void add_watched();

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_WATCHED_H_
