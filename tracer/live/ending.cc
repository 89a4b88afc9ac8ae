#include "tracer/live/ending.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

namespace greenlens::live {
namespace {

using facts::End;

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

}  // namespace

Ending ending(const Evidence& evidence) {
  // A program that has taken the place of another one has another name and none of its handlers,
  // also when it has ended before anybody looked. A program may also give itself another name. (One
  // of the same name cannot be told from what it replaced then.)
  const bool renamed = !evidence.name.empty() && !evidence.last_name.empty() &&
                       evidence.name != evidence.last_name && !evidence.handled_faults;
  if (evidence.replaced || renamed) return {End::replaced, evidence.last_name};
  if (!evidence.wait_status) return {End::vanished, ""};
  const int status = *evidence.wait_status;
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    return {says_it_is_broken(signal) ? End::crashed : End::killed, signal_text(signal)};
  }
  const int code = WEXITSTATUS(status);
  if (code == 0 && evidence.forked != 0 && evidence.forked_lives) {
    return {End::daemonized, std::to_string(evidence.forked)};
  }
  return {End::exited, std::to_string(code)};
}

}  // namespace greenlens::live
