#include "bench/process.h"

#include <benchmark/benchmark.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "engine/cpp/greenlet.h"

namespace greenlens::bench {
namespace {

// Keeps this process, and those that it makes, on the processor that it runs on.
class OnOneProcessor {
 public:
  OnOneProcessor() {
    cpu_set_t here;
    CPU_ZERO(&here);
    CPU_SET(static_cast<size_t>(sched_getcpu()), &here);
    sched_getaffinity(0, sizeof(before_), &before_);
    sched_setaffinity(0, sizeof(here), &here);
  }
  ~OnOneProcessor() { sched_setaffinity(0, sizeof(before_), &before_); }

 private:
  cpu_set_t before_;
};

// A byte goes there through a pipe and comes back through another one.
class OtherProcess {
 public:
  OtherProcess() {
    if (pipe(to_) != 0 || pipe(from_) != 0) return;
    child_ = fork();
    if (child_ != 0) return;
    close(to_[1]);
    char byte;
    while (read(to_[0], &byte, 1) == 1 && write(from_[1], &byte, 1) == 1) continue;
    _exit(0);
  }
  ~OtherProcess() {
    close(to_[1]);
    if (child_ > 0) waitpid(child_, nullptr, 0);
    for (int end : {to_[0], from_[0], from_[1]}) close(end);
  }
  bool there_and_back() {
    char byte = 1;
    return write(to_[1], &byte, 1) == 1 && read(from_[0], &byte, 1) == 1;
  }

 private:
  int to_[2] = {-1, -1}, from_[2] = {-1, -1};
  pid_t child_ = -1;
};

// Half a trip is a switch: an iteration goes one way.
void processes(benchmark::State& state) {
  OtherProcess other;
  while (state.KeepRunningBatch(2)) {
    if (!other.there_and_back()) return state.SkipWithError("the other process does not answer");
  }
}

void greenlets(benchmark::State& state) {
  bool done = false;
  engine::Greenlet g("g", [&](const engine::Arguments&) -> engine::Value {
    engine::Greenlet main = engine::main_greenlet();
    while (!done) main.switch_to();
    return {};
  });
  g.switch_to();
  while (state.KeepRunningBatch(2)) g.switch_to();
  done = true;
  g.switch_to();
}

template <void run(benchmark::State&)>
void pinned(benchmark::State& state) {
  OnOneProcessor pin;
  run(state);
}

void add(const char* place, const char* column, void run(benchmark::State&)) {
  std::string name = std::string("process/") + place + "/" + column;
  benchmark::RegisterBenchmark(name.c_str(), run)->UseRealTime();
}

}  // namespace

void add_processes() {
  add(kProcessPlaces[0], "Greenlet", pinned<greenlets>);
  add(kProcessPlaces[0], "process", pinned<processes>);
  add(kProcessPlaces[1], "Greenlet", greenlets);
  add(kProcessPlaces[1], "process", processes);
}

}  // namespace greenlens::bench
