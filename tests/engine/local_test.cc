// What is each greenlet's own: attributes, greenlet-local variables, contexts; and what is not.
#include "engine/cpp/local.h"

#include <gtest/gtest.h>
#include <locale.h>

#include <cerrno>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "engine/cpp/context.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

TEST(Local, VariablesAreEachGreenletsOwnAndInheritNothing) {
  GreenletLocal<int> number([] { return 5; });
  *number = 6;
  auto counts = [&](const Arguments&) -> Value {
    for (;;) main_greenlet().switch_to((*number)++);
  };
  Greenlet a("a", counts), b("b", counts);
  EXPECT_EQ(a.switch_to(), Value(5));
  EXPECT_EQ(a.switch_to(), Value(6));
  EXPECT_EQ(b.switch_to(), Value(5));
  EXPECT_EQ(*number, 6);
  Greenlet child("child", [&](const Arguments&) -> Value {
    *number = 100;
    return Greenlet("grandchild", counts).switch_to();
  });
  EXPECT_EQ(child.switch_to(), Value(5));
  std::thread([&] { EXPECT_EQ(*number, 5); }).join();
}

TEST(Local, VariablesGoWithTheirGreenletsMemory) {
  auto held = std::make_shared<int>(0);
  GreenletLocal<std::shared_ptr<int>> local;
  {
    Greenlet g("g", [&](const Arguments&) -> Value {
      *local = held;
      return main_greenlet().switch_to();
    });
    g.switch_to();
    EXPECT_EQ(held.use_count(), 2);
    g.switch_to();
    EXPECT_TRUE(g.dead());
    EXPECT_EQ(held.use_count(), 2);
  }
  EXPECT_EQ(held.use_count(), 1);
}

TEST(Local, VariablesStayInPlaceAndTheirMakerMaySwitch) {
  Greenlet other("other", [](const Arguments&) -> Value {
    for (;;) current().parent().switch_to("for the maker");
  });
  GreenletLocal<std::string> text([&] { return other.switch_to().str(); });
  EXPECT_EQ(*text, "for the maker");
  std::string* place = &*text;
  GreenletLocal<int> more[64];
  for (auto& variable : more) ++*variable;
  EXPECT_EQ(&*text, place);
  EXPECT_EQ(text->size(), 13u);
}

// What was there goes last: a greenlet that ends with it may do the same again.
TEST(Attributes, MayHoldTheLastHandleOfAGreenletThatSetsOthersAsItEnds) {
  Greenlet g("g", nothing);
  auto sets_many = [&](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const GreenletExit&) {
      for (int i = 0; i < 50; ++i) g.set_attribute("a" + std::to_string(i), i);
    }
    return {};
  };
  for (bool replace : {true, false}) {
    {
      Greenlet ends("ends", sets_many);
      ends.switch_to();
      g.set_attribute("held", Value::object(ends, "ends"));
    }
    if (replace) g.set_attribute("held", 1);
    EXPECT_EQ(g.attribute("held") == Value(1), replace);
    g.delete_attribute("held");
    EXPECT_EQ(g.attribute("a49"), Value(49));
    EXPECT_FALSE(g.has_attribute("held"));
  }
}

TEST(Attributes, AreSetReadListedAndDeleted) {
  Greenlet g("g", nothing);
  EXPECT_FALSE(g.has_attribute("colour"));
  EXPECT_EQ(refusal([&] { g.attribute("colour"); }), "greenlet g has no attribute 'colour'");
  g.set_attribute("colour", "red");
  g.set_attribute("size", 3);
  g.set_attribute("colour", "blue");
  EXPECT_EQ(g.attribute("colour"), Value("blue"));
  EXPECT_EQ(Value::dict(g.attributes()).repr(), "{'colour': 'blue', 'size': 3}");
  g.switch_to();
  EXPECT_EQ(g.attribute("size"), Value(3));  // also of a dead one
  g.delete_attribute("size");
  EXPECT_EQ(refusal([&] { g.delete_attribute("size"); }), "greenlet g has no attribute 'size'");
  main_greenlet().set_attribute("kept", 1);
  EXPECT_TRUE(current().has_attribute("kept"));
  main_greenlet().delete_attribute("kept");
}

TEST(Contexts, OfNewGreenletsAreEmpty) {
  ContextVariable variable("variable");
  ContextVariable::Token token = variable.set(1);
  Greenlet g("g", [&](const Arguments&) -> Value {
    EXPECT_FALSE(current().context());  // none until it is needed
    EXPECT_EQ(refusal([&] { variable.get(); }),
              "context variable 'variable' has no value here and no fallback");
    variable.set("mine");
    EXPECT_TRUE(current().context());
    return variable.get(Value(2));
  });
  EXPECT_FALSE(g.context());
  EXPECT_EQ(g.switch_to(), Value("mine"));
  EXPECT_EQ(variable.get(), Value(1));
  EXPECT_EQ(*g.context()->get(variable), Value("mine"));  // of a dead one, too
  variable.reset(token);
  EXPECT_EQ(variable.get(Value("none")), Value("none"));
}

