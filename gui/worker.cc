#include "gui/worker.h"

#include <utility>

namespace greenlens::gui {

void Worker::begin(Job job) {
  cancel();
  stop_ = false;
  done_ = all_ = 0;
  thread_ = std::thread([this, job = std::move(job)] {
    Finish result = job([this](uint64_t done, uint64_t all) {
      done_ = done, all_ = all;
      return !stop_;
    });
    const std::lock_guard lock(mutex_);
    result_ = std::move(result);
    finished_ = true;
  });
}

void Worker::cancel() {
  if (!thread_.joinable()) return;
  stop_ = true;
  thread_.join();
  // Nobody else is there any more.
  result_ = nullptr;
  finished_ = false;
}

bool Worker::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!finished_) return false;
  }
  thread_.join();
  finished_ = false;
  // It may begin another job.
  const Finish result = std::exchange(result_, nullptr);
  if (result) result();
  return true;
}

}  // namespace greenlens::gui
