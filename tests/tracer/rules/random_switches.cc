// Random switches, performed by the engine and held against the rules: check() must find nothing in
// any fact, and derive() must give every switch back, field by field.
//
// Sessions of a few hundred switches each: greenlets start, switch (to themselves, too), throw,
// end, kill, get other parents, are asked for when they are dead or have nothing to run. Nothing is
// kept but the state and the facts of the switch that is under way.
// usage: random_switches [SEED [SWITCHES]]
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>

#include "engine/cpp/greenlet.h"
#include "tests/tracer/rules/fact_observer.h"
#include "tests/tracer/rules/lean.h"

namespace {
using namespace greenlens;
using engine::Frame;
using engine::Greenlet;
using engine::Value;

constexpr size_t kSlots = 12;
constexpr long kSwitchesOfASession = 500;

// Few, so that the log is full now and then.
struct Notes {
  static constexpr uint64_t kCount = 16;
  core::SwitchNote notes[kCount];
  std::atomic<uint64_t> head{0};
};

class Rulebook : public rules::FactObserver, Notes, public core::SwitchLog {
 public:
  Rulebook() : FactObserver(nullptr), SwitchLog(notes, kCount, &head) {}

  void begin_session(const char* base) {
    read_notes();
    base_of_notes_ = base;
    addresses_are_relative_to(base);
    add(&totals, *follower);
    follower = std::make_unique<rules::Follower>();
  }
  // A recording ends, and another one begins at once, in the middle of it all.
  void look_away() {
    engine::set_observer(nullptr);
    read_notes();
    add(&totals, *follower);
    follower = std::make_unique<rules::Follower>();
    follower->derives = false;
    ++recordings_in_the_middle;
    toggles = noting_ = false;  // what was there before is not known well enough for notes
    engine::set_observer(this);
  }
  // In two of four sessions switches are noted: in one of them all, in the other some.
  void begin_noting() {
    noting_ = false;
    toggles = sessions % 4 == 3;
    if (sessions % 4 >= 2) note_or_tell();
  }
  // From here on switches are noted, or told: also in the middle of one.
  void note_or_tell() {
    noting_ = !noting_;
    engine::log_switches(noting_ ? this : nullptr);
  }
  void heard(const facts::Fact& fact) override {
    read_notes();
    hear(fact);
    if (toggles && ++heard_ % 97 == 0) note_or_tell();
  }
  // What was only noted is told here, as the rules have it.
  void read_notes() {
    while (read_ != head) {
      const core::SwitchNote note = notes[read_++ % kCount];
      ++noted;
      rules::LeanSwitch lean;
      lean.origin = note.origin;
      lean.requested = note.target;
      lean.kind = note.is_error ? facts::Payload::error : facts::Payload::value;
      lean.last_handle_gone = note.last_handle_gone;
      lean.sp = note.sp - base_of_notes_;
      lean.recursion_depth = note.recursion_depth;
      const rules::Derived derived = derive(follower->state(), lean);
      if (derived.facts.empty()) fail("a note from which nothing can be derived");
      for (const facts::Fact& fact : derived.facts) hear(fact);
    }
  }
  uint64_t make_room() override {
    read_notes();
    return made() + kCount;
  }
  void fail(const std::string& wrong) {
    std::printf("seed %u, switch %ld: %s\n", seed, totals.switches + follower->switches,
                wrong.c_str());
    std::fflush(stdout);
    std::_Exit(1);
  }
  void hear(const facts::Fact& fact) {
    ++facts_heard;
    const std::string wrong = follower->follow(fact);
    if (!wrong.empty()) fail(wrong);
  }
  static void add(rules::Follower* totals, const rules::Follower& more) {
    totals->switches += more.switches, totals->refused += more.refused;
    totals->started += more.started, totals->dying += more.dying;
    totals->passed_over += more.passed_over, totals->to_itself += more.to_itself;
    totals->saved_whole += more.saved_whole, totals->saved_partly += more.saved_partly;
    totals->restored += more.restored, totals->killed += more.killed;
    totals->started_by_the_dead += more.started_by_the_dead;
  }

  unsigned seed = 1;
  bool toggles = false;
  long facts_heard = 0, sessions = 0, recordings_in_the_middle = 0, noted = 0;
  rules::Follower totals;
  std::unique_ptr<rules::Follower> follower = std::make_unique<rules::Follower>();

