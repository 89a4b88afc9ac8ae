#include "tracer/compare/comparison_json.h"

#include <utility>

#include "tracer/compare/story_key.h"
#include "tracer/compare/story_words.h"
#include "tracer/facts/json_fields.h"

namespace greenlens::compare {
namespace {

using words::Messages;

facts::Json to_json(const ThreadName& thread) {
  return {{"name", thread.name}, {"number", thread.number}};
}

facts::Json to_json(const Sums& sums) {
  return {{"steps", sums.steps},
          {"events", sums.events},
          {"events_lost", sums.events_lost},
          {"part", sums.is_part},
          {"switches", sums.switches},
          {"switches_failed", sums.failed},
          {"values_unknown", sums.values_unknown},
          {"created", sums.created},
          {"returned", sums.finished[0]},
          {"greenlet_exit", sums.finished[1]},
          {"raised", sums.finished[2]},
          {"printed", sums.printed},
          {"bytes_out", sums.bytes_out},
          {"bytes_in", sums.bytes_in},
          {"held", sums.held},
          {"held_bytes", sums.held_bytes}};
}

facts::Json to_json(const Who& who) {
  if (who.id == 0) return nullptr;
  return {{"name", who.name}, {"number", who.number}, {"thread", to_json(who.thread)}};
}

facts::Json to_json(const Messages& messages, const StoryEvent& event) {
  facts::Json at = nullptr;
  if (event.at.line != 0) {
    at = {{"file", event.at.file}, {"line", event.at.line}, {"function", event.at.function}};
  }
  return {{"step", event.step},
          {"kind", enum_names(event.kind)[static_cast<size_t>(event.kind)]},
          {"greenlet", to_json(event.actor)},
          {"other", to_json(event.other)},
          {"text", event.value_known ? facts::Json(event.text) : facts::Json(nullptr)},
          {"at", std::move(at)},
          {"says", event_text(messages, event)}};
}

facts::Json to_json(const Messages& messages, const std::optional<StoryEvent>& event) {
  return event ? to_json(messages, *event) : facts::Json(nullptr);
}

facts::Json side_to_json(const Messages& messages, const std::vector<StoryEvent>& events,
                         uint64_t count, const std::optional<StoryEvent>& next) {
  facts::Json list = facts::Json::array();
  for (const StoryEvent& event : events) list.push_back(to_json(messages, event));
  return {{"count", count}, {"events", std::move(list)}, {"next", to_json(messages, next)}};
}

facts::Json to_json(const Messages& messages, const ThreadDifference& differs) {
  const Difference& difference = differs.difference;
  return {{"thread", to_json(differs.thread)},
          {"after", to_json(messages, difference.after)},
          {"after_b_step", difference.after_b_step},
          {"a", side_to_json(messages, difference.a, difference.a_count, difference.a_next)},
          {"b", side_to_json(messages, difference.b, difference.b_count, difference.b_next)}};
}

facts::Json to_json(const std::vector<OnlyThread>& threads) {
  facts::Json list = facts::Json::array();
  for (const OnlyThread& thread : threads) {
    list.push_back({{"thread", to_json(thread.thread)}, {"events", thread.events}});
  }
  return list;
}

}  // namespace

facts::Json comparison_to_json(const Messages& messages, const Comparison& comparison) {
  facts::Json list = facts::Json::array();
  for (const ThreadDifference& difference : comparison.first) {
    list.push_back(to_json(messages, difference));
  }
  return {{"version", kComparisonVersion},
          {"same", comparison.same()},
          {"common", comparison.common},
          {"differences", comparison.differences},
          {"first", std::move(list)},
          {"threads_only_a", to_json(comparison.only_a)},
          {"threads_only_b", to_json(comparison.only_b)},
          {"threads_not_looked_at", comparison.threads_not_looked_at},
          {"a", to_json(comparison.a)},
          {"b", to_json(comparison.b)}};
}

facts::Json digest_to_json(const Digest& digest, Per per) {
  facts::Json threads = facts::Json::array(), greenlets = facts::Json::array();
  for (const HashedThread& thread : digest.threads) {
    threads.push_back({{"thread", to_json(thread.name)},
                       {"events", thread.events},
                       {"hash", hash_text(thread.hash)}});
  }
  for (const HashedGreenlet& greenlet : digest.greenlets) {
    facts::Json row = to_json(greenlet.who);
    row["events"] = greenlet.events, row["hash"] = hash_text(greenlet.hash);
    greenlets.push_back(std::move(row));
  }
  facts::Json json = {
      {"version", kDigestVersion},    {"hash", hash_text(digest.hash)},
      {"events", digest.sums.events}, {"events_lost", digest.sums.events_lost},
      {"part", digest.sums.is_part},  {"values_unknown", digest.sums.values_unknown},
      {"threads", std::move(threads)}};
  if (per == Per::greenlet) {
    json["greenlets"] = std::move(greenlets);
    json["greenlets_left_out"] = digest.greenlets_left_out;
  }
  return json;
}

}  // namespace greenlens::compare
