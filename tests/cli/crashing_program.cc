// A program of a user's that crashes in a greenlet, in the way that its argument says.
#include <sys/mman.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>

#include "engine/cpp/greenlet.h"
#include "tracer/record/attach.h"

using namespace greenlens;
using engine::Greenlet;
using engine::Value;

namespace {

int depth_of(volatile char* above);
int (*volatile next_depth_of)(volatile char* above) = depth_of;

int depth_of(volatile char* above) {
  volatile char here[64];
  here[0] = above[0];
  return next_depth_of(here) + here[0];
}

void throw_something() { throw std::runtime_error("nobody catches this"); }

void fill(volatile char* at) {
  for (int i = 0; i < 200; ++i) at[i] = 0x41;
}

void overwrite_own_frame() {
  volatile char here[8];
  fill(here);
  std::raise(SIGSEGV);
}

// With texts that a terminal would obey. What the C++ runtime says of its end is its own.
void end_hostile() {
  std::freopen("/dev/null", "w", stderr);
  Greenlet named("na\x1b[31mme\u202e\xff", [](const engine::Arguments&) -> Value {
    engine::print("printed\x1b[31m\x7f\n\xff");
    throw std::runtime_error("nobody catches this\x1b[31m\xff");
  });
  named.switch_to();
}

// In the engine's lookup of what to run, on the stack of who starts the greenlet.
void crash_in_lookup() {
  Greenlet sought = Greenlet::with_lookup("sought", []() -> Greenlet::Body { std::abort(); });
  sought.switch_to();
}

// In the trace function, which runs in the target before the switch is over.
void crash_in_trace() {
  engine::set_trace([](engine::TraceEvent, const Greenlet&, const Greenlet&) { std::abort(); });
  Greenlet traced("traced", [](const engine::Arguments&) { return Value(); });
  traced.switch_to();
}

// While the bytes of "high" are put back: one of their pages cannot be written to any more. Its
// stack pointer is in force already, the origin's frames are gone.
void crash_in_restore() {
  Greenlet* const main = new Greenlet(engine::current());
  static char* page;
  Greenlet wide("wide", [main](const engine::Arguments&) {
    volatile char frame[64 * 1024];
    frame[0] = 1;
    page = const_cast<char*>(frame) + 16 * 1024;
    page -= reinterpret_cast<uintptr_t>(page) % 4096;
    main->switch_to();
    return Value(int{frame[0]});
  });
  wide.switch_to();
  Greenlet other("other", [&wide](const engine::Arguments&) {
    mprotect(page, 4096, PROT_NONE);
    wide.switch_to();
    return Value();
  });
  other.switch_to();
}

// Somebody has kept the address of a copy, which is freed when its slice is back on the stack.
void read_freed_copy() {
  static volatile const char* kept;
  Greenlet* const main = new Greenlet(engine::current());
  Greenlet wide("wide", [main](const engine::Arguments&) {
    volatile char frame[1024 * 1024];  // more than is kept for the next copy
    frame[0] = 1;
    main->switch_to();
    return Value(int{kept[4096]} + frame[0]);
  });
  wide.switch_to();
  Greenlet other("other", [](const engine::Arguments&) {
    engine::for_each_stack_copy([](const void* begin, const void* end) {
      const auto from = static_cast<const char*>(begin), to = static_cast<const char*>(end);
      if (to - from > 1024 * 1024) kept = from;
    });
    return Value();
  });
  other.switch_to();
  wide.switch_to();
}

void crash(const std::string& wish) {
  static volatile int zero = 0;
  volatile char top[1] = {0};
  if (wish == "recursion") std::exit(depth_of(top));
  if (wish == "null") *reinterpret_cast<volatile int*>(16) = zero;
  if (wish == "wild") *reinterpret_cast<volatile int*>(0x123450000) = zero;
  if (wish == "call") reinterpret_cast<void (*)()>(zero)();
  if (wish == "fpe") std::raise(SIGFPE);  // not every machine traps a division by zero
  if (wish == "ill") __builtin_trap();
  if (wish == "abort") std::abort();
  if (wish == "throw") []() noexcept { throw_something(); }();
  if (wish == "worker") {
    std::thread([] {
      greenlens::engine::Greenlet("theirs", [](const greenlens::engine::Arguments&) {
        std::raise(SIGSEGV);
        return greenlens::engine::Value();
      }).switch_to();
    }).join();
  }
  if (wish == "thread") std::thread([] { std::raise(SIGSEGV); }).join();
  if (wish == "overwritten") overwrite_own_frame();
  if (wish == "bus") {
    std::ofstream("empty");
    std::FILE* empty = std::fopen("empty", "r+");
    *static_cast<volatile char*>(
        mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(empty), 0)) = 1;
  }
  std::raise(SIGSEGV);
}

}  // namespace

int main(int count, char** arguments) {
  record::Attachment watched("a program that crashes", __FILE__);
  const std::string wish = count > 1 ? arguments[1] : "raise";
  if (wish == "lookup") crash_in_lookup();
  if (wish == "trace") crash_in_trace();
  if (wish == "hostile") end_hostile();
  if (wish == "restore") crash_in_restore();
  if (wish == "freed") read_freed_copy();
  Greenlet deep("deep", [&wish](const engine::Arguments&) -> Value {
    engine::Frame frame;
    engine::print("about to crash");
    crash(wish);
    return {};
  });
  deep.switch_to();
}
