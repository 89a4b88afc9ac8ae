#include "tracer/lab/told.h"

#include "tracer/facts/json_fields.h"
#include "tracer/probe/text.h"

namespace greenlens::lab {
namespace {

using Places = std::vector<words::Messages::Place>;

std::string check_text(const Check& check) {
  return check.fact + " " + check.field + (check.told.empty() ? "" : " " + check.told);
}

// A line of source without what stands before and behind it.
std::string shown_line(const std::string& text) {
  const size_t from = text.find_first_not_of(" \t");
  return from == text.npos ? "" : text.substr(from);
}

std::string difference_lines(const words::Messages& messages, const Tried& tried) {
  if (tried.different.empty()) return messages.text("lab.told.same") + "\n";
  std::string text, file;
  for (const Difference& one : tried.different) {
    if (one.file != file) text += messages.text("lab.told.in", Places{{"file", one.file}}) + "\n";
    file = one.file;
    std::string number = std::to_string(one.line);
    number.insert(0, number.size() < 6 ? 6 - number.size() : 0, ' ');
    text.append(number) += ' ';
    (text += one.sign) += ' ';
    text.append(shown_line(one.text)) += '\n';
  }
  return text;
}

std::string distance(const words::Messages& messages, const char* id, const Place& from,
                     const Place& to) {
  const uint64_t steps = to.step - from.step;
  return messages.text(id,
                       Places{{"steps", std::to_string(steps)},
                              {"instructions", std::to_string(to.instructions - from.instructions)},
                              {"switches", std::to_string(to.switches - from.switches)}}) +
         "\n";
}

std::string red_lines(const words::Messages& messages, const Tried& tried) {
  const Outcome& outcome = tried.outcome;
  if (!outcome.red) return messages.text("lab.told.no_red") + "\n";
  std::string text =
      messages.text("lab.told.red", Places{{"step", std::to_string(outcome.red->place.step)},
                                           {"sentence", outcome.red->sentence}}) +
      "\n";
  if (tried.own) return text;
  const bool as_said = is_caught_by(outcome, tried.variant.caught);
  const char* id = as_said ? "lab.told.as_said" : "lab.told.not_as_said";
  return text +
         messages.text(id, Places{{"check", check_text(tried.variant.caught)},
                                  {"was", check_text(outcome.red->check)}}) +
         "\n";
}

std::string crash_lines(const words::Messages& messages, const Outcome& outcome) {
  if (outcome.timed_out) return messages.text("lab.told.timed_out") + "\n";
  if (!outcome.crashed_behind.empty()) {
    return messages.text("lab.told.crash_behind", Places{{"what", outcome.crashed_behind}}) + "\n";
  }
  if (!outcome.crash) return messages.text("lab.told.no_crash") + "\n";
  const Crash& crash = *outcome.crash;
  return messages.text("lab.told.crash", Places{{"step", std::to_string(crash.place.step)},
                                                {"headline", crash.headline},
                                                {"detail", crash.detail}}) +
         "\n";
}

facts::Json place_json(const Place& place) {
  return {{"step", place.step}, {"instructions", place.instructions}, {"switches", place.switches}};
}
facts::Json check_json(const Check& check) {
  return {{"fact", check.fact},
          {"field", check.field},
          {"told", check.told.empty() ? facts::Json(nullptr) : facts::Json(check.told)}};
}
facts::Json or_null(const std::string& text) {
  return text.empty() ? facts::Json(nullptr) : facts::Json(text);
}

facts::Json outcome_json(const Outcome& outcome) {
  facts::Json json;
  json["cause"] = outcome.cause ? place_json(*outcome.cause) : facts::Json(nullptr);
  json["red"] = nullptr;
  if (outcome.red) {
    facts::Json red = place_json(outcome.red->place);
    red["check"] = check_json(outcome.red->check);
    red["sentence"] = outcome.red->sentence;
    json["red"] = std::move(red);
  }
  json["more"] = outcome.more;
  json["crash"] = nullptr;
  if (outcome.crash) {
    const Crash& crash = *outcome.crash;
    facts::Json its = place_json(crash.place);
    its["what"] = crash.signal;
    its["sentence"] = crash.headline;
    its["detail"] = crash.detail;
    its["in"] = or_null(crash.in);
    its["who"] = or_null(crash.who);
    its["fault_place"] = crash.fault_place;
    its["fault_address"] = crash.address;
    json["crash"] = std::move(its);
  }
  json["crashed_behind"] = or_null(outcome.crashed_behind);
  json["timed_out"] = outcome.timed_out;
  json["end"] = place_json(outcome.end);
  return json;
}

}  // namespace

std::string told(const words::Messages& messages, const Tried& tried) {
  const Outcome& outcome = tried.outcome;
  const char* title = tried.cpu.empty() ? "lab.told.title" : "lab.told.title_on";
  std::string text = messages.text(title, Places{{"title", tried.variant.title},
                                                 {"cpu", tried.cpu},
                                                 {"scenario", tried.scenario}}) +
                     "\n";
  if (!tried.variant.breaks.empty()) text += tried.variant.breaks + "\n";
  text += difference_lines(messages, tried) + red_lines(messages, tried);
  text += crash_lines(messages, outcome);
  if (outcome.cause && outcome.red && outcome.cause->step <= outcome.red->place.step) {
    text += distance(messages, "lab.told.to_red", *outcome.cause, outcome.red->place);
  }
  if (outcome.red && outcome.crash) {
    text += distance(messages, "lab.told.to_crash", outcome.red->place, outcome.crash->place);
  }
  if (tried.recording.empty()) return text + messages.text("lab.told.not_kept") + "\n";
  const Place& shown = outcome.red ? outcome.red->place : outcome.end;
  return text +
         messages.text("lab.told.open",
                       Places{{"file", tried.recording}, {"step", std::to_string(shown.step)}}) +
         "\n";
}

facts::Json to_json(const Tried& tried) {
  facts::Json different = facts::Json::array();
  for (const Difference& one : tried.different) {
    different.push_back({{"file", one.file},
                         {"sign", std::string(1, one.sign)},
                         {"line", one.line},
                         {"text", shown_line(one.text)}});
  }
  facts::Json json{{"version", 1},
                   {"variant", tried.own ? facts::Json(nullptr) : facts::Json(tried.variant.id)},
                   {"title", tried.variant.title},
                   {"breaks", or_null(tried.variant.breaks)},
                   {"scenario", tried.scenario},
                   {"cpu", or_null(tried.cpu)},
                   {"differences", std::move(different)}};
  json["expected"] = tried.own ? facts::Json(nullptr) : check_json(tried.variant.caught);
  json["as_expected"] = tried.own ? facts::Json(nullptr)
                                  : facts::Json(is_caught_by(tried.outcome, tried.variant.caught));
  json.update(outcome_json(tried.outcome));
  json["recording"] = or_null(tried.recording);
  return json;
}

std::string list(const words::Messages& messages, const std::vector<Variant>& variants) {
  if (variants.empty()) return messages.text("lab.list.none") + "\n";
  size_t width = 0;
  for (const Variant& one : variants) width = std::max(width, one.id.size());
  std::string text;
  for (const Variant& one : variants) {
    const std::string blank(width + 2, ' ');
    text += one.id + std::string(width + 2 - one.id.size(), ' ') + one.title + "\n";
    text += blank + one.breaks + "\n";
    text +=
        blank + messages.text("lab.list.caught", Places{{"check", check_text(one.caught)}}) + "\n";
  }
  return text;
}

facts::Json list_json(const std::vector<Variant>& variants) {
  facts::Json all = facts::Json::array();
  for (const Variant& one : variants) {
    all.push_back({{"id", one.id},
                   {"title", one.title},
                   {"breaks", one.breaks},
                   {"caught", check_json(one.caught)}});
  }
  return all;
}

std::string sentence(const words::Messages& messages, const probe::Refused& refused) {
  return messages.text(refused.id, refused.places);
}

}  // namespace greenlens::lab
