#include "tracer/foreign/crash.h"

#include <signal.h>
#include <string.h>

namespace greenlens::foreign {
namespace {

constexpr uint64_t kFirstPages = 64 << 10;
// What lies so near below a stack was meant to be on it.
constexpr uint64_t kBelow = 64 << 10;

facts::FaultPlace place_of(const Crash& crash) {
  if (!crash.has_address) return facts::FaultPlace::none;
  if (crash.address < kFirstPages) return facts::FaultPlace::null;
  if (crash.stack_low == 0) return facts::FaultPlace::elsewhere;
  if (crash.address < crash.stack_low && crash.stack_low - crash.address <= kBelow) {
    return facts::FaultPlace::stack_end;
  }
  const bool on_it = crash.stack_low <= crash.address && crash.address < crash.stack_high;
  return on_it ? facts::FaultPlace::stack : facts::FaultPlace::elsewhere;
}

}  // namespace

bool says_it_is_broken(int signal) {
  return signal == SIGSEGV || signal == SIGBUS || signal == SIGABRT || signal == SIGILL ||
         signal == SIGFPE;
}

std::string signal_text(int signal) {
  const char* name = sigabbrev_np(signal);
  const char* words = sigdescr_np(signal);
  return name == nullptr ? "signal " + std::to_string(signal)
                         : std::string("SIG") + name + ": " + (words != nullptr ? words : "?");
}

bool has_address(int signal, int code) {
  return code > 0 && code != SI_KERNEL && (signal == SIGSEGV || signal == SIGBUS);
}

void describe(const Crash& crash, facts::GreenletId who, facts::ProgramFinished* fact) {
  fact->greenlet = who;
  fact->sp = crash.sp;
  fact->frames = crash.frames;
  fact->place = place_of(crash);
  fact->fault_address = crash.address;
  fact->stack_bytes = crash.stack_bytes;
}

}  // namespace greenlens::foreign
