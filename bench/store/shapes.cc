#include "bench/store/shapes.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace greenlens::bench {
namespace {

using namespace facts;

// Main's stack goes down to its mark's neighbourhood; all others begin at the mark.
constexpr Address kMark = -0x400;
constexpr Address kBelowMark = 0x40;  // so far below it lies its frame's end
constexpr const char* kFile = "program.cc";

// What a shape is made of.
struct Traits {
  const char* name;
  GreenletId others = 2;  // beside the main, of each thread
  Address slice = 256;
  ThreadId threads = 1;
  bool any_order = false;
  bool prints = false;
  bool is_lean = false;
  bool is_nested = false;  // each is started by the one before it
};

Traits traits(Shape shape) {
  switch (shape) {
    case Shape::ping_pong:
      return {.name = "ping-pong"};
    case Shape::random:
      return {.name = "2000 random", .others = 2000, .any_order = true};
    case Shape::deep:
      return {.name = "deep stacks", .slice = Address{32} << 10};
    case Shape::output:
      return {.name = "much output", .prints = true};
    case Shape::lean_ping_pong:
      return {.name = "lean ping-pong", .is_lean = true};
    case Shape::lean_random:
      return {.name = "lean 2000", .others = 2000, .any_order = true, .is_lean = true};
    case Shape::lean_threads:
      return {.name = "lean threads", .threads = 4, .is_lean = true};
    case Shape::lean_nested:
      return {.name = "lean nested",
              .others = 16,
              .any_order = true,
              .is_lean = true,
              .is_nested = true};
  }
  return {.name = ""};
}

class Program {
 public:
  Program(const Traits& is, store::TraceWriter* writer)
      : is_(is), writer_(*writer), greenlets_((is.others + 1) * is.threads + 1) {
    // A real stack is neither all alike nor all noise.
    for (Address i = 0; i < is_.slice; i += 8) {
      const uint64_t word = i % 32 == 0 ? random_() : 0x00007f0000001000 + 8 * (random_() % 64);
      bytes_.append(reinterpret_cast<const char*>(&word), sizeof word);
    }
  }

  void run(uint64_t switches) {
    for (thread_ = 1; thread_ <= is_.threads; ++thread_) begin();
    for (uint64_t i = 0; i < switches; ++i) {
      thread_ = static_cast<ThreadId>(1 + i % is_.threads);
      go_on(i / is_.threads);
    }
    thread_ = 1;
    tell(ProgramFinished{End::returned, ""});
  }

 private:
  struct Place {
    bool started = false;
    bool saved = false;        // its copy is in the heap
    Address sp = 0, stop = 0;  // where it leaves, and its slice ends
    ThreadId thread = 1;
  };

  GreenletId main() const { return 1 + (thread_ - 1) * (is_.others + 1); }
  GreenletId& current() { return current_[thread_ - 1]; }

  template <typename F>
  void tell(F fact) {
    event_.time_ns += 700;
    event_.thread = thread_;
    event_.fact = std::move(fact);
    writer_.add(event_);
  }
  void begin() {
    if (is_.threads > 1) tell(ThreadBegan{"", -0x10000, 0x100, 0x7000u * thread_});
    tell(GreenletCreated{main(), "main", 0, kStarted, kEverything});
    greenlets_[main()] = {true, false, kMark - kBelowMark, kEverything};
    current() = main();
    for (GreenletId id = main() + 1; id <= main() + is_.others; ++id) {
      tell(GreenletCreated{id, "worker-" + std::to_string(id), main(), kNull, kNull});
      const Address stop = is_.is_nested ? greenlets_[id - 1].sp + kBelowMark : kMark;
      greenlets_[id] = {false, false, stop - is_.slice, stop};
    }
    // Who is only noted has begun before.
    for (GreenletId id = main() + 1; is_.is_lean && id <= main() + is_.others; ++id) {
      start(id);
      if (!is_.is_nested) go(main());
    }
  }
  void go_on(uint64_t turn) {
    const auto other = [&](uint64_t n) {
      return static_cast<GreenletId>(main() + 1 + n % is_.others);
    };
    if (is_.is_nested) return note(other(random_()));
    if (current() != main()) {
      is_.is_lean ? note(main()) : go(main());
      return;
    }
    const GreenletId next = other(is_.any_order ? random_() : turn / 2);
    is_.is_lean ? note(next) : go(next);
  }
  std::vector<SavedRegister> registers(Address sp) const {
    if (is_.is_lean) return {};
    return {
        {"rbx", sp + 8, 0x7f00dead}, {"rbp", sp + 16, 0x7ffe0000}, {"return", sp + 24, 0x401000}};
  }
  std::vector<CFrame> frames(Address sp) const {
    if (is_.is_lean) return {};
    return {{function(), kFile, 12, 0x40, sp, sp + 64, sp + 56, {}, {}}};
  }
  std::string function() const { return current_[thread_ - 1] == main() ? "program" : "work"; }
  SourceLine line() const { return {kFile, function(), 12}; }

