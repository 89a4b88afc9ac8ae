// A page's answers of the past held against those that tracer/past gives, one by one. Each of these
// returns how many it has held.
#ifndef GREENLENS_TESTS_TRACER_EXPORT_PAGE_PAST_H_
#define GREENLENS_TESTS_TRACER_EXPORT_PAGE_PAST_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/english.h"
#include "tests/tracer/export/page_data.h"
#include "tracer/facts/shown.h"
#include "tracer/past/find_where.h"
#include "tracer/past/number_history.h"
#include "tracer/past/where.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::exports {

inline std::vector<std::string> expected_of_word(const past::ByteHistory& history,
                                                 const store::Trace& trace, uint64_t step,
                                                 uint32_t greenlet, const std::string& address,
                                                 const words::SliceWord& word) {
  const state::State state = trace.state(step);
  past::Place place;
  const past::NoPlace why =
      past::find_place(state, greenlet, word.at, static_cast<uint64_t>(word.size), &place);
  const auto called = [](uint64_t n) { return std::to_string(n); };
  std::vector<std::string> lines;
  if (why != past::NoPlace::none) {
    const std::string asked = state::name_of(state, greenlet) + ':' + address;
    return {past::no_place(testing::english(), why, asked, called(step))};
  }
  const past::Where where = past::where(history, trace, place, step);
  for (const past::WhereLine& line : past::where_lines(testing::english(), where, called)) {
    lines.push_back(line.words);
  }
  return lines;
}

inline size_t expect_words_past(const store::Trace& trace, const nlohmann::json& data) {
  past::ByteHistory history(trace.state(0));
  while (history.go_on(trace)) continue;
  const words::Machine machine = words::machine_of(trace.info());
  EXPECT_TRUE(data["past"]["until"].is_null());
  size_t held = 0;
  for (size_t i = 0; i < data["steps"].size(); ++i) {
    const uint64_t step = data["steps"][i]["n"];
    const state::State state = trace.state(step);
    for (const auto& [id, g] : state.greenlets) {
      if (!frames_hold(state, g)) continue;
      for (const words::OpenedFrame& frame : opened_slice(testing::english(), state, g, machine)) {
        for (const words::SliceWord& word : frame.words) {
          const std::string address = words::address_in(frame, word.at);
          const auto expected = expected_of_word(history, trace, step, id, address, word);
          EXPECT_EQ(said_of_word(data, i, id, address), expected) << "step " << step;
          ++held;
        }
      }
    }
  }
  return held;
}

inline size_t expect_numbers_past(const store::Trace& trace, const nlohmann::json& data) {
  const uint64_t from = data["steps"].front()["n"], to = data["steps"].back()["n"];
  const auto text_of = [](const nlohmann::json& value) {
    return value.is_null() ? std::string() : value.get<std::string>();
  };
  size_t held = 0;
  for (const auto& [name, list] : data["numbers"]["of"].items()) {
    const size_t dot = name.find('.');
    const auto found = dot == std::string::npos
                           ? past::find_step_name(name)
                           : past::field_of(static_cast<uint32_t>(std::stoul(name.substr(1))),
                                            name.substr(dot + 1));
    if (!found) {
      ADD_FAILURE() << name;
      continue;
    }
    past::NumberHistory history(*found, trace.state(from));
    while (history.go_on(trace, to)) continue;
    const size_t changes = (list.size() - 1) / 2;
    const bool is_cut = std::find(data["numbers"]["cut"].begin(), data["numbers"]["cut"].end(),
                                  name) != data["numbers"]["cut"].end();
    EXPECT_EQ(changes < history.changes().size(), is_cut) << name;
    for (size_t k = 0; k < changes; ++k) {
      const past::ValueChange& change = history.changes()[k];
      EXPECT_EQ(text_of(list[2 * k]), facts::shown(change.was)) << name << k;
      EXPECT_EQ(list[2 * k + 1], change.step) << name;
      EXPECT_EQ(text_of(list[2 * k + 2]), facts::shown(change.is)) << name;
    }
    ++held;
  }
  return held;
}

inline size_t expect_stops(const store::Trace& trace, const nlohmann::json& data) {
  std::vector<uint64_t> steps;
  for (const nlohmann::json& step : data["steps"]) steps.push_back(step["n"]);
  size_t held = 0;
  for (const nlohmann::json& offer : data["stops"]["offers"]) {
    const past::ParsedCondition parsed = past::parse_condition(offer[1].get<std::string>());
    if (!parsed.condition) {
      ADD_FAILURE() << offer[1];
      continue;
    }
    std::vector<size_t> expected;
    for (const uint64_t step :
         past::steps_where(trace, {*parsed.condition}, steps.front(), steps.back())) {
      const auto i =
          static_cast<size_t>(std::lower_bound(steps.begin(), steps.end(), step) - steps.begin());
      if (expected.empty() || expected.back() != i) expected.push_back(i);
    }
    EXPECT_EQ(offer[2].get<std::vector<size_t>>(), expected) << offer[1];
    ++held;
  }
  return held;
}

}  // namespace greenlens::exports

#endif  // GREENLENS_TESTS_TRACER_EXPORT_PAGE_PAST_H_
