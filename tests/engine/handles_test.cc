// Temporary handles: who switches through one does not keep its greenlet by waiting in it.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "engine/cpp/context.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/weak.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

// Waits, each in another way, for a main greenlet that drops the last handle of who waits.
struct Way {
  const char* name;
  Greenlet::Body body;
};
const std::vector<Way>& ways_to_wait() {
  static const std::vector<Way> all = {
      {"switch_to()", [](const Arguments&) { return current().parent().switch_to(); }},
      {"switch_to(values)",
       [](const Arguments&) { return current().parent().switch_to(1, kw("two", 2)); }},
      {"switch_with",
       [](const Arguments&) {
         return current().parent().switch_with(Arguments{{3}, {}});
       }},
      {"main_greenlet()", [](const Arguments&) { return main_greenlet().switch_to(); }},
      {"throw_error",
       [](const Arguments&) { return current().parent().throw_error(SomeError("up")); }},
      {"throw_in", [](const Arguments&) { return current().parent().throw_in(); }},
      {"a moved handle of its own",
       [](const Arguments&) {
         Greenlet self = current();
         return std::move(self).parent().switch_to();
       }},
      {"a temporary that it starts",
       [](const Arguments&) {
         return Greenlet("starter", [](const Arguments&) { return main_greenlet().switch_to(); })
             .switch_to();
       }},
      {"its context",
       [](const Arguments&) {
         current().set_context(Context());
         return current().context()->run([] { return main_greenlet().switch_to(); });
       }},
  };
  return all;
}

struct Lives {
  explicit Lives(int& count) : there(count) { ++there; }
  ~Lives() { --there; }
  int& there;
};

TEST(TemporaryHandles, KeepNobodyWhoWaitsInThem) {
  for (const Way& way : ways_to_wait()) {
    int there = 0;
    for (int i = 0; i < 1000; ++i) {
      Greenlet g("", [&](const Arguments& arguments) -> Value {
        Lives counted(there);
        return way.body(arguments);
      });
      try {
        g.switch_to();
      } catch (const SomeError&) {
      } catch (const GreenletExit&) {
      }
      ASSERT_EQ(there, 1) << way.name;
      WeakGreenlet weak(g);
      g = {};
      ASSERT_EQ(there, 0) << way.name;
      ASSERT_TRUE(weak.expired()) << way.name;
    }
  }
}

TEST(TemporaryHandles, KeepWhomTheySwitchToUntilItHasArrived) {
  EXPECT_EQ(Greenlet("once", [](const Arguments& a) { return a[0]; }).switch_to(5), Value(5));
  WeakGreenlet weak;
  auto waits = [&](const Arguments&) -> Value {
    weak = current();
    Value got = main_greenlet().switch_to();
    EXPECT_FALSE(weak.expired());
    return got;
  };
  Greenlet g("g", waits);
  g.switch_to();
  EXPECT_EQ(std::move(g).switch_to("arrived"), Value("arrived"));
  EXPECT_TRUE(weak.expired());
  EXPECT_EQ(g, Greenlet());

  Greenlet h("h", waits);
  h.switch_to();
  EXPECT_THROW(std::move(h).throw_error(SomeError("arrived")), SomeError);
  EXPECT_TRUE(weak.expired());
}

TEST(TemporaryHandles, OfTheDeadHandOnToTheirAncestor) {
  Greenlet dead("dead", nothing);
  dead.switch_to();
  WeakGreenlet weak = dead;
  EXPECT_EQ(std::move(dead).switch_to(7), Value(7));
  EXPECT_TRUE(weak.expired());
}

TEST(TemporaryHandles, ThatAWeakOneGivesKeepNobodyEither) {
  int there = 0;
  Greenlet waited_for("waited for", [&](const Arguments&) -> Value {
    Lives counted(there);
    main_greenlet().switch_to();
    return main_greenlet().switch_to();
  });
  waited_for.switch_to();
  WeakGreenlet weak = waited_for;
  Greenlet waits("waits", [&](const Arguments&) { return weak.lock().switch_to(); });
  waits.switch_to();
  EXPECT_EQ(there, 1);
  waited_for = {};
  EXPECT_EQ(there, 0);  // though `waits` is still in that line
  EXPECT_TRUE(waits.active());
}

TEST(TemporaryHandles, ThatAreRefusedAreLetGoWithTheRefusal) {
  int there = 0;
  auto counted = std::make_shared<Lives>(there);
  Greenlet without("without a body", nullptr);
  without.set_attribute("held", Value::object(std::move(counted), "held"));
  EXPECT_EQ(refusal([&] { std::move(without).switch_to(); }), "run");
  EXPECT_EQ(there, 0);
  EXPECT_EQ(refusal([] { Greenlet().switch_to(); }), "this handle names no greenlet");
  EXPECT_EQ(refusal([] { main_greenlet().parent().switch_to(1); }),
            "this handle names no greenlet");
}

}  // namespace
}  // namespace greenlens::engine
