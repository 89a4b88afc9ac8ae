// Two ends can come in either order: that of the stream, and that of the process. A program may go
// on after it has told everything; a process may be gone while its last bytes are still in the
// socket. What was sent is always taken in, and only then anything is said about how it ended.
#include "tracer/live/target_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <variant>

#include "tracer/facts/grain.h"
#include "tracer/session/permission.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::live {

using session::SourceStatus;

namespace {

// A program that has ended its stream has so long to end itself, before it counts as one that goes
// on.
constexpr std::chrono::milliseconds kGrace{500};
// When nothing has come for so long, what the program was allowed is said again.
constexpr std::chrono::milliseconds kSilence{500};
// A program that runs and tells nothing for so long may be waiting for something.
constexpr std::chrono::milliseconds kLongSilence{1500};
// How much poll() takes in at a time, so that whoever draws stays responsive: 4 MiB.
constexpr size_t kPieceBytes = 65536;
constexpr int kPiecesAtATime = 64;
constexpr int kCommandNotFound = 127;  // what shells give

// In the child: only what is safe after fork, since other threads may have held any lock. Tells why
// exec failed through `report`.
[[noreturn]] void become(char* const* argv, const TargetCommand& command, pid_t parent,
                         int report) {
  switch (command.output) {
    case Output::is_ours:
      break;
    case Output::nowhere:
      if (const int nowhere = open("/dev/null", O_WRONLY); nowhere >= 0) {
        dup2(nowhere, STDOUT_FILENO);
      }
      break;
    case Output::errors:
      dup2(STDERR_FILENO, STDOUT_FILENO);
      break;
  }
  if (command.orphan == Orphan::ends) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(kCommandNotFound);  // it was too late for that
  }
  // Ours to ignore, and not for a program that counts on what they do.
  signal(SIGPIPE, SIG_DFL);
  signal(SIGXFSZ, SIG_DFL);
  execvp(argv[0], argv);
  const int reason = errno;
  [[maybe_unused]] const ssize_t told = write(report, &reason, sizeof reason);
  _exit(kCommandNotFound);
}

}  // namespace

struct TargetProcess::Impl {
  pid_t pid = -1;
  int channel = -1;
  std::string name;
  // Faults name the program, not the stream: this one has no place.
  store::TraceReader reader{"", store::TraceReader::Memory::all};
  std::function<void(std::string_view)> tap;
  bool stream_ended = false;
  std::chrono::steady_clock::time_point stream_ended_at;
  std::chrono::steady_clock::time_point heard;  // when something came or was sent last
  bool reaped = false;
  bool damaged = false;  // something that is no trace came
  bool killed = false;
  bool left = false;  // by us: how its stream ended says nothing
  int wait_status = 0;
  uint64_t steps = 0;                          // in the timeline, at the last poll
  std::chrono::steady_clock::time_point news;  // when events came or were asked for last
  // The stop that was allowed: how far it was looked for, and whether it is there.
  mutable uint64_t looked_at = 0;
  mutable bool stop_came = false;
  session::Permission allowed;
  bool anything_allowed = false;
  facts::End end = facts::End::returned;
  std::string end_text;

