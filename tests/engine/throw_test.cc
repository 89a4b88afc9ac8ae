// Throwing into greenlets in every state, and where what nobody catches goes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

class IndexError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Waits in main; says what was thrown in.
Value catching(const Arguments&) {
  try {
    main_greenlet().switch_to();
  } catch (const SomeError& error) {
    return std::string("caught ") + error.what();
  }
  return "nothing was thrown";
}

TEST(Throw, RaisesTheSameHoweverTheErrorIsGiven) {
  Greenlet by_value("by value", catching), by_pointer("by pointer", catching);
  by_value.switch_to(), by_pointer.switch_to();
  EXPECT_EQ(by_value.throw_error(SomeError("x")), Value("caught x"));
  EXPECT_EQ(by_pointer.throw_in(std::make_exception_ptr(SomeError("x"))), Value("caught x"));
}

TEST(Throw, TakesNoErrorThatIsNone) {
  // The original refuses a str at run time, the compiler here: what is thrown in is an
  // exception_ptr.
  static_assert(
      !std::is_invocable_v<Value (Greenlet::*)(std::exception_ptr, Where), Greenlet, const char*>);
}

TEST(Throw, OfANullPointerIsRefusedAndSaysWhatToGive) {
  Greenlet g("g", nothing);
  EXPECT_EQ(refusal([&] { g.throw_in(std::exception_ptr()); }),
            "throw_in needs an exception, and was given a null pointer: make one with "
            "std::make_exception_ptr, or leave the argument out to throw a GreenletExit");
  EXPECT_FALSE(g.dead());
}

TEST(Throw, OfNothingIsAGreenletExitWhoseEndIsAValue) {
  Greenlet g("g", to_main);
  g.switch_to();
  Value left = g.throw_in();
  ASSERT_NE(left.as_object<GreenletExit>(), nullptr);
  EXPECT_TRUE(left.as_object<GreenletExit>()->arguments().empty());
  EXPECT_TRUE(g.dead());
  left = g.throw_in();  // dead: a value at once
  EXPECT_NE(left.as_object<GreenletExit>(), nullptr);
}

TEST(Throw, OfGreenletExitIsNotStoppedByHandlersOfOrdinaryErrors) {
  static_assert(!std::is_base_of_v<std::exception, GreenletExit>);
  Greenlet g("g", [](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const std::exception&) {
      return "stopped";
    }
    return {};
  });
  g.switch_to();
  EXPECT_EQ(g.throw_in().repr(), "GreenletExit()");
}

TEST(Throw, MayBeCaughtAndTheGreenletGoesOn) {
  Greenlet g("g", [](const Arguments&) -> Value {
    for (int caught = 0; caught < 3;) {
      try {
        main_greenlet().switch_to(caught);
      } catch (const GreenletExit&) {
        ++caught;
      }
    }
    return "after three";
  });
  EXPECT_EQ(g.switch_to(), Value(0));
  EXPECT_EQ(g.throw_in(), Value(1));
  EXPECT_EQ(g.throw_in(), Value(2));
  EXPECT_FALSE(g.dead());
  EXPECT_EQ(g.throw_in(), Value("after three"));
}

// A parent and its child; who of them has started decides who can catch.
struct Family {
  Greenlet parent, child;
  bool child_ran = false;

  Family() {
    parent = Greenlet("parent", [](const Arguments&) -> Value {
      try {
        main_greenlet().switch_to();
      } catch (const IndexError&) {
        return "caught by the parent";
      }
      return "not thrown";
    });
    child = Greenlet(
        "child",
        [this](const Arguments&) -> Value {
          child_ran = true;
          return main_greenlet().switch_to();
        },
        parent);
  }
};

TEST(Throw, IntoAnUnstartedChildOfAnUnstartedParentKillsBothAndSurfaces) {
  auto family = std::make_unique<Family>();
  EXPECT_THROW(family->child.throw_error(IndexError("x")), IndexError);
  EXPECT_TRUE(family->parent.dead() && family->child.dead());
  EXPECT_FALSE(family->child_ran);
}

