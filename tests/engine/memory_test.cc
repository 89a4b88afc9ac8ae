// What happens when memory is lacking: the caller gets an error, and nothing has changed.
//
// Every request for memory of a step is made to fail, the first, the second, and so on until the
// step needs no more: alone, and together with all that follow it, when not even the error's
// message finds room. Each refusal is followed by the next attempt in the very same world, and in
// the end all of it runs to its end.
#include <gtest/gtest.h>

#include <functional>
#include <new>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "engine/core/allocate.h"
#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"
#include "tests/engine/scarce_memory.h"

namespace greenlens::engine {
namespace {

constexpr char kFirstTime[] = "Failed to switch stacks into a greenlet for the first time.";
constexpr char kRunning[] = "Failed to switch stacks into a running greenlet.";

// Bytes of a stack that have to survive: more than the engine's frames of a switch on any CPU.
class Room {
 public:
  static constexpr int kWords = 600;
  static constexpr size_t kBytes = kWords * sizeof(int);
  explicit Room(int seed = 5) : seed_(seed) {
    for (int i = 0; i < kWords; ++i) words_[i] = seed * 1000 + i;
  }
  ~Room() {
    for (int i = 0; i < kWords; ++i) EXPECT_EQ(words_[i], seed_ * 1000 + i);
  }
  Room(const Room&) = delete;

 private:
  const int seed_;
  volatile int words_[kWords];
};

// All that is to be seen of one greenlet.
struct Picture {
  core::Slice slice;
  std::string copy;
  const Core* parent;
  const InterpreterFrame* top_frame;
  uint32_t depth;
  bool current;
};
bool operator==(const Picture& a, const Picture& b) {
  return a.slice.stack_start == b.slice.stack_start && a.slice.stack_stop == b.slice.stack_stop &&
         a.slice.stack_copy == b.slice.stack_copy && a.slice.stack_saved == b.slice.stack_saved &&
         a.slice.stack_prev == b.slice.stack_prev && a.copy == b.copy && a.parent == b.parent &&
         a.top_frame == b.top_frame && a.depth == b.depth && a.current == b.current;
}

// Is told of every greenlet of the thread when it is attached.
struct Painter : NullObserver {
  std::vector<Picture> pictures;
  void greenlet_created(Where, const Core& core) override {
    std::string copy;
    if (core.stack_copy() != nullptr) copy.assign(core.stack_copy(), core.stack_saved());
    pictures.push_back({core.slice(), copy, core.parent(), core.top_frame(), core.recursion_depth(),
                        core.is_current()});
  }
};

std::vector<Picture> paint() {
  Painter painter;
  set_observer(set_observer(&painter));
  return painter.pictures;
}

struct Case {
  const char* name;
  bool from_then_on;
  bool watched;
};

class Memory : public testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() { main_greenlet(); }  // what the process makes once

  // Runs `world` in a thread of its own, which has no blocks from before, and expects that all of
  // its memory returns. Again and again, as long as a request fails without a refusal.
  void run(const std::function<void()>& world) {
    text_.reserve(100);
    do {
      first_ = next_;
      long before = blocks_in_use();
      std::thread([&] {
        NullObserver observer;
        main_greenlet();
        if (GetParam().watched) set_observer(&observer);
        world();
        set_observer(nullptr);
      }).join();
      // Describing an error to an observer also frees what was not counted: the demangler's.
      if (!GetParam().watched) {
        EXPECT_EQ(blocks_in_use(), before);
      }
    } while (next_ != first_ && !HasFailure());
  }

  // Attempts `action` until it succeeds; once in each world. Whoever it switches to says
  // enough_memory() at once.
  void attempt(const std::function<void()>& action) {
    for (long request = first_;; ++request) {
      std::vector<Picture> before = paint();
      lack_memory(request, GetParam().from_then_on);
      try {
        action();
        enough_memory();
        if (memory_lacked()) next_ = request + 1;  // it could do without
        return;
      } catch (const std::bad_alloc&) {
        enough_memory();
        ++refusals_;
      } catch (const GreenletError& error) {
        enough_memory();
        ++refusals_;
        text_ = error.what();
      }
      EXPECT_TRUE(paint() == before) << "request " << request << " left something changed";
    }
  }

