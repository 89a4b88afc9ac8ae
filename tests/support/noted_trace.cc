#include "tests/support/noted_trace.h"

#include <random>

#include "tests/support/sample_trace.h"
#include "tracer/rules/derive.h"
#include "tracer/rules/follow.h"
#include "tracer/rules/noted.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::testing {
namespace {

using namespace facts;

constexpr GreenletId kFirst = 1;
constexpr Address kMark = -0x1a0;  // in main's frame: where workers' slices end

// Tells whoever listens, and goes along with a state.
class Program {
 public:
  Program(store::TraceWriter* writer, store::Timeline* timeline, unsigned seed)
      : writer_(writer), timeline_(timeline), random_(seed) {}

  void begin(uint32_t workers) {
    tell(GreenletCreated{kFirst, "main", 0, kStarted, kEverything});
    tell(FramePushed{kFirst, 1, 0, {"program.cc", "main", 3}});
    for (uint32_t i = 0; i < workers; ++i) {
      const GreenletId worker = kFirst + 1 + i;
      tell(GreenletCreated{worker, "worker " + std::to_string(i), kFirst, kNull, kNull});
      start(worker);
      switch_to(kFirst);
    }
  }
  void switch_to(GreenletId target) {
    NotedSwitch noted = next_switch(target);
    writer_->add(noted);
    noted.time_ns -= noted.time_ns % kNotedTimeUnit;
    noted.origin = 0;
    rules::Followed followed;
    if (timeline_ == nullptr && rules::follow(&state_, noted, store::kMaxChunkEvents, &followed))
      return;
    for (Event& event : rules::told(state_, noted)) follow(std::move(event));
  }
  // The same, fact by fact.
  void tell_switch_to(GreenletId target) {
    const NotedSwitch noted = next_switch(target);
    for (Event& event : rules::told(state_, noted)) tell(std::move(event.fact));
  }
  void tell(Fact fact) {
    Event event{time_ += 50, 1, 0, 0, std::move(fact)};
    writer_->add(event);
    follow(std::move(event));
  }
  GreenletId current() const { return state_.threads.begin()->second.current; }
  unsigned dice(unsigned sides) { return static_cast<unsigned>(random_() % sides); }

 private:
  NotedSwitch next_switch(GreenletId target) {
    NotedSwitch noted;
    noted.time_ns = time_ += 90 + random_() % 40;
    noted.origin = current();
    noted.requested = target;
    noted.sp = noted.origin == kFirst ? -0x240 : -0x400 - 16 * Address{noted.origin % 3};
    noted.recursion_depth = target == kFirst ? 1 : 2;
    noted.at = noted.origin == kFirst ? SourceLine{"program.cc", "main", 12}
                                      : SourceLine{"program.cc", "work", 7};
    noted.caller_sp = noted.sp + 96;
    return noted;
  }
  void start(GreenletId worker) {
    rules::LeanSwitch lean;
    lean.origin = kFirst;
    lean.requested = worker;
    lean.sp = -0x240;
    lean.mark = kMark;
    lean.recursion_depth = 1;
    for (Fact& fact : derive(state_, lean).facts) tell(std::move(fact));
    tell(FramePushed{worker, FrameId{worker}, 0, {"program.cc", "work", 5}});
  }
  void follow(Event&& event) {
    apply(&state_, event);
    if (timeline_ != nullptr) timeline_->append(std::move(event));
  }

  store::TraceWriter* writer_;
  store::Timeline* timeline_;
  std::mt19937 random_;
  state::State state_;
  uint64_t time_ = 0;
};

std::string run(uint32_t workers, uint64_t switches, Order order, unsigned seed, bool prints,
                store::Timeline* timeline) {
  std::string bytes;
  store::TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; }, 1);
  writer.begin(sample_info());
  if (timeline != nullptr) timeline->set_info(sample_info());
  Program program(&writer, timeline, seed);
  program.begin(workers);
  for (uint64_t i = 0; i < switches; ++i) {
    const GreenletId next = kFirst + 1 + static_cast<GreenletId>(i / 2 % workers);
    switch (order) {
      case Order::random:
        program.switch_to(kFirst + program.dice(workers + 1));
        break;
      case Order::back_and_forth:
        program.switch_to(program.current() == kFirst ? next : kFirst);
        break;
    }
    if (prints && program.dice(50) == 0) {
      program.tell(Printed{program.current(), "line " + std::to_string(i)});
    }
  }
  program.tell(ProgramFinished{});
  writer.finish();
  return bytes;
}

}  // namespace

NotedTrace noted_trace(uint32_t workers, uint64_t switches, Order order, unsigned seed,
                       bool prints) {
  NotedTrace made;
  made.bytes = run(workers, switches, order, seed, prints, &made.expected);
  return made;
}

NotedTrace mixed_trace(uint32_t workers, uint64_t switches) {
  NotedTrace made;
  store::TraceWriter writer([&](std::string_view more) { return made.bytes.append(more), true; },
                            1);
  writer.begin(sample_info());
  made.expected.set_info(sample_info());
  Program program(&writer, &made.expected, 1);
  program.begin(workers);
  for (uint64_t i = 0; i < switches; ++i) {
    const bool is_told = i < switches / 4 || i >= switches / 4 * 3;
    if (i == switches / 4) program.tell(DetailChanged{Detail::switches});
    if (i == switches / 4 * 3) program.tell(DetailChanged{Detail::phases});
    const GreenletId next = kFirst + program.dice(workers + 1);
    is_told ? program.tell_switch_to(next) : program.switch_to(next);
  }
  program.tell(ProgramFinished{});
  writer.finish();
  return made;
}

std::string noted_bytes(uint32_t workers, uint64_t switches, Order order, unsigned seed) {
  return run(workers, switches, order, seed, false, nullptr);
}

}  // namespace greenlens::testing
