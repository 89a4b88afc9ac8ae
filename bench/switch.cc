// One transfer: the current slice goes, another comes.
#include "bench/switch.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>

#include "bench/cpython.h"
#include "bench/floors.h"
#include "bench/foreign.h"
#include "bench/ring.h"
#include "bench/subjects.h"

namespace greenlens::bench {
namespace {

constexpr size_t kColdCount = 100000;

template <typename Subject, bool kApart>
void hot(benchmark::State& state, size_t saved) {
  using Ring = Ring<Subject>;
  size_t batch = std::clamp<size_t>((size_t{16} << 20) / saved, 100, 10000);
  Ring ring(2, saved, Ring::Order::as_created, kApart ? Ring::Depth::two : Ring::Depth::same);
  while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(batch))) ring.run(batch);
  state.counters["saved"] = static_cast<double>(ring.saved());
}

template <typename Subject>
void cold(benchmark::State& state, size_t saved) {
  Ring<Subject> ring(kColdCount, saved, Ring<Subject>::Order::random);
  ring.run(kColdCount);
  while (state.KeepRunningBatch(kColdCount)) ring.run(kColdCount);
  state.counters["saved"] = static_cast<double>(ring.saved());
}

// Two copies and a place to put them, as two greenlets that alternate would use them.
struct Memory {
  explicit Memory(size_t bytes) {
    for (char*& block : blocks) {
      block = static_cast<char*>(std::aligned_alloc(4096, (bytes + 4095) / 4096 * 4096));
      std::memset(block, 1, bytes);
    }
  }
  ~Memory() {
    for (char* block : blocks) std::free(block);
  }
  char* blocks[3];
};

void two_memcpy(benchmark::State& state, size_t bytes) {
  Memory m(bytes);
  for (size_t i = 0; state.KeepRunning(); ++i) {
    copy_out_and_in(m.blocks[0], m.blocks[1 + i % 2], m.blocks[2 - i % 2], bytes);
    benchmark::ClobberMemory();
  }
}

void exchange_loop(benchmark::State& state, size_t bytes) {
  Memory m(bytes);
  while (state.KeepRunning()) {
    exchange(m.blocks[0], m.blocks[1], bytes);
    benchmark::ClobberMemory();
  }
}

template <typename Subject>
void add(const char* column) {
  for (const char* size : kSwitchSizes) {
    size_t bytes = static_cast<size_t>(std::atol(size));
    benchmark::RegisterBenchmark((std::string("switch/") + size + "/" + column).c_str(),
                                 hot<Subject, false>, bytes);
  }
  for (const char* size : kApartSizes) {
    if (!Subject::kSlices) break;
    size_t bytes = static_cast<size_t>(std::atol(size));
    benchmark::RegisterBenchmark((std::string("apart/") + size + "/" + column).c_str(),
                                 hot<Subject, true>, bytes);
  }
  for (const char* size : kColdSizes) {
    size_t bytes = static_cast<size_t>(std::atol(size));
    benchmark::RegisterBenchmark((std::string("cold/") + size + "/" + column).c_str(),
                                 cold<Subject>, bytes)
        ->Iterations(kColdCount * 3);
  }
}

}  // namespace

void add_switches() {
  add<ReferenceSubject>("reference");
  add<CoreSubject>("core");
  add<GreenletSubject>("Greenlet");
  add<BoostSubject>("Boost");
  add<UContextSubject>("ucontext");
#ifdef GREENLENS_BENCH_CPYTHON
  add<CPythonSubject>("CPython");
#endif
  for (const char* size : kSwitchSizes) {
    size_t bytes = static_cast<size_t>(std::atol(size));
    std::string row = std::string("switch/") + size + "/";
    benchmark::RegisterBenchmark((row + "memcpy").c_str(), two_memcpy, bytes);
    if (can_exchange()) {
      benchmark::RegisterBenchmark((row + "exchange").c_str(), exchange_loop, bytes);
    }
  }
}

}  // namespace greenlens::bench
