// Threads that really run at once, each with a tree of its own, and a board where handles change
// hands: who takes one drops the last reference to another thread's greenlet now and then, asks
// weak handles, and is refused when it switches or throws. Threads end with suspended greenlets,
// and others begin. Every object on a greenlet's stack must be destroyed, once, by its own thread.
//
// usage: many_threads [SEED [STEPS]]     STEPS of each thread
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/weak.h"
#include "tests/engine/model/operation.h"

namespace {
using namespace greenlens::engine;
using greenlens::model::RandomDice;

constexpr int kThreadsAtOnce = 4;
constexpr int kGenerations = 3;  // of threads, one after the other
constexpr unsigned kBoard = 24;

std::atomic<long> born{0}, gone{0}, switches{0}, refusals{0}, taken{0}, revived{0};
thread_local RandomDice* dice;  // each thread's own, in the heap

[[noreturn]] void fail(const char* what) {
  std::printf("%s\n", what);
  std::fflush(stdout);
  std::_Exit(1);
}

// Lies on a greenlet's stack.
class Witness {
 public:
  Witness() : thread_(std::this_thread::get_id()) { ++born; }
  Witness(const Witness&) = delete;
  ~Witness() {
    if (thread_ != std::this_thread::get_id()) fail("an object was destroyed by another thread");
    ++gone;
  }

 private:
  const std::thread::id thread_;
};

struct Board {
  std::mutex mutex;
  std::vector<Greenlet> handles{kBoard};
  std::vector<WeakGreenlet> weak{kBoard};
};
Board* board;

unsigned roll(unsigned sides) { return dice->roll(sides); }

// What was there goes when the lock does not protect it any more: dropping can run anything.
void put_up(Greenlet mine) {
  unsigned place = roll(kBoard);
  WeakGreenlet weak(mine);
  std::lock_guard lock(board->mutex);
  std::swap(board->handles[place], mine);
  std::swap(board->weak[place], weak);
}

Greenlet take_down(unsigned place) {
  std::lock_guard lock(board->mutex);
  return roll(3) == 0 ? board->handles[place] : std::move(board->handles[place]);
}

WeakGreenlet weak_one(unsigned place) {
  std::lock_guard lock(board->mutex);
  return board->weak[place];
}

// Somebody's, perhaps this thread's own: then it runs, otherwise this is refused.
void visit(const Greenlet& greenlet) {
  try {
    if (roll(4) == 0) {
      Greenlet(greenlet).throw_error(std::runtime_error("visited"));
    } else {
      Greenlet(greenlet).switch_to(1);
    }
    ++switches;
  } catch (const GreenletError& error) {
    if (std::string(error.what()).rfind("cannot switch to a different thread", 0) != 0) {
      fail(error.what());
    }
    ++refusals;
  } catch (const std::runtime_error&) {
  }
}

Value body(const Arguments&) {
  for (unsigned rounds = roll(6); rounds > 0; --rounds) {
    Witness witness;
    volatile unsigned char room[600];
    auto fill = static_cast<unsigned char>(roll(256));
    for (auto& byte : room) byte = fill;
    main_greenlet().switch_to();
    for (auto& byte : room) {
      if (byte != fill) fail("a local changed");
    }
    if (roll(8) == 0) put_up(current());
  }
  return {};
}

// A handle that names a greenlet, whatever that does.
bool named(const Greenlet& handle) { return handle != Greenlet(); }

void live(RandomDice* of_this_thread, long steps) {
  dice = of_this_thread;
  std::vector<Greenlet> mine(8);
  for (; steps > 0; --steps) {
    unsigned which = roll(static_cast<unsigned>(mine.size()));
    switch (roll(8)) {
      case 0:
        mine[which] = Greenlet("", body);
        break;
      case 1:
        if (named(mine[which])) put_up(mine[which]);
        break;
      case 2:
        if (named(mine[which])) put_up(std::move(mine[which]));
        mine[which] = Greenlet();
        break;
      case 3:
        mine[which] = Greenlet();
        break;
      case 4: {
        Greenlet found = take_down(roll(kBoard));
        if (!named(found)) break;
        ++taken;
        if (roll(2) == 0) visit(found);
        break;
      }
      case 5: {
        Greenlet found = weak_one(roll(kBoard)).lock();
        if (!named(found)) break;
        ++revived;
        if (roll(4) == 0) visit(found);
        break;
      }
      default:
        if (named(mine[which]) && !mine[which].dead()) visit(mine[which]);
    }
  }
  // Some of them stay suspended, and the thread ends; others' handles of them are on the board.
  for (size_t i = 0; i < mine.size() / 2; ++i) mine[i] = Greenlet();
}

}  // namespace

int main(int argc, char** argv) {
  uint64_t seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
  long steps = argc > 2 ? std::atol(argv[2]) : 20000;
  board = new Board;
  for (int generation = 0; generation < kGenerations; ++generation) {
    std::vector<std::unique_ptr<RandomDice>> all_dice;
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreadsAtOnce; ++i) {
      uint64_t own_seed = seed * 100 + static_cast<uint64_t>(generation * 10 + i);
      all_dice.push_back(std::make_unique<RandomDice>(own_seed, steps));
      threads.emplace_back(live, all_dice.back().get(), steps);
    }
    for (std::thread& thread : threads) thread.join();
  }
  delete board;
  std::printf(
      "seed %lu: %ld switches, %ld refusals, %ld handles taken and %ld weak ones asked, "
      "%ld objects made and %ld destroyed\n",
      static_cast<unsigned long>(seed), switches.load(), refusals.load(), taken.load(),
      revived.load(), born.load(), gone.load());
  bool enough = switches > steps / 2 && refusals > 0 && taken > 0 && revived > 0 && born > 0;
  if (!enough) std::printf("the threads were too tame to mean anything\n");
  if (born != gone) std::printf("objects were left on stacks\n");
  return enough && born == gone ? 0 : 1;
}
