// A switch beside what the system does for the same purpose: a turn between two processes.
#ifndef GREENLENS_BENCH_PROCESS_H_
#define GREENLENS_BENCH_PROCESS_H_

namespace greenlens::bench {

// Both sides on the same processor, or each where the system puts it.
constexpr const char* kProcessPlaces[] = {"same processor", "any processor"};

void add_processes();

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_PROCESS_H_
