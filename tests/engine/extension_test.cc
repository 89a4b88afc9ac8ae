// Extensions, from the side of the program that loads them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "engine/c/bridge.h"
#include "engine/c/load_extension.h"

namespace greenlens::engine {
namespace {

using testing::ElementsAre;
using testing::MatchesRegex;

std::string path_of(const std::string& name) { return GREENLENS_EXTENSIONS "/" + name + ".so"; }

// The sentence of the error that `f` throws.
template <typename Error, typename F>
std::string sentence(F f) {
  try {
    f();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

std::string loading(const std::string& name) {
  std::string text = sentence<ExtensionError>([&] { load_extension(path_of(name)); });
  for (size_t at; (at = text.find(path_of(name))) != text.npos;) {
    text.replace(at, path_of(name).size(), "./" + name + ".so");
  }
  return text;
}

TEST(Extension, FoobarAddsOneAndTwo) {
  Extension foobar = load_extension(path_of("foobar"));
  EXPECT_EQ(foobar.name(), "foobar");
  EXPECT_THAT(foobar.functions(), ElementsAre("add"));
  EXPECT_EQ(foobar.call("add", {1, 2}), Value(3));
}

TEST(Extension, AFunctionOfItCanBeTheBodyOfAGreenlet) {
  Extension foobar = load_extension(path_of("foobar"));
  Greenlet g("add", foobar.body("add"));
  EXPECT_EQ(g.switch_to(1, 2), Value(3));
  Greenlet fails("add", foobar.body("add"));
  EXPECT_THROW(fails.switch_to(1), CError);
}

TEST(Extension, WrongArgumentsAreToldInOneSentence) {
  Extension foobar = load_extension(path_of("foobar"));
  EXPECT_EQ(sentence<CError>([&] { foobar.call("add", {1}); }),
            "add takes 2 arguments and was given 1: call it as add(int, int)");
  EXPECT_EQ(sentence<CError>([&] {
              foobar.call("add", {1, "two"});
            }),
            "argument 2 of add must be an int, and 'two' is a str: give it another one");
  EXPECT_EQ(
      sentence<CError>([&] {
        foobar.call("add", {1, int64_t{1} << 40});
      }),
      "argument 2 of add must fit a C int, and 1099511627776 does not: give it a smaller one, "
      "or let the function parse it as L");
  EXPECT_EQ(foobar.call("add", {1, 2}), Value(3));  // and it still works
}

TEST(Extension, AMissingFunctionIsToldWithThoseThatAreThere) {
  EXPECT_EQ(sentence<ExtensionError>([] {
              load_extension(path_of("foobar")).call("sub", {1, 2});
            }),
            "the extension foobar has no function sub: call one of add, or add it to the "
            "extension's table of methods");
  EXPECT_EQ(sentence<ExtensionError>([] { load_extension(path_of("empty")).body("f"); }),
            "the extension empty has no function f: put one into its table of methods");
}

TEST(Extension, TheNamesOfFileInitFunctionAndExtensionMustAgree) {
  EXPECT_EQ(loading("renamed"),
            "the extension ./renamed.so has no function initrenamed: name its init function after "
            "the file, or the file after its init function");
  EXPECT_EQ(loading("misnamed"),
            "initmisnamed in the extension ./misnamed.so calls the extension other: give "
            "greenlens_init_module the name \"misnamed\", which is the file's");
}

TEST(Extension, AnInitFunctionThatDoesNotDoItsWorkIsTold) {
  EXPECT_EQ(loading("silent"),
            "initsilent in the extension ./silent.so did not say what the extension is: return "
            "greenlens_init_module(module, \"silent\", methods) from it");
  EXPECT_EQ(
      loading("outdated"),
      "the extension ./outdated.so was built for version 0 of the C interface, and this is 1: "
      "build it again");
  EXPECT_EQ(sentence<CError>([] { load_extension(path_of("unwilling")); }), "no license");
  EXPECT_EQ(sentence<CError>([] { load_extension(path_of("nameless")); }),
            "greenlens_init_module needs the module that the init function was given, a name and a "
            "table of methods");
  EXPECT_EQ(loading("hollow"),
            "the extension ./hollow.so has a null function by the name of absent: name a function "
            "there, or end the table with {NULL, NULL}");
}

TEST(Extension, AFileThatCannotBeLoadedIsTold) {
  EXPECT_THAT(sentence<ExtensionError>([] { load_extension("no_such_file.so"); }),
              MatchesRegex("cannot load the extension no_such_file.so \\(.*\\): give the path of a "
                           "file made with gcc -fpic -shared"));
  EXPECT_THAT(
      loading("missing_symbol"),
      MatchesRegex("cannot load the extension ./missing_symbol.so \\(.*nobody_has_this.*\\): "
                   "define that symbol in it, or link the library that does"));
}

class Switcher : public testing::Test {
 protected:
  Value call(const std::string& function, const Greenlet& greenlet, const Dict& keywords = {}) {
    return switcher_.call(function, {greenlet_value(greenlet)}, keywords);
  }
  Extension switcher_ = load_extension(path_of("switcher"));
};

TEST_F(Switcher, SwitchesToAGreenletOfTheProgram) {
  Greenlet g("g", [](const Arguments&) -> Value { return 2; });
  EXPECT_EQ(call("switch_to", g), Value(2));
}

TEST_F(Switcher, HandsKeywordsOn) {
  Greenlet g("g", [](const Arguments& a) -> Value { return single_result(a); });
  EXPECT_EQ(call("switch_with", g, {{"x", 3}, {"y", "four"}}).repr(), "{'x': 3, 'y': 'four'}");
}

TEST_F(Switcher, GivesAGreenletANewParentOfItsOwn) {
  Greenlet g("g", [](const Arguments&) -> Value { return 42; });
  EXPECT_EQ(call("hand_up_to_new_parent", g).repr(), "('the new parent got', 42)");
}

TEST_F(Switcher, KnowsTheRunningGreenlet) {
  EXPECT_EQ(as_greenlet(switcher_.call("current")), current());
  Greenlet g("g", switcher_.body("current"));
  EXPECT_EQ(as_greenlet(g.switch_to()), g);
}

TEST_F(Switcher, MakesGreenletsThatOutliveTheCall) {
  Greenlet counter = as_greenlet(switcher_.call("count", {3}));
  EXPECT_EQ(counter.name(), "counter");
  EXPECT_EQ(counter.switch_to(), Value(2));
  EXPECT_EQ(counter.switch_to(), Value(1));
  EXPECT_EQ(counter.switch_to(), Value());
  EXPECT_TRUE(counter.dead());
}

TEST_F(Switcher, ThrowsIntoGreenlets) {
  Greenlet catches("catches", [](const Arguments&) -> Value {
    try {
      current().parent().switch_to();
    } catch (const CError& error) {
      return error.kind() + ": " + error.what();
    }
    return {};
  });
  catches.switch_to();
  EXPECT_EQ(call("throw_into", catches), Value("ValueError: take that sucka!"));
  Greenlet does_not("does not", [](const Arguments&) -> Value { return {}; });
  EXPECT_EQ(sentence<CError>([&] { call("throw_into", does_not); }), "take that sucka!");
  EXPECT_TRUE(does_not.dead());
  EXPECT_EQ(call("kill", does_not).repr(), "GreenletExit()");
}

TEST_F(Switcher, RaisesTheErrorsOfTheEngineAHundredTimes) {
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(sentence<GreenletError>([&] { switcher_.call("raise_greenlet_error"); }),
              "test greenlet error");
    EXPECT_THROW(switcher_.call("raise_exit"), GreenletExit);
    Greenlet exits("exits", switcher_.body("raise_exit"));
    EXPECT_EQ(exits.switch_to().repr(), "GreenletExit('test exit')");
  }
}

TEST_F(Switcher, LearnsTheErrorsOfTheProgram) {
  Greenlet g("g", [](const Arguments&) -> Value { throw std::out_of_range("far"); });
  EXPECT_EQ(call("kind_of_failure", g).repr(), "('out_of_range', 'far')");
}

TEST_F(Switcher, IsToldWhatIsNoGreenlet) {
  EXPECT_EQ(sentence<CError>([&] { switcher_.call("switch_to", {1}); }),
            "argument 1 of switch_to must be a greenlet, and 1 is an int: give it another one");
}

TEST_F(Switcher, ACallLeavesThePendingErrorOfItsCallerAlone) {
  greenlens_set_error("KeyError", "the caller's");
  EXPECT_THROW(switcher_.call("raise_greenlet_error"), GreenletError);
  switcher_.call("current");
  EXPECT_STREQ(greenlens_error_text(), "the caller's");
  greenlens_clear_error();
  EXPECT_THROW(switcher_.call("raise_greenlet_error"), GreenletError);
  EXPECT_EQ(greenlens_error_text(), nullptr);
}

}  // namespace
}  // namespace greenlens::engine
