// The tree: who is whose parent, and which changes are refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/weak.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

TEST(Parents, AreKeptByTheirChildren) {
  Greenlet child;
  WeakGreenlet weak;
  {
    Greenlet parent("parent", nothing);
    weak = parent;
    child = Greenlet("child", nothing, parent);
    EXPECT_EQ(child.parent(), parent);
  }
  EXPECT_FALSE(weak.expired());
  EXPECT_EQ(child.parent().name(), "parent");
  child = {};
  EXPECT_TRUE(weak.expired());
}

TEST(Parents, AreFreedHoweverManyThereAre) {
  Greenlet youngest("oldest", nothing);
  WeakGreenlet oldest = youngest;
  for (int i = 0; i < 200000; ++i) youngest = Greenlet("", nothing, youngest);
  youngest = Greenlet();
  EXPECT_TRUE(oldest.expired());
}

TEST(Parents, MayBeChangedAnyTimeAndTheEndGoesToTheLast) {
  Lines seen;
  auto waits = [&](const Arguments&) -> Value {
    Value got = main_greenlet().switch_to();
    seen.push_back(current().name() + " got " + got.repr());
    return {};
  };
  Greenlet first("first", waits), second("second", waits);
  first.switch_to(), second.switch_to();
  Greenlet child("child", [](const Arguments&) -> Value {
    main_greenlet().switch_to();
    return "the end";
  });
  child.set_parent(first);
  child.switch_to();
  child.set_parent(second);
  child.switch_to();
  EXPECT_THAT(seen, testing::ElementsAre("second got 'the end'"));
  first.switch_to("over");
}

TEST(Parents, FormATreeWhoseOnlyRootIsMain) {
  Greenlet a("a", nothing), b("b", nothing, a), c("c", nothing, b);
  for (Greenlet g : {a, b, c}) {
    int height = 0;
    while (!g.is_main()) {
      g = g.parent();
      ASSERT_LE(++height, 3);
    }
    EXPECT_EQ(g, main_greenlet());
  }
  EXPECT_EQ(main_greenlet().parent(), Greenlet());
}

TEST(Parents, CannotBeNone) {
  Greenlet g("g", nothing);
  Greenlet before = g.parent();
  EXPECT_EQ(refusal([&] { g.set_parent(Greenlet()); }), "this handle names no greenlet");
  EXPECT_EQ(refusal([] { Greenlet("orphan", nothing, Greenlet()); }),
            "this handle names no greenlet");
  EXPECT_EQ(g.parent(), before);
}

TEST(Parents, AreGreenletsOrTheProgramDoesNotCompile) {
  static_assert(!std::is_convertible_v<int, Greenlet> && !std::is_convertible_v<int*, Greenlet> &&
                !std::is_convertible_v<const char*, Greenlet> &&
                !std::is_convertible_v<std::nullptr_t, Greenlet>);
}

TEST(Parents, OfAnotherThreadAreRefusedStartedOrNot) {
  Greenlet here("here", to_main), fresh("fresh", nothing);
  here.switch_to();
  Lines said;
  std::thread([&] {
    Greenlet mine("mine", to_main);
    for (int started = 0; started < 2; ++started) {
      said.push_back(refusal([&] { mine.set_parent(here); }));
      said.push_back(refusal([&] { mine.set_parent(fresh); }));
      said.push_back(refusal([&] { here.set_parent(mine); }));
      mine.switch_to();
    }
  }).join();
  EXPECT_THAT(said, testing::Each("parent cannot be on a different thread"));
  EXPECT_EQ(said.size(), 6u);
  EXPECT_EQ(here.parent(), main_greenlet());
}

Greenlet left_by_a_thread(Greenlet::Body body) {
  Greenlet left;
  std::thread([&] {
    left = Greenlet("left", std::move(body));
    left.switch_to();
  }).join();
  return left;
}

TEST(Parents, OfAThreadThatIsGoneAreRefused) {
  Greenlet left = left_by_a_thread(to_main);
  Greenlet g("g", nothing);
  EXPECT_EQ(refusal([&] { g.set_parent(left); }), "parent must not be garbage collected");
}

