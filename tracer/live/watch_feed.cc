#include "tracer/live/watch_feed.h"

#include <signal.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace greenlens::live {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

}  // namespace

WatchFeed::WatchFeed(foreign::Wanted wanted, ring::Gate& gate, Child& child, Whose whose,
                     std::unique_ptr<step::Machine> machine,
                     std::unique_ptr<foreign::Surroundings> surroundings)
    : child_(child),
      watcher_(
          std::move(wanted), gate, [this](std::string_view bytes) { return stream_.put(bytes); },
          std::move(machine), std::move(surroundings)),
      whose_(whose) {}

WatchFeed::~WatchFeed() {
  stream_.abandon();
  over_ = true;
  leave();
  if (thread_.joinable()) thread_.join();
}

facts::Fault WatchFeed::begin(pid_t process) {
  std::promise<std::string> begun;
  std::future<std::string> reason = begun.get_future();
  thread_ = std::thread(
      [this, process, begun = std::move(begun)]() mutable { run(process, std::move(begun)); });
  // Who runs it elsewhere comes only now.
  if (whose_ == Whose::by_child) return {};
  const std::string refused = reason.get();
  if (refused.empty()) return {};
  return {why_not(), "", 0, 0, refused};
}

void WatchFeed::run(pid_t process, std::promise<std::string> begun) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  refused_ = watcher_.begin(process);
  begun.set_value(refused_);
  if (refused_.empty()) {
    watcher_.run();
    finish();
  } else {
    child_.kill();  // what cannot be watched is not run
  }
  ended_ = true;
  stream_.end();
  // What it prints comes through us.
  constexpr std::chrono::milliseconds kNap{5};
  while (whose_ == Whose::by_child && !over_ && !child_.status()) {
    watcher_.pass_on_output();
    std::this_thread::sleep_for(kNap);
  }
  watcher_.pass_on_output();
}

void WatchFeed::finish() {
  if (left_) return watcher_.finish_as_left();
  watcher_.finish(whose_ == Whose::strangers ? 0 : child_.wait());
}

void WatchFeed::leave() {
  left_ = true;
  watcher_.leave();
}

facts::FaultKind WatchFeed::why_not() const {
  return whose_ == Whose::childs ? facts::FaultKind::cannot_watch : facts::FaultKind::no_stub;
}

facts::Fault WatchFeed::not_stepped() const {
  const foreign::Watcher::Found& found = watcher_.found();
  using facts::FaultKind;
  if (!refused_.empty()) return {why_not(), "", 0, 0, refused_};
  if (!found.missing.empty()) {
    return {FaultKind::no_such_switch, "", 0, 0, listed(found.missing)};
  }
  if (!found.called) return {FaultKind::switch_not_called, "", 0, 0, ""};
  return found.switched.empty() ? facts::Fault{FaultKind::nothing_switched, "", 0, 0, ""}
                                : facts::Fault{};
}

}  // namespace greenlens::live
