// A trace as JSON lines, and a recording again: the same one where the lines are raw, and of others
// one that gives the same lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/facts/random_facts.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/store/same_trace.h"
#include "tracer/export/jsonl_import.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/json_fields.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/cut.h"

namespace greenlens::exports {
namespace {

using facts::FaultKind;
using facts::Json;
using ::testing::HasSubstr;
using ::testing::Not;

std::unique_ptr<store::FileTrace> opened(std::string bytes) {
  store::OpenOptions options;
  options.believe_writer = false;
  options.follow = false;
  auto trace = store::FileTrace::open(store::bytes_in_memory(std::move(bytes)), "x", options);
  EXPECT_TRUE(trace) << greenlens::said(trace.fault());
  return trace ? std::move(*trace) : nullptr;
}

std::string lines_of(const store::Trace& trace, bool raw) {
  ExportOptions options;
  options.raw = raw;
  return whole(*find_exporter("jsonl"), trace, options);
}

struct Imported {
  std::string bytes;
  facts::Fault fault;
};
// In pieces of any size.
Imported imported(const std::string& lines, size_t piece = 1000) {
  Imported made;
  JsonlImport import("x.jsonl",
                     [&](std::string_view more) { return made.bytes.append(more), true; });
  bool good = true;
  for (size_t at = 0; good && at < lines.size(); at += piece) {
    good = import.feed(std::string_view(lines).substr(at, piece));
  }
  good = good && import.finish();
  made.fault = import.fault();
  EXPECT_EQ(good, !made.fault);
  return made;
}

void expect_same_again(const store::FileTrace& trace) {
  const std::string raw = lines_of(trace, true);
  const Imported made = imported(raw);
  ASSERT_FALSE(made.fault) << greenlens::said(made.fault);
  const auto again = opened(made.bytes);
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(again->recording(), trace.recording());
  testing::expect_same_trace(*again, trace);
  EXPECT_EQ(lines_of(*again, true), raw);
  const std::string plain = lines_of(trace, false);
  EXPECT_EQ(lines_of(*again, false), plain);
  const Imported normal = imported(plain, 77);
  ASSERT_FALSE(normal.fault) << greenlens::said(normal.fault);
  EXPECT_EQ(imported(plain).bytes, normal.bytes) << "the same lines are the same recording";
  EXPECT_EQ(lines_of(*opened(normal.bytes), false), plain);
}

TEST(JsonLines, EveryEventAndEveryStateComesBack) {
  for (const store::Timeline& timeline :
       {testing::sample_timeline(), testing::lossy_timeline(), testing::contradictory_timeline(),
        testing::much_contradicted_timeline(), testing::hostile_timeline(),
        testing::random_timeline({.seed = 5, .switches = 40}),
        testing::random_timeline({.seed = 8, .switches = 40})}) {
    expect_same_again(*opened(testing::as_file(timeline)));
    if (HasFatalFailure()) return;
  }
}

// They are told one by one then.
TEST(JsonLines, SoDoSwitchesThatWereOnlyNoted) {
  for (const std::string& bytes :
       {testing::noted_trace(5, 300).bytes, testing::mixed_trace(4, 200).bytes}) {
    expect_same_again(*opened(bytes));
    if (HasFatalFailure()) return;
  }
}

std::string cut_out(const store::FileTrace& trace, uint64_t from, uint64_t to) {
  std::string bytes;
  const auto sink = [&](std::string_view more) { return bytes.append(more), true; };
  EXPECT_EQ(store::cut(trace, from, to, sink), store::CutResult::done);
  return bytes;
}

TEST(JsonLines, APartKnowsHowItBegan) {
  const auto trace = opened(testing::mixed_trace(5, 300).bytes);
  for (const uint64_t from : {1, 40, 700}) {
    const auto part = opened(cut_out(*trace, from, trace->size() - 100));
    expect_same_again(*part);
    if (HasFatalFailure()) return;
    const auto again = opened(imported(lines_of(*part, true)).bytes);
    ASSERT_TRUE(again->info().part.has_value());
    EXPECT_TRUE(facts::same_fields(*again->info().part, *part->info().part));
    EXPECT_EQ(again->table().counted_before(), part->table().counted_before());
    testing::expect_same_part(*again, *trace, from, trace->size() - 100);
  }
}

TEST(JsonLines, WhatIsMissingInADamagedFileIsMissingAgain) {
  std::string bytes = testing::as_file(testing::random_timeline({.seed = 3, .switches = 250}));
  const auto good = opened(bytes);
  const store::ChunkRow lost = good->table().rows()[good->table().rows().size() / 2];
  bytes[lost.offset + lost.bytes - 5] ^= 1;
  const auto damaged = opened(bytes);
  for (uint64_t n = 0; n <= damaged->size(); n += 7) damaged->state(n);
  ASSERT_EQ(damaged->fault().kind, FaultKind::gap);
  const std::string lines = lines_of(*damaged, true);
  const Imported made = imported(lines);
  ASSERT_FALSE(made.fault) << greenlens::said(made.fault);
  const auto again = opened(made.bytes);
  testing::expect_same_steps(*again, *damaged);
  EXPECT_EQ(again->fault().kind, FaultKind::gap);
  EXPECT_EQ(again->fault().details, damaged->fault().details);
  EXPECT_EQ(lines_of(*again, true), lines);
  const std::string plain = lines_of(*damaged, false);
  EXPECT_EQ(lines_of(*opened(imported(plain).bytes), false), plain);
}

TEST(JsonLines, EveryKindOfFactComesBackWhateverItHolds) {
  testing::RandomFacts random(3);
  const std::vector<store::SourceText> sources = {{"a", store::SourceKind::program, ""},
                                                  {"b\xff", store::SourceKind::engine, ""},
                                                  {"a", store::SourceKind::engine, ""}};
  for (size_t type = 0; type < testing::RandomFacts::kTypes; ++type) {
    for (int i = 0; i < 100; ++i) {
      facts::Event event = random.event(type);
      if (i % 2 == 0) event.engine_source %= 5;
      Json line = event_to_line(event, sources, Numbers::raw);
      line["thread"] = event.thread;
      line["time_ns"] = event.time_ns;
      facts::add_exact_texts(&line);
      Json read = Json::parse(facts::json_text(line), nullptr, false);
      ASSERT_TRUE(facts::take_exact_texts(&read));
      facts::Event again;
      std::string wrong;
      ASSERT_TRUE(event_from_line(read, sources, Numbers::raw, &again, &wrong))
          << wrong << " in " << facts::json_text(line);
      ASSERT_TRUE(facts::same_fact(event.fact, again.fact)) << facts::json_text(line);
      EXPECT_EQ(event.time_ns, again.time_ns);
      EXPECT_EQ(event.thread, again.thread);
      EXPECT_EQ(event.engine_source, again.engine_source);
      EXPECT_EQ(event.engine_line, again.engine_line);
    }
  }
}

// A thread's stack lies at 0x7ffc00001000 there.
TEST(JsonLines, WithoutRawThereAreNoAddressesOfOneRun) {
  using namespace facts;
  store::Timeline timeline;
  store::TraceInfo info = testing::sample_info();
  info.modules = {{"libc.so.6", "00ff"}};
  timeline.set_info(info);
  const auto tell = [&](ThreadId thread, Fact fact) {
    timeline.append({123'456'789, thread, 0, 0, std::move(fact)});
  };
  tell(1, GreenletCreated{1, "main", 0, kStarted, kEverything});
  tell(1, SwitchRequested{1, 1, Payload::value, "None"});
  tell(1, RegistersSaved{1,
                         1,
                         -0x40,
                         {{"rbp", -0x40, 0x7ffc00001000 - 0x20}, {"rbx", -0x38, 0x55d011112222}},
                         {}});
  tell(2, ThreadBegan{"worker", -8'376'976, 3440, 0x7f00aa000000});
  tell(2, GreenletCreated{2, "main", 0, kStarted, kEverything});
  tell(2, StackEntered{2, 1, StackKind::separate, kNull, -0x29d1'8000'0000});
  tell(2, LineReached{2, {"a", "f", 1}, -0x29d1'8000'0000 - 0x200});
  tell(2, ProgramForked{4711});
  tell(2, ProgramFinished{End::crashed,
                          "SIGSEGV",
                          2,
                          -0x80,
                          FaultPlace::stack,
                          0x7f00aa000000 - 0x100,
                          8 << 20,
                          {}});
  const std::string lines = lines_of(timeline, false);
  EXPECT_THAT(lines, HasSubstr(R"("numbers":"relative")"));
  EXPECT_THAT(lines, HasSubstr(R"({"name":"rbp","at":-64,"value":-32})"));
  EXPECT_THAT(lines, HasSubstr(R"({"name":"rbx","at":-56,"value":null})"));
  EXPECT_THAT(lines, HasSubstr(R"("low":-8388608,"high":1048576,"base":0)"));
  EXPECT_THAT(lines, HasSubstr(R"("low":null,"high":-2199023255552)"));
  EXPECT_THAT(lines, HasSubstr(R"("sp":-2199023256064)"));
  EXPECT_THAT(lines, HasSubstr(R"("child":0)"));
  EXPECT_THAT(lines, HasSubstr(R"("fault_address":-256)"));
  EXPECT_THAT(lines, HasSubstr(R"("stack_base":0)"));
  for (const char* own : {"time_ns", "4711", "libc.so.6", "123456789", "recording"}) {
    EXPECT_THAT(lines, Not(HasSubstr(own)));
  }
  const std::string raw = lines_of(timeline, true);
  EXPECT_THAT(raw, HasSubstr(R"("stack_base":140720308490240)"));
  EXPECT_THAT(raw, HasSubstr(R"("value":94352127894050)"));
  EXPECT_THAT(raw, HasSubstr(R"("time_ns":123456789)"));
  EXPECT_THAT(raw, HasSubstr("libc.so.6"));
}

// --- lines that are no trace's

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> lines;
  std::stringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}
std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

void expect_refused(const std::string& lines, FaultKind kind, uint64_t at, const char* said = "") {
  const Imported made = imported(lines);
  EXPECT_EQ(made.fault.kind, kind) << greenlens::said(made.fault);
  EXPECT_EQ(made.fault.at, at) << greenlens::said(made.fault);
  EXPECT_THAT(greenlens::said(made.fault), HasSubstr(said));
}

TEST(JsonLines, WhatIsNoTraceIsRefusedWithASentence) {
  for (const char* other :
       {"", "\n", "{}", "[1]", "null", "{\"greenlens\":1}", "\x89GLTRC\r\n", "{"}) {
    EXPECT_EQ(imported(other).fault.kind, FaultKind::not_lines) << other;
  }
  const auto lines = split(lines_of(testing::sample_timeline(), true));
  auto changed = lines;
  changed[0].replace(changed[0].find("\"version\":2"), 11, "\"version\":7");
  expect_refused(joined(changed), FaultKind::lines_version, 7, "version 7");
  changed = lines;
  changed.resize(30);
  expect_refused(joined(changed), FaultKind::lines_missing, 30, "ends behind line 30");
  changed.back().resize(changed.back().size() - 3);
  expect_refused(joined(changed), FaultKind::line_not_json, 30, "Line 30 of x.jsonl");
  changed = lines;
  std::swap(changed[10], changed[11]);
  expect_refused(joined(changed), FaultKind::line_step, 11, "step 10");
  changed = lines;
  changed.push_back(changed.back());
  expect_refused(joined(changed), FaultKind::line_step, changed.size());
  changed = lines;
  changed.insert(changed.begin() + 5, "");
  expect_refused(joined(changed), FaultKind::line_not_json, 6);
  changed = lines;
  changed[7] = std::string(100'000, '[');
  expect_refused(joined(changed), FaultKind::line_not_json, 8);
  changed[7] = "{\"step\":7,\"thread\":1,\"name\":\"a later fact\"}";
  expect_refused(joined(changed), FaultKind::line_field, 8, "`name`");
  changed[7] =
      "{\"step\":7,\"thread\":1,\"name\":\"line_reached\",\"greenlet\":1,\"at\":{\"file\":\"a\","
      "\"function\":\"f\",\"line\":-1},\"sp\":-8,\"frames\":[]}";
  expect_refused(joined(changed), FaultKind::line_field, 8, "`at.line`");
  changed[7] = "{\"step\":7,\"thread\":1,\"name\":\"printed\",\"greenlet\":1,\"text\":\"\xff\"}";
  expect_refused(joined(changed), FaultKind::line_not_json, 8);
  changed[7] = "{\"state\":{}}";
  expect_refused(joined(changed), FaultKind::line_field, 8, "`state.step`");
}

TEST(JsonLines, ALineThatNeverEndsIsGivenUpAndNotKept) {
  JsonlImport import("x.jsonl", [](std::string_view) { return true; });
  const std::string piece(size_t{1} << 20, 'a');
  size_t fed = 0;
  while (fed < 1024 && import.feed(piece)) ++fed;
  EXPECT_EQ(fed, 128u);
  EXPECT_EQ(import.fault().kind, FaultKind::line_too_long);
  EXPECT_EQ(import.fault().at, 1u);
  EXPECT_THAT(greenlens::said(import.fault()), HasSubstr("128 MiB"));
}

// Any value in any place: refused at that line, or a recording that can be opened.
TEST(JsonLines, NoValueDoesWorseThanARefusal) {
  const auto part = opened(cut_out(*opened(testing::mixed_trace(3, 20).bytes), 10, 60));
  std::mt19937 random(1);
  const char* values[] = {
      "null",     "-1",     "18446744073709551615", "1e300", "\"\"", "[]", "{}", "true",
      "[[1,{}]]", "\"zz\"", "9223372036854775807"};
  for (const std::string& text :
       {lines_of(testing::hostile_timeline(), true), lines_of(*part, false)}) {
    const auto lines = split(text);
    for (int i = 0; i < 1500; ++i) {
      auto changed = lines;
      const size_t at = i % 3 == 0 ? random() % 2 : random() % lines.size();
      Json line = Json::parse(lines[at]);
      Json* place = &line;
      while (place->is_structured() && !place->empty() && random() % 4 != 0) {
        auto next = place->begin();
        std::advance(next, random() % place->size());
        place = &*next;
      }
      *place = Json::parse(values[random() % std::size(values)]);
      changed[at] = line.dump(-1, ' ', true, Json::error_handler_t::replace);
      const Imported made = imported(joined(changed));
      if (!made.fault) {
        const auto trace = opened(made.bytes);
        if (trace != nullptr) trace->state(trace->size());
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::exports
