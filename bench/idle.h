// What an idle greenlet costs: bytes of resident memory for each of many suspended ones.
#ifndef GREENLENS_BENCH_IDLE_H_
#define GREENLENS_BENCH_IDLE_H_

namespace greenlens::bench {

constexpr const char* kIdleCounts[] = {"100000", "1000000"};

// Each count is measured in a process of its own, in which nothing else has been: this program,
// called again as `greenlens_bench --idle SUBJECT COUNT`.
void add_idle();
// That process: prints the bytes and the size of a slice.
int measure_idle(const char* subject, const char* count);

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_IDLE_H_
