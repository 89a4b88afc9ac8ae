// Messages, narration, transcript and JSON of a step.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "assets/assets.h"
#include "tests/support/english.h"
#include "tests/support/first_thread.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/facts/random_facts.h"
#include "tracer/export/state_json.h"
#include "tracer/facts/address.h"
#include "tracer/facts/json_fields.h"
#include "tracer/state/queries.h"
#include "tracer/words/columns.h"
#include "tracer/words/messages.h"
#include "tracer/words/narration.h"
#include "tracer/words/sentence.h"
#include "tracer/words/stack_diagram.h"
#include "tracer/words/transcript.h"
#include "tracer/words/what_is_left.h"

namespace greenlens {

using namespace facts;
using namespace state;
using namespace store;
using namespace words;
using namespace exports;
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// --- messages ------------------------------------------------------------------------------------
TEST(Messages, PlacesAndPluralsAreFilledIn) {
  std::string error;
  const Messages m = Messages::parse(
      "# comment\n\n a.b = Hello {name}, {n|one thing|{n} things}.\r\nc==\n", &error);
  EXPECT_THAT(error, IsEmpty());
  EXPECT_EQ(m.text("a.b", {{"name", "gr1"}, {"n", "1"}}), "Hello gr1, one thing.");
  EXPECT_EQ(m.text("a.b", {{"name", "{n}"}, {"n", "0"}}), "Hello {n}, 0 things.");
  EXPECT_EQ(m.text("c"), "=");
  EXPECT_TRUE(m.has("c"));
  EXPECT_FALSE(m.has("d"));
}

TEST(Messages, WhatIsMissingCanBeSeen) {
  std::string error;
  const Messages m = Messages::parse("a = {x} {y|one} {open", &error);
  EXPECT_EQ(m.text("nothing"), "«nothing»");
  EXPECT_EQ(m.text("a"), "{x} {y|one} {open");
}

TEST(Messages, SayWhichLineSaysAnIdOnceMore) {
  std::string error;
  const Messages m = Messages::parse("a = 1\nb = 2\na = 3\n", &error);
  EXPECT_EQ(error, "Line 3 of the messages says a once more; leave one of the two out.");
  EXPECT_EQ(m.text("a"), "3") << "the last one holds";
}

TEST(Messages, ALineThatIsNeitherIsNamedAndTheRestKept) {
  std::string error;
  const Messages m = Messages::parse("a = 1\nwhat is this\nb = 2\n", &error);
  EXPECT_THAT(error, HasSubstr("Line 2 "));
  EXPECT_EQ(m.text("a") + m.text("b"), "12");
}

// --- narration -----------------------------------------------------------------------------------
using greenlens::testing::english;

void expect_good(const Narration& n, const Fact* fact) {
  const std::string both = n.headline + ' ' + n.detail;
  const char* name = fact ? fact_name(*fact) : "the beginning";
  EXPECT_THAT(both, AllOf(Not(HasSubstr("«")), Not(HasSubstr("{")), Not(HasSubstr("}")))) << name;
  EXPECT_FALSE(n.headline.empty()) << name;
  EXPECT_FALSE(n.detail.empty()) << name;
}

Narration narrate_step(const Timeline& timeline, uint64_t n) {
  return narrate(english(), timeline.at(n));
}

TEST(Narration, EveryStepOfTest1Test2HasAShortHeadlineAndAReason) {
  const Timeline timeline = testing::sample_timeline();
  for (uint64_t n = 0; n <= timeline.size(); ++n) {
    const Narration narration = narrate_step(timeline, n);
    const Moment moment = timeline.at(n);
    expect_good(narration, moment.event ? &moment.event->fact : nullptr);
    EXPECT_LE(characters_in(narration.headline), 70u) << narration.headline;
  }
}

TEST(Words, EveryFactHasAShortName) {
  testing::RandomFacts random(17);
  for (size_t type = 0; type < testing::RandomFacts::kTypes; ++type) {
    const std::string id = std::string("scene.phase.") + facts::fact_name(random.fact(type));
    EXPECT_TRUE(english().has(id)) << "assets/messages/en.txt lacks " << id;
  }
}

TEST(Narration, EveryFactCanBeToldWhateverItHolds) {
  testing::RandomFacts random(17);
  const Timeline timeline = testing::sample_timeline();
  for (size_t type = 0; type < testing::RandomFacts::kTypes; ++type) {
    for (int i = 0; i < 100; ++i) {
      Event event = random.event(type);
      // Text of the program may hold anything; here it must not look like a place that was not
      // filled in.
      std::visit(
          [](auto& fact) {
            std::decay_t<decltype(fact)>::fields([&](const char*, auto member) {
              using Member = std::decay_t<decltype(fact.*member)>;
              if constexpr (std::is_same_v<Member, std::string>) fact.*member = "text";
              if constexpr (std::is_same_v<Member, GreenletId>) fact.*member %= 5;
              if constexpr (std::is_same_v<Member, SourceLine>) {
                (fact.*member).file = (fact.*member).function = "name";
              }
              if constexpr (std::is_same_v<Member, std::vector<facts::RegisterPair>>) {
                for (facts::RegisterPair& pair : fact.*member) pair.name = "rbx";
              }
              if constexpr (std::is_same_v<Member, std::vector<facts::SeenFrame>>) {
                for (facts::SeenFrame& frame : fact.*member) {
                  frame.at.file = frame.at.function = frame.call = "name";
                }
              }
              if constexpr (std::is_same_v<Member, std::vector<facts::CFrame>>) {
                for (facts::CFrame& frame : fact.*member) {
                  frame.function = frame.file = frame.module = "name";
                }
              }
            });
          },
          event.fact);
      for (const uint64_t n : {0, 14, 30, 40, 50, 62}) {  // in and between switches
        const State before = timeline.state(n);
        State after = before;
        apply(&after, event);
        expect_good(
            narrate(english(), {n + 1, before, std::make_shared<const Event>(event), after}),
            &event.fact);
      }
    }
  }
}

uint64_t nth(const Timeline& timeline, const char* name, int n) {
  for (uint64_t step = 1; step <= timeline.size(); ++step) {
    if (std::string(name) == fact_name(timeline.event(step).fact) && --n == 0) return step;
  }
  ADD_FAILURE() << name;
  return 0;
}

TEST(Narration, TellsTheFourMomentsOfTest1Test2) {
  const Timeline timeline = testing::sample_timeline();
  const Narration main_saved = narrate_step(timeline, nth(timeline, "slice_saved", 1));
  EXPECT_EQ(main_saved.headline, "160 bytes of main are copied to the heap: a part.");
  EXPECT_THAT(main_saved.detail,
              AllOf(HasSubstr("between the stack pointer (-0x240) and gr1’s stack_stop (-0x1a0)"),
                    HasSubstr("416 bytes of main above stay in place")));
  const Narration gr2_saved = narrate_step(timeline, nth(timeline, "slice_saved", 3));
  EXPECT_EQ(gr2_saved.headline, "gr2’s whole slice is copied to the heap: 432 bytes.");
  EXPECT_THAT(gr2_saved.detail, HasSubstr("gr2 lies entirely below gr1’s stack_stop (-0x1a0)"));
  const Narration dying = narrate_step(timeline, nth(timeline, "origin_not_saved", 1));
  EXPECT_EQ(dying.headline, "gr1 is dying: nothing of it is saved.");
  const Narration end = narrate_step(timeline, timeline.size());
  EXPECT_THAT(end.detail, HasSubstr("gr2’s copy stays: it never finished, so 432 bytes"));
}

TEST(Narration, LongTextIsCutByCharactersNotBytes) {
  State state;
  const Event event{0, 1, 0, 0, Printed{1, std::string(300, 'x') + "栈帧"}};
  EXPECT_LE(
      characters_in(
          narrate(english(), {1, state, std::make_shared<const Event>(event), state}).headline),
      70u);
  std::string cjk;
  for (int i = 0; i < 100; ++i) cjk += "栈";
  const Event chinese{0, 1, 0, 0, Printed{1, cjk}};
  EXPECT_THAT(
      narrate(english(), {1, state, std::make_shared<const Event>(chinese), state}).headline,
      HasSubstr("栈…"));
}

TEST(Addresses, AreWrittenRelativeToTheBase) {
  EXPECT_EQ(format_address(-0x1a0), "-0x1a0");
  EXPECT_EQ(format_address(0x20), "0x20");
  EXPECT_EQ(format_address(kNull), "NULL");
  EXPECT_EQ(format_address(kStarted), "1");
  EXPECT_EQ(format_address(kEverything), "max");
}

TEST(Addresses, AreReadAsTheyAreWritten) {
  for (const Address address : {Address{-0x1a0}, Address{0x20}, Address{0}, kNull, kStarted,
                                kEverything, kAddressLimit, -kAddressLimit}) {
    EXPECT_EQ(parse_address(format_address(address)), address) << format_address(address);
  }
  EXPECT_EQ(parse_address(" -0X1A0\n"), -0x1a0);
  EXPECT_EQ(parse_address("-416"), -0x1a0);
  EXPECT_EQ(parse_address("Null"), kNull);
  for (const char* none : {"", " ", "-", "0x", "1 2", "--1", "0x1g", "99999999999999999999",
                           "0x7fffffffffffffff", "maximum", "+1"}) {
    EXPECT_FALSE(parse_address(none)) << none;
  }
}

// --- transcript ----------------------------------------------------------------------------------
// Compares with tests/golden/tracer/<name>; GREENLENS_UPDATE_GOLDEN=1 writes it.
void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(GREENLENS_SOURCE_DIR) + "/tests/golden/tracer/" + name;
  if (std::getenv("GREENLENS_UPDATE_GOLDEN")) std::ofstream(path) << text;
  std::stringstream golden;
  golden << std::ifstream(path).rdbuf();
  EXPECT_EQ(text, golden.str()) << "Compare with " << path;
}

