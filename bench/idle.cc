#include "bench/idle.h"

#include <benchmark/benchmark.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "bench/cpython.h"
#include "bench/foreign.h"
#include "bench/subjects.h"

namespace greenlens::bench {
namespace {

double resident_bytes() {
  long total = 0, resident = 0;
  FILE* statm = std::fopen("/proc/self/statm", "r");
  if (statm == nullptr || std::fscanf(statm, "%ld %ld", &total, &resident) != 2) std::abort();
  std::fclose(statm);
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// Starts them, and leaves them suspended as shallow as can be.
template <typename Subject>
void suspend_many(size_t count) {
  static std::vector<typename Subject::Handle> all;
  all.resize(count);
  static typename Subject::Handle self;
  auto body = [](void*) {
    for (;;) Subject::go(self, Subject::main());
  };
  auto suspend = [&](size_t i) {
    self = all[i] = Subject::make(body, nullptr);
    Subject::go(Subject::main(), self);
  };
  suspend(0);  // brings along what is there once
  double before = resident_bytes();
  for (size_t i = 1; i < count; ++i) suspend(i);
  double each = (resident_bytes() - before) / static_cast<double>(count - 1);
  std::printf("%.1f %zu\n", each, Subject::saved(all[count / 2]));
  std::fflush(stdout);
  std::_Exit(0);
}

struct Subject {
  const char* name;
  void (*suspend_many)(size_t count);
  size_t most;  // of those with stacks of their own, a million would not fit
};

constexpr Subject kSubjects[] = {
    {"reference", suspend_many<ReferenceSubject>, 1000000},
    {"core", suspend_many<CoreSubject>, 1000000},
    {"Greenlet", suspend_many<GreenletSubject>, 1000000},
    {"Boost", suspend_many<BoostSubject>, 100000},
    {"ucontext", suspend_many<UContextSubject>, 100000},
#ifdef GREENLENS_BENCH_CPYTHON
    {"CPython", suspend_many<CPythonSubject>, 100000},
#endif
};

void in_another_process(benchmark::State& state, const char* subject, const char* count) {
  double bytes = 0, saved = 0;
  for (auto _ : state) {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    pid_t child = fork();
    if (child == 0) {
      dup2(ends[1], STDOUT_FILENO);
      execl("/proc/self/exe", "greenlens_bench", "--idle", subject, count, nullptr);
      std::_Exit(1);
    }
    close(ends[1]);
    FILE* answer = fdopen(ends[0], "r");
    if (std::fscanf(answer, "%lf %lf", &bytes, &saved) != 2) {
      state.SkipWithError("its process has failed");
    }
    std::fclose(answer);
    waitpid(child, nullptr, 0);
  }
  state.counters["bytes"] = bytes;
  state.counters["saved"] = saved;
}

}  // namespace

void add_idle() {
  for (const Subject& subject : kSubjects) {
    for (const char* count : kIdleCounts) {
      if (static_cast<size_t>(std::atol(count)) > subject.most) continue;
      std::string name = std::string("idle/") + count + "/" + subject.name;
      benchmark::RegisterBenchmark(name.c_str(), in_another_process, subject.name, count)
          ->Iterations(1)
          ->Repetitions(3);
    }
  }
}

int measure_idle(const char* subject, const char* count) {
  for (const Subject& each : kSubjects) {
    if (std::strcmp(each.name, subject) == 0) {
      each.suspend_many(static_cast<size_t>(std::atol(count)));
    }
  }
  std::fprintf(stderr, "greenlens_bench: there is no '%s' to measure\n", subject);
  return 2;
}

}  // namespace greenlens::bench
