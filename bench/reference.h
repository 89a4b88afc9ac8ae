// The reference path: the articles' algorithm and nothing else.
//
// What every row of the benchmark is compared with: greenlet.c's save, restore and stub, without a
// language, without observers, without reference counts, and with what the articles say of its
// cost: each switch copies out, copies in, and takes and frees a heap block for it. It stands on
// the same arch_switch as the engine, so both keep the same registers and control words.
#ifndef GREENLENS_BENCH_REFERENCE_H_
#define GREENLENS_BENCH_REFERENCE_H_

#include <cstddef>

namespace greenlens::bench {

struct Reference {
  using Run = void (*)(void* argument);

  Reference(Run run, void* argument);
  ~Reference();  // of one that has finished or never started
  Reference(const Reference&) = delete;

  char* stack_start = nullptr;
  char* stack_stop = nullptr;
  char* stack_copy = nullptr;
  size_t stack_saved = 0;
  Reference* stack_prev = nullptr;
  Reference* parent = nullptr;  // who created it; control goes there when it ends
  Run run = nullptr;
  void* argument = nullptr;

  static Reference& current();
  void switch_to();
};

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_REFERENCE_H_
