#include "tracer/findings/findings_text.h"

#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/words/lists.h"
#include "tracer/words/statistics.h"
#include "tracer/words/when.h"

namespace greenlens::findings {

std::string kind_text(const words::Messages& messages, Kind kind) {
  return messages.text(std::string("finding.kind.") + facts::enum_name(kind));
}

std::string finding_text(const words::Messages& messages, const Finding& finding) {
  std::string id = std::string("finding.") + facts::enum_name(finding.kind);
  if (finding.count == 1 && finding.kind != Kind::never_yields) id += ".one";
  if (finding.kind == Kind::never_yields && finding.ready > 0) id += ".ready";
  const std::string place = words::place_text(finding.at);
  const std::string sentence = messages.text(
      id, {{"name", facts::shown(finding.name)},
           {"count", std::to_string(finding.count)},
           {"ready", std::to_string(finding.ready)},
           {"time", words::duration_text(finding.ns)},
           {"bytes", words::bytes_text(finding.bytes)},
           {"place", place.empty() ? messages.text("finding.nowhere") : place},
           {"text",
            facts::shown(finding.text.empty() ? messages.text("finding.unknown") : finding.text)}});
  std::string all = sentence;
  if (!finding.samples.empty()) {
    words::add_sentence(messages, samples_text(messages, finding.samples), &all);
  }
  if (finding.cause) words::add_sentence(messages, cause_text(messages, *finding.cause), &all);
  return all;
}

std::string samples_text(const words::Messages& messages,
                         const std::vector<Finding::Sample>& samples) {
  constexpr size_t kMostPlaces = 3;
  uint64_t count = 0;
  std::string places;
  for (size_t i = 0; i < samples.size(); ++i) {
    count += samples[i].count;
    if (i >= kMostPlaces) continue;
    const bool only = samples.size() == 1 || samples[i].count == 1;
    const char* id = only ? "finding.samples.place.one" : "finding.samples.place";
    words::add_clause(messages,
                      messages.text(id, {{"place", place_text(samples[i].place)},
                                         {"count", std::to_string(samples[i].count)}}),
                      &places);
  }
  return messages.text(count == 1 ? "finding.samples.one" : "finding.samples",
                       {{"count", std::to_string(count)}, {"places", places}});
}

std::string cause_text(const words::Messages& messages, const Finding::Cause& cause) {
  return messages.text(
      cause.has_ended ? "finding.cause.ended" : "finding.cause.parked",
      {{"name", facts::shown(cause.name)}, {"count", std::to_string(cause.count)}});
}

facts::Json finding_to_json(const words::Messages& messages, const Finding& finding) {
  facts::Json json = {
      {"kind", facts::enum_name(finding.kind)},
      {"step", finding.step},
      {"sentence", finding_text(messages, finding)},
      {"greenlet", finding.greenlet != 0 ? facts::Json(finding.name) : facts::Json(nullptr)},
      {"count", finding.count},
      {"ns", finding.ns},
      {"bytes", finding.bytes},
      {"text", finding.text},
      {"at", nullptr}};
  if (finding.kind == Kind::never_yields) json["ready"] = finding.ready;
  if (finding.kind == Kind::never_yields) {
    json["samples"] = facts::Json::array();
    for (const Finding::Sample& sample : finding.samples) {
      json["samples"].push_back({{"file", sample.place.at.file},
                                 {"function", sample.place.at.function},
                                 {"line", sample.place.at.line},
                                 {"call", sample.place.call},
                                 {"count", sample.count}});
    }
  }
  if (finding.cause) {
    json["cause"] = {{"greenlet", finding.cause->name},
                     {"count", finding.cause->count},
                     {"step", finding.cause->step},
                     {"has_ended", finding.cause->has_ended}};
  }
  if (finding.at.line != 0) {
    json["at"] = {
        {"file", finding.at.file}, {"function", finding.at.function}, {"line", finding.at.line}};
  }
  return json;
}

}  // namespace greenlens::findings
