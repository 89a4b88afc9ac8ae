#include "tracer/live/watch_feed.h"

#include <signal.h>
#include <string.h>

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

WatchFeed::WatchFeed(foreign::Wanted wanted, ring::Gate& gate, Child& child)
    : child_(child), watcher_(std::move(wanted), gate, [this](std::string_view bytes) {
        return stream_.put(bytes);
      }) {}

WatchFeed::~WatchFeed() {
  stream_.abandon();
  leave();
  if (thread_.joinable()) thread_.join();
}

facts::Fault WatchFeed::begin(pid_t process) {
  std::promise<int> begun;
  std::future<int> reason = begun.get_future();
  thread_ = std::thread(
      [this, process, begun = std::move(begun)]() mutable { run(process, std::move(begun)); });
  const int refused = reason.get();
  if (refused == 0) return {};
  return {facts::FaultKind::cannot_watch, "", 0, 0, strerror(refused)};
}

void WatchFeed::run(pid_t process, std::promise<int> begun) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  const int refused = watcher_.begin(process);
  begun.set_value(refused);
  if (refused == 0) {
    watcher_.run();
    left_ ? watcher_.finish_as_left() : watcher_.finish(child_.wait());
  }
  stream_.end();
}

void WatchFeed::leave() {
  left_ = true;
  watcher_.leave();
}

facts::Fault WatchFeed::not_stepped() const {
  const foreign::Watcher::Found& found = watcher_.found();
  using facts::FaultKind;
  if (!found.missing.empty()) {
    return {FaultKind::no_such_switch, "", 0, 0, listed(found.missing)};
  }
  if (!found.called) return {FaultKind::switch_not_called, "", 0, 0, ""};
  return found.switched.empty() ? facts::Fault{FaultKind::nothing_switched, "", 0, 0, ""}
                                : facts::Fault{};
}

}  // namespace greenlens::live
