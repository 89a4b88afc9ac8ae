// What a program is doing that tells nothing, as far as the system says. Plain values.
#ifndef GREENLENS_TRACER_SESSION_ACTIVITY_H_
#define GREENLENS_TRACER_SESSION_ACTIVITY_H_

#include <cstdint>
#include <functional>

namespace greenlens::session {

enum class Doing : uint8_t {
  unknown,
  running,            // computes
  sleeping,           // waits for something
  waiting_for_input,  // reads its standard input
  waiting_for_disk,
  stopped,  // by a signal, or by a debugger
  ended,
};

struct Activity {
  Doing doing = Doing::unknown;
  uint32_t process = 0;  // its number; 0: there is none
  bool operator==(const Activity&) const = default;
};

// Asks the system. In any thread; it may outlive whoever gave it.
using Ask = std::function<Activity()>;

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_ACTIVITY_H_
