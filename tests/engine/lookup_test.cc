// Lookups of a body that take away what has led to them: handles, parents, the greenlet that ended.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/weak.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

using testing::ElementsAre;

constexpr char kMayNotLeave[] =
    "cannot switch while the body of an ended greenlet's parent is looked up: switch in that body";

// Says so when it goes.
struct Says {
  Lines& lines;
  const char* what;
  ~Says() { lines.push_back(what); }
};

// A parent that only its child keeps, and whose body is looked up when the child has ended. In the
// heap: it is used by several greenlets.
struct Relatives {
  Lines seen;
  WeakGreenlet parent;
  Greenlet child;

  Relatives(Greenlet::Lookup lookup, Greenlet::Body child_body, Greenlet grandparent = current()) {
    Greenlet made = Greenlet::with_lookup("parent", std::move(lookup));
    made.set_parent(grandparent);
    parent = made;
    child = Greenlet("child", std::move(child_body), made);
  }
  Greenlet::Body passes_on() {
    return [this](const Arguments& arguments) -> Value {
      seen.push_back("the parent got " + arguments[0].repr());
      return arguments[0];
    };
  }
};

TEST(Lookup, MayDropTheLastHandleOfWhatItIsFor) {
  Greenlet g;
  g = Greenlet::with_lookup("g", [&g]() -> Greenlet::Body {
    g = {};
    return [](const Arguments& arguments) { return arguments[0]; };
  });
  EXPECT_EQ(g.switch_to(3), Value(3));
  EXPECT_EQ(g, Greenlet());
  g = Greenlet::with_lookup("g", [&g]() -> Greenlet::Body {
    g = {};
    throw SomeError("nothing found");
  });
  EXPECT_THROW(g.switch_to(3), SomeError);
}

TEST(Lookup, MayTakeItsGreenletFromTheChildThatHasEnded) {
  std::unique_ptr<Relatives> family;
  family = std::make_unique<Relatives>(
      [&]() -> Greenlet::Body {
        family->child.set_parent(main_greenlet());
        current();  // every call of the engine frees what waits for that
        EXPECT_FALSE(family->parent.expired());
        return family->passes_on();
      },
      [](const Arguments&) -> Value { return "the end"; });
  EXPECT_EQ(family->child.switch_to(), Value("the end"));
  EXPECT_THAT(family->seen, ElementsAre("the parent got 'the end'"));
  current();
  EXPECT_TRUE(family->parent.expired());
  EXPECT_EQ(family->child.parent(), main_greenlet());
}

TEST(Lookup, MayFailAfterItHasTakenItsGreenletFromTheChildThatHasEnded) {
  std::unique_ptr<Relatives> family;
  family = std::make_unique<Relatives>(
      [&]() -> Greenlet::Body {
        family->child.set_parent(main_greenlet());
        throw SomeError("nothing found");
      },
      nothing);
  EXPECT_THROW(family->child.switch_to(), SomeError);
  current();
  EXPECT_TRUE(family->parent.expired());
}

TEST(Lookup, MayTakeItsGreenletFromTheDeadOneThatWasSwitchedTo) {
  for (bool fails : {false, true}) {
    std::unique_ptr<Relatives> family;
    family = std::make_unique<Relatives>(
        [&]() -> Greenlet::Body {
          family->child.set_parent(main_greenlet());
          if (fails) throw SomeError("nothing found");
          return family->passes_on();
        },
        nothing);
    Greenlet parent = family->child.parent();
    family->child.set_parent(main_greenlet());
    family->child.switch_to();
    ASSERT_TRUE(family->child.dead());
    family->child.set_parent(parent);
    parent = {};
    // Nobody wants that parent any more: the nearest ancestor that lives is main.
    if (fails) {
      EXPECT_THROW(family->child.switch_to("to the dead"), SomeError);
    } else {
      EXPECT_EQ(family->child.switch_to("to the dead"), Value("to the dead"));
    }
    EXPECT_TRUE(family->seen.empty());
    EXPECT_TRUE(family->parent.expired());
  }
}

