// The process that we have started: it is ours to wait for.
#ifndef GREENLENS_TRACER_LIVE_CHILD_H_
#define GREENLENS_TRACER_LIVE_CHILD_H_

#include <sys/types.h>

#include <mutex>
#include <optional>
#include <string>

namespace greenlens::live {

// What the system calls a process: the name of its program, or what it calls itself. "" of one that
// is gone for good; one that has ended and was not waited for still has it.
std::string name_of_process(pid_t pid);
// Whether it handles SIGSEGV, as every recorded program does until it is replaced; true where the
// system does not tell.
bool handles_faults(pid_t pid);

// From any thread.
class Child {
 public:
  void set_pid(pid_t pid);  // once
  pid_t pid() const;        // -1 before
  // As waitpid() gives it, once it has ended: at once, or when that happens.
  std::optional<int> status();
  int wait();
  // What it was called when it had ended, and whether it still handled faults then.
  std::string last_name() const;
  bool last_handled_faults() const;
  void kill();  // nothing when it has ended

 private:
  bool reap(int options);

  mutable std::mutex mutex_;
  pid_t pid_ = -1;
  std::optional<int> status_;
  std::string last_name_;
  bool last_handled_faults_ = true;
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_CHILD_H_
