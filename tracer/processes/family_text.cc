#include "tracer/processes/family_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/processes/names.h"
#include "tracer/words/columns.h"
#include "tracer/words/sentence.h"

namespace greenlens::processes {
namespace {

using words::Messages;
using words::TableRow;

std::string optional_text(const std::optional<size_t>& number) {
  return number ? std::to_string(*number) : "-";
}

facts::Json optional_json(const std::optional<size_t>& number) {
  return number ? facts::Json(*number) : facts::Json(nullptr);
}

facts::Json number_or_null(uint64_t number) {
  return number != 0 ? facts::Json(number) : facts::Json(nullptr);
}

// Of a signal: to whom.
std::string receiver_text(const Messages& messages, const Family& family, const Happening& one,
                          const std::vector<Given>& given) {
  if (one.to == facts::SignalTo::thread) return messages.text("processes.own_thread");
  if (one.to == facts::SignalTo::group) {
    return one.number == 0
               ? messages.text("processes.own_group")
               : messages.text("processes.group", {{"number", std::to_string(one.number)}});
  }
  if (one.other == one.process) return messages.text("processes.itself");
  if (one.other) return process_name(messages, family, *one.other, given);
  return messages.text("processes.unknown", {{"number", std::to_string(one.number)}});
}

facts::Json lane_to_json(const Lane& lane) {
  facts::Json ran = facts::Json::array();
  for (const Stretch& one : lane.ran) {
    ran.push_back({one.from_ns, one.to_ns, one.step, one.share});
  }
  return {{"greenlet", number_or_null(lane.greenlet)},
          {"others", lane.others},
          {"name", lane.name},
          {"thread", lane.thread},
          {"thread_name", lane.thread_name},
          {"ran_ns", lane.ran_ns},
          {"ran", std::move(ran)}};
}

facts::Json process_to_json(const Messages& messages, const Process& one,
                            const std::vector<Given>& given) {
  facts::Json lanes = facts::Json::array();
  for (const Lane& lane : one.lanes) lanes.push_back(lane_to_json(lane));
  facts::Json json = {{"number", number_or_null(one.number)},
                      {"parent", number_or_null(one.parent_number)},
                      {"parent_index", optional_json(one.parent)},
                      {"same_process_before", optional_json(one.before)},
                      {"name", one.name},
                      {"file", nullptr},
                      {"begin_ns", one.begin_ns},
                      {"end_ns", one.end_ns},
                      {"ending", facts::enum_name(one.ending)},
                      {"how", nullptr},
                      {"what", one.what},
                      {"ended", ending_text(messages, one)},
                      {"steps", one.steps},
                      {"switches", one.switches},
                      {"greenlets", one.greenlets},
                      {"threads", one.threads},
                      {"findings", optional_json(one.findings)},
                      {"lanes", std::move(lanes)}};
  if (one.given) json["file"] = given[*one.given].file;
  if (one.ending == Ending::told) json["how"] = facts::enum_name(one.how);
  return json;
}

TableRow process_row(const Messages& messages, const Family& family, size_t i,
                     const std::vector<Given>& given) {
  const Process& one = family.processes[i];
  const std::string indent(2 * one.depth, ' ');
  const bool has_parent = one.parent_number != 0;
  if (!one.given) {
    return {indent + process_name(messages, family, i, given),
            std::to_string(one.parent_number),
            time_text(family, one.begin_ns),
            "-",
            ending_text(messages, one),
            "-",
            "-",
            "-",
            "-"};
  }
  return {indent + process_name(messages, family, i, given),
          has_parent ? std::to_string(one.parent_number) : "-",
          time_text(family, one.begin_ns),
          time_text(family, one.end_ns),
          ending_text(messages, one),
          std::to_string(one.switches),
          std::to_string(one.greenlets),
          optional_text(one.findings),
          base_name(given[*one.given].file)};
}

}  // namespace

std::string process_name(const Messages& messages, const Family& family, size_t process,
                         const std::vector<Given>& given) {
  const Process& one = family.processes[process];
  const std::string number = std::to_string(one.number);
  if (one.number == 0) {
    return one.given ? facts::shown(base_name(given[*one.given].file))
                     : messages.text("processes.unknown_child");
  }
  if (one.name.empty()) return messages.text("processes.unknown", {{"number", number}});
  return facts::shown(one.name) + " " + number;
}

std::string ending_text(const Messages& messages, const Process& process) {
  const std::string what = facts::shown(process.what);
  switch (process.ending) {
    case Ending::told:
      return messages.text(std::string("processes.end.") + facts::enum_name(process.how),
                           {{"what", what}});
    case Ending::exited:
    case Ending::replaced:
    case Ending::killed:
    case Ending::goes_on:
    case Ending::not_told:
    case Ending::unrecorded:
      return messages.text(std::string("processes.end.") + facts::enum_name(process.ending),
                           {{"what", what}});
  }
  return "";
}

std::string time_text(const Family& family, uint64_t ns) {
  constexpr uint64_t kSecond = 1'000'000'000;
  const auto seconds = static_cast<double>(ns) / static_cast<double>(kSecond);
  return family.length_ns < kSecond / 10 ? fmt::format("{:.3f} ms", seconds * 1000)
                                         : fmt::format("{:.3f} s", seconds);
}

std::string happening_text(const Messages& messages, const Family& family,
                           const Happening& happening, const std::vector<Given>& given) {
  const Process& process = family.processes[happening.process];
  const std::string name = process_name(messages, family, happening.process, given);
  std::string id = std::string("processes.") + facts::enum_name(happening.is);
  std::string other;
  switch (happening.is) {
    case Happened::began:
      if (process.before) id += ".again";
      break;
    case Happened::forked:
      other = happening.other ? process_name(messages, family, *happening.other, given)
                              : messages.text("processes.unknown_child");
      if (!happening.other || !family.processes[*happening.other].given) id += ".unrecorded";
      break;
    case Happened::signalled:
      other = receiver_text(messages, family, happening, given);
      break;
    case Happened::exec_requested:
      break;
    case Happened::child_ended:
      other = happening.other ? process_name(messages, family, *happening.other, given)
                              : messages.text("processes.unknown",
                                              {{"number", std::to_string(happening.number)}});
      id += std::string(".") + facts::enum_name(happening.how);
      break;
    case Happened::ended:
      return messages.text(id, {{"name", name}, {"how", ending_text(messages, process)}});
  }
  return messages.text(id, {{"name", name},
                            {"other", other},
                            {"what", facts::shown(happening.what)},
                            {"greenlet", facts::shown(happening.greenlet)}});
}

std::string doubt_text(const Messages& messages, const Doubted& doubt,
                       const std::vector<Given>& given) {
  const std::string file = facts::shown(given[doubt.given].file);
  const std::string reason =
      doubt.is == Doubt::unreadable ? words::sentence(messages, given[doubt.given].fault) : "";
  return messages.text(
      std::string("processes.doubt.") + facts::enum_name(doubt.is),
      {{"file", file}, {"other", facts::shown(given[doubt.other].file)}, {"reason", reason}});
}

std::string family_text(const Messages& messages, const Family& family,
                        const std::vector<Given>& given) {
  TableRow titles;
  for (const char* id : {"process", "parent", "begins", "ends", "ended_how", "switches",
                         "greenlets", "findings", "file"}) {
    titles.push_back(messages.text(std::string("processes.") + id));
  }
  std::vector<TableRow> rows = {titles};
  for (size_t i = 0; i < family.processes.size(); ++i) {
    rows.push_back(process_row(messages, family, i, given));
  }
  std::string text = words::table(rows, {4, 8});
  std::vector<TableRow> lines;
  for (const Happening& one : family.happenings) {
    lines.push_back({time_text(family, one.time_ns), happening_text(messages, family, one, given)});
  }
  if (!lines.empty()) text += '\n';
  size_t widest = 0;
  for (const TableRow& line : lines) widest = std::max(widest, line[0].size());
  for (const TableRow& line : lines) {
    text += std::string(widest - line[0].size(), ' ') + line[0] + "  " + line[1] + '\n';
  }
  return text;
}

facts::Json family_to_json(const Messages& messages, const Family& family,
                           const std::vector<Given>& given) {
  facts::Json processes = facts::Json::array(), happenings = facts::Json::array(),
              doubts = facts::Json::array();
  for (const Process& one : family.processes) {
    processes.push_back(process_to_json(messages, one, given));
  }
  for (const Happening& one : family.happenings) {
    facts::Json json = {{"time_ns", one.time_ns},
                        {"kind", facts::enum_name(one.is)},
                        {"process", one.process},
                        {"other", optional_json(one.other)},
                        {"number", number_or_null(one.number)},
                        {"step", one.step},
                        {"greenlet", one.greenlet},
                        {"what", one.what},
                        {"says", happening_text(messages, family, one, given)}};
    if (one.is == Happened::signalled) json["to"] = facts::enum_name(one.to);
    if (one.is == Happened::child_ended) json["how"] = facts::enum_name(one.how);
    happenings.push_back(std::move(json));
  }
  for (const Doubted& one : family.doubts) {
    doubts.push_back({{"kind", facts::enum_name(one.is)},
                      {"file", given[one.given].file},
                      {"says", doubt_text(messages, one, given)}});
  }
  return {{"version", 1},
          {"length_ns", family.length_ns},
          {"began_wall_ns", number_or_null(family.began_wall_ns)},
          {"processes", std::move(processes)},
          {"happenings", std::move(happenings)},
          {"doubts", std::move(doubts)}};
}

}  // namespace greenlens::processes