TEST(Lookup, ForADeadOneThatWasSwitchedToMaySwitchAndComesBack) {
  auto seen = std::make_unique<Lines>();
  Greenlet waits("waits", [](const Arguments&) -> Value {
    for (;;) main_greenlet().switch_to();
  });
  Greenlet dead("dead", nothing);
  dead.switch_to();
  dead.set_parent(Greenlet::with_lookup("parent", [&]() -> Greenlet::Body {
    Says says{*seen, "the lookup's objects go"};
    waits.switch_to();
    return [](const Arguments& arguments) { return arguments[0]; };
  }));
  EXPECT_EQ(dead.switch_to(5), Value(5));
  EXPECT_THAT(*seen, ElementsAre("the lookup's objects go"));
}

TEST(Lookup, ForAChildThatHasEndedMayNotSwitchAndIsUnwoundWithARefusal) {
  auto seen = std::make_unique<Lines>();
  Greenlet waits("waits", to_main);
  waits.switch_to();
  std::unique_ptr<Relatives> family;
  family = std::make_unique<Relatives>(
      [&]() -> Greenlet::Body {
        Says says{*seen, "the lookup's objects go"};
        EXPECT_EQ(refusal([] { main_greenlet().switch_to(); }), kMayNotLeave);
        EXPECT_EQ(refusal([&] { waits.throw_error(SomeError("x")); }), kMayNotLeave);
        EXPECT_EQ(refusal([&] { Greenlet("new", nothing).switch_to(); }), kMayNotLeave);
        EXPECT_EQ(refusal([&] { family->child.parent().switch_to(); }), kMayNotLeave);
        waits.switch_to();
        return nullptr;
      },
      [](const Arguments&) -> Value { return "the end"; });
  EXPECT_EQ(refusal([&] { family->child.switch_to(); }), kMayNotLeave);
  EXPECT_THAT(*seen, ElementsAre("the lookup's objects go"));
  EXPECT_TRUE(family->child.dead() && waits.active());
  EXPECT_EQ(waits.switch_to("all is well"), Value("all is well"));
}

TEST(Lookup, ForAChildThatHasEndedMayCatchTheRefusal) {
  std::unique_ptr<Relatives> family;
  family = std::make_unique<Relatives>(
      [&]() -> Greenlet::Body {
        EXPECT_EQ(refusal([] { main_greenlet().switch_to(); }), kMayNotLeave);
        return family->passes_on();
      },
      [](const Arguments&) -> Value { return 7; });
  EXPECT_EQ(family->child.switch_to(), Value(7));
  EXPECT_THAT(family->seen, ElementsAre("the parent got 7"));
}

// Where there is nobody to come back to, nobody is killed: that waits for the next greenlet.
TEST(Lookup, ForAChildThatHasEndedMayDropTheLastHandleOfOneThatWaits) {
  auto seen = std::make_unique<Lines>();
  Greenlet waits("waits", [&](const Arguments&) -> Value {
    Says says{*seen, "it is unwound"};
    return main_greenlet().switch_to();
  });
  waits.switch_to();
  std::unique_ptr<Relatives> family;
  family = std::make_unique<Relatives>(
      [&]() -> Greenlet::Body {
        waits = {};
        current();
        seen->push_back("the lookup goes on");
        return family->passes_on();
      },
      [](const Arguments&) -> Value { return 7; });
  EXPECT_EQ(family->child.switch_to(), Value(7));
  current();
  EXPECT_THAT(*seen, ElementsAre("the lookup goes on", "it is unwound"));
  EXPECT_THAT(family->seen, ElementsAre("the parent got 7"));
}

TEST(Lookup, ThatFailsGivesWayToItsErrorThoughTheResultHeldOneThatWaits) {
  auto seen = std::make_unique<Lines>();
  std::unique_ptr<Relatives> family;
  family =
      std::make_unique<Relatives>([&]() -> Greenlet::Body { throw SomeError("nothing found"); },
                                  [&](const Arguments&) -> Value {
                                    Greenlet waits("waits", [&](const Arguments&) -> Value {
                                      Says says{*seen, "it is unwound"};
                                      return main_greenlet().switch_to();
                                    });
                                    waits.set_parent(main_greenlet());
                                    waits.switch_to();
                                    return Value::object(waits, "the last handle");
                                  });
  family->child.switch_to();
  EXPECT_THROW(family->child.switch_to(), SomeError);
  current();
  EXPECT_THAT(*seen, ElementsAre("it is unwound"));
}

}  // namespace
}  // namespace greenlens::engine
