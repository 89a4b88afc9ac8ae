// What it costs a program to be recorded, and the recorder to record it: the same program, this
// one, unwatched and in every detail, one run after the other.
//
//   greenlens_recording_bench [--switches N]... [--greenlets N]... [--threads N]...
//
// Without numbers: 100,000 and 1,000,000 switches; a main greenlet and 2 or 2,000 others, to one of
// which, in no order, it switches and which switches back; one thread and four. Times are of the
// processor, for each switch; those of the program without what it does before and after. Notes
// alone are measured by greenlens_bench, the reading of what was recorded by greenlens_store_bench.
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "tracer/record/attach.h"

namespace greenlens::bench {
namespace {

// --- the program
double thread_ns() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e9 + static_cast<double>(used.tv_nsec);
}

// How long the switches took.
double go_round(uint64_t switches, uint64_t others, unsigned seed) {
  engine::Greenlet main = engine::current();
  std::vector<engine::Greenlet> workers;
  for (uint64_t i = 0; i < others; ++i) {
    workers.emplace_back("worker-" + std::to_string(i + 1),
                         [main](const engine::Arguments&) mutable {
                           for (;;) main.switch_to();
                           return engine::Value();
                         });
    workers.back().switch_to();
  }
  std::mt19937 random(seed);
  const double begun = thread_ns();
  for (uint64_t i = 0; i < switches; i += 2) workers[random() % others].switch_to();
  return thread_ns() - begun;
}

int be_the_program(char** arguments) {
  const uint64_t switches = std::strtoull(arguments[0], nullptr, 10);
  const uint64_t others = std::strtoull(arguments[1], nullptr, 10);
  const uint64_t threads = std::strtoull(arguments[2], nullptr, 10);
  record::Attachment watched("recorded", __FILE__);
  std::vector<double> took(threads);
  std::vector<std::thread> all;
  for (uint64_t i = 0; i < threads; ++i) {
    all.emplace_back([&, i] {
      took[i] = go_round(switches / threads, others / threads, static_cast<unsigned>(i + 1));
    });
  }
  for (std::thread& thread : all) thread.join();
  double ns = 0;
  for (const double one : took) ns += one;
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const double all_ms = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
                        static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
  std::ofstream(arguments[3]) << ns << ' ' << all_ms << '\n';
  watched.finish();
  return 0;
}

// --- who measures it
struct Measured {
  double program_ns = 0, recorder_ns = 0, passed_ns = 0;  // a switch
  double bytes = 0;                                       // a switch
  double megabytes = 0;                                   // of the larger of the two
};

double clock_ms() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void start(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  if (std::freopen("/dev/null", "w", stdout) == nullptr) _exit(126);
  if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(126);
  execv(pointers[0], pointers.data());
  _exit(127);
}

struct Run {
  uint64_t switches = 0, others = 0, threads = 0;
};

// An empty detail: unwatched.
Measured measure(const Run& run, const std::string& detail, const std::string& folder) {
  const std::string self = "/proc/self/exe", file = folder + "/recorded.gltrace",
                    times = folder + "/times";
  char path[4096] = {};
  if (readlink(self.c_str(), path, sizeof path - 1) < 0) return {};
  std::vector<std::string> words = {path,
                                    "--program",
                                    std::to_string(run.switches),
                                    std::to_string(run.others),
                                    std::to_string(run.threads),
                                    times};
  if (!detail.empty()) {
    words.insert(words.begin(), {GREENLENS_CLI, "record", "--detail", detail, "-o", file, "--"});
    if (detail == "full") words.insert(words.begin() + 2, {"--bytes", "full"});
  }
  std::fflush(stdout);
  const double begun = clock_ms();
  const pid_t child = fork();
  if (child == 0) start(words);
  rusage used{};
  int status = 0;
  wait4(child, &status, 0, &used);
  const double passed = clock_ms() - begun;
  double program_ns = 0, program_ms = 0;
  std::ifstream(times) >> program_ns >> program_ms;
  if (status != 0 || program_ns == 0) {
    std::fprintf(stderr, "%s did not end well.\n", words[0].c_str());
    std::exit(1);
  }
  const auto switches = static_cast<double>(run.switches);
  const double all_ms = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
                        static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
  Measured measured;
  measured.program_ns = program_ns / switches;
  measured.passed_ns = passed * 1e6 / switches;
  measured.megabytes = static_cast<double>(used.ru_maxrss) / 1024;
  if (!detail.empty()) {
    measured.recorder_ns = (all_ms - program_ms) * 1e6 / switches;
    struct stat about {};
    if (stat(file.c_str(), &about) == 0) {
      measured.bytes = static_cast<double>(about.st_size) / switches;
    }
    unlink(file.c_str());
  }
  unlink(times.c_str());
  return measured;
}

void compare(const Run& run, const std::string& folder) {
  std::printf("\n%llu switches, %llu greenlets, %llu thread(s)\n",
              static_cast<unsigned long long>(run.switches),
              static_cast<unsigned long long>(run.others),
              static_cast<unsigned long long>(run.threads));
  std::printf("| %-9s | %16s | %12s | %10s | %8s | %8s |\n", "", "program, ns", "recorder, ns",
              "passed, ns", "bytes", "MB");
  std::printf("|---|---:|---:|---:|---:|---:|\n");
  double unwatched = 0;
  for (const char* detail : {"", "switches", "auto", "phases", "full"}) {
    const Measured m = measure(run, detail, folder);
    if (*detail == '\0') unwatched = m.program_ns;
    std::printf("| %-9s | %8.1f (%5.2f) | %12.0f | %10.0f | %8.2f | %8.1f |\n",
                *detail == '\0' ? "unwatched" : detail, m.program_ns, m.program_ns / unwatched,
                m.recorder_ns, m.passed_ns, m.bytes, m.megabytes);
    std::fflush(stdout);
  }
}

int main_of(int argc, char** argv) {
  if (argc == 6 && std::strcmp(argv[1], "--program") == 0) return be_the_program(argv + 2);
  std::vector<uint64_t> switches, others, threads;
  for (int i = 1; i + 1 < argc; i += 2) {
    const uint64_t number = std::strtoull(argv[i + 1], nullptr, 10);
    if (number == 0) break;
    if (std::strcmp(argv[i], "--switches") == 0) switches.push_back(number);
    if (std::strcmp(argv[i], "--greenlets") == 0) others.push_back(number);
    if (std::strcmp(argv[i], "--threads") == 0) threads.push_back(number);
  }
  if (switches.empty()) switches = {100'000, 1'000'000};
  if (others.empty()) others = {2, 2000};
  if (threads.empty()) threads = {1, 4};
  char folder[] = "/tmp/greenlens-recording-XXXXXX";
  if (mkdtemp(folder) == nullptr) return 1;
  for (const uint64_t t : threads) {
    for (const uint64_t o : others) {
      if (o < t) continue;
      for (const uint64_t s : switches) compare({s, o, t}, folder);
    }
  }
  rmdir(folder);
  return 0;
}

}  // namespace
}  // namespace greenlens::bench

int main(int argc, char** argv) { return greenlens::bench::main_of(argc, argv); }
