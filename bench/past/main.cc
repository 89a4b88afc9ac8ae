// How long it takes to ask where a byte came from, in a trace of many events with all of their
// bytes: greenlens_past_bench [EVENTS], 1,000,000 if nothing is said.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "tracer/past/where.h"
#include "tracer/store/timeline.h"

namespace greenlens::bench {
namespace {

using namespace facts;
using Clock = std::chrono::steady_clock;

constexpr Address kSlice = 3072;
constexpr GreenletId kGreenlets = 20;

double milliseconds(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

// Workers that share one part of the stack, each of which changes some words in every stay.
class Program {
 public:
  Program() : bytes_(kGreenlets + 1, Bytes(kSlice, 'x')) {
    for (GreenletId id = 1; id <= kGreenlets; ++id) {
      tell(GreenletCreated{id, "worker", id == 1 ? 0U : 1U, id == 1 ? kStarted : kNull,
                           id == 1 ? kEverything : kNull});
    }
  }
  store::Timeline run(uint64_t events) {
    GreenletId from = 1;
    while (timeline_.size() < events) {
      const GreenletId to = 1 + random_() % kGreenlets;
      if (to != from) go(from, to);
      from = to;
    }
    return std::move(timeline_);
  }

 private:
  void tell(Fact fact) { timeline_.append({0, 1, 0, 0, std::move(fact)}); }
  void go(GreenletId from, GreenletId to) {
    for (int i = 0; i < 12; ++i) bytes_[from][random_() % kSlice] = static_cast<char>(random_());
    tell(LineReached{from, {"x.cc", "worker", 7}, -kSlice, {}});
    tell(SwitchRequested{from, to, Payload::value, ""});
    tell(TargetFound{from, to, false});
    tell(RegistersSaved{from, to, -kSlice, {}, {}});
    tell(StackStartSet{from, -kSlice});
    tell(SliceSaved{from, Extent::whole, -kSlice, 0, kSlice, bytes_[from]});
    tell(StackPointerMoved{to, -kSlice, -kSlice});
    tell(SliceRestored{to, -kSlice, 0});
    tell(StackPrevRelinked{to, 0});
    tell(RegistersRestored{to, -kSlice, {}});
    tell(HostStateSwapped{from, to, 0, 0, 1});
    tell(Delivered{from, to, Payload::value, ""});
  }

  std::minstd_rand random_{1};
  store::Timeline timeline_;
  std::vector<Bytes> bytes_;
};

void measure(uint64_t events) {
  const store::Timeline trace = Program().run(events);
  const auto before = Clock::now();
  past::ByteHistory history;
  while (history.go_on(trace)) {
  }
  std::printf("%llu events: the index is made in %.0f ms\n",
              static_cast<unsigned long long>(trace.size()), milliseconds(before));
  std::minstd_rand random(2);
  double all = 0, worst = 0;
  constexpr int kQuestions = 2000;
  for (int i = 0; i < kQuestions; ++i) {
    const uint64_t step = trace.size() - random() % (trace.size() / 2);
    const past::Place place{1 + static_cast<GreenletId>(random() % kGreenlets),
                            -1 - static_cast<Address>(random() % kSlice), 1, past::LiesIn::heap};
    trace.at(step);  // where somebody stands already
    const auto asked = Clock::now();
    past::where(history, trace, place, step);
    const double took = milliseconds(asked);
    all += took, worst = std::max(worst, took);
  }
  std::printf("a byte's origin and next reader: %.3f ms on average, %.3f ms at worst of %d\n",
              all / kQuestions, worst, kQuestions);
}

}  // namespace
}  // namespace greenlens::bench

int main(int argc, char** argv) {
  greenlens::bench::measure(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000);
  return 0;
}
