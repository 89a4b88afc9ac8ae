// What it costs to write, open and look into traces that are long, and how that grows.
//
//   greenlens_store_bench [--switches N]... [--shape NAME] [--folder F]
//   greenlens_store_bench --write FILE --shape NAME --switches N
//
// The second one makes a recording to look at, and measures nothing.
// Without sizes: 100,000 and 1,000,000. Each line is measured in a process of its own, for its peak
// memory; files are removed at the end. The exponent is that of growth from the size before.
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bench/store/shapes.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::bench {
namespace {

// Of the processor: what others do on this machine is not measured, nor is waiting for a disk.
struct Clock {
  using time_point = double;
  static double now() {
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
  }
};

double ms_since(Clock::time_point start) { return Clock::now() - start; }

struct Measured {
  double ms = 0;
  double megabytes = 0;
};

// `measure` gives milliseconds; memory is that of the process that it runs in.
Measured alone(const std::function<double()>& measure) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    Measured measured;
    measured.ms = measure();
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    measured.megabytes = static_cast<double>(used.ru_maxrss) / 1024;
    _exit(write(ends[1], &measured, sizeof measured) == sizeof measured ? 0 : 1);
  }
  close(ends[1]);
  Measured measured;
  if (read(ends[0], &measured, sizeof measured) != sizeof measured) std::puts("  it died");
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return measured;
}

double write_trace(Shape shape, uint64_t switches, const std::string& path) {
  const auto start = Clock::now();
  std::ofstream file(path, std::ios::binary);
  store::TraceWriter writer([&](std::string_view bytes) {
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file.good();
  });
  store::TraceInfo info;
  info.title = shape_name(shape);
  writer.begin(info);
  tell(shape, switches, &writer);
  writer.finish();
  return ms_since(start);
}

std::unique_ptr<store::FileTrace> open(const std::string& path) {
  auto bytes = store::open_bytes(path);
  if (!bytes) std::abort();
  auto trace = store::FileTrace::open(std::move(*bytes), path);
  if (!trace || (*trace)->fault()) std::abort();
  return std::move(*trace);
}

double first_picture(const std::string& path) {
  const auto start = Clock::now();
  const auto trace = open(path);
  if (trace->at(trace->size() / 2).after.step != trace->size() / 2) std::abort();
  return ms_since(start);
}

double show_last(const std::string& path) {
  const auto start = Clock::now();
  const auto trace = open(path);
  if (trace->at(trace->size()).after.step != trace->size()) std::abort();
  return ms_since(start);
}