TEST(StackDiagram, DrawsTheMomentsOfTest1Test2) {
  const Timeline timeline = testing::sample_timeline();
  std::string moments;
  for (const uint64_t n :
       {uint64_t{0}, nth(timeline, "slice_saved", 1), nth(timeline, "delivered", 2),
        nth(timeline, "slice_saved", 3), nth(timeline, "delivered", 3), timeline.size()}) {
    moments += state_text(english(), timeline, n, n, timeline.size()) + '\n';
  }
  expect_golden("test1_test2_states.txt", moments);
}

TEST(StackDiagram, NeverIsWiderThanALineWhateverIsInIt) {
  testing::RandomFacts random(23);
  State state;
  apply(&state, {0, 1, 0, 0, GreenletCreated{1, "main", 0, kStarted, kEverything}});
  for (GreenletId id = 2; id < 12; ++id) {
    const std::string name = "a greenlet with a very long name, number " + std::to_string(id);
    const Address start = -4096 - 16 * static_cast<Address>(random.below(64));
    apply(&state, {0, 1, 0, 0, GreenletCreated{id, name, 1, start, -64 * Address{id}}});
    apply(&state, {0, 1, 0, 0, BodyEntered{id}});
    apply(&state, {0, 1, 0, 0, StackStartSet{id, start}});
    apply(&state, {0, 1, 0, 0, SliceSaved{id, Extent::partial, start, start + 900, 900, ""}});
  }
  const std::string text =
      stack_diagram(english(), state, greenlens::testing::first_thread(state)) +
      greenlet_table(english(), state, greenlens::testing::first_thread(state));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(characters_in(line), kTextColumns) << line;
  }
  EXPECT_THAT(text, HasSubstr("no room to draw"));
}