  // That it was refused; and that the engine said so, if nothing else failed.
  void expect_refused(const char* text) {
    EXPECT_GT(refusals_, 0);
    bool no_room_for_a_text = GetParam().from_then_on && text_.empty();
    EXPECT_TRUE(text_ == text || no_room_for_a_text) << text_;
  }

 private:
  long first_ = 1, next_ = 1;
  int refusals_ = 0;
  std::string text_;
};

// Waits for its turn, twice, with bytes on its stack.
Value wait(const Arguments& first) {
  enough_memory();
  Room room(static_cast<int>(*first[0].as_int()));
  main_greenlet().switch_to(0);
  enough_memory();
  return 0;
}

TEST_P(Memory, LacksForAThreadsFirstGreenletAndNothingHasChanged) {
  long before = blocks_in_use();
  std::thread([&] {
    for (long request = 1;; ++request) {
      lack_memory(request, GetParam().from_then_on);
      try {
        main_greenlet();
        enough_memory();
        EXPECT_GT(request, 1);
        break;
      } catch (const std::bad_alloc&) {
        enough_memory();
      }
    }
    EXPECT_TRUE(main_greenlet().is_main());
  }).join();
  EXPECT_EQ(blocks_in_use(), before);
}

TEST_P(Memory, LacksForAGreenletAndNothingHasChanged) {
  run([&] {
    Greenlet made;
    std::string long_name(100, 'n'), held(100, 'h');
    auto body = [held](const Arguments&) -> Value { return held; };
    attempt([&] { made = Greenlet(long_name, body); });
    EXPECT_EQ(made.switch_to(), Value(held));
  });
  expect_refused("");
}

TEST_P(Memory, LacksForAFirstSwitchAndNothingHasChanged) {
  run([&] {
    Room room(1);
    Greenlet g("g", wait);
    attempt([&] { g.switch_to(2); });
    EXPECT_TRUE(g.active());
    g.switch_to(0);
    EXPECT_TRUE(g.dead());
  });
  expect_refused(kFirstTime);
}

TEST_P(Memory, LacksForALaterSwitchAndNothingHasChanged) {
  run([&] {
    Room room(1);
    Greenlet g("g", wait);
    g.switch_to(2);
    attempt([&] {
      Room deeper[3];  // so that no block of before will do
      g.switch_to(0);
    });
    EXPECT_TRUE(g.dead());
  });
  expect_refused(kRunning);
}

TEST_P(Memory, LacksForSwitchingBackAndNothingHasChanged) {
  run([&] {
    Greenlet g("g", [&](const Arguments&) -> Value {
      Room room(1);
      attempt([&] { main_greenlet().switch_to(0); });
      return 0;
    });
    g.switch_to(0);
    enough_memory();
    EXPECT_TRUE(g.active());
    g.switch_to(0);
    EXPECT_TRUE(g.dead());
  });
  expect_refused(kRunning);
}

TEST_P(Memory, LacksForAThrowIntoAnUnstartedOneAndNothingHasChanged) {
  run([&] {
    bool came_back = false;
    Greenlet g("g", nothing);
    auto error = std::make_exception_ptr(std::range_error("thrown"));
    attempt([&] { came_back = raises<std::range_error>([&] { g.throw_in(error); }); });
    EXPECT_TRUE(came_back && g.dead());
  });
  expect_refused(kFirstTime);
}

TEST_P(Memory, LacksForAThrowAndNothingHasChanged) {
  run([&] {
    Room room(1);
    Greenlet g("g", [](const Arguments&) -> Value {
      Room inner(2);
      try {
        main_greenlet().switch_to(0);
      } catch (const std::range_error&) {
        enough_memory();
        return "caught";
      }
      return {};
    });
    auto error = std::make_exception_ptr(std::range_error("thrown"));
    g.switch_to(0);
    attempt([&] {
      Room deeper[3];  // so that no block of before will do
      EXPECT_EQ(g.throw_in(error), Value("caught"));
    });
    EXPECT_TRUE(g.dead());
  });
  expect_refused(kRunning);
}

TEST_P(Memory, LacksForALargeSliceAndNothingHasChanged) {
  run([&] {
    Greenlet g("g", [&](const Arguments&) -> Value {
      Room rooms[20];
      attempt([&] { main_greenlet().switch_to(0); });
      return 0;
    });
    g.switch_to(0);
    enough_memory();
    EXPECT_GT(g.stack_saved(), 8000u);
    g.switch_to(0);
    EXPECT_TRUE(g.dead());
  });
  expect_refused(kRunning);
}

// Greenlets below one another in the stack, none of them saved: main, a, b, c. Another one, t,
// began in the middle of b and is suspended. c runs `at_the_bottom`.
struct Tower {
  Greenlet t, a, b, c;
  bool b_was_refused = false;