 private:
  const char* base_of_notes_ = nullptr;
  uint64_t read_ = 0, heard_ = 0;
  bool noting_ = false;
};

// Never on a stack that moves.
struct World {
  std::mt19937 random;
  std::vector<Greenlet> slots{kSlots};
  long steps_left = 0;
  Rulebook* book = nullptr;
  long reparented = 0;
};
World* world;

unsigned dice(unsigned sides) { return static_cast<unsigned>(world->random() % sides); }
Greenlet& slot() { return world->slots[dice(kSlots)]; }

Value body(const engine::Arguments&);

void create(Greenlet& into) {
  const unsigned kind = dice(16);
  Greenlet parent = slot();
  const Greenlet::Body run = kind == 0 ? Greenlet::Body() : body;
  // May drop the last handle of the one before.
  into = kind < 8 && parent.core() != nullptr ? Greenlet("", run, parent) : Greenlet("", run);
}

void act() {
  // In every third session.
  if (world->book->sessions % 3 == 0 && dice(500) == 0) world->book->look_away();
  Greenlet to = slot();
  if (to.core() == nullptr) return create(slot());
  switch (dice(16)) {
    case 0:
    case 1:
      return create(slot());
    case 2:
      slot() = Greenlet();
      return;
    case 3:
      to.throw_error(std::runtime_error("thrown"));
      return;
    case 4:
      to.throw_in();
      return;
    case 5:
      throw std::runtime_error("its own");
    case 6:
      engine::main_greenlet().switch_to();
      return;
    case 7: {
      Greenlet parent = slot();
      if (parent.core() == nullptr) return;
      ++world->reparented;
      to.set_parent(parent);
      return;
    }
    case 8:
      if (dice(2) == 0) slot() = engine::current();
      engine::current().switch_to("itself");
      return;
    default:
      to.switch_to(static_cast<int>(dice(100)));
  }
}

// Uses some stack, with frames of the program or without.
__attribute__((noinline)) unsigned wander(unsigned depth) {
  volatile unsigned char room[200];
  room[0] = static_cast<unsigned char>(depth);
  std::optional<Frame> frame;
  if (dice(3) == 0) frame.emplace();
  if (depth > 0) {
    wander(depth - 1);
  } else if (world->steps_left-- > 0) {
    try {
      act();
    } catch (const std::exception&) {
      // Of the engine or of somebody else; now and then it goes on to the parent.
      if (dice(4) == 0) throw;
      if (dice(4) == 0 && world->steps_left > 0) engine::main_greenlet().switch_to();
    } catch (const engine::GreenletExit&) {
      if (world->steps_left <= 0 || dice(8) != 0) throw;
    }
  }
  return room[0];
}

Value body(const engine::Arguments& arguments) {
  for (unsigned rounds = 1 + dice(6); rounds > 0; --rounds) wander(dice(12));
  return engine::single_result(arguments);
}

// A thread's whole life: what refuses to die goes with it.
void session(long switches) {
  alignas(16) char here[16] = {};
  world->book->begin_session(here);
  ++world->book->sessions;
  engine::set_observer(world->book);
  world->book->begin_noting();
  if (world->book->follower->state().greenlets.size() != 1) {
    std::puts("a thread has more than its main greenlet at its beginning");
    std::fflush(stdout);
    std::_Exit(1);
  }
  const long begun = world->book->totals.switches;
  const auto done = [&] {
    return world->book->totals.switches + world->book->follower->switches - begun;
  };
  while (done() < switches) {
    world->steps_left = 200;
    while (world->steps_left > 0) {
      try {
        wander(dice(12));
      } catch (const std::exception&) {
      } catch (const engine::GreenletExit&) {
      }
    }
    // Everybody ends: those who are killed may hand themselves to others.
    for (int round = 0; round < 50; ++round) {
      for (Greenlet& greenlet : world->slots) {
        try {
          Greenlet last = greenlet;
          greenlet = Greenlet();
          if (last.core() != nullptr && last.active() && !last.is_main()) last.throw_in();
        } catch (const std::exception&) {
        } catch (const engine::GreenletExit&) {
        }
      }
    }
  }
  engine::set_observer(nullptr);
  world->book->read_notes();
}

}  // namespace

int main(int argc, char** argv) {
  Rulebook book;
  world = new World;
  world->book = &book;
  book.seed = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 1;
  const long switches = argc > 2 ? std::atol(argv[2]) : 20000;
  world->random.seed(book.seed);
  while (book.totals.switches < switches) {
    std::thread(session, std::min(kSwitchesOfASession, switches)).join();
    book.begin_session(nullptr);
  }
  const rules::Follower& t = book.totals;
  std::printf(
      "seed %u: %ld switches in %ld facts and %ld sessions: %ld to new ones, %ld of dying ones\n"
      "(%ld of these start the next), %ld to oneself, %ld kills, %ld refused, %ld dead passed "
      "over,\n"
      "%ld new parents; saved %ld whole and %ld partly, %ld restored; %ld recordings begun "
      "midway; %ld switches noted\n",
      book.seed, t.switches, book.facts_heard, book.sessions, t.started, t.dying,
      t.started_by_the_dead, t.to_itself, t.killed, t.refused, t.passed_over, world->reparented,
      t.saved_whole, t.saved_partly, t.restored, book.recordings_in_the_middle, book.noted);
  const long least =
      std::min({t.started, t.dying, t.started_by_the_dead, t.to_itself, t.killed, t.refused,
                t.passed_over, world->reparented, t.saved_whole, t.saved_partly, t.restored,
                book.recordings_in_the_middle, book.noted});
  if (least == 0) std::printf("the switches were too tame to mean anything\n");
  return least == 0 ? 1 : 0;
}
