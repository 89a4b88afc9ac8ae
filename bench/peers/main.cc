// greenlens_peers: the same work by each library, in turn, and a table of it. bench/peers.sh builds
// and runs it.
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "bench/peers/peer.h"
#include "bench/subjects.h"

namespace greenlens::bench {
namespace {

std::vector<Peer> peers() {
  return {
      peer<ReferenceSubject>("reference"),
      peer<CoreSubject>("core"),
      peer<GreenletSubject>("Greenlet"),
#ifdef GREENLENS_PEER_LIBACO
      libaco(),
#endif
#ifdef GREENLENS_PEER_LIBCO
      libco(),
#endif
#ifdef GREENLENS_PEER_MINICORO
      minicoro(),
#endif
#ifdef GREENLENS_PEER_BOOST
      boost(),
#endif
  };
}

constexpr int kBatches = 200;

double now() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e9 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec);
}

struct Cell {
  std::function<void(size_t)> work;
  std::vector<double> times{};  // ns for one, of each batch

  void run(size_t count) {
    double start = now();
    work(count);
    times.push_back((now() - start) / static_cast<double>(count));
  }
  // Other jobs on the machine make batches longer, never shorter: this is of the quiet ones.
  double quiet() {
    auto tenth = times.begin() + static_cast<ptrdiff_t>(times.size() / 10);
    std::nth_element(times.begin(), tenth, times.end());
    return *tenth;
  }
};

struct Row {
  std::string name;
  size_t batch;
  std::vector<Cell> cells{};  // in the order of the peers
};

std::vector<Row> rows(const std::vector<Peer>& peers) {
  std::vector<Row> all;
  // A peer with a stack of its own for each has to have room on it.
  for (size_t bytes : {size_t{0}, size_t{1024}, size_t{4096}, size_t{8192}}) {
    Row row = {"a visit, " + std::to_string(bytes) + " B more", 2000};
    for (const Peer& peer : peers) row.cells.push_back({peer.two_in_turn(bytes)});
    all.push_back(std::move(row));
  }
  Row lives = {"a life", 1000};
  for (const Peer& peer : peers) lives.cells.push_back({peer.lives});
  all.push_back(std::move(lives));
  return all;
}

void print_row(const std::string& name, const std::vector<double>& values) {
  std::printf("| %s |", name.c_str());
  for (double value : values) {
    std::printf(value < 1000 ? " %.1f (%.2f) |" : " %.0f (%.2f) |", value, value / values[0]);
  }
  std::printf("\n");
  std::fflush(stdout);
}

double resident_bytes() {
  long total = 0, resident = 0;
  FILE* statm = std::fopen("/proc/self/statm", "r");
  if (statm == nullptr || std::fscanf(statm, "%ld %ld", &total, &resident) != 2) std::abort();
  std::fclose(statm);
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// Of each suspended one, measured in a process in which nothing else has been.
double idle_bytes(const Peer& peer) {
  constexpr size_t kCount = 100000;
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  pid_t child = fork();
  if (child == 0) {
    double before = resident_bytes();
    peer.suspend(kCount);
    double each = (resident_bytes() - before) / static_cast<double>(kCount);
    bool told = write(ends[1], &each, sizeof each) == sizeof each;
    _exit(told ? 0 : 1);
  }
  close(ends[1]);
  double each = 0;
  if (read(ends[0], &each, sizeof each) != sizeof each) {
    std::fprintf(stderr, "greenlens_peers: %s's process has failed\n", peer.name);
  }
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return each;
}

void print_all() {
  const std::vector<Peer> compared = peers();
  std::vector<double> idle;  // first: children shall find a heap that nobody has used
  for (const Peer& peer : compared) idle.push_back(idle_bytes(peer));

  std::vector<Row> all = rows(compared);
  for (int i = 0; i < kBatches; ++i) {
    for (Row& row : all) {
      for (Cell& cell : row.cells) cell.run(row.batch);
    }
  }

  std::printf("ns of thread CPU time, the tenth percentile of %d batches (ratio to reference)\n\n|",
              kBatches);
  for (const Peer& peer : compared) std::printf(" | %s", peer.name);
  std::printf(" |\n|---|");
  for (size_t i = 0; i < compared.size(); ++i) std::printf("---:|");
  std::printf("\n");
  for (Row& row : all) {
    std::vector<double> values;
    for (Cell& cell : row.cells) values.push_back(cell.quiet());
    print_row(row.name, values);
  }
  print_row("resident bytes of an idle one", idle);
}

}  // namespace
}  // namespace greenlens::bench

int main() {
  greenlens::bench::print_all();
  std::fflush(stdout);
  std::_Exit(0);  // those that wait are not ended
}
