#include "tracer/store/trace_info.h"

#include <algorithm>

#include "tracer/facts/json_fields.h"
#include "tracer/store/allowance.h"

namespace greenlens::store {
namespace {

// No recording comes to so many steps: sums of numbers below it never wrap around.
constexpr uint64_t kMostOfAWhole = uint64_t{1} << 62;

bool read_part(const facts::Json& json, std::optional<PartOf>* part, std::string* wrong) {
  const auto found = json.find("part");
  if (found == json.end()) return true;
  PartOf& read = part->emplace();
  std::string inner;
  if (facts::fields_from_json(*found, &read, &inner) && read.first < kMostOfAWhole) return true;
  *wrong = inner.empty() ? "part" : "part." + inner;
  return false;
}

// "byte_order": "big", or nothing.
bool read_byte_order(const facts::Json& json, bool* big_endian, std::string* wrong) {
  const auto found = json.find("byte_order");
  if (found == json.end()) return true;
  *big_endian = *found == "big";
  if (*big_endian || *found == "little") return true;
  *wrong = "byte_order";
  return false;
}

bool read_process(const facts::Json& json, std::optional<ProcessInfo>* process,
                  std::string* wrong) {
  const auto found = json.find("process");
  std::string inner;
  if (found == json.end() || facts::fields_from_json(*found, &process->emplace(), &inner)) {
    return true;
  }
  *wrong = inner.empty() ? "process" : "process." + inner;
  return false;
}

bool read_modules(const facts::Json& json, std::vector<ModuleInfo>* modules, std::string* wrong) {
  const auto found = json.find("modules");
  std::string inner;
  if (found == json.end() || facts::value_from_json("modules", *found, modules, &inner))
    return true;
  *wrong = "modules" + inner;
  return false;
}

bool read_settings(const facts::Json& json, std::vector<Setting>* settings, std::string* wrong) {
  const auto found = json.find("settings");
  std::string inner;
  if (found == json.end() || facts::value_from_json("settings", *found, settings, &inner)) {
    return true;
  }
  *wrong = "settings" + inner;
  return false;
}

bool read_what_ifs(const facts::Json& json, std::vector<WhatIf>* what_ifs, std::string* wrong) {
  const auto found = json.find("what_ifs");
  std::string inner;
  if (found == json.end() || facts::value_from_json("what_ifs", *found, what_ifs, &inner)) {
    return true;
  }
  *wrong = "what_ifs" + inner;
  return false;
}

bool is_before(const CodeLine& a, const CodeLine& b) { return a.offset < b.offset; }

// Each [offset, source, line], of a source that there is.
bool read_code_lines(const facts::Json& json, TraceInfo* info, std::string* wrong) {
  const auto found = json.find("code_lines");
  if (found == json.end()) return true;
  std::vector<std::vector<uint32_t>> rows;
  std::string inner;
  bool good = facts::value_from_json("code_lines", *found, &rows, &inner);
  for (size_t i = 0; good && i < rows.size(); ++i) {
    good = rows[i].size() == 3 && rows[i][1] < info->sources.size();
    if (!good) inner = "[" + std::to_string(i) + "]";
    if (good) info->code_lines.push_back({rows[i][0], rows[i][1], rows[i][2]});
  }
  std::stable_sort(info->code_lines.begin(), info->code_lines.end(), is_before);
  if (!good) *wrong = "code_lines" + inner;
  return good;
}

bool read_code_use(const facts::Json& row, CodeUse* use) {
  constexpr size_t kParts = 3;
  std::string inner;
  return row.is_array() && row.size() == kParts &&
         facts::value_from_json("offset", row[0], &use->offset, &inner) &&
         facts::value_from_json("reads", row[1], &use->reads, &inner) &&
         facts::value_from_json("writes", row[2], &use->writes, &inner);
}

bool read_code_uses(const facts::Json& json, TraceInfo* info, std::string* wrong) {
  const auto found = json.find("code_uses");
  if (found == json.end()) return true;
  bool good = found->is_array();
  for (size_t i = 0; good && i < found->size(); ++i) {
    CodeUse use;
    good = read_code_use((*found)[i], &use);
    if (good) info->code_uses.push_back(std::move(use));
  }
  std::ranges::stable_sort(info->code_uses, {}, &CodeUse::offset);
  if (!good) *wrong = "code_uses[" + std::to_string(info->code_uses.size()) + "]";
  return good;
}

}  // namespace

std::string title_with(const std::string& title, const std::vector<Setting>& settings,
                       const std::vector<WhatIf>& what_ifs) {
  std::string whole = title;
  for (const Setting& one : settings) whole += ", " + one.name + " = " + one.value;
  for (const WhatIf& one : what_ifs) {
    whole += "; " + std::to_string(one.step) + ": " + deed_text(one);
  }
  return whole;
}

facts::Json info_json(const TraceInfo& info) {
  facts::Json json = facts::fields_to_json(info);
  if (info.part) json["part"] = facts::fields_to_json(*info.part);
  if (info.big_endian) json["byte_order"] = "big";
  if (info.process) json["process"] = facts::fields_to_json(*info.process);
  for (const ModuleInfo& module : info.modules) {
    json["modules"].push_back(facts::fields_to_json(module));
  }
  for (const Setting& one : info.settings) {
    json["settings"].push_back(facts::fields_to_json(one));
  }
  for (const WhatIf& one : info.what_ifs) json["what_ifs"].push_back(facts::fields_to_json(one));
  for (const CodeLine& one : info.code_lines) {
    json["code_lines"].push_back({one.offset, one.source, one.line});
  }
  for (const CodeUse& one : info.code_uses) {
    json["code_uses"].push_back({one.offset, one.reads, one.writes});
  }
  return json;
}

bool is_continued_by(const TraceInfo& earlier, TraceInfo later) {
  if (later.sources.size() < earlier.sources.size()) return false;
  later.sources.resize(earlier.sources.size());
  return to_json(earlier) == to_json(later);
}

std::string to_json(const TraceInfo& info) { return facts::json_text(info_json(info)); }

facts::Result<TraceInfo> from_json(const std::string& json) {
  if (is_outrageous(json)) return facts::Fault{facts::FaultKind::info_not_json, "", 0, 0, ""};
  return info_from_json(facts::Json::parse(json, nullptr, /*allow_exceptions=*/false));
}

facts::Result<TraceInfo> info_from_json(const facts::Json& json) {
  TraceInfo info;
  std::string wrong;
  if (!json.is_discarded() && facts::fields_from_json(json, &info, &wrong) &&
      read_part(json, &info.part, &wrong) && read_byte_order(json, &info.big_endian, &wrong) &&
      read_process(json, &info.process, &wrong) && read_modules(json, &info.modules, &wrong) &&
      read_settings(json, &info.settings, &wrong) && read_what_ifs(json, &info.what_ifs, &wrong) &&
      read_code_lines(json, &info, &wrong) && read_code_uses(json, &info, &wrong)) {
    return info;
  }
  facts::Fault fault;
  fault.kind = wrong.empty() ? facts::FaultKind::info_not_json : facts::FaultKind::info_field;
  fault.details = wrong;
  return fault;
}

}  // namespace greenlens::store
