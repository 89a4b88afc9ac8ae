#include "bench/life.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "bench/cpython.h"
#include "bench/foreign.h"
#include "bench/subjects.h"

namespace greenlens::bench {
namespace {

template <typename Subject>
struct Life {
  typename Subject::Handle self{};

  void create() {
    self = Subject::make([](void* life) { Subject::end(static_cast<Life*>(life)->self); }, this);
  }
  void run_and_free() {
    Subject::go(Subject::main(), self);
    Subject::drop(self);
  }
};

template <typename Subject>
void lives(benchmark::State& state, size_t at_once) {
  std::vector<Life<Subject>> all(at_once);
  while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(at_once))) {
    for (auto& life : all) life.create();
    for (auto& life : all) life.run_and_free();
  }
}

template <typename Subject>
void add(const char* column) {
  for (const char* at_once : kLives) {
    benchmark::RegisterBenchmark((std::string("life/") + at_once + "/" + column).c_str(),
                                 lives<Subject>, static_cast<size_t>(std::atol(at_once)));
  }
}

}  // namespace

void add_lives() {
  add<ReferenceSubject>("reference");
  add<CoreSubject>("core");
  add<GreenletSubject>("Greenlet");
  add<BoostSubject>("Boost");
  add<UContextSubject>("ucontext");
#ifdef GREENLENS_BENCH_CPYTHON
  add<CPythonSubject>("CPython");
#endif
}

}  // namespace greenlens::bench
