// Which bytes of the stack a switch copies, and which it leaves: the articles' claims about slices.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "arch/arch.h"
#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/core/slice.h"
#include "engine/core/stack_notes.h"
#include "engine/cpp/frame.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/as_if_running.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

struct Saved {
  std::string owner;
  SliceExtent extent;
  const char* from;
  const char* to;
  size_t bytes() const { return static_cast<size_t>(to - from); }
};

struct Books : NullObserver {
  void slice_saved(Where, const Core& owner, SliceExtent extent, const char* from, const char* to,
                   const char*) override {
    saved.push_back({owner.name(), extent, from, to});
  }
  void registers_saved(Where, const Core&, const Core&, const char* at) override { sp = at; }
  void start_prepared(Where, const Core& target) override {
    EXPECT_EQ(target.stack_start(), nullptr);
    stop = target.stack_stop();
  }
  size_t bytes() const {
    size_t sum = 0;
    for (const Saved& one : saved) sum += one.bytes();
    return sum;
  }
  std::vector<Saved> saved;
  const char* sp = nullptr;
  const char* stop = nullptr;
};

class Slices : public testing::Test {
 protected:
  Slices() { set_observer(books_.get()); }
  ~Slices() override { set_observer(nullptr); }
  Books& books() { return *books_; }

 private:
  std::unique_ptr<Books> books_ = std::make_unique<Books>();  // in the heap: greenlets see it
};

// Runs `action` with its frame at least `bytes` further down the stack.
__attribute__((noinline)) void deeper(size_t bytes, const std::function<void()>& action) {
  auto* room = static_cast<volatile char*>(__builtin_alloca(bytes));
  room[0] = 1;
  room[bytes - 1] = 1;
  action();
  asm volatile("");  // not a tail call
}

__attribute__((noinline)) const char* address_in_a_callee() {
  char local[16];
  const char* address = local;
  asm volatile("" : "+r"(address));
  return address;
}

TEST_F(Slices, LieInAStackThatGrowsToLowerAddresses) {
  char local;
  EXPECT_LT(address_in_a_callee(), &local);
}

TEST_F(Slices, EndAtAMarkInTheCallersFrameAboveAllThatTheGreenletUses) {
  char above;
  const char* inside = nullptr;
  Greenlet g("g", [&](const Arguments&) -> Value {
    inside = address_in_a_callee();
    return main_greenlet().switch_to();
  });
  g.switch_to();
  const Core& core = *g.core();
  EXPECT_EQ(core.stack_stop(), books().stop);  // known before the switch, and unchanged
  EXPECT_LT(core.stack_stop(), &above);
  EXPECT_LT(inside, core.stack_stop());
  EXPECT_LT(core.stack_start(), inside);
  EXPECT_LT(core.stack_stop(), main_greenlet().core()->stack_stop());
}

TEST_F(Slices, CostNothingWhenAGreenletIsMadeOrEnds) {
  Greenlet g("g", nothing);
  EXPECT_EQ(books().bytes(), 0u);
  g.switch_to();
  ASSERT_EQ(books().saved.size(), 1u);  // main's part, when it was left; nothing of g at its end
  EXPECT_EQ(books().saved[0].owner, "main");
  EXPECT_EQ(books().saved[0].extent, SliceExtent::partial);
  EXPECT_EQ(books().saved[0].to, books().stop);
}

TEST_F(Slices, AreSavedOnlyAsFarAsTheTargetReaches) {
  Greenlet g("g", to_main);
  g.switch_to();
  const Saved& main_part = books().saved.at(0);
  const Saved& all_of_g = books().saved.at(1);
  EXPECT_EQ(main_part.to, g.core()->stack_stop());
  EXPECT_EQ(all_of_g.extent, SliceExtent::whole);
  EXPECT_EQ(all_of_g.from, g.core()->stack_start());
  EXPECT_EQ(all_of_g.bytes(), g.stack_saved());
  EXPECT_EQ(g.core()->slice().bytes_on_stack(), 0u);
}