TEST(StackDiagram, ALegendHasTheSignsThatOccur) {
  const Timeline timeline = testing::sample_timeline();
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const State state = timeline.state(n);
    const Thread& thread = greenlens::testing::first_thread(state);
    const std::string diagram = stack_diagram(english(), state, thread),
                      legend = diagram_legend(english(), state, thread);
    const auto says = [&](const char* id) {
      const std::string text = english().text(id);
      return legend.find(text.substr(0, text.find(" {"))) != std::string::npos;
    };
    const auto draws = [&](const std::string& sign) {
      return diagram.find(sign) != std::string::npos;
    };
    EXPECT_EQ(says("narrate.legend.star"), draws(" * |")) << n << '\n' << diagram << legend;
    EXPECT_EQ(says("narrate.legend.start"), draws("stack_start")) << n << '\n' << diagram;
    EXPECT_EQ(says("narrate.legend.stop"), draws("stack_stop")) << n << '\n' << diagram;
    EXPECT_EQ(says("narrate.legend.stale"), draws("(left by ")) << n << '\n' << diagram;
    EXPECT_EQ(says("narrate.legend.copy"), draws(" copy #")) << n << '\n' << diagram;
    EXPECT_EQ(says("narrate.legend.unused"), draws(" unused)")) << n << '\n' << diagram;
    EXPECT_EQ(says("narrate.legend.sp"), draws("sp ")) << n << '\n' << diagram << legend;
    std::istringstream lines(legend);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(characters_in(line), kTextColumns) << line;
    }
  }
}

