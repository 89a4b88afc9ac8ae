// The bytes of a trace on their way from the thread that makes them to the one that looks.
#ifndef GREENLENS_TRACER_LIVE_STREAM_H_
#define GREENLENS_TRACER_LIVE_STREAM_H_

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

namespace greenlens::live {

// Two threads: one puts and ends, one takes and abandons.
class Stream {
 public:
  // Waits while more lies there than anybody should keep. False when nobody takes it any more.
  bool put(std::string_view bytes);
  void end();  // nothing follows

  // Waits until something is there, or the end, but no longer than `most`.
  void wait(std::chrono::milliseconds most);
  std::string take();  // all that is there
  bool ended() const;  // and all of it was taken
  bool empty() const;  // for now
  void abandon();      // nothing is taken any more

 private:
  // A noted switch is a byte or two: more of them would keep whoever is slow for minutes after the
  // program was told to stop.
  static constexpr size_t kMostBytes = size_t{128} << 10;

  mutable std::mutex mutex_;
  std::condition_variable came_, went_;
  std::string bytes_;
  bool ended_ = false;
  bool abandoned_ = false;
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_STREAM_H_
