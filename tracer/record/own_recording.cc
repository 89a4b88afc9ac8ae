#include "tracer/record/own_recording.h"

#include <signal.h>

#include <chrono>
#include <new>
#include <system_error>
#include <thread>

#include "engine/core/lifetime.h"
#include "engine/cpp/names.h"
#include "tracer/record/describe.h"
#include "tracer/record/observer.h"

namespace greenlens::record {
namespace {

constexpr std::chrono::milliseconds kLookForAnswer{2};

// How often the signal has come. The handler may run while another thread ends the recording, so it
// knows nothing of that.
std::atomic<uint32_t> signals{0};

void on_signal(int) { signals.fetch_add(1); }

// For good: who asks a moment after the recording's end must not end the program by that.
void handle_signal(int signal) {
  struct sigaction ours {};
  ours.sa_handler = on_signal;
  ours.sa_flags = SA_RESTART | SA_ONSTACK;
  sigaction(signal, &ours, nullptr);
}

// Why that signal cannot ask; "": it can.
std::string why_no_signal(int signal) {
  struct sigaction there {};
  if (signal == 0) return "";
  if (sigaction(signal, nullptr, &there) != 0 || signal == SIGKILL || signal == SIGSTOP) {
    return "no program can handle signal " + std::to_string(signal) + ": choose SIGUSR1 or SIGUSR2";
  }
  const bool is_free = (there.sa_flags & SA_SIGINFO) == 0 &&
                       (there.sa_handler == SIG_DFL || there.sa_handler == on_signal);
  return is_free ? ""
                 : "the program handles signal " + std::to_string(signal) +
                       " itself: choose another one";
}

bool is_good_end(facts::End how, std::string_view what) {
  return how == facts::End::returned || how == facts::End::detached ||
         how == facts::End::vanished || (how == facts::End::exited && what == "0");
}

}  // namespace

OwnRecording::OwnRecording(const Wanted& wanted) : wanted_(wanted), file_(wanted.file) {}

std::unique_ptr<OwnRecording> OwnRecording::begin(const Wanted& wanted, std::string* why) {
  std::unique_ptr<OwnRecording> recording(new OwnRecording(wanted));
  if (recording->start(why)) return recording;
  return nullptr;
}

bool OwnRecording::start(std::string* why) {
  *why = why_no_signal(wanted_.signal);
  if (!why->empty()) return false;
  RecorderOptions options;
  options.program = wanted_.program;
  options.stack_base = wanted_.base;
  options.detail = wanted_.detail;
  options.full_switches = wanted_.full_switches;
  options.bytes = wanted_.bytes;
  options.last_words = true;
  if (wanted_.signal != 0) options.asks = &signals;
  options.begin = [this] { set_reason(file_.open()); };
  options.sink = [this](std::string_view bytes) {
    if (has_failed()) return false;
    if (file_.write(bytes)) return true;
    set_reason(file_.reason());
    return false;
  };
  options.asked = [this] {
    const bool saved = file_.save();
    const std::lock_guard lock(mutex_);
    not_saved_ = saved ? "" : file_.reason();
  };
  options.end = [this] {
    if (!has_failed() && !file_.finish(!ended_well_)) set_reason(file_.reason());
    over_ = true;
  };
  try {
    recorder_ = std::make_unique<Recorder>(std::move(options));
  } catch (const std::bad_alloc&) {
    *why = "there is no memory for it";
    return false;
  } catch (const std::system_error& error) {
    *why = error.what();
    return false;
  }
  // So the file is there, whatever becomes of the program.
  recorder_->wait_until_begun();
  *why = reason();
  if (!why->empty()) {
    recorder_->finish(facts::End::returned, "");
    return false;
  }
  if (wanted_.signal != 0) handle_signal(wanted_.signal);
  if (wanted_.program.one_thread) {
    core::set_observer(host(), recorder_->observer());
  } else {
    // In the forked child of a program that somebody else recorded: that one hears nothing here.
    const RingObserver* before = RingObserver::here();
    if (before != nullptr && !before->is_recorded_process()) core::set_observer(host(), nullptr);
    engine::set_watch(recorder_->watch_from_here());
    core::current_core(host());
  }
  return true;
}

OwnRecording::~OwnRecording() = default;

bool OwnRecording::save() {
  const uint32_t number = recorder_->ask();
  while (!over_ && static_cast<int32_t>(recorder_->answers() - number) < 0) {
    std::this_thread::sleep_for(kLookForAnswer);
  }
  return !over_ && reason().empty();
}

bool OwnRecording::end(facts::End how, std::string_view what) {
  ended_well_ = is_good_end(how, what);
  recorder_->finish(how, what);
  return !has_failed();
}

void OwnRecording::leave() {
  if (wanted_.program.one_thread) {
    core::set_observer(host(), nullptr);
  } else {
    engine::set_watch(nullptr);
    if (RingObserver::here() != nullptr) core::current_core(host());  // which relieves it
  }
}

core::Host& OwnRecording::host() const { return host_of(wanted_.program); }

std::string OwnRecording::reason() const {
  const std::lock_guard lock(mutex_);
  return reason_.empty() ? not_saved_ : reason_;
}

bool OwnRecording::has_failed() const {
  const std::lock_guard lock(mutex_);
  return !reason_.empty();
}

void OwnRecording::set_reason(const std::string& reason) {
  const std::lock_guard lock(mutex_);
  reason_ = reason;
}

}  // namespace greenlens::record