TEST(Transcript, NumbersTheSentence) {
  EXPECT_EQ(transcript_line(12, {"gr1 is dead.", "why"}), "  12  gr1 is dead.");
  EXPECT_EQ(wrapped("one two three", 7), "one two\nthree\n");
  EXPECT_EQ(fitted("栈帧拷贝", 8), "栈帧拷贝") << "each takes two columns";
  EXPECT_EQ(fitted("栈帧拷贝", 7), "栈帧拷…");
  EXPECT_EQ(fitted("栈帧拷贝", 6), "栈帧… ") << "none is cut in two";
  EXPECT_EQ(fitted("a栈", 4), "a栈 ");
  EXPECT_EQ(columns_in("a栈，“"), 6u);
  EXPECT_EQ(characters_in("a栈，“"), 4u);
  EXPECT_EQ(fitted("ab", 3), "ab ");
}

// --- JSON ----------------------------------------------------------------------------------------
// So many that nobody would read a sentence for each.
TEST(WhatIsLeft, TellsOfManyTogetherAndWhereTheyWait) {
  state::State end;
  const auto add = [&](GreenletId id, bool began, uint64_t saved, uint32_t line) {
    state::GreenletState& g = end.greenlets[id];
    g.id = id, g.name = "worker-" + std::to_string(id), g.body_entered = began;
    g.stack_stop = -0x100, g.stack_start = -0x400, g.stack_saved = saved;
    g.at = {"pool.cc", "work", line};
  };
  for (GreenletId id = 2; id < 502; ++id) add(id, true, 1000, id % 5 == 0 ? 7 : 12);
  for (GreenletId id = 600; id < 604; ++id) add(id, false, 0, 0);
  const std::string told = what_is_left(english(), end).text;
  EXPECT_THAT(told, HasSubstr("500 greenlets never finished: 500000 bytes in 500 copies stay"));
  EXPECT_THAT(told, HasSubstr("pool.cc:12 (400), pool.cc:7 (100)."));
  EXPECT_THAT(told, HasSubstr("4 greenlets were never started."));
  EXPECT_LT(told.size(), 300u);
}

TEST(WhatIsLeft, TellsOfFewOneByOne) {
  state::State end;
  EXPECT_EQ(what_is_left(english(), end).text, english().text("narrate.end.all_finished"));
  for (GreenletId id = 2; id < 5; ++id) {
    state::GreenletState& g = end.greenlets[id];
    g.id = id, g.name = "g" + std::to_string(id), g.body_entered = true, g.stack_saved = 16;
  }
  const std::string told = what_is_left(english(), end).text;
  for (const char* name : {"g2", "g3", "g4"}) EXPECT_THAT(told, HasSubstr(name));
}

