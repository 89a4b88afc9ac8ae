#include "tracer/probe/told.h"

#include "arch/arch.h"
#include "tracer/facts/json_fields.h"
#include "tracer/probe/text.h"

namespace greenlens::probe {
namespace {

std::string names_of(const Request& request) {
  return request.restore.empty() ? request.function : request.function + ", " + request.restore;
}

std::string id_for_programs(const std::string& id) {
  return id.substr(id.find('.', id.find('.') + 1) + 1);
}

facts::Json text_or_null(const std::string& text) {
  return text.empty() ? facts::Json(nullptr) : facts::Json(text);
}

}  // namespace

std::string sentence(const words::Messages& messages, const Refused& refused) {
  return messages.text(refused.id, refused.places);
}

std::string told(const words::Messages& messages, const Request& request, const Findings& found) {
  const arch_description& cpu = *arch_describe();
  std::string text =
      messages.text("probe.told.title", Places{{"function", names_of(request)},
                                               {"calls", request.calls},
                                               {"cpu", cpu.name},
                                               {"abi", cpu.abi},
                                               {"switches", std::to_string(found.switches)}});
  for (const Finding& finding : found.list) text += "\n  " + finding.sentence;
  if (!found.list.empty() && found.list.back().last) {
    text += "\n" + messages.text("probe.told.last",
                                 Places{{"function", request.function}, {"calls", request.calls}});
  }
  if (!found.kept.empty() && !found.list.empty()) {
    text += "\n" + messages.text("probe.told.kept", Places{{"names", joined(found.kept)}});
  }
  if (!found.allowed.empty()) {
    text += "\n" + messages.text("probe.told.allowed", Places{{"names", joined(found.allowed)}});
  }
  if (found.list.empty()) {
    text += "\n" + messages.text("probe.told.fine", Places{{"names", joined(found.kept)}});
  }
  if (!request.maker) text += "\n" + messages.text("probe.told.no_maker");
  return text + "\n";
}

facts::Json to_json(const Request& request, const Findings& found) {
  const arch_description& cpu = *arch_describe();
  facts::Json list = facts::Json::array();
  for (const Finding& finding : found.list) {
    list.push_back({{"kind", id_for_programs(finding.id)},
                    {"register", text_or_null(finding.name)},
                    {"context", finding.context},
                    {"had", text_or_null(finding.had)},
                    {"got", text_or_null(finding.got)},
                    {"bytes", finding.bytes != 0 ? facts::Json(finding.bytes) : facts::Json()},
                    {"sentence", finding.sentence}});
  }
  return {{"switch", request.function},
          {"restore", text_or_null(request.restore)},
          {"maker", text_or_null(request.maker ? request.maker->name : "")},
          {"calls", request.calls},
          {"cpu", cpu.name},
          {"abi", cpu.abi},
          {"switches", found.switches},
          {"first_entry", found.first_entry},
          {"kept", found.kept},
          {"allowed", found.allowed},
          {"complete", found.list.empty() || !found.list.back().last},
          {"findings", std::move(list)}};
}

}  // namespace greenlens::probe
