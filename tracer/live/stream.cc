#include "tracer/live/stream.h"

#include <utility>

namespace greenlens::live {

bool Stream::put(std::string_view bytes) {
  std::unique_lock lock(mutex_);
  went_.wait(lock, [&] { return abandoned_ || bytes_.size() < kMostBytes; });
  if (abandoned_) return false;
  bytes_.append(bytes);
  came_.notify_one();
  return true;
}

void Stream::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  came_.notify_one();
}

void Stream::wait(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  came_.wait_for(lock, most, [&] { return ended_ || !bytes_.empty(); });
}

std::string Stream::take() {
  const std::lock_guard lock(mutex_);
  went_.notify_one();
  return std::exchange(bytes_, {});
}

bool Stream::ended() const {
  const std::lock_guard lock(mutex_);
  return ended_ && bytes_.empty();
}

bool Stream::empty() const {
  const std::lock_guard lock(mutex_);
  return bytes_.empty();
}

void Stream::abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
  went_.notify_one();
}

}  // namespace greenlens::live