TEST(Throw, IntoAnUnstartedChildIsCaughtByItsStartedParent) {
  auto family = std::make_unique<Family>();
  family->parent.switch_to();
  EXPECT_EQ(family->child.throw_error(IndexError("x")), Value("caught by the parent"));
  EXPECT_TRUE(family->parent.dead() && family->child.dead());
  EXPECT_FALSE(family->child_ran);
}

TEST(Throw, IntoAStartedChildIsCaughtByItsStartedParent) {
  auto family = std::make_unique<Family>();
  family->parent.switch_to();
  family->child.switch_to();
  EXPECT_EQ(family->child.throw_error(IndexError("x")), Value("caught by the parent"));
  EXPECT_TRUE(family->parent.dead() && family->child.dead());
}

TEST(Throw, OfABodySkipsDeadParents) {
  Greenlet top("top", nothing), middle("middle", nothing, top);
  middle.switch_to();
  EXPECT_TRUE(top.dead() && middle.dead());
  Greenlet raises_it(
      "raises", [](const Arguments&) -> Value { throw SomeError("up"); }, middle);
  EXPECT_THROW(raises_it.switch_to(), SomeError);
}

TEST(Throw, OfABodyGoesThroughParentsThatDoNotCatchIt) {
  Lines unwound;
  struct Note {
    Lines& lines;
    std::string name;
    ~Note() { lines.push_back(name); }
  };
  auto waits = [&unwound](const Arguments&) -> Value {
    Note note{unwound, current().name()};
    return main_greenlet().switch_to();
  };
  Greenlet grandparent("grandparent", waits);
  grandparent.switch_to();
  Greenlet parent("parent", waits, grandparent);
  parent.switch_to();
  Greenlet child(
      "child", [](const Arguments&) -> Value { throw SomeError("up"); }, parent);
  EXPECT_THROW(child.switch_to(), SomeError);
  EXPECT_THAT(unwound, testing::ElementsAre("parent", "grandparent"));
}

TEST(Throw, OfThingsThatAreNoClassesArrivesAsWell) {
  Greenlet throws_int("int", [](const Arguments&) -> Value { throw 42; });
  try {
    throws_int.switch_to();
    FAIL() << "nothing was thrown";
  } catch (int number) {
    EXPECT_EQ(number, 42);
  }
}

TEST(Throw, WithoutABodyStillAsksForOneAndDropsTheError) {
  Greenlet empty("empty", nullptr);
  EXPECT_EQ(refusal([&] { empty.throw_error(SomeError("dropped")); }), "run");
  EXPECT_FALSE(empty.dead());
  empty.set_run([](const Arguments&) -> Value { return "as if nothing had been"; });
  EXPECT_EQ(empty.switch_to(), Value("as if nothing had been"));
}

TEST(Throw, SurvivesALookupThatHasErrorsOfItsOwn) {
  bool ran = false;
  Greenlet g = Greenlet::with_lookup("g", [&]() -> Greenlet::Body {
    try {
      throw IndexError("of the lookup");
    } catch (const IndexError&) {
    }
    return [&](const Arguments&) -> Value { return ran = true; };
  });
  EXPECT_THROW(g.throw_error(SomeError("thrown in")), SomeError);
  EXPECT_TRUE(g.dead());
  EXPECT_FALSE(ran);
}

TEST(Throw, IntoOneselfRaisesHere) {
  EXPECT_THROW(current().throw_error(SomeError("here")), SomeError);
  Greenlet g("g", [](const Arguments&) -> Value {
    try {
      current().throw_error(SomeError("here"));
    } catch (const SomeError&) {
      return "caught by itself";
    }
    return {};
  });
  EXPECT_EQ(g.switch_to(), Value("caught by itself"));
}

TEST(Throw, IntoMainFromAGreenletRaisesInMain) {
  Greenlet g("g", [](const Arguments&) -> Value {
    return main_greenlet().throw_error(SomeError("into main"));
  });
  EXPECT_THROW(g.switch_to(), SomeError);
  EXPECT_FALSE(g.dead());
  g.switch_to("go on");
  EXPECT_TRUE(g.dead());
}

}  // namespace
}  // namespace greenlens::engine
