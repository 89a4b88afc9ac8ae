// The articles' example programs, as they stand there, print what the original prints.
//
// What their functions share lies in the heap, as a Python module does: a local variable of one
// greenlet is not where another one expects it.
#include <gtest/gtest.h>

#include <memory>

#include "engine/cpp/greenlet.h"
#include "tests/engine/golden/original.h"

namespace greenlens::engine {
namespace {

struct Module {
  Greenlet gr1, gr2;
  SwitchTrace trace;
};

// Python's repr() of a bool.
std::string said(bool value) { return Value(value).repr(); }

// The first program of all: a greenlet switches to another one and back.
void test1_test2() {
  auto module = std::make_unique<Module>();
  Module& m = *module;
  m.gr1 = Greenlet("gr1", [&m](const Arguments&) -> Value {
    print("[gr1] main  -> test1");
    m.trace.note("gr1 prints [gr1] main  -> test1");
    m.gr2.switch_to();
    print("[gr1] test1 <- test2");
    m.trace.note("gr1 prints [gr1] test1 <- test2");
    return "test1 done";
  });
  m.gr2 = Greenlet("gr2", [&m](const Arguments&) -> Value {
    print("[gr2] test1 -> test2");
    m.trace.note("gr2 prints [gr2] test1 -> test2");
    m.gr1.switch_to();
    print("This is never printed.");
    return {};
  });
  print("before: gr1.dead=" + said(m.gr1.dead()) + " bool(gr1)=" + said(bool(m.gr1)) +
        " gr2.dead=" + said(m.gr2.dead()) + " bool(gr2)=" + said(bool(m.gr2)));
  m.trace.start();
  Value result = m.gr1.switch_to();
  m.trace.stop();
  print("gr1.switch() ->", result.repr());
  print("gr1.dead", m.gr1.dead(), "bool", bool(m.gr1));
  print("gr2.dead", m.gr2.dead(), "bool", bool(m.gr2));
  print("parents main?", m.gr1.parent() == current(), m.gr2.parent() == current());
  m.trace.dump();
  print("gr2.switch() again ->", m.gr2.switch_to().repr());
  print("now gr2.dead", m.gr2.dead());
}

TEST(Golden, Test1Test2PrintsAsTheOriginal) {
  expect_prints_as_the_original("switch", test1_test2);
}

void am_i_main_program() {
  auto am_i_main = [](const Arguments&) -> Value { return current().parent() == Greenlet(); };
  print(am_i_main({}));
  Greenlet glet("glet", am_i_main);
  print(glet.switch_to());
  print("main dead?", current().dead(), "bool(main)", bool(current()));
}

TEST(Golden, AmIMainPrintsAsTheOriginal) {
  expect_prints_as_the_original("am_i_main", am_i_main_program);
}

void arguments_program() {
  auto module = std::make_unique<Module>();
  Module& m = *module;
  m.gr1 = Greenlet("gr1", [&m](const Arguments& arguments) -> Value {
    print(12, arguments[0]);
    m.gr2.switch_to();
    print(34);
    return {};
  });
  m.gr2 = Greenlet("gr2", [&m](const Arguments&) -> Value {
    print(56);
    m.gr1.switch_to();
    print(78);
    return {};
  });
  m.trace.start();
  Value result = m.gr1.switch_to("foo bar");
  m.trace.stop();
  print("returned", result.repr());
  m.trace.dump();
}

TEST(Golden, ArgumentsOfTheFirstSwitchPrintAsTheOriginal) {
  expect_prints_as_the_original("arguments", arguments_program);
}

// gr2 is made inside foo: its parent is gr1, and it ends like a call that returns.
void nested_parent() {
  auto module = std::make_unique<Module>();
  Module& m = *module;
  m.gr1 = Greenlet("gr1", [](const Arguments&) -> Value {
    print("coroutine foo");
    Greenlet gr2("gr2", [](const Arguments&) -> Value {
      print("coroutine bar");
      return "bar return value";
    });
    print(gr2.switch_to());
    return {};
  });
  m.trace.start();
  m.gr1.switch_to();
  m.trace.stop();
  m.trace.dump();
}

TEST(Golden, AParentInsideAGreenletPrintsAsTheOriginal) {
  expect_prints_as_the_original("nested_parent", nested_parent);
}

// Both are made in main: bar's value goes there, and foo's last line is not reached.
void make_siblings(Module& m, const std::string& suffix) {
  m.gr1 = Greenlet("gr1" + suffix, [&m](const Arguments&) -> Value {
    print("coroutine foo");
    Value returned = m.gr2.switch_to();
    print("coroutine end", returned);
    return {};
  });
  m.gr2 = Greenlet("gr2" + suffix, [](const Arguments&) -> Value {
    print("coroutine bar");
    return "coroutine bar return value";
  });
}

void run_siblings(Module& m) {
  m.trace.start();
  Value out = m.gr1.switch_to();
  m.trace.stop();
  print(out);
  print("gr1.dead", m.gr1.dead(), "gr2.dead", m.gr2.dead());
  m.trace.dump();
}

void sibling_parent() {
  auto module = std::make_unique<Module>();
  Module& m = *module;
  make_siblings(m, "");
  run_siblings(m);
  print("=== same program with gr2.parent = gr1 (\"parent can be set by hand\")");
  m.gr1 = {};  // the original's killed greenlet ends here, too, without a word
  make_siblings(m, "b");
  m.gr2.set_parent(m.gr1);
  run_siblings(m);
}

TEST(Golden, AParentSetByHandPrintsAsTheOriginal) {
  expect_prints_as_the_original("sibling_parent", sibling_parent);
}

void jump() {
  auto module = std::make_unique<Module>();
  Module& m = *module;
  m.gr1 = Greenlet("gr1", [&m](const Arguments&) -> Value {
    print(12);
    m.gr2.switch_to();
    print(34);
    return {};
  });
  m.gr2 = Greenlet("gr2", [&m](const Arguments&) -> Value {
    print(56);
    m.gr1.switch_to();
    print(78);
    return {};
  });
  m.gr1.switch_to();
}

TEST(Golden, JumpPrintsAsTheOriginal) { expect_prints_as_the_original("jump", jump); }

}  // namespace
}  // namespace greenlens::engine
