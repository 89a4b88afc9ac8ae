// Lets the threads of a scenario take turns, so that it always runs the same way.
#ifndef GREENLENS_SCENARIOS_TURNS_H_
#define GREENLENS_SCENARIOS_TURNS_H_

#include <atomic>

namespace greenlens::scenarios {

class Turns {
 public:
  // Waits until it is `turn`'s turn. The first is 1.
  void wait_for(int turn) {
    for (int now = turn_.load(); now < turn; now = turn_.load()) turn_.wait(now);
  }
  // It is the next one's.
  void next() {
    turn_.fetch_add(1);
    turn_.notify_all();
  }

 private:
  std::atomic<int> turn_{1};
};

}  // namespace greenlens::scenarios

#endif  // GREENLENS_SCENARIOS_TURNS_H_