// Time of creation does not matter: only what overlaps is saved.
TEST_F(Slices, OfYoungerGreenletsThatDoNotOverlapStayInPlace) {
  Greenlet low("low", to_main);
  deeper(8192, [&] { low.switch_to(); });
  Greenlet younger("younger", [&](const Arguments&) -> Value { return low.switch_to(); });
  low.set_parent(younger);
  books().saved.clear();
  // low runs on to its end and returns to the younger one, whose bytes were never touched.
  younger.switch_to();
  EXPECT_GT(books().saved.size(), 0u);
  for (const Saved& one : books().saved) {
    EXPECT_EQ(one.owner, "main") << "saved " << one.bytes() << " bytes of " << one.owner;
  }
  EXPECT_TRUE(low.dead() && younger.dead());
}

TEST_F(Slices, ThatArePartlySavedGrowAndAreNotCopiedAnew) {
  Greenlet shallow("shallow", to_main);
  shallow.switch_to();
  Greenlet low("low", [&](const Arguments&) -> Value { return shallow.switch_to(); });
  books().saved.clear();
  deeper(4096, [&] { low.switch_to(); });
  std::vector<Saved> of_main;
  for (const Saved& one : books().saved) {
    if (one.owner == "main") of_main.push_back(one);
  }
  ASSERT_EQ(of_main.size(), 2u);
  EXPECT_EQ(of_main[0].to, low.core()->stack_stop());
  EXPECT_EQ(of_main[1].from, of_main[0].to);
  EXPECT_EQ(of_main[1].to, shallow.core()->stack_stop());
  low.switch_to();
}

TEST_F(Slices, OfTheRunningGreenletHaveNoCopy) {
  size_t seen_of_main = 0, seen_of_itself = 1;
  Greenlet g("g", [&](const Arguments&) -> Value {
    seen_of_main = main_greenlet().stack_saved();
    seen_of_itself = current().stack_saved();
    return main_greenlet().switch_to();
  });
  EXPECT_EQ(main_greenlet().stack_saved(), 0u);
  g.switch_to();
  EXPECT_GT(seen_of_main, 0u);
  EXPECT_EQ(seen_of_itself, 0u);
  EXPECT_EQ(main_greenlet().stack_saved(), 0u);
  EXPECT_GT(g.stack_saved(), 0u);
  g.switch_to();
  EXPECT_EQ(g.stack_saved(), 0u);
}

std::string* seen_there = nullptr;

// Fills part of the stack, waits, and says whether it is as it was. Notes what it sees at an
// address of somebody else's.
Value guards_its_bytes(const Arguments& arguments) {
  volatile char bytes[512];
  const auto fill = static_cast<char>(*arguments[0].as_int());
  for (auto& byte : bytes) byte = fill;
  if (arguments.size() > 1) {
    auto* there = reinterpret_cast<char*>(static_cast<intptr_t>(*arguments[1].as_int()));
    seen_there->assign(there, sizeof bytes);
  }
  main_greenlet().switch_to(static_cast<int64_t>(reinterpret_cast<intptr_t>(&bytes[0])));
  for (auto& byte : bytes) {
    if (byte != fill) return "destroyed";
  }
  return "as they were";
}

TEST_F(Slices, CanBeReadAsIfTheyRanWhileOthersUseTheirPlace) {
  auto seen = std::make_unique<std::string>();
  seen_there = seen.get();
  Greenlet first("first", guards_its_bytes), second("second", guards_its_bytes);
  Value address = first.switch_to(0x5a);
  second.switch_to(0x35, address);
  EXPECT_EQ(seen->size(), 512u);
  EXPECT_NE(*seen, std::string(512, 0x5a));
  char as_if_running[512];
  core::read_as_if_running(first.core()->slice(),
                           reinterpret_cast<char*>(static_cast<intptr_t>(*address.as_int())),
                           as_if_running, sizeof as_if_running);
  EXPECT_EQ(std::string(as_if_running, sizeof as_if_running), std::string(512, 0x5a));
  EXPECT_EQ(first.switch_to(), Value("as they were"));
  EXPECT_EQ(second.switch_to(), Value("as they were"));
}

// Puts into every copy what lies in its place in the stack just before it is put back: what would
// be there, had nothing been saved.
struct AsIfNothingWereSaved : NullObserver {
  void stack_pointer_moved(Where, const Core& target, const char*, const char*) override {
    if (target.stack_saved() == 0) return;
    std::memcpy(const_cast<char*>(target.stack_copy()), target.stack_start(), target.stack_saved());
  }
};

