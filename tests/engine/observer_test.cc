// The order in which one switch is told, and where.
#include "engine/core/observer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "arch/arch.h"
#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/told_from.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

using testing::ElementsAre;

std::vector<std::string>* told = new std::vector<std::string>;

struct Teller : NullObserver {
  void greenlet_created(Where, const Core& g) override { told->push_back("created " + g.name()); }
  void body_entered(Where, const Core& g) override {
    EXPECT_EQ(g.stack_start(), reinterpret_cast<char*>(1));
    told->push_back("entered");
  }
  void greenlet_finished(Where, const Core& g, FinishKind, std::string_view what) override {
    EXPECT_TRUE(g.dead());
    told->push_back("finished " + std::string(what));
  }
  void greenlet_freed(Where, const Core& g) override { told->push_back("freed " + g.name()); }
  void line_reached(Where, const Core&, Where program, const char*) override {
    EXPECT_THAT(program.file, testing::EndsWith("tests/engine/observer_test.cc"));
    line = program.line;
    told->push_back("line");
  }
  void switch_requested(Where engine, const Core&, const Core&, DeliveryKind,
                        std::string_view what) override {
    EXPECT_STREQ(engine.file, "engine/core/switch.cc");
    told->push_back("requested " + std::string(what));
  }
  void target_passed_over(Where, const Core&, const Core&) override {
    told->push_back("passed over");
  }
  void target_found(Where, const Core&, const Core&, bool first) override {
    told->push_back(first ? "found, first start" : "found");
  }
  void start_prepared(Where, const Core& g) override {
    EXPECT_EQ(g.stack_start(), nullptr);
    EXPECT_TRUE(g.stack_prev() != nullptr && g.stack_prev()->is_main());
    told->push_back("prepared");
  }
  void registers_saved(Where engine, const Core&, const Core&, const char* sp) override {
    EXPECT_STREQ(engine.file, arch_describe()->switch_source);
    EXPECT_EQ(engine.line, arch_describe()->marks[0].line);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(sp) % arch_describe()->stack_alignment, 0u);
    told->push_back("registers saved");
  }
  void stack_start_set(Where, const Core&) override { told->push_back("stack_start"); }
  void origin_not_saved(Where, const Core&) override { told->push_back("not saved"); }
  void slice_saved(Where, const Core& owner, SliceExtent extent, const char*, const char*,
                   const char*) override {
    told->push_back("saved " + owner.name() +
                    (extent == SliceExtent::whole ? " whole" : " partial"));
  }
  void stack_pointer_moved(Where, const Core&, const char*, const char*) override { moved = true; }
  void slice_restored(Where, const Core&, const char*, const char*) override {
    told->push_back(moved ? "moved, restored" : "restored before the move");
    moved = false;
  }
  void stack_prev_relinked(Where, const Core&) override { told->push_back("relinked"); }
  void returned_twice(Where, const Core&) override { told->push_back("returned twice"); }
  void registers_restored(Where, const Core&, const char*) override {
    told->push_back("registers restored");
  }
  void host_state_swapped(Where, const Core&, const Core&) override { told->push_back("swapped"); }
  void delivered(Where, const Core&, const Core& to, DeliveryKind, std::string_view what) override {
    told->push_back("delivered " + std::string(what) + " to " + to.name());
  }
  int line = 0;
  bool moved = false;
};

TEST(Observer, IsToldOneSwitchInTheDocumentedOrder) {
  in_a_new_thread([] {
    auto* teller = new Teller;
    told->clear();
    set_observer(teller);
    auto body = [](const Arguments&) -> Value {
      main_greenlet().switch_to("up");
      return "end";
    };
    Greenlet g("g", body);
    EXPECT_EQ(teller->line, __LINE__ - 1);
    EXPECT_THAT(*told, ElementsAre("created main", "line", "created g"));

    told->clear();
    g.switch_to("x");
    EXPECT_THAT(*told, ElementsAre("line", "requested 'x'", "found, first start", "prepared",
                                   "registers saved", "stack_start", "saved main partial",
                                   "returned twice", "swapped", "entered", "delivered 'x' to g",
                                   "line", "requested 'up'", "found", "registers saved",
                                   "stack_start", "saved g whole", "moved, restored", "relinked",
                                   "registers restored", "swapped", "delivered 'up' to main"));
    told->clear();
    g.switch_to(kw("a", 1));
    EXPECT_EQ(teller->line, __LINE__ - 1);
    EXPECT_EQ(told->back(), "delivered 'end' to main");
    EXPECT_THAT(*told, testing::IsSupersetOf({"finished 'end'", "not saved"}));
    told->clear();
    g = Greenlet();
    EXPECT_THAT(*told, ElementsAre("freed g"));
    set_observer(nullptr);
    delete teller;
  });
}

TEST(Observer, HearsOfLivingGreenletsWhenItIsAttachedAndMayLeaveMidLife) {
  in_a_new_thread([] {
    Greenlet g("early", [](const Arguments&) -> Value { return main_greenlet().switch_to(); });
    g.switch_to();
    told->clear();
    auto* teller = new Teller;
    EXPECT_EQ(set_observer(teller), nullptr);
    EXPECT_THAT(*told, ElementsAre("created main", "created early"));
    EXPECT_EQ(set_observer(nullptr), teller);
    g.switch_to();
    EXPECT_THAT(*told, ElementsAre("created main", "created early"));
    delete teller;
  });
}

