#include "tracer/past/where.h"

#include <fmt/format.h>

#include <algorithm>

#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/json_fields.h"
#include "tracer/state/queries.h"
#include "tracer/words/lists.h"

namespace greenlens::past {
namespace {

using words::Messages;

std::string instruction_at(const store::Trace& trace, uint64_t step) {
  if (step == 0) return "";
  const facts::Event event = trace.event(step);
  const auto* executed = facts::as<facts::InstructionExecuted>(&event);
  return executed != nullptr ? executed->text : "";
}

std::string in_hexadecimal(facts::Bytes bytes, bool big_endian) {
  if (!big_endian) std::reverse(bytes.begin(), bytes.end());
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

class Lines {
 public:
  Lines(const Messages& messages, const Where& where, const CallStep& call_step)
      : messages_(messages), where_(where), call_step_(call_step) {}

  std::vector<WhereLine> all() {
    const std::string value = where_.value.empty() ? "?" : where_.value;
    say(About::place, "past.where",
        {{"at", facts::format_address(where_.place.from)}, {"value", value}}, {},
        messages_.text(std::string("past.in.") + facts::enum_name(where_.place.in)));
    add_origin();
    add_copies();
    add_doubts();
    add_next();
    return std::move(lines_);
  }

 private:
  using Places = std::vector<Messages::Place>;

  using About = WhereLine::About;

  void say(About about, const std::string& id, Places places, std::optional<uint64_t> step = {},
           const std::string& in = "") {
    places.emplace_back("name", where_.name);
    places.emplace_back("in", in);
    if (step) places.emplace_back("step", call_step_(*step));
    lines_.push_back({messages_.text(id, places), step, about});
  }

  std::string origin_words(const Origin& origin, const std::string& wrote) const {
    const bool is_before = !origin.is_exact() && origin.after == 0;
    const std::string id = is_before ? "past.origin.code_before"
                                     : std::string("past.origin.") + facts::enum_name(origin.by);
    return messages_.text(id, {{"name", where_.name},
                               {"text", wrote},
                               {"after", call_step_(origin.after)},
                               {"step", call_step_(origin.until)}});
  }

  void add_origin() {
    for (const auto& [part, wrote] : where_.parts) {
      const facts::Address at = where_.place.from + static_cast<facts::Address>(part.first);
      say(About::origin, "past.part",
          {{"count", std::to_string(part.size)},
           {"at", facts::format_address(at)},
           {"origin", origin_words(part.origin, wrote)}},
          part.origin.until);
    }
    if (!where_.parts.empty()) return;
    lines_.push_back(
        {origin_words(where_.origin, where_.wrote), where_.origin.until, About::origin});
  }

  // "saved at step 12, restored at step 30"; of many the first and the last ones.
  void add_copies() {
    const Origin& origin = where_.origin;
    std::string list;
    for (size_t i = 0; i < origin.copies.size(); ++i) {
      const bool left_out = origin.copies_count > origin.copies.size() && i == kMostCopies / 2;
      const Copy& copy = origin.copies[i];
      if (i > 0) list += words::between_clauses(messages_);
      if (left_out) list += "…" + words::between_clauses(messages_);
      const bool saved = copy.way == Copy::Way::saved;
      list += messages_.text(saved ? "past.copy.saved" : "past.copy.restored",
                             {{"step", call_step_(copy.step)}});
    }
    if (origin.copies.empty()) return say(About::copies, "past.copies.none", {});
    say(About::copies, "past.copies",
        {{"count", std::to_string(origin.copies_count)}, {"list", list}},
        origin.copies.back().step);
    lines_.back().step.reset();
  }

  void add_doubts() {
    const Origin& origin = where_.origin;
    if (origin.code_since != 0) say(About::doubt, "past.doubt.code", {}, origin.code_since);
    if (origin.not_kept != 0) say(About::doubt, "past.doubt.not_kept", {}, origin.not_kept);
    if (origin.lost != 0) say(About::doubt, "past.doubt.lost", {}, origin.lost);
  }

  void add_next() {
    const Reader& next = where_.next;
    const std::string id = std::string("past.next.") + facts::enum_name(next.by);
    if (next.by == ReadBy::nobody) {
      say(About::next, id, {});
    } else {
      say(About::next, id, {{"text", where_.reads}}, next.step);
    }
    if (next.code_from != 0) say(About::next, "past.next.code", {}, next.code_from);
  }

  const Messages& messages_;
  const Where& where_;
  const CallStep& call_step_;
  std::vector<WhereLine> lines_;
};

// More are the copies of many things, and no word.
constexpr size_t kMostParts = 4;

void add_parts(const ByteHistory& history, const store::Trace& trace, Where* answer) {
  std::vector<Part> parts = parts_of(history, answer->place, answer->step);
  if (parts.size() < 2 || parts.size() > kMostParts) return;
  for (Part& part : parts) {
    const bool executed = part.origin.by == WrittenBy::instruction;
    std::string wrote = executed ? instruction_at(trace, part.origin.until) : "";
    answer->parts.push_back({std::move(part), std::move(wrote)});
  }
}

facts::Json written_json(const Origin& origin, const std::string& wrote) {
  return {{"by", facts::enum_name(origin.by)},
          {"step", origin.is_exact() ? facts::Json(origin.until) : facts::Json(nullptr)},
          {"after", origin.after},
          {"until", origin.until},
          {"instruction", wrote}};
}

facts::Json or_null(uint64_t step) { return step == 0 ? facts::Json(nullptr) : facts::Json(step); }

}  // namespace

Where where(const ByteHistory& history, const store::Trace& trace, const Place& place,
            uint64_t step) {
  return where(history, trace, place, trace.state(step));
}

Where where(const ByteHistory& history, const store::Trace& trace, const Place& place,
            const state::State& at) {
  const uint64_t step = at.step;
  Where answer{place, step, state::name_of(at, place.greenlet), "", {}, "", {}, {}, ""};
  const auto bytes = bytes_at(history, trace, place, step);
  if (bytes) answer.value = in_hexadecimal(*bytes, trace.info().big_endian);
  answer.origin = origin_of(history, place, step);
  if (answer.origin.by == WrittenBy::instruction) {
    answer.wrote = instruction_at(trace, answer.origin.until);
  }
  add_parts(history, trace, &answer);
  // What was left behind nobody needs.
  if (place.in != LiesIn::left_behind) answer.next = next_reader(history, place, step);
  if (answer.next.by == ReadBy::instruction) answer.reads = instruction_at(trace, answer.next.step);
  return answer;
}

std::vector<WhereLine> where_lines(const Messages& messages, const Where& where,
                                   const CallStep& call_step) {
  return Lines(messages, where, call_step).all();
}

facts::Json where_json(const Where& where) {
  const Origin& origin = where.origin;
  facts::Json json;
  json["version"] = 1;
  json["step"] = where.step;
  json["greenlet"] = where.name;
  json["id"] = where.place.greenlet;
  json["at"] = where.place.from;
  json["bytes"] = where.place.size;
  json["in"] = facts::enum_name(where.place.in);
  json["value"] = where.value.empty() ? facts::Json(nullptr) : facts::Json(where.value);
  json["written"] = written_json(origin, where.wrote);
  facts::Json parts = facts::Json::array();
  for (const auto& [part, wrote] : where.parts) {
    facts::Json one = written_json(part.origin, wrote);
    one["at"] = where.place.from + static_cast<facts::Address>(part.first);
    one["bytes"] = part.size;
    parts.push_back(std::move(one));
  }
  json["parts"] = std::move(parts);
  json["certain"] = origin.is_certain();
  json["code_since"] = or_null(origin.code_since);
  json["not_kept"] = or_null(origin.not_kept);
  json["lost"] = or_null(origin.lost);
  facts::Json copies = facts::Json::array();
  for (const Copy& copy : origin.copies) {
    copies.push_back(
        {{"step", copy.step}, {"way", copy.way == Copy::Way::saved ? "saved" : "restored"}});
  }
  json["copies"] = origin.copies_count;
  json["copies_listed"] = std::move(copies);
  json["next"] = {{"by", facts::enum_name(where.next.by)},
                  {"step", or_null(where.next.step)},
                  {"code_from", or_null(where.next.code_from)},
                  {"instruction", where.reads}};
  return json;
}

std::string no_place(const Messages& messages, NoPlace why, const std::string& asked,
                     const std::string& step) {
  const char* id = "past.no_place";
  switch (why) {
    case NoPlace::none:
      break;
    case NoPlace::no_such_greenlet:
      id = "past.no_place.greenlet";
      break;
    case NoPlace::no_such_register:
      id = "past.no_place.register";
      break;
    case NoPlace::not_in_slice:
      id = "past.no_place.slice";
      break;
    case NoPlace::nobody_there:
      id = "past.no_place.nobody";
      break;
    case NoPlace::not_a_place:
      id = "past.no_place.name";
      break;
  }
  return messages.text(id, {{"asked", asked}, {"step", step}});
}

}  // namespace greenlens::past