TEST(SlicesDeathTest, ThatNobodySavedAreDestroyed) {
  auto program = [](Observer* observer) {
    alarm(20);  // destroyed bytes may also say that it goes on for ever
    set_observer(observer);
    auto* first = new Greenlet("first", guards_its_bytes);
    auto* second = new Greenlet("second", guards_its_bytes);
    first->switch_to(0x5a);
    second->switch_to(0x35);
    _exit(first->switch_to() == Value("as they were") ? 0 : 1);
  };
  EXPECT_EXIT(program(new NullObserver), testing::ExitedWithCode(0), "");
  // A wrong answer, a crash or no end: whatever the bytes happen to be.
  EXPECT_EXIT(
      program(new AsIfNothingWereSaved), [](int status) { return status != 0; }, "");
}

// Interpreter frames lie in the heap: a switch exchanges one pointer, however many there are.
TEST_F(Slices, DoNotGrowWithTheDepthOfTheScript) {
  auto saved_at_script_depth = [](int depth) {
    Greenlet g("g", [depth](const Arguments&) -> Value {
      std::vector<std::unique_ptr<Frame>> frames;
      for (int i = 0; i < depth; ++i) frames.push_back(std::make_unique<Frame>());
      main_greenlet().switch_to();
      while (!frames.empty()) frames.pop_back();
      return {};
    });
    g.switch_to();
    EXPECT_NE(g.core()->top_frame(), nullptr);
    size_t saved = g.stack_saved();
    g.switch_to();
    return saved;
  };
  EXPECT_EQ(saved_at_script_depth(1), saved_at_script_depth(50));
}

// The original's own stays where it is: an address of another greenlet's local is not the local.
TEST_F(Slices, AreNoPlaceToPointToFromAnotherGreenlet) {
  volatile int* local_of_first = nullptr;
  Greenlet first("first", [&](const Arguments&) -> Value {
    volatile int local = 1;
    local_of_first = &local;
    main_greenlet().switch_to();
    return static_cast<int>(local);
  });
  first.switch_to();
  // Its slice is in the heap; what is written here goes to whoever uses the place now.
  Greenlet second("second", [&](const Arguments&) -> Value {
    volatile char room[4096];
    for (auto& byte : room) byte = 7;
    int seen = *local_of_first;
    return seen != 1 && room[0] == 7;
  });
  EXPECT_EQ(second.switch_to(), Value(true));
  EXPECT_EQ(first.switch_to(), Value(1));
}

// Three that lie in the same place and switch to one another.
struct SamePlace {
  explicit SamePlace(size_t bytes) : size(bytes) {
    for (Greenlet& one : members) one = Greenlet("", [this](const Arguments& a) { return run(a); });
  }

  Value run(const Arguments& arguments) {
    const int64_t self = *arguments[0].as_int();
    volatile char* room = static_cast<volatile char*>(__builtin_alloca(size));
    for (size_t i = 0; i < size; ++i) room[i] = static_cast<char>(self + 1);
    main_greenlet().switch_to();
    while (left-- > 0) {
      Greenlet& next = members[static_cast<size_t>(self + 1) % members.size()];
      copy_of_next = next.core()->stack_copy();
      next.switch_to();
      const Greenlet& before = members[static_cast<size_t>(self + 2) % members.size()];
      handed_over += before.core()->stack_copy() == copy_of_next;
      for (size_t i = 0; i < size; ++i) wrong += room[i] != static_cast<char>(self + 1);
    }
    return {};
  }

  const size_t size;
  std::array<Greenlet, 3> members;
  int left = 60;
  size_t wrong = 0;
  const char* copy_of_next = nullptr;
  int handed_over = 0;  // how often the copy of who came became that of who left
};

TEST(SlicesOfOnePlace, AreExchangedWithAllTheirBytes) {
  for (size_t size : {0, 16, 100, 333, 1000, 5000, 70'000}) {
    auto place = std::make_unique<SamePlace>(static_cast<size_t>(size));
    for (int64_t i = 0; i < 3; ++i) place->members[static_cast<size_t>(i)].switch_to(i);
    EXPECT_EQ(place->members[0].core()->stack_start(), place->members[1].core()->stack_start());
    place->members[0].switch_to();
    EXPECT_EQ(place->wrong, 0u) << size;
    // AddressSanitizer's notes are kept by the plain path, which copies.
    EXPECT_EQ(place->handed_over, core::keeps_stack_notes() ? 0 : 58) << size;
  }
}

}  // namespace
}  // namespace greenlens::engine
