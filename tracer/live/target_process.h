// The traced program as a process of its own, and the events that come from it.
//
// The program shares a piece of memory with us (tracer/ring/shared.h): it puts what it tells there,
// and we take it out, translate it and make the trace's stream of it; permissions
// (tracer/session/permission.h) lie there too. A program that crashes, hangs or is killed takes
// nothing with it, and all that it told before is there; a viewer that vanishes lets it run on to
// its end (tracer/record/attach.h), unless it was started to end with it.
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
  // How much of each switch is recorded, and of how many at the beginning of each thread all the
  // same. A program that is stepped tells all. And what is kept of the bytes that are copied.
  facts::Detail detail = facts::Detail::full;
  uint64_t full_switches = 0;
  facts::SliceBytes bytes = facts::SliceBytes::full;
  // Each instruction of each switch, too, where the system allows that (tracer/step).
  bool instructions = false;
  // They may be asked for while it runs (tell_instructions). Of use under an emulator alone: who
  // is led there is led from its beginning on, and switches more slowly.
  bool instructions_later = false;
  bool lines = false;      // each line of the program's own sources, too
  bool is_python = false;  // a Python program, which tells by itself what it does
  // Of a program that knows nothing of us: its functions that switch stacks, or "auto"; and
  // variables of it that are stacks (tracer/foreign). Its instructions are told as is said above.
  std::vector<std::string> switches{}, stacks{};
  // Of a program for another CPU: its name (gdb::find_remote_cpu), which an emulator runs; without
  // `switches` it tells by itself what it does, as others do. Or where a stub is that runs the
  // program whose file is argv[0], "HOST:PORT": then nothing is started.
  std::string cpu{}, stub{};
  // Where a program that runs offers itself (tracer/ring/offer.h): then nothing is started.
  std::string offer{};
};

// The CPU that the program with that file is for, as TargetCommand::cpu has it, if it is another
// one than this machine's and its programs can be run here. Empty otherwise.
std::string other_cpu_of(const std::string& file);

// Not for several threads, as every source; and nobody else may wait for its process.
class TargetProcess : public session::EventSource {
 public:
  // Returns when the program runs, before it has said anything. It inherits the environment, the
  // working directory and the output, if nothing else is said. A fault with the system's reason
  // when it cannot be started. That it never attaches is seen later: it ends without a trace. Of
  // one that runs already: when it has said that it will be recorded, or why not.
  static facts::Result<std::unique_ptr<TargetProcess>> start(const TargetCommand& command);
  // Kills it if it is still there, and waits until it is gone; unless it was left, or ran before
  // us: such a one is left.
  ~TargetProcess() override;

  session::SourceStatus poll(store::Timeline* timeline, int wait_ms) override;
  void allow(const session::Permission& permission) override;
  void tell_all() override;
  facts::Fault tell_instructions(bool next_only) override;
  bool catching_up() const override;
  bool live() const override;  // the process has not ended
  bool silent() const override;
  session::Ask activity() const override;
  void stop() override { kill(); }
  facts::Fault fault() const override;

  // Whether we have started it: then it is ours to wait for.
  bool is_ours() const;
  // Every byte of the stream also goes here as it arrives, during poll(); for recording to a file.
  // Of what came before nothing: to be set before the first poll.
  void set_tap(std::function<void(std::string_view)> tap);
  // Ends the recording here: the program goes on as if it were not watched, and outlives this. What
  // it told before still comes, and that it was left. How it ends is not judged then.
  void leave();
  // Ends it at once, without a chance to say anything; poll() then takes what it had sent. Nothing
  // when it has ended already.
  void kill();
  // Processes that are in no recording: forked children of the program, as far as is known, and
  // programs that would have been recorded, had another one not come first.
  struct Unrecorded {
    uint32_t children = 0, programs = 0;
  };
  Unrecorded unrecorded() const;
  // Why its instructions are not recorded, where that was asked for; none while they are.
  facts::Fault not_stepped() const;
  // Once the stream of a program with its own switch has ended: which functions were named and are
  // not there, all that are there then, and which were seen to go to another stack.
  struct Functions {
    std::vector<std::string> missing, known, switched;
    std::vector<std::string> unknown_stacks;  // variables that were named and are not there
  };
  Functions functions() const;
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
