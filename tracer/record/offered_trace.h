// The program's offer to be recorded while it runs: a thread that waits at a socket
// (tracer/ring/offer.h), and the recording of whoever has come.
#ifndef GREENLENS_TRACER_RECORD_OFFERED_TRACE_H_
#define GREENLENS_TRACER_RECORD_OFFERED_TRACE_H_

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "tracer/facts/values.h"
#include "tracer/record/own_process.h"
#include "tracer/record/program_description.h"

namespace greenlens::record {

class OfferedTrace {
 public:
  // Null, and `why`, when nobody could come. `place`: the socket's; "": the process's own.
  static std::unique_ptr<OfferedTrace> begin(const ProgramDescription& program, std::string place,
                                             std::string* why);
  // After end(). Nobody else comes.
  ~OfferedTrace();
  OfferedTrace(const OfferedTrace&) = delete;

  bool is_recorded_process() const { return own_.word() == nullptr || own_.is_it(); }
  // The program's end, for whoever records it now: what follows is not recorded.
  void end(facts::End how, std::string_view what);

 private:
  class Visit;  // one recording
  OfferedTrace(const ProgramDescription& program, std::string place);
  void wait_for_callers(int offer);
  void receive(int caller);
  void see_off();

  const ProgramDescription program_;
  const std::string place_;
  OwnProcess own_;
  std::mutex mutex_;
  std::unique_ptr<Visit> visit_;  // under the mutex
  std::unique_ptr<Visit> last_visit_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_OFFERED_TRACE_H_
