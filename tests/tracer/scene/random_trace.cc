#include "tests/tracer/scene/random_trace.h"

#include <random>

namespace greenlens::testing {

using namespace facts;
using namespace state;
using namespace store;
namespace {

constexpr GreenletId kMain = 1;

struct Model {
  Address start = 0, stop = 0;  // main's stop is 0, the base
  Address saved = 0;
  GreenletId prev = 0, parent = 0;
  bool started = false, dead = false;
};

class Program {
 public:
  explicit Program(const RandomProgram& program) : program_(program), random_(program.seed) {}

  Timeline run() {
    TraceInfo info;
    info.scenario = "random";
    timeline_.set_info(info);
    greenlets_[kMain].started = true;
    tell(GreenletCreated{kMain, "main", 0, kStarted, kEverything});
    for (int i = 0; i < program_.switches; ++i) {
      if (static_cast<int>(greenlets_.size()) <= program_.greenlets && pick(3) != 0) create();
      if (current_ != kMain && pick(6) == 0) {
        finish();
        continue;
      }
      std::vector<GreenletId> targets;
      for (const auto& [id, g] : greenlets_) {
        if (id != current_ && !g.dead) targets.push_back(id);
      }
      if (!targets.empty()) switch_to(targets[pick(targets.size())], false);
    }
    tell(ProgramFinished{End::returned, ""});
    return std::move(timeline_);
  }

 private:
  template <typename F>
  void tell(F fact) {
    Event event;
    event.fact = std::move(fact);
    timeline_.append(std::move(event));
  }
  size_t pick(size_t below) { return random_() % below; }

  void create() {
    const GreenletId id = static_cast<GreenletId>(greenlets_.size()) + 1;
    greenlets_[id].parent = current_;
    tell(GreenletCreated{id, "worker" + std::to_string(id - 1), current_, kNull, kNull});
  }
  void finish() {
    tell(GreenletFinished{current_, Finish::returned, "None"});
    greenlets_[current_].dead = true;
    GreenletId target = greenlets_[current_].parent;
    while (greenlets_[target].dead) target = greenlets_[target].parent;
    if (!greenlets_[target].started) target = kMain;
    switch_to(target, true);
  }
  Address stop_of(GreenletId id) { return greenlets_[id].stop; }

  void save(GreenletId id, Address stop) {
    Model& g = greenlets_[id];
    const Address from = g.start + g.saved;
    if (stop <= from) return;
    g.saved = stop - g.start;
    tell(SliceSaved{id, stop == g.stop ? Extent::whole : Extent::partial, from, stop,
                    static_cast<uint64_t>(g.saved), Bytes(static_cast<size_t>(stop - from), 'x')});
  }

  void switch_to(GreenletId target, bool dying) {
    const GreenletId origin = current_;
    Model &o = greenlets_[origin], &t = greenlets_[target];
    const bool first = !t.started;
    const Address size =
        160 + 16 * static_cast<Address>(pick(static_cast<size_t>(program_.deepest) / 16));
    const Address sp = o.stop - size;
    tell(LineReached{origin, {"random.cc", "work", 1}, sp + 64});
    tell(SwitchRequested{origin, target, Payload::value, "()"});
    tell(TargetFound{origin, target, first});
    if (first) {
      t.stop = sp + 112, t.prev = origin, t.started = true;
      tell(StartPrepared{target, t.stop, origin, 1});
    }
    CFrame inner{"work", "random.cc", 1, 0, sp, sp + size / 2, sp + size / 2 - 8, {}, {}};
    CFrame outer{"body", "random.cc", 2, 0, sp + size / 2, o.stop, o.stop - 8, {}, {}};
    tell(RegistersSaved{origin, target, sp, {}, {inner, outer}});
    GreenletId owner = origin;
    if (dying) {
      tell(OriginNotSaved{origin});
      owner = o.prev;
    } else {
      o.start = sp;
      tell(StackStartSet{origin, sp});
    }
    while (owner != 0 && stop_of(owner) < t.stop) {
      save(owner, stop_of(owner));
      owner = greenlets_[owner].prev;
    }
    if (owner != 0 && owner != target) save(owner, t.stop);
    if (first) {
      tell(ReturnedTwice{target});
    } else {
      tell(StackPointerMoved{target, sp, t.start});
      if (t.saved > 0) tell(SliceRestored{target, t.start, t.start + t.saved});
      t.saved = 0;
      GreenletId above = dying ? o.prev : origin;
      while (above != 0 && stop_of(above) <= t.stop) above = greenlets_[above].prev;
      t.prev = above;
      tell(StackPrevRelinked{target, above});
      tell(RegistersRestored{target, t.start, {}});
    }
    tell(HostStateSwapped{origin, target, 0, 0, 1});
    current_ = target;
    if (first) tell(BodyEntered{target});
    tell(Delivered{origin, target, Payload::value, "()"});
    tell(Printed{target, "hello"});
  }

  const RandomProgram program_;
  std::mt19937 random_;
  std::map<GreenletId, Model> greenlets_;
  GreenletId current_ = kMain;
  Timeline timeline_;
};

}  // namespace

Timeline random_timeline(const RandomProgram& program) { return Program(program).run(); }

}  // namespace greenlens::testing
