// For scenarios with several threads: threads with names, which take turns, so that the scenario
// always runs the same way.
#ifndef GREENLENS_SCENARIOS_THREADS_H_
#define GREENLENS_SCENARIOS_THREADS_H_

#include <pthread.h>

#include <atomic>
#include <thread>
#include <utility>

#include "engine/cpp/print.h"

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

// A thread with this name (at most 15 bytes), which prints to where its maker does.
template <typename Body>
std::thread start_thread(const char* name, Body body) {
  return std::thread([name, body = std::move(body), to = engine::output()] {
    pthread_setname_np(pthread_self(), name);
    if (to != engine::output()) engine::set_output(to);
    body();
  });
}

}  // namespace greenlens::scenarios

#endif  // GREENLENS_SCENARIOS_THREADS_H_