  explicit Tower(std::function<void(Tower&)> at_the_bottom) {
    a = Greenlet("a", [this](const Arguments&) -> Value {
      Room room(10);
      b.switch_to(0);
      enough_memory();
      return 0;
    });
    b = Greenlet("b", [this](const Arguments&) -> Value {
      Room room(20);
      t.switch_to(0);
      go_deeper();
      return 0;
    });
    c = Greenlet("c", [this, at_the_bottom](const Arguments&) -> Value {
      Room room(30);
      at_the_bottom(*this);
      return 0;
    });
    t = Greenlet("t", [this](const Arguments&) -> Value {
      Room room(40);
      b.switch_to(0);
      enough_memory();
      return 0;
    });
  }

  __attribute__((noinline)) void go_deeper() {
    Room room(21);
    try {
      c.switch_to(0);
    } catch (const GreenletError& error) {
      b_was_refused = true;
      EXPECT_STREQ(error.what(), kRunning);
    } catch (const std::bad_alloc&) {
      b_was_refused = true;
    }
    enough_memory();
  }

  void run_to_the_end() {
    for (Greenlet* each : {&c, &t, &b, &a}) {
      if (!each->dead()) each->switch_to(0);
      EXPECT_TRUE(each->dead());
    }
  }
};

TEST_P(Memory, LacksForSeveralSlicesAndNothingHasChanged) {
  run([&] {
    Tower tower([&](Tower& in) {
      EXPECT_LT(in.a.stack_saved(), Room::kBytes);  // its room is still in the stack
      EXPECT_LT(in.b.stack_saved(), Room::kBytes);
      attempt([] { main_greenlet().switch_to(0); });
    });
    tower.a.switch_to(0);
    enough_memory();
    for (Greenlet* each : {&tower.a, &tower.b, &tower.c})
      EXPECT_GT(each->stack_saved(), Room::kBytes);
    tower.run_to_the_end();
  });
  expect_refused(kRunning);
}

TEST_P(Memory, LacksForAPartOfASliceAndNothingHasChanged) {
  run([&] {
    Tower tower([&](Tower& in) { attempt([&] { in.t.switch_to(0); }); });
    tower.a.switch_to(0);
    enough_memory();
    EXPECT_TRUE(tower.t.dead());
    tower.run_to_the_end();
  });
  expect_refused(kRunning);
}

TEST_P(Memory, LacksForASliceThatGrowsAndNothingHasChanged) {
  run([&] {
    Tower tower([&](Tower& in) {
      in.t.set_parent(in.c);
      in.t.switch_to(0);  // takes its part of b away; then its parent goes on
      EXPECT_TRUE(in.t.dead());
      EXPECT_GT(in.b.stack_saved(), Room::kBytes);
      EXPECT_LT(in.a.stack_saved(), Room::kBytes);
      attempt([] { main_greenlet().switch_to(0); });
    });
    tower.a.switch_to(0);
    enough_memory();
    tower.run_to_the_end();
  });
  expect_refused(kRunning);
}

TEST_P(Memory, LacksForTheEndOfAGreenletAndWhoLiesAboveItHearsOfIt) {
  bool lacked = true, b_heard = false;
  for (long request = 1; lacked; ++request) {
    run([&] {
      Tower tower([&](Tower&) { lack_memory(request, GetParam().from_then_on); });
      // c ends, and its parent is main, which a and b have to make room for.
      bool main_heard = raises<std::bad_alloc>([&] { tower.a.switch_to(0); });
      enough_memory();
      lacked = memory_lacked();
      EXPECT_FALSE(main_heard && tower.b_was_refused);
      b_heard = b_heard || tower.b_was_refused;
      EXPECT_TRUE(tower.c.dead());
      tower.run_to_the_end();
    });
  }
  EXPECT_TRUE(b_heard);
}

// Its greenlets are told to end in any case; who cannot be switched to loses its stack, with a
// word.
TEST_P(Memory, LacksForTheEndOfAThreadAndItEnds) {
  bool lacked = true;
  for (long request = 1; lacked; ++request) {
    lacked = false;
    std::thread([&] {
      NullObserver observer;
      main_greenlet();
      if (GetParam().watched) set_observer(&observer);
      struct Ended {  // its destructor is the last that this thread runs
        bool* lacked = nullptr;
        ~Ended() {
          *lacked = memory_lacked();
          enough_memory();
        }
      };
      thread_local Ended* ended = new Ended{&lacked};
      for (int i = 0; i < 3; ++i) {
        // Kept by a value of the thread's: they are suspended when it ends.
        auto* kept = new Greenlet(std::string(100, 'n'), wait);
        kept->switch_to(100 * i);
      }
      set_observer(nullptr);
      lack_memory(request, GetParam().from_then_on);
      pthread_key_t key;
      pthread_key_create(&key, [](void* last) { delete static_cast<Ended*>(last); });
      pthread_setspecific(key, ended);
    }).join();
  }
}

TEST_P(Memory, LacksWhileAGreenletWithALongNameIsDroppedAndItIsNamedAllTheSame) {
  const std::string name(500, 'n');
  bool lacked = true;
  for (long request = 1; lacked; ++request) {
    testing::internal::CaptureStderr();
    std::thread([&] {
      Greenlet fails(name, [](const Arguments& arguments) -> Value {
        try {
          return wait(arguments);
        } catch (const GreenletExit&) {
          throw SomeError("instead");
        }
      });
      fails.switch_to(10);
      Greenlet stays(name, [](const Arguments& arguments) -> Value {
        try {
          return wait(arguments);
        } catch (const GreenletExit&) {
          return main_greenlet().switch_to(0);
        }
      });
      stays.switch_to(10);
      lack_memory(request, GetParam().from_then_on);
      fails = Greenlet();
      stays = Greenlet();
      lacked = memory_lacked();
      enough_memory();
    }).join();
    const std::string said = testing::internal::GetCapturedStderr();
    const size_t first = said.find("greenlet " + name);
    EXPECT_NE(first, said.npos) << said;
    EXPECT_NE(said.find("greenlet " + name, first + 1), said.npos) << said;
  }
}

INSTANTIATE_TEST_SUITE_P(, Memory,
                         testing::Values(Case{"Once", false, false},
                                         Case{"FromThenOn", true, false},
                                         Case{"OnceWhileWatched", false, true},
                                         Case{"FromThenOnWhileWatched", true, true}),
                         [](const auto& of) { return std::string(of.param.name); });

}  // namespace
}  // namespace greenlens::engine
