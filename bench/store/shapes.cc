#include "bench/store/shapes.h"

#include <random>
#include <string>
#include <vector>

namespace greenlens::bench {
namespace {

using namespace facts;

// Main's stack goes down to its mark's neighbourhood; all others begin at the mark.
constexpr Address kMark = -0x400;
constexpr Address kMainEnd = -0x440;
constexpr const char* kFile = "program.cc";

class Program {
 public:
  Program(Shape shape, const std::function<void(const Event&)>& told)
      : told_(told),
        slice_(shape == Shape::deep ? Address{32} << 10 : Address{256}),
        prints_(shape == Shape::output),
        greenlets_(shape == Shape::random ? 2000 : 2),
        state_(greenlets_ + 2) {
    // A real stack is neither all alike nor all noise.
    for (Address i = 0; i < slice_; i += 8) {
      const uint64_t word = i % 32 == 0 ? random_() : 0x00007f0000001000 + 8 * (random_() % 64);
      bytes_.append(reinterpret_cast<const char*>(&word), sizeof word);
    }
  }

  void run(uint64_t switches) {
    tell(GreenletCreated{1, "main", 0, kStarted, kEverything});
    for (GreenletId id = 2; id < greenlets_ + 2; ++id) {
      tell(GreenletCreated{id, "worker-" + std::to_string(id), 1, kNull, kNull});
    }
    for (uint64_t i = 0; i < switches; ++i) {
      if (i % 2 == 0) {
        const uint64_t turn = greenlets_ > 2 ? random_() : i / 2;
        there_ = 2 + static_cast<GreenletId>(turn % greenlets_);
        go(1, there_);
      } else {
        go(there_, 1);
      }
    }
    tell(ProgramFinished{End::returned, ""});
  }

 private:
  struct Place {
    bool started = false;
    bool saved = false;  // its copy is in the heap
  };

  template <typename F>
  void tell(F fact) {
    event_.time_ns += 700;
    event_.fact = std::move(fact);
    told_(event_);
  }
  Address end_of(GreenletId id) const { return id == 1 ? kMainEnd : kMark - slice_; }
  std::vector<SavedRegister> registers(Address sp) {
    return {
        {"rbx", sp + 8, 0x7f00dead}, {"rbp", sp + 16, 0x7ffe0000}, {"return", sp + 24, 0x401000}};
  }
  std::vector<CFrame> frames(GreenletId id, Address sp) {
    return {{id == 1 ? "program" : "work", kFile, 12, 0x40, sp, sp + 64, sp + 56, {}, {}}};
  }
  void save(GreenletId id, Extent extent, Address from, Address to) {
    tell(SliceSaved{id, extent, from, to, static_cast<uint64_t>(to - from),
                    bytes_.substr(0, static_cast<size_t>(to - from))});
    state_[id].saved = true;
  }
  void go(GreenletId from, GreenletId to) {
    const Address sp = end_of(from);
    if (prints_) {
      tell(Printed{from, std::string(90, 'x') + std::to_string(random_() % 1'000'000'000)});
    }
    tell(LineReached{from, {kFile, from == 1 ? "program" : "work", 12}, sp + 32});
    tell(SwitchRequested{from, to, Payload::value, "()"});
    const bool first = to != 1 && !state_[to].started;
    tell(TargetFound{from, to, first});
    if (first) tell(StartPrepared{to, kMark, 1, 1});
    tell(RegistersSaved{from, to, sp, registers(sp), frames(from, sp)});
    tell(StackStartSet{from, sp});
    // Main reaches to the top: all of whoever goes back to it is in its way. Of main a part is.
    if (from == 1) {
      save(1, Extent::partial, kMainEnd, kMark);
    } else {
      save(from, Extent::whole, sp, kMark);
    }
    if (first) {
      state_[to].started = true;
      tell(ReturnedTwice{to});
    } else {
      tell(StackPointerMoved{to, sp, end_of(to)});
      if (state_[to].saved) {
        tell(SliceRestored{to, end_of(to), kMark});
        state_[to].saved = false;
      }
      tell(StackPrevRelinked{to, to == 1 ? 0u : 1u});
      tell(RegistersRestored{to, end_of(to), registers(end_of(to))});
    }
    tell(HostStateSwapped{from, to, 0, 0, 1});
    if (first) tell(BodyEntered{to});
    tell(Delivered{from, to, Payload::value, "()"});
  }

  const std::function<void(const Event&)>& told_;
  Address slice_;
  bool prints_;
  GreenletId greenlets_;
  std::vector<Place> state_;
  std::string bytes_;
  Event event_;
  GreenletId there_ = 0;
  std::minstd_rand random_{1};
};

}  // namespace

const char* shape_name(Shape shape) {
  switch (shape) {
    case Shape::ping_pong:
      return "ping-pong";
    case Shape::random:
      return "2000 random";
    case Shape::deep:
      return "deep stacks";
    case Shape::output:
      return "much output";
  }
  return "";
}

void tell(Shape shape, uint64_t switches, const std::function<void(const Event&)>& told) {
  Program(shape, told).run(switches);
}

}  // namespace greenlens::bench
