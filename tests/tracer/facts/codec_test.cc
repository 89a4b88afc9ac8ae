// Events as bytes and as JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/json_fields.h"
#include "tracer/store/trace_info.h"

namespace greenlens {

using namespace facts;
using namespace state;
using namespace store;
namespace {

using ::testing::HasSubstr;
using testing::RandomFacts;

TEST(EventCodec, EveryTypeOfFactSurvivesTheRoundTrip) {
  RandomFacts random(7);
  for (size_t type = 0; type < RandomFacts::kTypes; ++type) {
    for (int i = 0; i < 200; ++i) {
      const Event event = random.event(type);
      std::string bytes;
      append_event(&bytes, event);
      std::string_view in = bytes;
      Event read;
      ASSERT_EQ(take_event(&in, &read), Decoded::event) << dump_event(event);
      EXPECT_TRUE(in.empty());
      EXPECT_TRUE(same_fact(event.fact, read.fact)) << dump_event(event) << '\n'
                                                    << dump_event(read);
      EXPECT_EQ(event.time_ns, read.time_ns);
      EXPECT_EQ(event.thread, read.thread);
      EXPECT_EQ(event.engine_source, read.engine_source);
      EXPECT_EQ(event.engine_line, read.engine_line);
    }
  }
}

TEST(EventCodec, FactsThatDifferInOneMemberAreNotTheSame) {
  EXPECT_FALSE(same_fact(Fact(SliceSaved{1, Extent::whole, -8, 0, 8, "12345678"}),
                         Fact(SliceSaved{1, Extent::whole, -8, 0, 8, "12345679"})));
  EXPECT_FALSE(same_fact(Fact(BodyEntered{1}), Fact(GreenletFreed{1})));
  RegistersSaved a{1, 2, -8, {{"rbx", -8, 1}}, {}}, b = a;
  EXPECT_TRUE(same_fact(Fact(a), Fact(b)));
  b.registers[0].value = 2;
  EXPECT_FALSE(same_fact(Fact(a), Fact(b)));
}

template <const char* const... kNames>
struct Named {
  int value = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    (f(kNames, &Named::value), ...);
  }
};
constexpr char kOne[] = "one", kTwo[] = "two", kOneTwo[] = "onetwo";

TEST(EventCodec, ALayoutIsTheFieldsNamesInTheirOrder) {
  const auto layout = [](auto fields) {
    uint32_t hash = 1;
    mix_names<decltype(fields)>(&hash);
    return hash;
  };
  const std::set<uint32_t> all = {layout(Named<kOne>()), layout(Named<kTwo>()),
                                  layout(Named<kOne, kTwo>()), layout(Named<kTwo, kOne>()),
                                  layout(Named<kOneTwo>())};
  EXPECT_EQ(all.size(), 5u);
  EXPECT_EQ(layout(Named<kOne, kTwo>()), layout(Named<kOne, kTwo>()));
}

TEST(EventCodec, TagsAndNamesAreUnique) {
  RandomFacts random(1);
  std::set<uint16_t> tags;
  std::set<std::string> names;
  for (size_t type = 0; type < RandomFacts::kTypes; ++type) {
    const Fact fact = random.fact(type);
    EXPECT_TRUE(tags.insert(fact_tag(fact)).second) << fact_name(fact);
    EXPECT_TRUE(names.insert(fact_name(fact)).second) << fact_name(fact);
  }
}

TEST(EventCodec, AnUnknownTagIsSkipped) {
  std::string bytes;
  write_varint(&bytes, 999);
  write_value(&bytes, std::string("\0\1\0\0 something new", 18));
  append_event(&bytes, {0, 1, 0, 0, Printed{1, "after it"}});
  std::string_view in = bytes;
  Event event;
  EXPECT_EQ(take_event(&in, &event), Decoded::unknown_tag);
  ASSERT_EQ(take_event(&in, &event), Decoded::event);
  EXPECT_TRUE(same_fact(event.fact, Fact(Printed{1, "after it"})));
}

// A record with other fields than we know: `more` is appended to the known ones of a GreenletFreed.
Decoded take_freed(const std::string& fields, Event* event) {
  std::string bytes;
  write_varint(&bytes, GreenletFreed::kTag);
  write_value(&bytes, std::string("\0\1\0\0", 4) + fields);
  std::string_view in = bytes;
  return take_event(&in, event);
}

TEST(EventCodec, FieldsOfALaterVersionAreSkippedAndMissingOnesKeepTheirDefaults) {
  Event event;
  ASSERT_EQ(take_freed("\x05 and more", &event), Decoded::event);
  EXPECT_TRUE(same_fact(event.fact, Fact(GreenletFreed{5})));
  ASSERT_EQ(take_freed("", &event), Decoded::event);
  EXPECT_TRUE(same_fact(event.fact, Fact(GreenletFreed{0})));
}

TEST(EventCodec, NonsenseIsDamaged) {
  Event event;
  std::string_view cut = "\x06";
  EXPECT_EQ(take_event(&cut, &event), Decoded::damaged);
  EXPECT_EQ(take_freed("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", &event), Decoded::damaged);
  EXPECT_EQ(take_freed("\xff\xff\xff\xff\x7f", &event), Decoded::damaged);  // more than 32 bits
}

TEST(EventCodec, JsonWritesNullBytesAndEnumsAsPeopleReadThem) {
  const Event saved{0, 1, 0, 0, SliceSaved{2, Extent::partial, -16, kNull, 2, "\x01\xfe"}};
  EXPECT_EQ(json_text(event_to_json(saved)),
            R"({"name":"slice_saved","owner":2,"extent":"partial","from":-16,"to":null,)"
            R"("stack_saved":2,"bytes":"01fe","hash":0})");
  EXPECT_EQ(event_summary_to_json(saved)["bytes"], 2);
  EXPECT_THAT(dump_event(saved), HasSubstr("from=-0x10 to=NULL"));
}

TEST(TraceFormatDocument, ListsEveryEventWithItsFieldsAndItsExampleIsTrue) {
  std::stringstream text;
  text << std::ifstream(std::string(GREENLENS_SOURCE_DIR) + "/docs/trace-format.md").rdbuf();
  RandomFacts random(1);
  for (size_t type = 0; type < RandomFacts::kTypes; ++type) {
    const Fact fact = random.fact(type);
    std::string row = "| " + std::to_string(fact_tag(fact)) + " | " + fact_name(fact) + " | ";
    std::visit(
        [&](const auto& f) {
          std::decay_t<decltype(f)>::fields(
              [&](const char* name, auto) { row += std::string(name) + ", "; });
        },
        fact);
    row.replace(row.size() - 2, 2, " |\n");
    EXPECT_THAT(text.str(), HasSubstr(row));
  }
  std::string bytes;
  append_event(&bytes, {16000, 1, 2, 211, BodyEntered{2}});
  EXPECT_EQ(to_hex(bytes), "0407807d0102d30102");
}

TEST(TraceInfoJson, SurvivesTheRoundTrip) {
  const TraceInfo info = testing::sample_info();
  const facts::Result<TraceInfo> read = from_json(to_json(info));
  ASSERT_TRUE(read) << said(read.fault());
  EXPECT_TRUE(same_fields(info, *read));
}

TEST(TraceInfoJson, AMissingOrWrongKeyIsASentenceThatNamesIt) {
  const auto refusal = [](const std::string& json) { return said(from_json(json).fault()); };
  Json json = Json::parse(to_json(testing::sample_info()));
  json["unknown"] = 1;
  EXPECT_TRUE(from_json(json.dump())) << refusal(json.dump());
  json["arch"]["slots"][1]["offset"] = "eight";
  EXPECT_THAT(refusal(json.dump()), HasSubstr("`arch.slots[1].offset`"));
  json.erase("title");
  EXPECT_THAT(refusal(json.dump()), HasSubstr("`title`"));
  EXPECT_THAT(refusal("{"), HasSubstr("JSON"));
  EXPECT_THAT(refusal("[]"), HasSubstr("JSON"));
}

}  // namespace
}  // namespace greenlens