  // What a program says of its own end is believed; where it had no time to say anything, how its
  // stream and its process ended has to do.
  bool ended_badly() const {
    if (left) return false;
    return !reader.complete() || end == facts::End::crashed || end == facts::End::raised ||
           (reaped && WIFSIGNALED(wait_status));
  }
  void reap(int options) {
    if (reaped || pid < 0) return;
    if (waitpid(pid, &wait_status, options) == pid) reaped = true;
  }
  // A program that ends with its stream is given the moment to do so, for its exit code; one that
  // has more to do is not waited for.
  bool outlives_its_stream() {
    const auto now = std::chrono::steady_clock::now();
    if (stream_ended_at == std::chrono::steady_clock::time_point()) stream_ended_at = now;
    return now - stream_ended_at > kGrace;
  }
  // Takes what is there. False when there was nothing.
  bool receive(store::Timeline* timeline) {
    char piece[kPieceBytes];
    const ssize_t got = recv(channel, piece, sizeof piece, MSG_DONTWAIT);
    if (got > 0) {
      const std::string_view bytes(piece, static_cast<size_t>(got));
      if (tap) tap(bytes);  // first: a file is to have the damage too
      heard = std::chrono::steady_clock::now();
      if (reader.feed(bytes, timeline)) return true;
      // Nothing that follows can be understood: the program is not kept waiting for us.
      damaged = true;
      stop_listening();
      return false;
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) stream_ended = true;
    return false;
  }
  // The program's end sees that nobody listens, also where it waits to be allowed to go on.
  void stop_listening() {
    shutdown(channel, SHUT_RDWR);
    stream_ended = true;
  }
  // When nobody listens, poll() will tell; and when there is no room, it is sent again.
  void send_permission() {
    heard = std::chrono::steady_clock::now();
    const std::string bytes = encode_permission(allowed);
    [[maybe_unused]] const ssize_t sent =
        send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  // It may not have arrived, when other bytes were in between: the program would stand for ever. It
  // may also just be busy, and then a second one does nothing.
  void send_again(const store::Timeline& timeline) {
    if (!anything_allowed || stream_ended || stands(timeline)) return;
    if (std::chrono::steady_clock::now() - heard > kSilence) send_permission();
  }
  // Nobody tells that the program stands still; it follows from what it was allowed and where it
  // is. It says what there is to know of itself (INFO) first, and waits then for the first
  // permission.
  bool stands(const store::Timeline& timeline) const {
    if (!reader.has_info()) return false;
    if (!anything_allowed) return true;
    if (allowed.to_the_end) return false;
    // Other threads may go on to stops of their own behind it.
    for (; !stop_came && looked_at < steps; ++looked_at) {
      const facts::Event event = timeline.event(looked_at + 1);
      const bool is_its = allowed.thread == 0 || event.thread == allowed.thread;
      stop_came = looked_at + 1 > allowed.after && is_its && is_stop(event.fact, allowed.grain);
    }
    return stop_came;
  }
};

TargetProcess::TargetProcess() : impl_(std::make_unique<Impl>()) {}

TargetProcess::~TargetProcess() {
  kill();
  impl_->reap(0);
  if (impl_->channel >= 0) close(impl_->channel);
}

facts::Result<std::unique_ptr<TargetProcess>> TargetProcess::start(const TargetCommand& command) {
  const std::string name =
      command.shown_name.empty() && !command.argv.empty() ? command.argv[0] : command.shown_name;
  int reason = 0;
  int ends[2], report[2];
  if (command.argv.empty()) {
    reason = ENOENT;
  } else if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    reason = errno;
  } else if (pipe2(report, O_CLOEXEC) != 0) {
    reason = errno;
    close(ends[0]), close(ends[1]);
  }
  const auto refused = [&] {
    return facts::Fault{facts::FaultKind::cannot_start, name, 0, 0, std::strerror(reason)};
  };
  if (reason != 0) return refused();

  std::vector<char*> argv;
  for (const std::string& word : command.argv) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  // Built before the fork: the child may not allocate. The viewer may itself be watched by another
  // one: that one's channel is not for the child.
  std::string channel = session::kChannelVariable;
  channel += '=';
  std::vector<std::string> variables;
  for (char** at = environ; *at != nullptr; ++at) {
    if (!std::string_view(*at).starts_with(channel)) variables.push_back(*at);
  }
  variables.push_back(channel + std::to_string(ends[1]));
  std::vector<char*> environment;
  for (std::string& variable : variables) environment.push_back(variable.data());
  environment.push_back(nullptr);

  auto target = std::unique_ptr<TargetProcess>(new TargetProcess());
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) {
    environ = environment.data();
    // Only here, so that nothing else that is started meanwhile inherits the channel.
    fcntl(ends[1], F_SETFD, 0);
    become(argv.data(), command, parent, report[1]);
  }
  if (pid < 0) reason = errno;
  close(report[1]);
  close(ends[1]);
  // A successful exec closes the child's end of the pipe, and nothing can be read; without our own
  // end being closed first this would wait for ever.
  if (pid > 0 && read(report[0], &reason, sizeof reason) != sizeof reason) reason = 0;
  close(report[0]);
  target->impl_->pid = pid;
  target->impl_->channel = ends[0];
  target->impl_->name = name;
  if (reason != 0) return refused();
  return target;
}

