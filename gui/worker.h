// A thread for what takes long, so that the window never waits for it: one job at a time.
//
// A job works on what is its own and gives its result by value: what the app's thread is to do with
// it. Nothing is shared but two numbers, a wish to end, and the result once it is there. All
// functions are for the app's thread.
#ifndef GREENLENS_GUI_WORKER_H_
#define GREENLENS_GUI_WORKER_H_

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include "tracer/store/progress.h"

namespace greenlens::gui {

class Worker {
 public:
  // What the app's thread does when the job is done.
  using Finish = std::function<void()>;
  // In the worker's thread. It asks `progress` many times a second, and ends soon when that is
  // false; what it returns then is dropped.
  using Job = std::function<Finish(const store::OnProgress& progress)>;

  Worker() = default;
  ~Worker() { cancel(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Ends the job that is under way, if any, and begins this one.
  void begin(Job job);
  // Ends it, and waits for that: until it asks for the next time. Nothing comes of it then.
  void cancel();
  // A job is under way, or its result has not been taken.
  bool busy() const { return thread_.joinable(); }
  // Does what a job that is done wants to be done. Once a frame; true when that was so.
  bool take();

  struct Progress {
    uint64_t done = 0, all = 0;
  };
  Progress progress() const { return {done_.load(), all_.load()}; }

 private:
  std::thread thread_;
  std::atomic<bool> stop_{false};
  std::atomic<uint64_t> done_{0}, all_{0};
  std::mutex mutex_;
  bool finished_ = false;  // these two are the mutex's
  Finish result_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_WORKER_H_
