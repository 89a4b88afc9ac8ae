// A line that says how far something is that takes long: a recording, while it is made, or a file.
// Only where stderr is a terminal: a program that stands still, or is slow, is seen to do so.
#ifndef GREENLENS_CLI_PROGRESS_H_
#define GREENLENS_CLI_PROGRESS_H_

#include <chrono>
#include <cstdint>

namespace greenlens::cli {

class Progress {
 public:
  Progress();
  ~Progress();  // takes it away

  struct Numbers {
    uint64_t events = 0, switches = 0, bytes = 0;  // bytes: of the recording
  };
  // As often as one likes: it is written a few times a second.
  void show(const Numbers& numbers);
  void show(uint64_t done, uint64_t all);  // steps
  // For another line to be written; the next show() brings it back.
  void hide();

 private:
  using Clock = std::chrono::steady_clock;
  bool is_time();

  const bool on_;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_;
  bool there_ = false;
};

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_PROGRESS_H_
