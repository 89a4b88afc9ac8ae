// The benchmarks of a whole life: create, run an empty body, finish, free.
#ifndef GREENLENS_BENCH_LIFE_H_
#define GREENLENS_BENCH_LIFE_H_

namespace greenlens::bench {

// How many exist at once: one that makes room for the next, or so many that memory is taken anew.
constexpr const char* kLives[] = {"1", "1000"};

void add_lives();

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_LIFE_H_
