#include "tracer/live/witness.h"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <iterator>
#include <sstream>
#include <utility>
#include <vector>

#include "tracer/drain/maps.h"
#include "tracer/live/holders.h"

namespace greenlens::live {
namespace {

// How often it is seen whether the program still has its memory.
constexpr std::chrono::milliseconds kBetween{100};
// A child that has ended without attaching may have left behind one that will, soon.
constexpr std::chrono::milliseconds kTimeToAttach{3000};

// Whether the process has that file in its memory; nothing when it cannot be seen, as of one that
// is ending.
std::optional<bool> has_in_memory(pid_t pid, uint64_t inode) {
  const auto maps = drain::parse_maps(drain::maps_of(pid));
  if (maps.empty()) return std::nullopt;
  for (const drain::Mapped& one : maps) {
    if (one.inode == inode && one.path.find("/memfd:") == 0) return true;
  }
  return false;
}

// Of a process that has ended and that its parent has not waited for yet.
std::optional<int> exit_status(pid_t pid) {
  const std::string text = drain::process_file(pid, "stat");
  const size_t name_end = text.rfind(')');
  if (name_end == text.npos) return std::nullopt;
  std::istringstream rest(text.substr(name_end + 1));
  const std::vector<std::string> fields{std::istream_iterator<std::string>(rest), {}};
  constexpr size_t kState = 0, kExitCode = 49;  // proc_pid_stat(5), which counts two more
  if (fields.size() <= kExitCode || fields[kState] != "Z") return std::nullopt;
  return std::atoi(fields[kExitCode].c_str());
}

}  // namespace

Witness::Witness(Child& child, ring::Shared& shared, uint64_t memory)
    : child_(child), shared_(shared), memory_(memory) {}

Witness::~Witness() {
  if (process_ >= 0) close(process_);
}

bool Witness::is_child() const { return pid_ == child_.pid(); }

void Witness::meet() {
  if (pid_ != 0) return;
  pid_ = shared_.header().pid.load();
  if (pid_ == 0) return;
  name_ = name_of_process(pid_);
  if (!is_child()) process_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
}

bool Witness::lives_elsewhere() const {
  pollfd ended{process_, POLLIN, 0};
  return ended.fd >= 0 && poll(&ended, 1, 0) == 0;
}

void Witness::kill_elsewhere() {
  if (process_ >= 0) syscall(SYS_pidfd_send_signal, process_.load(), SIGKILL, nullptr, 0);
}

bool Witness::has_ended() {
  if (is_child()) return child_.status().has_value();
  if (lives_elsewhere()) return false;
  status_ = exit_status(pid_);
  return true;
}

bool Witness::was_replaced() {
  if (Clock::now() < next_look_) return false;
  next_look_ = Clock::now() + kBetween;
  // A name of the program's only if the memory is still its own afterwards.
  std::string name = name_of_process(pid_);
  const std::optional<bool> has = has_in_memory(pid_, memory_);
  if (has == true) name_ = std::move(name);
  // What says so itself, and gives its memory back, goes on as it is.
  return has == false && shared_.header().finished.load() == 0;
}

bool Witness::sees_it_gone() {
  meet();
  if (pid_ != 0) return (replaced_ = was_replaced()) || has_ended();
  if (!child_.status()) return false;
  if (!child_ended_) child_ended_ = Clock::now();
  const bool in_time = Clock::now() - *child_ended_ < kTimeToAttach;
  if (in_time && anybody_else_holds(memory_)) return false;
  // Whoever held it a moment ago may have attached meanwhile.
  meet();
  return pid_ == 0;
}

Ending Witness::ending(pid_t forked) {
  if (pid_ == 0) return {};
  Evidence evidence;
  evidence.replaced = replaced_;
  evidence.name = name_;
  const bool was_waited_for = is_child() && !replaced_;
  evidence.last_name = was_waited_for ? child_.last_name() : name_of_process(pid_);
  evidence.handled_faults = was_waited_for ? child_.last_handled_faults() : handles_faults(pid_);
  evidence.wait_status = is_child() ? child_.status() : status_;
  evidence.forked = forked;
  evidence.forked_lives = forked != 0 && kill(forked, 0) == 0;
  return live::ending(evidence);
}

}  // namespace greenlens::live