TEST(Contexts, AreSetWhileUnstartedSuspendedDeadAndRunning) {
  ContextVariable variable("variable");
  Context first, second;
  Greenlet g("g", [&](const Arguments&) -> Value {
    variable.set("in the first");
    main_greenlet().switch_to();
    variable.set("in the second");
    current().set_context({});
    EXPECT_EQ(variable.get(Value("cleared")), Value("cleared"));
    return {};
  });
  g.set_context(first);
  g.switch_to();
  EXPECT_EQ(*first.get(variable), Value("in the first"));
  EXPECT_EQ(*g.context(), first);
  g.set_context(second);
  g.switch_to();
  EXPECT_EQ(*second.get(variable), Value("in the second"));
  EXPECT_EQ(*first.get(variable), Value("in the first"));
  g.set_context(first);
  EXPECT_EQ(*g.context(), first);
}

TEST(Contexts, AreSharedOrCopiedAsTheProgramLikes) {
  ContextVariable variable("variable");
  Context context;
  auto adds_one = [&](const Arguments&) -> Value {
    Value before = variable.get(Value(0));
    variable.set(*before.as_int() + 1);
    return {};
  };
  Greenlet a("a", adds_one), b("b", adds_one), c("c", adds_one);
  a.set_context(context), b.set_context(context);
  a.switch_to();
  c.set_context(context.copy());
  b.switch_to(), c.switch_to();
  EXPECT_EQ(*context.get(variable), Value(2));
  EXPECT_EQ(*c.context()->get(variable), Value(2));
  EXPECT_EQ(context.size(), 1u);
}

TEST(Contexts, AreEnteredForOneCallAndNotTwiceAtOnce) {
  ContextVariable variable("variable", Value("fallback"));
  Context context;
  Greenlet other("other", [&](const Arguments&) -> Value {
    EXPECT_EQ(variable.get(), Value("fallback"));  // another greenlet's context is in force
    EXPECT_EQ(refusal([&] { context.run([] { return Value(); }); }),
              "cannot enter context: it is already entered");
    return {};
  });
  Value result = context.run([&]() -> Value {
    variable.set("inside");
    other.switch_to();
    return variable.get();
  });
  EXPECT_EQ(result, Value("inside"));
  EXPECT_EQ(variable.get(), Value("fallback"));
  EXPECT_TRUE(raises<std::runtime_error>(
      [&] { context.run([]() -> Value { throw std::runtime_error("out of it"); }); }));
  EXPECT_EQ(variable.get(), Value("fallback"));
}

// The exits come in another order than the entries: each greenlet leaves what it entered.
TEST(Contexts, EnteredByTwoGreenletsAreLeftInAnyOrder) {
  ContextVariable variable("variable", Value("outside"));
  Context contexts[2];
  auto body = [&](const Arguments& arguments) -> Value {
    contexts[*arguments[0].as_int()].run([&]() -> Value {
      variable.set(arguments[0]);
      main_greenlet().switch_to();
      EXPECT_EQ(variable.get(), arguments[0]);
      return {};
    });
    return variable.get();
  };
  Greenlet a("a", body), b("b", body);
  a.switch_to(0), b.switch_to(1);
  EXPECT_EQ(a.switch_to(), Value("outside"));
  EXPECT_EQ(b.switch_to(), Value("outside"));
}

TEST(Contexts, OfAGreenletThatRunsInAnotherThreadAreOutOfReach) {
  Greenlet here = current();
  std::thread([&] {
    EXPECT_EQ(refusal([&] { here.context(); }),
              "cannot get context of a greenlet that is running in a different thread");
    EXPECT_EQ(refusal([&] { here.set_context({}); }),
              "cannot set context of a greenlet that is running in a different thread");
  }).join();
}

TEST(Contexts, TokensWorkOnceInTheirContext) {
  ContextVariable variable("variable"), another("another");
  ContextVariable::Token token = variable.set(1);
  EXPECT_EQ(refusal([&] { another.reset(token); }),
            "the token was created by another variable than 'another'");
  Greenlet("g", [&](const Arguments&) -> Value {
    EXPECT_EQ(refusal([&] { variable.reset(token); }),
              "the token of 'variable' was created in a different context");
    return {};
  }).switch_to();
  EXPECT_FALSE(token.old_value());
  variable.reset(token);
  EXPECT_EQ(refusal([&] { variable.reset(token); }),
            "the token of context variable 'variable' has already been used once");
}

thread_local int of_the_thread = 0;

// What a C program keeps for a thread is shared by its greenlets.
TEST(Threads, KeepErrnoThreadLocalsTheLocaleAndLocksForAllTheirGreenlets) {
  std::mutex lock;
  locale_t own = newlocale(LC_ALL_MASK, "C", nullptr), before = uselocale(nullptr);
  ASSERT_NE(own, before);
  Greenlet g("g", [&](const Arguments&) -> Value {
    uselocale(own);
    lock.lock();
    of_the_thread = 43;
    errno = 42;
    main_greenlet().switch_to();
    lock.unlock();
    return {};
  });
  g.switch_to();
  EXPECT_EQ(errno, 42);
  EXPECT_EQ(of_the_thread, 43);
  EXPECT_EQ(uselocale(before), own);
  freelocale(own);
  auto can_lock = [&] {
    bool locked = false;
    std::thread([&] {
      locked = lock.try_lock();
      if (locked) lock.unlock();
    }).join();
    return locked;
  };
  EXPECT_FALSE(can_lock());  // a suspended greenlet holds on to its locks
  g.switch_to();
  EXPECT_TRUE(can_lock());
}

}  // namespace
}  // namespace greenlens::engine