TEST(StateJson, HasExactlyThePromisedKeys) {
  const Timeline timeline = testing::sample_timeline();
  const uint64_t n = nth(timeline, "slice_saved", 2);
  const Json json = state_to_json(timeline, n, n, timeline.size());
  const auto keys = [](const Json& object) {
    std::vector<std::string> names;
    for (const auto& item : object.items()) names.push_back(item.key());
    return names;
  };
  EXPECT_THAT(keys(json), ElementsAre("step", "steps", "event", "thread", "current", "events_lost",
                                      "contradictions", "output", "lines_printed", "gone",
                                      "threads", "stacks", "greenlets"));
  const Json& gr1 = json["greenlets"][1];
  EXPECT_THAT(keys(gr1),
              ElementsAre("id", "name", "thread", "parent", "state", "standing", "stack_start",
                          "stack_stop", "stack_saved", "stack_prev", "bytes_on_stack",
                          "bytes_in_heap", "top_frame", "frames", "c_frames"));
  EXPECT_EQ(gr1["frames"].size(), 1u);
  EXPECT_EQ(gr1["frames"][0]["function"], "test1");
  EXPECT_EQ(gr1["stack_start"], -0x340);
  EXPECT_EQ(gr1["stack_stop"], -0x1a0);
  EXPECT_EQ(gr1["bytes_in_heap"], 128);
  EXPECT_EQ(gr1["bytes_on_stack"], 288);
  EXPECT_EQ(gr1["parent"], "main");
  EXPECT_EQ(gr1["top_frame"]["function"], "test1");
  EXPECT_TRUE(json["greenlets"][2]["stack_start"].is_null());
  EXPECT_EQ(json["event"]["name"], "slice_saved");
  EXPECT_EQ(json["event"]["bytes"], 128);
  EXPECT_EQ(json["output"][0], "[gr1] main  -> test1");
  EXPECT_TRUE(state_to_json(Timeline(), 0, 0, 62)["event"].is_null());
}

TEST(Transcript, SaysOfWhichLinesTheRecordingKnowsOnlyThatTheyWere) {
  const auto text = [](uint64_t lines, uint64_t not_there, std::vector<PrintedLine> last) {
    return output_so_far(testing::english(), {lines, not_there, std::move(last)});
  };
  EXPECT_EQ(text(0, 0, {}), testing::english().text("narrate.output.none") + '\n');
  const std::string so_far = testing::english().text("narrate.output.so_far") + '\n';
  EXPECT_EQ(text(3, 1, {{9, 1, "b"}}),
            so_far +
                "(One line was printed before this part: the recording does not say what.)\n"
                "(One line before these: --json has all.)\n> b\n");
  EXPECT_EQ(text(2, 2, {}),
            so_far + "(2 lines were printed before this part: the recording does not say what.)\n");
}

TEST(Jsonl, IsAHeaderAndOneEventALine) {
  const Timeline timeline = testing::sample_timeline();
  std::istringstream lines(exports::whole(*exports::find_exporter("jsonl"), timeline));
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const Json header = Json::parse(line);
  EXPECT_EQ(header["greenlens"], "trace");
  EXPECT_EQ(header["scenario"], "test1_test2");
  EXPECT_EQ(header["events"], timeline.size());
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    ASSERT_TRUE(std::getline(lines, line));
    const Json event = Json::parse(line);
    EXPECT_EQ(event["step"], n);
    EXPECT_EQ(event["name"], std::string(fact_name(timeline.event(n).fact)));
  }
  EXPECT_FALSE(std::getline(lines, line));
}

TEST(Sentence, EveryFaultIsOneSentenceThatNamesItsPlace) {
  int kinds = 0;
  for (int kind = 1; kind <= 255; ++kind) {
    facts::Fault fault{static_cast<facts::FaultKind>(kind), "PLACE", 12, 34, "DETAILS"};
    if (fault.kind == facts::FaultKind::no_condition) fault.details = "A sentence of its own.";
    const std::string text = sentence(Messages::of("en"), fault);
    if (text.empty()) continue;  // no such kind: the compiler sees to it that every kind has an id
    ++kinds;
    EXPECT_THAT(text, ::testing::EndsWith(".")) << kind;
    EXPECT_THAT(text, ::testing::Not(::testing::AnyOf(HasSubstr("«"), HasSubstr("{")))) << kind;
  }
  EXPECT_GE(kinds, 28);
  EXPECT_EQ(sentence(Messages::of("en"), {}), "");
}

}  // namespace
}  // namespace greenlens