TEST(Frames, FormOneChainAGreenletCutAtItsEntry) {
  Greenlet g("g", [](const Arguments&) -> Value {
    EXPECT_EQ(core::thread_top_frame(), nullptr);
    Frame inner;
    EXPECT_EQ(core::thread_top_frame()->f_back, nullptr);
    return main_greenlet().switch_to(static_cast<int>(core::thread_recursion_depth()));
  });
  Frame here;
  const InterpreterFrame* mine = core::thread_top_frame();
  uint32_t depth = core::thread_recursion_depth();
  EXPECT_EQ(g.switch_to(), Value(static_cast<int>(depth) + 1));  // inherited, and one more
  EXPECT_EQ(core::thread_top_frame(), mine);
  EXPECT_EQ(core::thread_recursion_depth(), depth);
  ASSERT_NE(g.core()->top_frame(), nullptr);
  EXPECT_EQ(current().core()->top_frame(), nullptr);
}

std::string text_of(const std::string& path) {
  std::ifstream in(std::string(GREENLENS_SOURCE_DIR "/") + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Leaves at the n-th fact of those that a switch tells, and is gone from then on.
class Leaving : public NullObserver {
 public:
  explicit Leaving(int at) : left_(at) {}
  ~Leaving() override { *gone_ = true; }
  void greenlet_created(Where, const Core&) override { hear(); }
  void body_entered(Where, const Core&) override { hear(); }
  void greenlet_finished(Where, const Core&, FinishKind, std::string_view) override { hear(); }
  void greenlet_freed(Where, const Core&) override { hear(); }
  void line_reached(Where, const Core&, Where, const char*) override { hear(); }
  void switch_requested(Where, const Core&, const Core&, DeliveryKind, std::string_view) override {
    hear();
  }
  void target_found(Where, const Core&, const Core&, bool) override { hear(); }
  void start_prepared(Where, const Core&) override { hear(); }
  void registers_saved(Where, const Core&, const Core&, const char*) override { hear(); }
  void stack_start_set(Where, const Core&) override { hear(); }
  void origin_not_saved(Where, const Core&) override { hear(); }
  void slice_saved(Where, const Core&, SliceExtent, const char*, const char*,
                   const char*) override {
    hear();
  }
  void slice_restored(Where, const Core&, const char*, const char*) override { hear(); }
  void stack_prev_relinked(Where, const Core&) override { hear(); }
  void returned_twice(Where, const Core&) override { hear(); }
  void registers_restored(Where, const Core&, const char*) override { hear(); }
  void host_state_swapped(Where, const Core&, const Core&) override { hear(); }
  void delivered(Where, const Core&, const Core&, DeliveryKind, std::string_view) override {
    hear();
  }
  static inline bool gone = false;

 private:
  void hear() {
    EXPECT_FALSE(*gone_) << "it is told after it has left";
    if (left_-- > 0) return;
    set_observer(nullptr);
    std::destroy_at(this);  // where it lay is still readable: a call would find no function
  }
  int left_;
  bool* gone_ = &gone;
};

TEST(Observer, MayLeaveAndVanishAtEveryFactOfASwitch) {
  alignas(Leaving) static char room[sizeof(Leaving)];
  bool stayed = false;
  int facts = 0;
  for (; !stayed; ++facts) {
    in_a_new_thread([&] {
      Leaving::gone = false;
      auto* leaving = new (room) Leaving(facts);
      current();  // so that there is somebody to tell of
      set_observer(leaving);
      Greenlet g("g", [](const Arguments&) -> Value {
        main_greenlet().switch_to("up");
        return "end";
      });
      EXPECT_EQ(g.switch_to("x"), Value("up"));
      EXPECT_EQ(g.switch_to(), Value("end"));
      g = Greenlet();
      stayed = !Leaving::gone;
      if (stayed) {
        set_observer(nullptr);
        std::destroy_at(leaving);
      }
    });
  }
  EXPECT_GT(facts, 40);
}

TEST(Observer, IsToldFromTheSourcesThatAreListedAndFromNoOthers) {
  const std::regex tells(R"(\bobserver(->|\.)[a-z_]+\()");
  std::vector<std::string> told_from;
  for (const char* folder : {"engine/core", "engine/cpp", "engine/c"}) {
    for (const auto& file :
         std::filesystem::directory_iterator(std::string(GREENLENS_SOURCE_DIR "/") + folder)) {
      const std::string path = folder + ("/" + file.path().filename().string());
      if (std::regex_search(text_of(path), tells)) told_from.push_back(path);
    }
  }
  std::sort(told_from.begin(), told_from.end());
  EXPECT_THAT(told_from, testing::ElementsAreArray(kToldFrom));
}

// The table is what a reader of a switch has in hand: each of its facts is one, and none is left
// out.
TEST(Observer, ItsTableOfOneSwitchHasEveryFactOfOne) {
  const std::string header = text_of("engine/core/observer.h");
  const size_t table_end = header.find("#ifndef");
  const std::string table = header.substr(0, table_end);
  const std::string of_a_switch = header.substr(header.find("--- one switch"));
  const std::regex row(R"(//   (?:  or )?([a-z_]+) +[^ ].* ((g|slp)_[a-z_]+)\n)");
  std::vector<std::string> rows;
  for (std::sregex_iterator it(table.begin(), table.end(), row), last; it != last; ++it) {
    rows.push_back((*it)[1]);
    EXPECT_NE(header.find("virtual void " + rows.back() + "(", table_end), header.npos)
        << rows.back();
  }
  const std::regex fact(R"(virtual void ([a-z_]+)\()");
  for (std::sregex_iterator it(of_a_switch.begin(), of_a_switch.end(), fact), last; it != last;
       ++it) {
    if ((*it)[1] == "switch_failed" || (*it)[1] == "error_ignored") continue;
    EXPECT_THAT(rows, testing::Contains((*it)[1].str()));
  }
}

}  // namespace
}  // namespace greenlens::engine