SourceStatus TargetProcess::poll(store::Timeline* timeline, int wait_ms) {
  Impl& t = *impl_;
  if (!t.stream_ended) {
    // One that stands still has nothing to say: whoever asks is not held up.
    if (t.stands(*timeline)) wait_ms = 0;
    pollfd waiting{t.channel, POLLIN, 0};
    ::poll(&waiting, 1, wait_ms);
    for (int pieces = 0; pieces < kPiecesAtATime && t.receive(timeline); ++pieces) {
    }
  } else if (!t.reaped) {
    // A process is nothing to poll for: looked at again, soon.
    ::poll(nullptr, 0, std::min(wait_ms, 10));
  }
  t.reap(WNOHANG);
  // The stream's end may never come: a child of the program may still hold the other end.
  if (t.reaped && !t.stream_ended) {
    while (t.receive(timeline)) {
    }
    t.stream_ended = true;
  }
  if (t.steps != timeline->size()) t.news = std::chrono::steady_clock::now();
  t.steps = timeline->size();
  if (t.steps != 0) {
    const facts::Event last = timeline->event(t.steps);
    if (auto* end = std::get_if<facts::ProgramFinished>(&last.fact)) {
      t.end = end->how, t.end_text = end->what;
    }
  }
  if (t.damaged && !t.left) return SourceStatus::failed;
  t.send_again(*timeline);
  if (t.stream_ended && (t.reaped || (t.reader.complete() && t.outlives_its_stream()))) {
    return t.ended_badly() ? SourceStatus::failed : SourceStatus::finished;
  }
  return t.stands(*timeline) && !t.stream_ended ? SourceStatus::waiting : SourceStatus::running;
}

void TargetProcess::allow(const session::Permission& permission) {
  impl_->allowed = permission;
  impl_->anything_allowed = true;
  impl_->looked_at = std::min(permission.after, impl_->steps);
  impl_->stop_came = false;
  impl_->news = std::chrono::steady_clock::now();
  impl_->send_permission();
}

bool TargetProcess::silent() const {
  const bool runs = impl_->anything_allowed && !impl_->stop_came && !impl_->stream_ended;
  return runs && std::chrono::steady_clock::now() - impl_->news > kLongSilence;
}

bool TargetProcess::live() const { return !impl_->reaped; }

facts::Fault TargetProcess::fault() const {
  const Impl& t = *impl_;
  if (t.damaged && !t.left) {
    return {facts::FaultKind::stream_damaged, t.name, t.steps, t.steps, ""};
  }
  if (!t.stream_ended || (!t.reaped && !t.reader.complete()) || !t.ended_badly()) return {};
  const auto fault = [&](facts::FaultKind kind, std::string details = "") {
    return facts::Fault{kind, t.name, t.steps, t.steps, std::move(details)};
  };
  // From what is known best: we did it; it said so; the system says so; it just ended.
  if (t.killed) return fault(facts::FaultKind::killed);
  if (t.end == facts::End::crashed) return fault(facts::FaultKind::crashed, t.end_text);
  if (t.end == facts::End::raised) return fault(facts::FaultKind::raised, t.end_text);
  if (t.reaped && WIFSIGNALED(t.wait_status)) {
    return fault(facts::FaultKind::crashed, strsignal(WTERMSIG(t.wait_status)));
  }
  return fault(t.reader.has_info() ? facts::FaultKind::stream_cut : facts::FaultKind::no_trace);
}

void TargetProcess::set_tap(std::function<void(std::string_view)> tap) {
  impl_->tap = std::move(tap);
}

void TargetProcess::leave() {
  impl_->stop_listening();
  impl_->left = true;
}

void TargetProcess::kill() {
  // Who has ended has no number any more that would be its own.
  impl_->reap(WNOHANG);
  if (impl_->reaped || impl_->pid <= 0) return;
  impl_->killed = true;
  ::kill(impl_->pid, SIGKILL);
}

bool TargetProcess::crashed() const {
  return impl_->stream_ended && impl_->ended_badly() && impl_->end != facts::End::raised;
}

int TargetProcess::exit_code() const {
  if (!impl_->reaped) return -1;
  const int status = impl_->wait_status;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace greenlens::live