// The share of random steps that take no longer.
double random_step(const std::string& path, double share) {
  const auto trace = open(path);
  std::mt19937_64 random(1);
  std::vector<double> times;
  const auto begun = Clock::now();
  while (times.size() < 1000 && (times.size() < 50 || ms_since(begun) < 20'000)) {
    const uint64_t step = random() % trace->size();
    const auto start = Clock::now();
    if (trace->at(step).number != step) std::abort();
    times.push_back(ms_since(start));
  }
  std::sort(times.begin(), times.end());
  return times[static_cast<size_t>(share * static_cast<double>(times.size() - 1))];
}

// One after the other from the middle, each to where `go` leads; of one, on average.
double walk(const std::string& path, int times,
            const std::function<uint64_t(const store::FileTrace&, uint64_t)>& go) {
  const auto trace = open(path);
  uint64_t step = trace->size() / 2;
  const auto start = Clock::now();
  for (int i = 0; i < times; ++i) {
    step = go(*trace, step);
    if (trace->at(step).number != step) std::abort();
  }
  return ms_since(start) / times;
}

uint64_t next_switch(const store::FileTrace& trace, uint64_t step) {
  return trace.next(facts::Grain::switch_, step).value_or(0);
}
uint64_t previous_switch(const store::FileTrace& trace, uint64_t step) {
  return trace.previous(facts::Grain::switch_, step);
}

// The next event about a greenlet (the third one: a worker that is neither the first nor main).
uint64_t next_of_greenlet(const store::FileTrace& trace, uint64_t step) {
  constexpr facts::GreenletId kWho = 3;
  const auto wanted = [](const facts::Event& event) { return facts::subject(event.fact) == kWho; };
  return trace.find(step, store::Trace::Direction::forward, wanted, kWho).value_or(1);
}

// All events looked at for a text that is nowhere, up to the first ones of a trace that is long.
double search(const std::string& path) {
  const auto trace = open(path);
  const auto start = Clock::now();
  uint64_t looked = 0;
  trace->find(0, store::Trace::Direction::forward, [&](const facts::Event& event) {
    const auto* printed = std::get_if<facts::Printed>(&event.fact);
    return ++looked == 10'000'000 ||
           (printed != nullptr && printed->text.find("nowhere") != std::string::npos);
  });
  return ms_since(start);
}

class Table {
 public:
  void line(Shape shape, const char* what, uint64_t switches, const Measured& measured) {
    const std::string key = std::string(shape_name(shape)) + what;
    std::printf("%-14s %-18s %10llu %12.4f ms %8.1f MB", shape_name(shape), what,
                static_cast<unsigned long long>(switches), measured.ms, measured.megabytes);
    const auto before = before_.find(key);
    if (before != before_.end()) {
      const double times =
          std::log(static_cast<double>(switches) / static_cast<double>(before->second.first));
      std::printf("   n^%.2f time  n^%.2f memory",
                  std::log(measured.ms / before->second.second.ms) / times,
                  std::log(measured.megabytes / before->second.second.megabytes) / times);
    }
    std::printf("\n");
    std::fflush(stdout);
    before_[key] = {switches, measured};
  }

 private:
  std::map<std::string, std::pair<uint64_t, Measured>> before_;
};

void measure(Shape shape, uint64_t switches, const std::string& path, Table* table) {
  table->line(shape, "write", switches, alone([&] { return write_trace(shape, switches, path); }));
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  std::printf("%-14s %-18s %10llu %12.2f bytes a switch\n", shape_name(shape), "file",
              static_cast<unsigned long long>(switches),
              static_cast<double>(file.tellg()) / static_cast<double>(switches));
  table->line(shape, "first picture", switches, alone([&] { return first_picture(path); }));
  table->line(shape, "show last", switches, alone([&] { return show_last(path); }));
  table->line(shape, "random step p50", switches, alone([&] { return random_step(path, 0.5); }));
  table->line(shape, "random step p99", switches, alone([&] { return random_step(path, 0.99); }));
  const auto walked = [&](const char* what, int times, const auto& go) {
    table->line(shape, what, switches, alone([&] { return walk(path, times, go); }));
  };
  walked("step forward", 20'000, [](const auto&, uint64_t step) { return step + 1; });
  walked("step back", 20'000, [](const auto&, uint64_t step) { return step - 1; });
  walked("next switch", 1000, next_switch);
  walked("previous switch", 1000, previous_switch);
  walked("next of greenlet", 100, next_of_greenlet);
  table->line(shape, "search", switches, alone([&] { return search(path); }));
  std::remove(path.c_str());
}

}  // namespace
}  // namespace greenlens::bench

int main(int argc, char** argv) {
  using namespace greenlens::bench;
  std::vector<uint64_t> sizes;
  std::string only, folder = "/tmp", file;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--switches") sizes.push_back(std::strtoull(argv[i + 1], nullptr, 10));
    if (option == "--shape") only = argv[i + 1];
    if (option == "--folder") folder = argv[i + 1];
    if (option == "--write") file = argv[i + 1];
  }
  if (sizes.empty()) sizes = {100'000, 1'000'000};
  if (!file.empty()) {
    for (const Shape shape : kShapes) {
      if (only == shape_name(shape)) write_trace(shape, sizes.front(), file);
    }
    return 0;
  }
  Table table;
  for (const Shape shape : kShapes) {
    if (!only.empty() && only != shape_name(shape)) continue;
    for (const uint64_t size : sizes) {
      measure(shape, size, folder + "/greenlens-bench-" + std::to_string(getpid()), &table);
    }
  }
  return 0;
}
