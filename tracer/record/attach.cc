#include "tracer/record/attach.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <thread>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/names.h"
#include "tracer/record/death.h"
#include "tracer/record/recorder.h"
#include "tracer/session/permission.h"

namespace greenlens::record {
namespace {

constexpr std::array<int, 5> kFatal = {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE};
constexpr size_t kHandlerStackBytes = 64 * 1024;

// A process dies once: the handlers know only this.
struct Watched {
  Recorder* recorder;
  Death death;
};
std::atomic<Watched*> watched_process{nullptr};
std::atomic<Watched*> being_unwound{nullptr};
std::terminate_handler terminate_before = nullptr;

void catch_fatal_signals(struct sigaction* before);

void say_how_it_died(Watched* watched) {
  watched->death.place_fault();
  watched->recorder->note(watched->death);
  watched->recorder->drain();
}

// A stack that was overwritten makes this fault: then the signal's handler says what is known.
void look_at_the_stack(Watched* watched) {
  being_unwound.store(watched);
  watched->death.unwind();
  being_unwound.store(nullptr);
}

void on_fatal_signal(int signal, siginfo_t* info, void* context) {
  // The handler is gone already (SA_RESETHAND): what happens here again ends the process, unless it
  // happens while the stack is looked at.
  if (Watched* watched = watched_process.exchange(nullptr)) {
    watched->death.note_signal(signal, *info, context);
    catch_fatal_signals(nullptr);
    look_at_the_stack(watched);
    say_how_it_died(watched);
  } else if (Watched* looked_at = being_unwound.exchange(nullptr)) {
    say_how_it_died(looked_at);
  }
  for (int fatal : kFatal) ::signal(fatal, SIG_DFL);
  raise(signal);
}

void catch_fatal_signals(struct sigaction* before) {
  struct sigaction action {};
  action.sa_sigaction = on_fatal_signal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | static_cast<int>(SA_RESETHAND) | SA_NODEFER;
  for (size_t i = 0; i < kFatal.size(); ++i) {
    sigaction(kFatal[i], &action, before != nullptr ? &before[i] : nullptr);
  }
}

void on_terminate() {
  if (Watched* watched = watched_process.exchange(nullptr)) {
    std::string what = "an uncaught exception";
    try {
      if (std::current_exception()) throw;
    } catch (const std::exception& error) {
      what = error.what();
    } catch (...) {
    }
    watched->death.note_error(what);
    look_at_the_stack(watched);
    say_how_it_died(watched);
  }
  if (terminate_before != nullptr) terminate_before();
  std::abort();
}

bool send_all(int channel, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

// The inherited channel, which no program started from here shall see; -1 when there is none.
int take_channel() {
  const char* text = std::getenv(session::kChannelVariable);
  if (text == nullptr) return -1;
  const int channel = std::atoi(text);
  unsetenv(session::kChannelVariable);
  if (channel <= 2 || fcntl(channel, F_SETFD, FD_CLOEXEC) != 0) return -1;
  return channel;
}

std::string base_name(const std::string& path) {
  const size_t from = path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1;
  return path.substr(from, path.rfind('.') - from);
}

}  // namespace

struct Attachment::Impl {
  Impl(int channel, const ProgramDescription& program, const void* base)
      : channel_(channel), unwinding_before_(std::uncaught_exceptions()) {
    RecorderOptions options;
    options.program = program;
    options.stack_base = base;
    options.gated = true;
    options.sink = [channel](std::string_view bytes) { return send_all(channel, bytes); };
    recorder_ = std::make_unique<Recorder>(std::move(options));
    listener_ = std::thread([this] { listen(); });
    catch_signals();
    engine::set_observer(recorder_->observer());
    if (!program.one_thread) engine::set_watch(recorder_->watch());
  }

  ~Impl() { finish(); }

  void finish() {
    if (finished_) return;
    finished_ = true;
    engine::set_watch(nullptr);
    engine::set_observer(nullptr);
    watched_process.exchange(nullptr);
    const bool raised = std::uncaught_exceptions() > unwinding_before_;
    recorder_->finish(raised ? facts::End::raised : facts::End::returned,
                      raised ? "an exception left the program" : "");
    shutdown(channel_, SHUT_RDWR);
    listener_.join();
    close(channel_);
    for (size_t i = 0; i < kFatal.size(); ++i) sigaction(kFatal[i], &actions_before_[i], nullptr);
    std::set_terminate(terminate_before);
    sigaltstack(&stack_before_, nullptr);
  }

 private:
  void listen() {
    std::string bytes;
    char piece[256];
    for (;;) {
      const ssize_t got = recv(channel_, piece, sizeof piece, 0);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      bytes.append(piece, static_cast<size_t>(got));
      if (const auto permission = session::take_permission(&bytes)) recorder_->allow(*permission);
    }
    // The viewer is gone: nobody will ever allow anything again.
    recorder_->allow({facts::Grain::phase, 0, true});
  }

  void catch_signals() {
    watched_ = std::make_unique<Watched>(Watched{recorder_.get(), Death()});
    watched_process.store(watched_.get());
    handler_stack_.reset(new char[kHandlerStackBytes]);
    stack_t stack{};
    stack.ss_sp = handler_stack_.get();
    stack.ss_size = kHandlerStackBytes;
    sigaltstack(&stack, &stack_before_);
    catch_fatal_signals(actions_before_.data());
    terminate_before = std::set_terminate(on_terminate);
  }

  const int channel_;
  const int unwinding_before_;
  bool finished_ = false;
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<Watched> watched_;
  std::thread listener_;
  std::unique_ptr<char[]> handler_stack_;
  stack_t stack_before_{};
  std::array<struct sigaction, kFatal.size()> actions_before_{};
};

Attachment::Attachment(const char* title, const char* source_file, const void* base)
    : Attachment(ProgramDescription{base_name(source_file), title, "", source_file, ""}, base) {}

Attachment::Attachment(const ProgramDescription& program, const void* base) {
  const int channel = take_channel();
  if (channel >= 0) impl_ = new Impl(channel, program, base);
}

Attachment::~Attachment() { delete impl_; }

void Attachment::finish() {
  if (impl_ != nullptr) impl_->finish();
}

}  // namespace greenlens::record
