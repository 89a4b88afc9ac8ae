#include "engine/cpp/value.h"

#include <gtest/gtest.h>

#include <limits>

#include "engine/cpp/context.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

struct Row {
  Value value;
  const char* repr;
  const char* str;
};

TEST(Value, PrintsAsPythonDoes) {
  const double inf = std::numeric_limits<double>::infinity();
  const Row rows[] = {
      {Value(), "None", "None"},
      {true, "True", "True"},
      {false, "False", "False"},
      {-7, "-7", "-7"},
      {int64_t{9007199254740993}, "9007199254740993", "9007199254740993"},
      {1.0, "1.0", "1.0"},
      {0.1, "0.1", "0.1"},
      {-0.0, "-0.0", "-0.0"},
      {1e15, "1000000000000000.0", "1000000000000000.0"},
      {1e16, "1e+16", "1e+16"},
      {0.0001, "0.0001", "0.0001"},
      {0.00001, "1e-05", "1e-05"},
      {1.5e300, "1.5e+300", "1.5e+300"},
      {5e-324, "5e-324", "5e-324"},
      {inf, "inf", "inf"},
      {-inf, "-inf", "-inf"},
      {"a", "'a'", "a"},
      {"it's", "\"it's\"", "it's"},
      {"\"it's\"", "'\"it\\'s\"'", "\"it's\""},
      {"a\\b\n\t\r", "'a\\\\b\\n\\t\\r'", "a\\b\n\t\r"},
      {std::string("\0\x1f\x7f", 3), "'\\x00\\x1f\\x7f'", nullptr},
      {"栈 é", "'栈 é'", "栈 é"},
      {"\xe2\x80\x8b", "'\\u200b'", "\xe2\x80\x8b"},
      {Value::tuple({}), "()", "()"},
      {Value::tuple({1}), "(1,)", "(1,)"},
      {Value::tuple({1, "x", Value()}), "(1, 'x', None)", "(1, 'x', None)"},
      {Value::dict({}), "{}", "{}"},
      {Value::dict({{"a", 1}, {"b", "c"}}), "{'a': 1, 'b': 'c'}", "{'a': 1, 'b': 'c'}"},
      {Value::object(5, "<five>"), "<five>", "<five>"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(row.value.repr(), row.repr);
    if (row.str != nullptr) {
      EXPECT_EQ(row.value.str(), row.str);
    }
  }
}

TEST(Value, ComparesAsPythonDoes) {
  EXPECT_EQ(Value(1), Value(1.0));
  EXPECT_EQ(Value(true), Value(1));
  EXPECT_FALSE(Value("1") == Value(1));
  EXPECT_EQ(Value::tuple({1, "a"}), Value::tuple({1, "a"}));
  EXPECT_EQ(Value::dict({{"a", 1}, {"b", 2}}), Value::dict({{"b", 2}, {"a", 1}}));
  EXPECT_FALSE(Value::tuple({1}) == Value(1));
}

TEST(SingleResult, TurnsArgumentsIntoWhatSwitchReturns) {
  auto repr = [](Tuple positional, Dict keywords) {
    return single_result({std::move(positional), std::move(keywords)}).repr();
  };
  EXPECT_EQ(repr({}, {}), "()");
  EXPECT_EQ(repr({1}, {}), "1");
  EXPECT_EQ(repr({1, 2}, {}), "(1, 2)");
  EXPECT_EQ(repr({}, {{"a", 1}}), "{'a': 1}");
  EXPECT_EQ(repr({1}, {{"a", 2}}), "((1,), {'a': 2})");
  EXPECT_EQ(repr({Value::tuple({1})}, {}), "(1,)");
  EXPECT_EQ(repr({Value()}, {}), "None");
}

template <typename... Ts>
constexpr bool kAllMakeValues = (std::is_convertible_v<Ts, Value> && ...);
template <typename... Ts>
constexpr bool kSomeMakeValues = (std::is_constructible_v<Value, Ts> || ...);
template <typename T>
constexpr bool kCanBeHandedOver = requires(Greenlet g, T value) {
  g.switch_to(value);
};
template <typename T>
constexpr bool kCanBePrinted = requires(T value) {
  print(value);
};

struct Any {};
struct IsTrue {
  operator bool() const { return true; }
};
struct IsOne {
  operator int() const { return 1; }
};
enum Old { kOld };
enum class New { kNew };

TEST(Value, IsMadeOfEveryNumberAndText) {
  static_assert(kAllMakeValues<bool, signed char, unsigned char, short, unsigned short, int,
                               unsigned, long, unsigned long, long long, unsigned long long, size_t,
                               ptrdiff_t, int8_t, uint64_t, float, double>);
  static_assert(kAllMakeValues<const char*, char*, char(&)[3], std::string, std::string_view>);
  EXPECT_EQ(Value(sizeof(int)).repr(), std::to_string(sizeof(int)));
  EXPECT_EQ(Value(std::numeric_limits<uint32_t>::max()).repr(), "4294967295");
  EXPECT_EQ(Value(uint64_t{9223372036854775807u}).repr(), "9223372036854775807");
  EXPECT_EQ(Value(static_cast<unsigned char>('a')).repr(), "97");
  EXPECT_EQ(Value(int8_t{-1}).repr(), "-1");
  EXPECT_EQ(Value(0.5f).repr(), "0.5");
  EXPECT_EQ(Value(true).repr(), "True");
}

TEST(Value, OfAnIntegerThatIsTooGreatIsRefused) {
  EXPECT_EQ(refusal([] { Value{std::numeric_limits<uint64_t>::max()}; }),
            "an int here goes to 9223372036854775807, and 18446744073709551615 is greater: hand it "
            "over as a float, a str or an object");
  EXPECT_NE(refusal([] { main_greenlet().switch_to(uint64_t{1} << 63); }), "no refusal");
}

TEST(Value, IsNotMadeOfAnythingElseOrTheProgramDoesNotCompile) {
  static_assert(
      !kSomeMakeValues<int*, const int*, void*, const void*, Any*, std::nullptr_t, const char16_t*,
                       const char32_t*, const wchar_t*, const char8_t*, unsigned char*, int (*)(),
                       int (&)(), int Any::*, void (Any::*)()>);
  static_assert(!kSomeMakeValues<char, wchar_t, char8_t, char16_t, char32_t, long double>);
  static_assert(!kSomeMakeValues<Any, IsTrue, IsOne, Old, New, std::vector<bool>::reference>);
  static_assert(kCanBeHandedOver<size_t> && kCanBePrinted<size_t>);
  static_assert(!kCanBeHandedOver<int*> && !kCanBeHandedOver<const char16_t*>);
  static_assert(!kCanBePrinted<void*> && !kCanBePrinted<char>);
}

// What of a T can be looked into.
template <typename T>
constexpr bool kCanBeLookedInto = requires(T value) {
  std::forward<T>(value).as_bool();
}
|| requires(T value) { std::forward<T>(value).as_int(); }
|| requires(T value) { std::forward<T>(value).as_float(); }
|| requires(T value) { std::forward<T>(value).as_str(); }
|| requires(T value) { std::forward<T>(value).as_tuple(); }
|| requires(T value) { std::forward<T>(value).as_dict(); }
|| requires(T value) { std::forward<T>(value).template as_object<int>(); };
template <typename T>
using Indexed = decltype(std::declval<T>()[0]);

TEST(Value, ThatIsTemporaryIsNotLookedIntoOrTheProgramDoesNotCompile) {
  static_assert(kCanBeLookedInto<Value&> && kCanBeLookedInto<const Value&>);
  static_assert(!kCanBeLookedInto<Value> && !kCanBeLookedInto<const Value>);
  // An argument is there as long as the arguments are.
  static_assert(std::is_same_v<Indexed<const Arguments&>, const Value&>);
  static_assert(std::is_same_v<Indexed<Arguments&>, const Value&>);
  static_assert(std::is_same_v<Indexed<Arguments>, Value>);
  static_assert(std::is_same_v<decltype(GreenletExit().arguments()), Tuple>);
  static_assert(std::is_same_v<decltype(ContextVariable("v").name()), std::string>);
}

TEST(Arguments, AreLookedIntoAsLongAsTheyAreThereAndBeyondThemIsNone) {
  Arguments arguments{{7, "seven"}, {}};
  const int64_t* number = arguments[0].as_int();
  const std::string* text = arguments[1].as_str();
  ASSERT_TRUE(number != nullptr && text != nullptr);
  EXPECT_EQ(number, arguments.positional[0].as_int());
  EXPECT_EQ(*number, 7);
  EXPECT_EQ(*text, "seven");
  EXPECT_TRUE(arguments[2].is_none());
  EXPECT_EQ(Arguments(arguments)[1], Value("seven"));
}

constexpr size_t kDeep = 60000;

Value deep_tuple() {
  Value value;
  for (size_t i = 0; i < kDeep; ++i) value = Value::tuple({1, std::move(value), "x"});
  return value;
}
Value deep_dict() {
  Value value = 1;
  for (size_t i = 0; i < kDeep; ++i) value = Value::dict({{"a", std::move(value)}});
  return value;
}

TEST(Value, IsMadePrintedComparedAndDestroyedHoweverDeepItIsNested) {
  for (Value (*make)() : {deep_tuple, deep_dict}) {
    Value value = make();
    EXPECT_TRUE(value == make());
    EXPECT_FALSE(value == Value::tuple({value}));
    EXPECT_GT(value.repr().size(), kDeep * 7);
    value = 1;
    EXPECT_EQ(value, Value(1));
  }
}

TEST(Value, GoesWithItsLastHolderThoughOthersHoldPartsOfIt) {
  auto watched = std::make_shared<int>(1);
  Value part = Value::tuple({Value::object(watched, "watched"), Value::tuple({1, 2})});
  Value whole = Value::tuple({Value::tuple({part, part}), part});
  EXPECT_EQ(watched.use_count(), 2);
  Value copy = whole;
  whole = Value();
  EXPECT_EQ(copy.repr(), "(((watched, (1, 2)), (watched, (1, 2))), (watched, (1, 2)))");
  copy = Value();
  EXPECT_EQ(part.repr(), "(watched, (1, 2))");
  part = Value();
  EXPECT_EQ(watched.use_count(), 1);
}

TEST(Value, OfANullStringIsNoneAndWhatIsMovedFromIsNone) {
  EXPECT_TRUE(Value(static_cast<const char*>(nullptr)).is_none());
  Value value = Value::tuple({1});
  Value moved = std::move(value);
  EXPECT_EQ(value.repr(), "None");
  EXPECT_EQ(moved.repr(), "(1,)");
}

}  // namespace
}  // namespace greenlens::engine
