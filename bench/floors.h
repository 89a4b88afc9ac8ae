// What no engine that copies slices can beat: the copying alone.
#ifndef GREENLENS_BENCH_FLOORS_H_
#define GREENLENS_BENCH_FLOORS_H_

#include <cstddef>

namespace greenlens::bench {

// `bytes` are a multiple of 64.
void copy_out_and_in(char* stack, char* out, const char* in, size_t bytes);  // two memcpy
bool can_exchange();                                                         // is there AVX2?
void exchange(char* stack, char* copy, size_t bytes);                        // each byte once

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_FLOORS_H_