// In the original the lookup succeeds in this and the switch is refused; here the change itself is.
TEST(Parents, CannotBeSmuggledInByTheLookupOfABody) {
  Greenlet gone = left_by_a_thread(to_main);
  Greenlet to_gone;
  to_gone = Greenlet::with_lookup("to gone", [&]() -> Greenlet::Body {
    to_gone.set_parent(gone);
    return nothing;
  });
  EXPECT_EQ(refusal([&] { to_gone.switch_to(); }), "parent must not be garbage collected");
  std::string said;
  Greenlet here("here", nothing);
  std::thread([&] {
    Greenlet abroad;
    abroad = Greenlet::with_lookup("abroad", [&]() -> Greenlet::Body {
      abroad.set_parent(here);
      return nothing;
    });
    said = refusal([&] { abroad.switch_to(); });
  }).join();
  EXPECT_EQ(said, "parent cannot be on a different thread");
}

TEST(Parents, MayBeChangedByTheLookupOfABody) {
  Greenlet parent("parent", [](const Arguments& arguments) -> Value {
    return Value::tuple({"through the new parent", arguments[0]});
  });
  Greenlet g;
  g = Greenlet::with_lookup("g", [&]() -> Greenlet::Body {
    g.set_parent(parent);
    return [](const Arguments&) -> Value { return 5; };
  });
  EXPECT_EQ(g.switch_to().repr(), "('through the new parent', 5)");
}

TEST(Parents, ChangesAreToldWithTheOldOne) {
  struct Listener : NullObserver {
    void parent_changed(Where, const Core& g, const Core* old_parent) override {
      said.push_back(g.name() + ": " + old_parent->name() + " -> " + g.parent()->name());
    }
    Lines said;
  };
  auto listener = std::make_unique<Listener>();
  Greenlet a("a", nothing), b("b", nothing);
  set_observer(listener.get());
  b.set_parent(a);
  EXPECT_EQ(refusal([&] { a.set_parent(b); }), "cyclic parent chain");
  set_observer(nullptr);
  EXPECT_THAT(listener->said, testing::ElementsAre("b: main -> a"));
}

TEST(Parents, RefusalsAreToldWithWhoWasWantedAndWhy) {
  struct Listener : NullObserver {
    void parent_refused(Where, const Core& g, const Core& wanted, std::string_view why) override {
      said.push_back(g.name() + " -> " + wanted.name() + ": " + std::string(why));
    }
    void parent_changed(Where, const Core&, const Core*) override { said.push_back("changed"); }
    Lines said;
  };
  auto listener = std::make_unique<Listener>();
  Greenlet a("a", nothing), b("b", nothing, a);
  set_observer(listener.get());
  EXPECT_EQ(refusal([&] { a.set_parent(b); }), "cyclic parent chain");
  EXPECT_EQ(refusal([&] { main_greenlet().set_parent(a); }),
            "cannot set the parent of a main greenlet");
  set_observer(nullptr);
  EXPECT_EQ(refusal([&] { main_greenlet().set_parent(Greenlet()); }),
            "cannot set the parent of a main greenlet");
  EXPECT_EQ(refusal([&] { a.set_parent(Greenlet()); }), "this handle names no greenlet");
  EXPECT_THAT(listener->said,
              testing::ElementsAre("a -> b: cyclic parent chain",
                                   "main -> a: cannot set the parent of a main greenlet"));
}

TEST(Parents, AreTheKillerOnlyWhileAGreenletIsKilled) {
  Lines seen;
  Greenlet hub("hub", nothing), saved;
  Greenlet killer("killer", [&](const Arguments&) -> Value {
    Greenlet victim(
        "victim",
        [&](const Arguments&) -> Value {
          Greenlet asleep = main_greenlet();
          try {
            asleep.switch_to();
          } catch (const GreenletExit&) {
            seen.push_back("killed by " + current().parent().name());
            saved = current();
          }
          Greenlet back = current().parent();
          back.switch_to();
          return {};
        },
        hub);
    victim.switch_to();
    victim = {};
    seen.push_back("then child of " + saved.parent().name());
    return {};
  });
  killer.switch_to();  // the victim sleeps: main goes on
  EXPECT_FALSE(killer.dead());
  killer.switch_to();
  EXPECT_THAT(seen, testing::ElementsAre("killed by killer", "then child of hub"));
  EXPECT_TRUE(saved.active());
  saved = {};
}

}  // namespace
}  // namespace greenlens::engine
