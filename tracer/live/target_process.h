// The traced program as a process of its own, and the events that it sends.
//
// The child inherits one end of a socket pair, whose number stands in GREENLENS_CHANNEL. The trace
// stream flows out of it, permissions (tracer/store/trace_writer.h) flow in. A child that crashes,
// hangs or is killed takes nothing with it.
#ifndef GREENLENS_TRACER_LIVE_TARGET_PROCESS_H_
#define GREENLENS_TRACER_LIVE_TARGET_PROCESS_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/session/session.h"

namespace greenlens::live {

inline constexpr const char* kChannelVariable = "GREENLENS_CHANNEL";

struct TargetCommand {
  std::vector<std::string> argv;  // argv[0] is searched in PATH when it has no slash
  std::string shown_name;         // what faults call it
  bool discard_output = false;    // its stdout goes to /dev/null
};

class TargetProcess : public session::EventSource {
 public:
  // A fault with the system's reason when it cannot be started.
  static facts::Result<std::unique_ptr<TargetProcess>> start(const TargetCommand& command);
  ~TargetProcess() override;  // kills it if it is still there

  session::SourceStatus poll(store::Timeline* timeline, int wait_ms) override;
  void allow(const session::Permission& permission) override;
  bool live() const override;  // the process has not ended
  facts::Fault fault() const override;

  // Every byte of the stream also goes here as it arrives; for recording to a file.
  void set_tap(std::function<void(std::string_view)> tap);
  void kill();
  bool crashed() const;   // ended by a signal, or without finishing its stream
  int exit_code() const;  // 128 + signal when killed by one; -1 while it runs

 private:
  TargetProcess();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_TARGET_PROCESS_H_
