#include "tests/tracer/store/long_trace.h"

#include <random>
#include <string>

namespace greenlens::testing {

using namespace facts;

namespace {

class LongStory {
 public:
  explicit LongStory(const LongProgram& program) : program_(program), at_(program.threads, 0) {}

  store::Timeline run() {
    for (uint32_t thread = 0; thread < program_.threads; ++thread) {
      thread_ = static_cast<ThreadId>(thread + 1);
      if (program_.threads > 1) tell(ThreadBegan{"", -0x10000, 0x100, 0x7000 * (thread + 1)});
      tell(GreenletCreated{main_of(thread), "main", 0, kStarted, kEverything});
    }
    for (uint32_t i = 0; i < program_.greenlets; ++i) {
      thread_ = static_cast<ThreadId>(i % program_.threads + 1);
      const GreenletId id = program_.threads + i + 1;
      const std::string number = std::to_string(id);
      tell(GreenletCreated{id, program_.alike ? "worker-" + number : "worker" + number + 'x',
                           main_of(i % program_.threads), kNull, kNull});
    }
    for (uint32_t i = 0; i < program_.switches; ++i) go(i % program_.threads);
    return std::move(timeline_);
  }

 private:
  static GreenletId main_of(uint32_t thread) { return thread + 1; }
  template <typename F>
  void tell(F fact) {
    timeline_.append({0, thread_, 0, 0, std::move(fact)});
  }
  // From main to one of the thread's others, and back.
  void go(uint32_t thread) {
    thread_ = static_cast<ThreadId>(thread + 1);
    const uint32_t others = program_.greenlets / program_.threads;
    const uint32_t turn = others > 3 ? random_() : turn_++ / 2;
    const GreenletId main = main_of(thread);
    const GreenletId other = program_.threads + turn % others * program_.threads + thread + 1;
    const GreenletId from = at_[thread] == 0 ? main : at_[thread], to = from == main ? other : main;
    at_[thread] = to;
    if (program_.prints) tell(Printed{from, "line"});
    tell(SwitchRequested{from, to, Payload::value, ""});
    tell(TargetFound{from, to, false});
    tell(SliceSaved{from, Extent::partial, -0x440, -0x400, 0x40, facts::Bytes(0x40, 'x')});
    tell(RegistersRestored{to, -0x440, {}});
    tell(HostStateSwapped{from, to, 0, 0, 1});
    tell(Delivered{from, to, Payload::value, ""});
  }

  const LongProgram program_;
  std::vector<GreenletId> at_;  // who runs in each thread; 0: its main
  std::minstd_rand random_{1};
  uint32_t turn_ = 0;
  ThreadId thread_ = 1;
  store::Timeline timeline_;
};

}  // namespace

store::Timeline long_trace(const LongProgram& program) { return LongStory(program).run(); }

}  // namespace greenlens::testing
