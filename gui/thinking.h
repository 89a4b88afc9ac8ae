// A clock for thinking: so many seconds for each question. It counts down while the question waits,
// and at its end nothing happens but that it says so. A value.
#ifndef GREENLENS_GUI_THINKING_H_
#define GREENLENS_GUI_THINKING_H_

#include <algorithm>
#include <array>

namespace greenlens::gui {

inline constexpr std::array kThinkingTimes = {30.0f, 60.0f, 120.0f};  // seconds

struct Thinking {
  float seconds = 0;  // of each question; 0: there is no clock
  float left = 0;
  bool is_on() const { return seconds > 0; }
  bool is_over() const { return is_on() && left <= 0; }
  void begin() { left = seconds; }
  void go_on(float passed) { left = std::max(0.0f, left - passed); }
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_THINKING_H_
