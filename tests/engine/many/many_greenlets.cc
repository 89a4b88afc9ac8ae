// Many suspended greenlets inside a small stack: every one is started, suspended, resumed in
// another order and run to its end (each 16th is dropped while suspended instead), and the memory
// returns.
//
// The limit is a real one: the program sets RLIMIT_STACK and runs itself again. usage:
// many_greenlets COUNT STACK_KIB [MIB_LEFT]
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

#include "engine/cpp/greenlet.h"

namespace {
using namespace greenlens::engine;

[[noreturn]] void fail(const char* what, long which) {
  std::printf("greenlet %ld: %s\n", which, what);
  std::fflush(stdout);
  std::_Exit(1);
}

double resident_mib() {
  std::ifstream statm("/proc/self/statm");
  double total = 0, resident = 0;
  statm >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// Counts of what became of them. Not on a stack.
long suspended, finished, killed;
char* highest;
char* lowest;

void note_depth() {
  char here;
  char* address = &here;
  asm volatile("" : "+r"(address));
  if (lowest == nullptr || address < lowest) lowest = address;
}

// What a greenlet leaves on the stack while it is suspended.
__attribute__((noinline)) Value wait(int64_t number) {
  volatile int64_t room[16];
  for (int i = 0; i < 16; ++i) room[i] = number * 31 + i;
  note_depth();
  ++suspended;
  Value got;
  try {
    // Not current().parent(): a handle on itself would keep a dropped greenlet alive.
    got = main_greenlet().switch_to(number);
  } catch (const GreenletExit&) {
    ++killed;
    throw;
  }
  for (int i = 0; i < 16; ++i) {
    if (room[i] != number * 31 + i) fail("a local changed while it was suspended", number);
  }
  ++finished;
  return got;
}

Value body(const Arguments& first) { return wait(*first[0].as_int()); }

constexpr long kWarmUp = 1000;

void run(long count) {
  double before = resident_mib();
  std::vector<Greenlet> all;
  all.reserve(static_cast<size_t>(count));
  for (long i = 0; i < count; ++i) {
    all.emplace_back("", body);
    if (!(all.back().switch_to(i) == Value(int64_t{i}))) fail("handed out another value", i);
  }
  if (suspended != count) fail("that many were suspended", suspended);
  double peak = resident_mib() - before;
  size_t in_heap = 0;
  for (const Greenlet& greenlet : all) in_heap += greenlet.stack_saved();
  // A stride without a common divisor visits each once, far from its neighbours.
  long stride = count * 5 / 8;
  while (std::gcd(stride, count) != 1) ++stride;
  for (long i = 0, which = 0; i < count; ++i, which = (which + stride) % count) {
    Greenlet& greenlet = all[static_cast<size_t>(which)];
    if (which % 16 == 0) {
      greenlet = Greenlet();
    } else {
      if (!greenlet.active()) fail("visited twice, or lost", which);
      if (!(greenlet.switch_to(~which) == Value(int64_t{~which}))) fail("got another value", which);
      if (!greenlet.dead()) fail("did not run to its end", which);
    }
  }
  if (finished + killed != count) fail("that many finished", finished);
  if (killed != (count + 15) / 16) fail("that many were killed", killed);
  if (count == kWarmUp) return;
  double each = static_cast<double>(count);
  std::printf(
      "%ld suspended at once: %.1f MiB more resident, %.0f bytes each, of which %.0f are its "
      "slice\n",
      count, peak, peak * (1 << 20) / each, static_cast<double>(in_heap) / each);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::printf("usage: many_greenlets COUNT STACK_KIB [MIB_LEFT]\n");
    return 2;
  }
  long count = std::atol(argv[1]);
  rlim_t limit = static_cast<rlim_t>(std::atol(argv[2])) * 1024;
  double tolerated = argc > 3 ? std::atof(argv[3]) : 8;
  rlimit now{};
  getrlimit(RLIMIT_STACK, &now);
  if (now.rlim_cur != limit) {
    now.rlim_cur = limit;
    if (setrlimit(RLIMIT_STACK, &now) != 0) {
      std::printf("skipped: this system does not let a program set its stack limit to %s KiB\n",
                  argv[2]);
      return 77;
    }
    execv("/proc/self/exe", argv);
    std::perror("cannot run itself again");
    return 1;
  }

  char here;
  highest = &here;
  main_greenlet();
  run(kWarmUp);  // what the first ones bring along stays: code pages, the allocator's arenas
  suspended = finished = killed = 0;
  malloc_trim(0);
  double before = resident_mib();
  run(count);
  malloc_trim(0);
  double left = resident_mib() - before;
  std::printf("inside a stack of %s KiB, of which greenlets used %.1f; %.1f MiB were left over\n",
              argv[2], static_cast<double>(highest - lowest) / 1024, left);
  if (left > tolerated) {
    std::printf("the memory did not return: more than %.1f MiB are left\n", tolerated);
    return 1;
  }
  return 0;
}
