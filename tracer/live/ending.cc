#include "tracer/live/ending.h"

#include <sys/wait.h>

#include "tracer/foreign/crash.h"

namespace greenlens::live {
namespace {

using facts::End;

using foreign::says_it_is_broken;
using foreign::signal_text;

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