  void save(Extent extent, Address from, Address to) {
    const auto size = static_cast<size_t>(to - from);
    tell(SliceSaved{current(), extent, from, to, size,
                    is_.is_lean ? std::string() : bytes_.substr(0, size)});
    greenlets_[current()].saved = true;
  }
  void start(GreenletId to) { go(to); }
  // Told, fact by fact.
  void go(GreenletId to) {
    const GreenletId from = current();
    const Address sp = greenlets_[from].sp;
    Place& target = greenlets_[to];
    if (is_.prints) {
      tell(Printed{from, std::string(90, 'x') + std::to_string(random_() % 1'000'000'000)});
    }
    tell(LineReached{from, line(), sp + 32});
    tell(SwitchRequested{from, to, Payload::value, "()"});
    const bool first = !target.started;
    tell(TargetFound{from, to, first});
    if (first) tell(StartPrepared{to, target.stop, from, 1});
    tell(RegistersSaved{from, to, sp, registers(sp), frames(sp)});
    tell(StackStartSet{from, sp});
    // Main reaches to the top: all of whoever goes back to it is in its way. Of who starts another
    // one a part is.
    if (first) {
      save(Extent::partial, sp, target.stop);
    } else if (from == main()) {
      save(Extent::partial, sp, kMark);
    } else {
      save(Extent::whole, sp, kMark);
    }
    if (first) {
      target.started = true;
      tell(ReturnedTwice{to});
    } else {
      tell(StackPointerMoved{to, sp, target.sp});
      if (target.saved) {
        tell(SliceRestored{to, target.sp, kMark});
        target.saved = false;
      }
      tell(StackPrevRelinked{to, to == main() ? 0u : main()});
      tell(RegistersRestored{to, target.sp, registers(target.sp)});
    }
    tell(HostStateSwapped{from, to, 0, 0, 1});
    if (first) tell(BodyEntered{to});
    tell(Delivered{from, to, Payload::value, "()"});
    current() = to;
  }
  void note(GreenletId to) {
    NotedSwitch noted;
    noted.time_ns = event_.time_ns += 90 + random_() % 32;
    noted.thread = thread_;
    noted.origin = current();
    noted.requested = to;
    noted.sp = greenlets_[current()].sp;
    noted.recursion_depth = 1;
    noted.at = line();
    noted.caller_sp = noted.sp + 32;
    writer_.add(noted);
    current() = to;
  }

  const Traits is_;
  store::TraceWriter& writer_;
  std::vector<Place> greenlets_;
  std::array<GreenletId, 4> current_{};
  ThreadId thread_ = 1;
  std::string bytes_;
  Event event_;
  std::minstd_rand random_{1};
};

}  // namespace

const char* shape_name(Shape shape) { return traits(shape).name; }

void tell(Shape shape, uint64_t switches, store::TraceWriter* writer) {
  Program(traits(shape), writer).run(switches);
}

}  // namespace greenlens::bench
