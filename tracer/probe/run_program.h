// Runs a program to its end, or for so long.
#ifndef GREENLENS_TRACER_PROBE_RUN_PROGRAM_H_
#define GREENLENS_TRACER_PROBE_RUN_PROGRAM_H_

#include <functional>
#include <string>
#include <vector>

namespace greenlens::probe {

// Asked now and then: whether nobody wants to know any more. Empty: somebody does.
using Stop = std::function<bool()>;

struct Ran {
  int error = 0;   // why it could not be started, as errno says it; 0: it was
  int status = 0;  // waitpid's
  bool timed_out = false;
  bool stopped = false;
  std::string said;  // on standard output and standard error, at most 64 KiB
};

// `words` are the program, looked for in PATH, and its arguments; `folder` is where it runs.
// Nothing can be read from its standard input. After `seconds`, or when `stop` says so, it is
// killed, and whatever it has started. May be called on any thread; the program is killed if that
// ends before.
Ran run_program(const std::vector<std::string>& words, const std::string& folder, int seconds,
                const Stop& stop);

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_RUN_PROGRAM_H_
