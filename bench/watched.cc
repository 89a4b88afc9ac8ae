#include "bench/watched.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "bench/ring.h"
#include "bench/subjects.h"
#include "engine/cpp/names.h"

namespace greenlens::bench {
namespace {

using engine::Core;
using engine::DeliveryKind;
using engine::NullObserver;
using engine::SliceExtent;
using engine::Where;

constexpr size_t kBatch = 1000;

// Adds up what was copied.
struct Counter : NullObserver {
  long switches = 0;
  size_t saved = 0, restored = 0;
  void slice_saved(Where, const Core&, SliceExtent, const char* from, const char* to,
                   const char*) override {
    saved += static_cast<size_t>(to - from);
  }
  void slice_restored(Where, const Core&, const char* from, const char* to) override {
    restored += static_cast<size_t>(to - from);
  }
  void delivered(Where, const Core&, const Core&, DeliveryKind, std::string_view) override {
    ++switches;
  }
};

// Writes each step of a switch to a ring in memory, with one time stamp for each switch.
struct Recorder : NullObserver {
  struct Event {
    int64_t time_ns;
    uint32_t kind, greenlet;
    const char *from, *to;
  };
  std::vector<Event> ring = std::vector<Event>(size_t{1} << 12);
  size_t next = 0;
  int64_t now = 0;

  void add(uint32_t kind, const Core& greenlet, const char* from = nullptr,
           const char* to = nullptr) {
    ring[next++ % ring.size()] = {now, kind, greenlet.id(), from, to};
  }
  void switch_requested(Where, const Core& origin, const Core&, DeliveryKind,
                        std::string_view) override {
    now = std::chrono::steady_clock::now().time_since_epoch().count();
    add(0, origin);
  }
  void target_found(Where, const Core&, const Core& target, bool) override { add(1, target); }
  void registers_saved(Where, const Core& origin, const Core&, const char* sp) override {
    add(2, origin, sp);
  }
  void stack_start_set(Where, const Core& origin) override { add(3, origin); }
  void slice_saved(Where, const Core& owner, SliceExtent, const char* from, const char* to,
                   const char*) override {
    add(4, owner, from, to);
  }
  void stack_pointer_moved(Where, const Core& target, const char* from, const char* to) override {
    add(5, target, from, to);
  }
  void slice_restored(Where, const Core& target, const char* from, const char* to) override {
    add(6, target, from, to);
  }
  void stack_prev_relinked(Where, const Core& target) override { add(7, target); }
  void registers_restored(Where, const Core& target, const char* sp) override {
    add(8, target, sp);
  }
  void host_state_swapped(Where, const Core&, const Core& target) override { add(9, target); }
  void delivered(Where, const Core&, const Core& target, DeliveryKind, std::string_view) override {
    add(10, target);
  }
};

struct Nobody {};

// Notes each switch, and tells of none.
struct Notes {
  static constexpr uint64_t kCount = uint64_t{1} << 12;
  std::vector<engine::SwitchNote> notes = std::vector<engine::SwitchNote>(kCount);
  std::atomic<uint64_t> head{0};
};
struct Log : NullObserver, Notes, engine::SwitchLog {
  Log() : SwitchLog(notes.data(), kCount, &head) {}
  uint64_t make_room() override { return made() + kCount; }
};

template <typename Watcher>
void watched(benchmark::State& state, size_t saved) {
  Ring<CoreSubject> ring(2, saved);
  auto watcher = std::make_unique<Watcher>();
  if constexpr (std::is_base_of_v<engine::Observer, Watcher>) engine::set_observer(watcher.get());
  if constexpr (std::is_base_of_v<engine::SwitchLog, Watcher>) engine::log_switches(watcher.get());
  while (state.KeepRunningBatch(kBatch)) ring.run(kBatch);
  engine::set_observer(nullptr);
  state.counters["saved"] = static_cast<double>(ring.saved());
}

template <typename Watcher>
void add(const char* column) {
  for (const char* size : kWatchedSizes) {
    benchmark::RegisterBenchmark((std::string("watched/") + size + "/" + column).c_str(),
                                 watched<Watcher>, static_cast<size_t>(std::atol(size)));
  }
}

}  // namespace

void add_watched() {
  add<Nobody>("nobody");
  add<NullObserver>("observer");
  add<Log>("log");
  add<Counter>("counter");
  add<Recorder>("recorder");
}

}  // namespace greenlens::bench
