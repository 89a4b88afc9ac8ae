// A program of an interpreted language, as gevent's are, as data: a hub, consumers that wait for
// ever at the same line, and one that waits elsewhere. For tests that need frames and waits but no
// interpreter.
#ifndef GREENLENS_TESTS_SUPPORT_PARKED_TRACE_H_
#define GREENLENS_TESTS_SUPPORT_PARKED_TRACE_H_

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "tracer/facts/event.h"
#include "tracer/store/timeline.h"

namespace greenlens::testing {

facts::SeenFrame seen_frame(facts::FrameId id, const std::string& file, const std::string& function,
                            uint32_t line, const std::string& call = "", bool is_library = false);

// Tells it fact by fact. Time goes on by a microsecond a fact.
class ParkedProgram {
 public:
  static constexpr facts::GreenletId kMain = 1, kHub = 2;
  ParkedProgram();

  template <typename F>
  uint64_t tell(F fact) {
    now_ += 1000;
    timeline_.append({now_, 1, 0, 0, std::move(fact)});
    return timeline_.size();
  }
  void wait(uint64_t ns) { now_ += ns; }
  // Made at that line of app.py, by whoever runs.
  facts::GreenletId spawn(const std::string& name, uint32_t line);
  // A switch of whoever runs; the step of its request.
  uint64_t go(facts::GreenletId to, facts::Payload kind = facts::Payload::value,
              const std::string& what = "");
  void finish(facts::GreenletId to);  // whoever runs
  void saves(uint64_t bytes) { saved_ = bytes; }
  store::Timeline& end();
  store::Timeline& timeline() { return timeline_; }

 private:
  void swap(facts::GreenletId to);

  store::Timeline timeline_;
  uint64_t now_ = 0, saved_ = 512;
  facts::GreenletId current_ = kMain, next_ = 3;
  std::set<facts::GreenletId> begun_ = {kMain};
};

// Of as many consumers, greenlets 3, 4 and so on, and `other` behind them, who waits for a lock; to
// its end by LoopExit.
store::Timeline parked_timeline(int consumers);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_SUPPORT_PARKED_TRACE_H_
