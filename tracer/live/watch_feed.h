// The stream of a program that knows nothing of us, made by who watches it (tracer/foreign).
#ifndef GREENLENS_TRACER_LIVE_WATCH_FEED_H_
#define GREENLENS_TRACER_LIVE_WATCH_FEED_H_

#include <atomic>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

#include "tracer/foreign/watcher.h"
#include "tracer/live/child.h"
#include "tracer/live/feed.h"

namespace greenlens::live {

class WatchFeed final : public Feed {
 public:
  // Both outlive it.
  WatchFeed(foreign::Wanted wanted, ring::Gate& gate, Child& child);
  ~WatchFeed() override;

  Stream& stream() override { return stream_; }
  facts::Fault begin(pid_t process) override;
  void leave() override;
  bool has_all() const override { return true; }
  facts::Fault not_stepped() const override;
  // Once the stream has ended.
  const foreign::Watcher::Found& found() const { return watcher_.found(); }

 private:
  void run(pid_t process, std::promise<int> begun);

  Child& child_;
  Stream stream_;
  foreign::Watcher watcher_;
  std::atomic<bool> left_{false};
  std::thread thread_;
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_WATCH_FEED_H_
