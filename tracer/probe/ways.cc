#include "tracer/probe/ways.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include <algorithm>

#include "tracer/probe/text.h"

namespace greenlens::probe {
namespace {

bool is_on(const probe_report& report, int context, uint64_t address) {
  return address >= report.stack_low[context] && address <= report.stack_top[context];
}

// A stack that was too small for what somebody put there.
bool is_below(const probe_report& report, int context) {
  return report.address >= report.guard_low[context] && report.address < report.stack_low[context];
}

// Where control went: what is there is no code.
bool went_nowhere(const probe_report& report, const Examination& examination) {
  if (report.signal != SIGSEGV && report.signal != SIGBUS) return false;
  // An address that no code can have is not said by every CPU; then it is in no function.
  return (report.pc == report.address && report.refused == 0) ||
         (examination.function.empty() && report.function[0] == '\0');
}

std::string way_of(const words::Messages& messages, const Request& request,
                   const probe_report& report) {
  const char* id = "probe.way.running";
  switch (report.step) {
    case probe_step_preparing:
    case probe_step_finished:
      id = "probe.way.preparing";
      break;
    case probe_step_making:
      id = "probe.way.making";
      break;
    case probe_step_starting:
      id = "probe.way.starting";
      break;
    case probe_step_running:
      break;
  }
  return messages.text(id, Places{{"maker", request.maker ? request.maker->name : ""},
                                  {"from", report.from == 0 ? "A" : "B"},
                                  {"to", report.from == 0 ? "B" : "A"}});
}

// What an address is known as.
std::string owner_of(const words::Messages& messages, const probe_report& report,
                     uint64_t address) {
  if (address == report.returned) return messages.text("probe.owner.returned");
  for (const int context : {report.from, 1 - report.from}) {
    const std::string name = holder_of(report, address, context);
    if (name.empty()) continue;
    return messages.text("probe.owner.register",
                         Places{{"name", name}, {"context", context == 0 ? "A" : "B"}});
  }
  return "";
}

}  // namespace

std::string holder_of(const probe_report& report, uint64_t value, int context) {
  const int names = std::clamp<int>(report.names, 0, PROBE_WORDS);
  for (int i = 0; i < names && value != 0; ++i) {
    if (report.control[i] == 0 && report.in[context][i] == value) return report.name[i];
  }
  return "";
}

std::string end_id(const probe_report& report, const Examination& examination) {
  if (report.signal == SIGPROF) return "probe.end.loop";
  if (report.signal == SIGALRM || examination.timed_out) return "probe.end.waits";
  if (report.signal == 0 && WIFSIGNALED(examination.status)) return "probe.end.killed";
  if (report.signal == 0) return "probe.end.ended";
  if (is_below(report, 0) || is_below(report, 1)) return "probe.end.overflow";
  if (went_nowhere(report, examination)) return "probe.end.nowhere";
  if (report.refused != 0) return "probe.end.refused";
  return "probe.end.crash";
}

std::string end_sentence(const words::Messages& messages, const Request& request,
                         const Examination& examination) {
  const probe_report& report = examination.report;
  std::string function = examination.function;
  if (function.empty() && report.function[0] != '\0') {
    function = std::string(report.function) + "+" + hexadecimal(report.function_at);
  }
  if (function.empty()) function = hexadecimal(report.pc);
  const bool on_one = is_on(report, 0, report.sp) || is_on(report, 1, report.sp);
  const std::string sp = messages.text(
      on_one ? "probe.sp.on_stack" : "probe.sp.off_stack",
      Places{{"sp", hexadecimal(report.sp)}, {"context", is_on(report, 0, report.sp) ? "A" : "B"}});
  const int killed_by = WIFSIGNALED(examination.status) ? WTERMSIG(examination.status) : 0;
  const int signal = report.signal != 0 ? report.signal : killed_by;
  return messages.text(end_id(report, examination),
                       Places{{"way", way_of(messages, request, report)},
                              {"signal", signal != 0 ? strsignal(signal) : ""},
                              {"address", hexadecimal(report.address)},
                              {"owner", owner_of(messages, report, report.address)},
                              {"pc", hexadecimal(report.pc)},
                              {"pc_owner", owner_of(messages, report, report.pc)},
                              {"in", function},
                              {"sp", sp},
                              {"context", is_below(report, 0) ? "A" : "B"},
                              {"function", request.function}});
}

}  // namespace greenlens::probe
