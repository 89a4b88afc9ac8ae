// What a demangler says, as people read it.
#include "tracer/drain/names.h"

#include <gtest/gtest.h>

namespace greenlens::drain {
namespace {

TEST(Names, AFunctionIsNamedWithoutParametersAndReturnType) {
  EXPECT_EQ(without_parameters("void f<int>(int)"), "f<int>");
  EXPECT_EQ(without_parameters("(anonymous namespace)::a::b() const"), "a::b");
  EXPECT_EQ(without_parameters("main"), "main");
  EXPECT_EQ(without_parameters("a::operator bool() const"), "a::operator bool");
  EXPECT_EQ(without_parameters("a::Adder::operator()(int) const"), "a::Adder::operator()");
  EXPECT_EQ(without_parameters("int std::invoke<int (&)(long), long>(int (&)(long), long&&)"),
            "std::invoke<int (&)(long), long>");
}

std::string named(const char* demangled, uint32_t line) {
  return with_lambdas_named(without_parameters(demangled), line);
}

TEST(Names, ALambdaIsNamedByTheFunctionAndTheLineThatItStandsIn) {
  EXPECT_EQ(named("a::M::program(int)::{lambda(int)#1}::operator()(int) const", 12),
            "a::M::program, lambda at line 12");
  EXPECT_EQ(named("main::$_0::operator()(int) const", 7), "main, lambda at line 7");  // Clang
  EXPECT_EQ(named("a::fp::{lambda(int)#1}::_FUN(int)", 3), "a::fp, lambda at line 3");
  EXPECT_EQ(named("int f<int>(int)::{lambda(int)#2}::operator()(int) const", 0),
            "f<int>, lambda 2");
  EXPECT_EQ(named("{lambda()#1}::operator()() const", 5), "lambda at line 5");
}

TEST(Names, ANestedLambdaIsNamedByTheOutermostFunction) {
  EXPECT_EQ(named("auto a::(anonymous namespace)::M::program(int)::{lambda(int)#1}::operator()(int)"
                  " const::{lambda(auto:1)#1}::operator()<int>(int) const",
                  14),
            "a::M::program, lambda at line 14");
}

TEST(Names, ALambdaAmongTemplateArgumentsIsNamedToo) {
  EXPECT_EQ(named("std::_Function_handler<int (int), a::M::program(int)::{lambda(int)#1}>::"
                  "_M_invoke(std::_Any_data const&, int&&)",
                  0),
            "std::_Function_handler<int (int), lambda 1 of a::M::program>::_M_invoke");
  EXPECT_EQ(
      named("int std::__invoke_impl<int, main::$_1&, int>(std::__invoke_other, main::$_1&)", 0),
      "std::__invoke_impl<int, lambda 2 of main&, int>");
}

TEST(Names, AShortNameIsTheFunctionsOwnUnlessThatSaysNothing) {
  EXPECT_EQ(short_name("a::b::f<int>"), "f");
  EXPECT_EQ(short_name("a::Class<b::c>::method"), "method");
  EXPECT_EQ(short_name("main"), "main");
  EXPECT_EQ(short_name("operator()<int>"), "operator()");
  EXPECT_EQ(short_name("a::operator<<"), "operator<<");
  EXPECT_EQ(short_name("a::operator bool"), "operator bool");
  EXPECT_EQ(short_name("a::f<b::c>, lambda at line 12"), "f, lambda at line 12");
  EXPECT_EQ(short_name("lambda at line 12"), "lambda at line 12");
  EXPECT_EQ(short_name("a::Adder::operator()"), "Adder::operator()");
}

TEST(Names, HeadersOfTheLibraryAreNobodysProgram) {
  EXPECT_TRUE(is_library_header("/usr/include/c++/12/bits/stl_construct.h"));
  EXPECT_TRUE(is_library_header("/opt/llvm/bin/../include/c++/v1/optional"));
  EXPECT_TRUE(is_library_header("/usr/include/boost/optional.hpp"));
  EXPECT_FALSE(is_library_header("/home/u/include/mine.h"));
  EXPECT_FALSE(is_library_header("program.cc"));
}

TEST(Names, OneFileMayBeSpelledInTwoWays) {
  EXPECT_TRUE(same_file("/home/u/program.cc", "program.cc"));
  EXPECT_TRUE(same_file("src/program.cc", "/home/u/src/program.cc"));
  EXPECT_TRUE(same_file("/home/u/a.cc", "/home/u/a.cc"));
  EXPECT_FALSE(same_file("/home/u/my_program.cc", "program.cc"));
  EXPECT_FALSE(same_file("", "program.cc"));
}

}  // namespace
}  // namespace greenlens::drain
