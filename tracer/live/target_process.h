// The traced program as a process of its own, and the events that it sends.
//
// The child inherits one end of a socket pair, whose number stands in the environment
// (session::kChannelVariable). The trace stream (tracer/store/trace_writer.h) flows out of it,
// permissions (tracer/session/permission.h) flow in. A child that crashes, hangs or is killed takes
// nothing with it; a viewer that vanishes lets the child run on to its end
// (tracer/record/attach.h), unless it was started to end with it.
#ifndef GREENLENS_TRACER_LIVE_TARGET_PROCESS_H_
#define GREENLENS_TRACER_LIVE_TARGET_PROCESS_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/session/session.h"

namespace greenlens::live {

// Where the program's standard output goes.
enum class Output { is_ours, nowhere, errors };
// Whether a program outlives whoever watches it, should that one be killed.
enum class Orphan { goes_on, ends };

struct TargetCommand {
  std::vector<std::string> argv;  // argv[0] is searched in PATH when it has no slash
  std::string shown_name;         // what faults call it; empty: argv[0]
  Output output = Output::is_ours;
  Orphan orphan = Orphan::goes_on;
};

// Not for several threads, as every source; and nobody else may wait for its process.
class TargetProcess : public session::EventSource {
 public:
  // Returns when the program runs, before it has said anything. It inherits the environment, the
  // working directory and the output, if nothing else is said. A fault with the system's reason
  // when it cannot be started. That it never attaches is seen later: it ends without a trace.
  static facts::Result<std::unique_ptr<TargetProcess>> start(const TargetCommand& command);
  ~TargetProcess() override;  // kills it if it is still there, and waits until it is gone

  session::SourceStatus poll(store::Timeline* timeline, int wait_ms) override;
  void allow(const session::Permission& permission) override;
  bool live() const override;  // the process has not ended
  bool silent() const override;
  facts::Fault fault() const override;

  // Every byte of the stream also goes here as it arrives, during poll(); for recording to a file.
  // Of what came before nothing: to be set before the first poll.
  void set_tap(std::function<void(std::string_view)> tap);
  // Hears no more of it: poll() takes nothing in, and the program goes on as if it were not
  // watched.
  // How it ends is not judged then.
  void leave();
  // Ends it at once, without a chance to say anything; poll() then takes what it had sent. Nothing
  // when it has ended already.
  void kill();
  // Once it is over: ended by a signal, or without finishing its stream. An uncaught error is no
  // crash.
  bool crashed() const;
  int exit_code() const;  // 128 + signal when killed by one; -1 while it runs

 private:
  TargetProcess();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_TARGET_PROCESS_H_
