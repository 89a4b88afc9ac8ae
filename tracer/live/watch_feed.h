// The stream of a program that knows nothing of us, made by who watches it (tracer/foreign).
#ifndef GREENLENS_TRACER_LIVE_WATCH_FEED_H_
#define GREENLENS_TRACER_LIVE_WATCH_FEED_H_

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "tracer/foreign/watcher.h"
#include "tracer/live/child.h"
#include "tracer/live/feed.h"

namespace greenlens::live {

class WatchFeed final : public Feed {
 public:
  // Who is watched: a child of ours that becomes the program; one that runs it elsewhere, and has
  // to be asked; or a stranger.
  enum class Whose : uint8_t { childs, by_child, strangers };
  // Gate and child outlive it.
  WatchFeed(foreign::Wanted wanted, ring::Gate& gate, Child& child, Whose whose,
            std::unique_ptr<step::Machine> machine,
            std::unique_ptr<foreign::Surroundings> surroundings);
  ~WatchFeed() override;

  Stream& stream() override { return stream_; }
  facts::Fault begin(pid_t process) override;
  void leave() override;
  bool has_all() const override { return true; }
  facts::Fault not_stepped() const override;
  bool lives_elsewhere() const override { return whose_ == Whose::strangers && !ended_; }
  // Once the stream has ended.
  const foreign::Watcher::Found& found() const { return watcher_.found(); }

 private:
  void run(pid_t process, std::promise<std::string> begun);
  void finish();
  facts::FaultKind why_not() const;

  Child& child_;
  Stream stream_;
  foreign::Watcher watcher_;
  const Whose whose_;
  std::string refused_;  // why it could not be watched; once the stream has ended
  std::atomic<bool> left_{false}, ended_{false}, over_{false};
  std::thread thread_;
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_WATCH_FEED_H_
