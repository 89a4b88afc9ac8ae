// A folder in which switches are built together with the harness, and run.
//
// Everything that a switch can do happens in a process of its own, which is ended after a while.
// The harness is C and assembly (harness/, arch/subject.h), built by the system's compiler; nothing
// of it is installed.
#ifndef GREENLENS_TRACER_PROBE_WORKSHOP_H_
#define GREENLENS_TRACER_PROBE_WORKSHOP_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tracer/probe/harness/report.h"
#include "tracer/probe/request.h"
#include "tracer/probe/run_program.h"

namespace greenlens::probe {

// What became of a switch, as data: findings.h makes sentences of it.
struct Examination {
  probe_report report{};
  int status = 0;  // waitpid's
  bool timed_out = false;
  std::string function;  // in which it crashed, as "name+0x1a"; empty when it is in none
};

class Workshop {
 public:
  // Makes the folder, in TMPDIR or /tmp, and compiles the harness there: half a second. Nothing
  // when that cannot be: `refused` says why.
  // `stop` ends this and what is done later when nobody wants it any more: then that is refused.
  static std::unique_ptr<Workshop> open(Refused* refused, Stop stop = {});
  ~Workshop();  // removes the folder
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  // Builds switches, all from the first one's files, and runs each in a process of its own. Nothing
  // when they cannot be built, or not be run. May be called again, with others; not by two threads
  // at once.
  std::optional<std::vector<Examination>> examine(const std::vector<Request>& requests,
                                                  Refused* refused);

 private:
  Workshop(std::string folder, Stop stop) : folder_(std::move(folder)), stop_(std::move(stop)) {}
  Ran run_here(const std::vector<std::string>& words, int seconds, Refused* refused);
  bool build_harness(Refused* refused);
  bool build(const std::vector<Request>& requests, Refused* refused);
  std::optional<Examination> run(size_t number, Refused* refused);

  std::string folder_;
  Stop stop_;
};

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_WORKSHOP_H_
