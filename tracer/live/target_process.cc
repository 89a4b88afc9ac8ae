#include "tracer/live/target_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
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

// In the child: only what is safe after fork. Tells why exec failed through `report`.
[[noreturn]] void become(char* const* argv, bool discard_output, int report) {
  if (discard_output) {
    const int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
  }
  execvp(argv[0], argv);
  const int reason = errno;
  [[maybe_unused]] const ssize_t told = write(report, &reason, sizeof reason);
  _exit(127);
}

}  // namespace

struct TargetProcess::Impl {
  pid_t pid = -1;
  int channel = -1;
  std::string name;
  store::TraceReader reader;
  std::function<void(std::string_view)> tap;
  bool stream_ended = false;
  std::chrono::steady_clock::time_point stream_ended_at;
  bool reaped = false;
  bool killed = false;
  int wait_status = 0;
  uint64_t steps = 0;
  session::Permission allowed;
  bool anything_allowed = false;
  facts::End end = facts::End::returned;
  std::string end_text;

  bool ended_badly() const {
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
    return now - stream_ended_at > std::chrono::milliseconds(500);
  }
  // Takes what is there. False when there was nothing.
  bool receive(store::Timeline* timeline) {
    char piece[65536];
    const ssize_t got = recv(channel, piece, sizeof piece, MSG_DONTWAIT);
    if (got > 0) {
      const std::string_view bytes(piece, static_cast<size_t>(got));
      if (tap) tap(bytes);
      reader.feed(bytes, timeline);
      return true;
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) stream_ended = true;
    return false;
  }
  bool stands(const store::Timeline& timeline) const {
    if (!reader.has_info()) return false;
    if (!anything_allowed) return true;
    if (allowed.to_the_end || steps == 0 || steps <= allowed.after) return false;
    return is_stop(timeline.event(steps).fact, allowed.grain);
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
  // Built before the fork: the child may not allocate.
  std::vector<std::string> variables;
  for (char** at = environ; *at != nullptr; ++at) {
    if (std::strncmp(*at, "GREENLENS_CHANNEL=", 18) != 0) variables.push_back(*at);
  }
  variables.push_back(std::string(kChannelVariable) + "=" + std::to_string(ends[1]));
  std::vector<char*> environment;
  for (std::string& variable : variables) environment.push_back(variable.data());
  environment.push_back(nullptr);

  auto target = std::unique_ptr<TargetProcess>(new TargetProcess());
  const pid_t pid = fork();
  if (pid == 0) {
    environ = environment.data();
    fcntl(ends[1], F_SETFD, 0);
    become(argv.data(), command.discard_output, report[1]);
  }
  if (pid < 0) reason = errno;
  close(report[1]);
  close(ends[1]);
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
    // A bounded amount, so that whoever draws stays responsive.
    for (int pieces = 0; pieces < 64 && t.receive(timeline); ++pieces) {
    }
  } else if (!t.reaped) {
    ::poll(nullptr, 0, std::min(wait_ms, 10));
  }
  t.reap(WNOHANG);
  if (t.reaped && !t.stream_ended) {
    while (t.receive(timeline)) {
    }
    t.stream_ended = true;
  }
  t.steps = timeline->size();
  if (t.steps != 0) {
    const facts::Event last = timeline->event(t.steps);
    if (auto* end = std::get_if<facts::ProgramFinished>(&last.fact)) {
      t.end = end->how, t.end_text = end->what;
    }
  }
  if (t.stream_ended && (t.reaped || (t.reader.complete() && t.outlives_its_stream()))) {
    return t.ended_badly() ? SourceStatus::failed : SourceStatus::finished;
  }
  return t.stands(*timeline) && !t.stream_ended ? SourceStatus::waiting : SourceStatus::running;
}

void TargetProcess::allow(const session::Permission& permission) {
  impl_->allowed = permission;
  impl_->anything_allowed = true;
  const std::string bytes = encode_permission(permission);
  // When nobody listens, poll() will tell.
  [[maybe_unused]] const ssize_t sent =
      send(impl_->channel, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

bool TargetProcess::live() const { return !impl_->reaped; }

facts::Fault TargetProcess::fault() const {
  const Impl& t = *impl_;
  if (!t.stream_ended || (!t.reaped && !t.reader.complete()) || !t.ended_badly()) return {};
  const auto fault = [&](facts::FaultKind kind, std::string details = "") {
    return facts::Fault{kind, t.name, t.steps, t.steps, std::move(details)};
  };
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

void TargetProcess::kill() {
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
