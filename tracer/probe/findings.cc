#include "tracer/probe/findings.h"

#include <algorithm>

#include "arch/arch.h"
#include "tracer/probe/text.h"
#include "tracer/probe/ways.h"

namespace greenlens::probe {
namespace {

const char* context_name(int number) { return number == 0 ? "A" : "B"; }

std::string distance(uint64_t difference) {
  const auto number = static_cast<int64_t>(difference);
  return std::to_string(number < 0 ? -number : number);
}

const char* direction(uint64_t difference) {
  return static_cast<int64_t>(difference) < 0 ? "lower" : "higher";
}

// What a kind is about.
enum class Values { none, got, both, distance };
struct Row {
  const char* id;  // of its sentence
  Values values = Values::none;
  bool last = true;  // the harness has stopped there
};

Row row_of(probe_kind kind) {
  switch (kind) {
    case probe_fine:
    case probe_register_lost:
      return {"probe.lost.register", Values::both, false};
    case probe_sp_moved:
      return {"probe.lost.sp", Values::distance};
    case probe_not_switched:
      return {"probe.lost.not_switched"};
    case probe_not_begun:
      return {"probe.lost.not_begun"};
    case probe_foreign_stack:
      return {"probe.lost.foreign_stack", Values::got};
    case probe_no_stack:
      return {"probe.lost.no_stack", Values::got};
    case probe_save_moved_sp:
      return {"probe.lost.save_sp", Values::distance};
    case probe_flag_set:
      return {"probe.lost.flag", Values::none, false};
    case probe_frame_overwritten:
      return {"probe.lost.frame", Values::both};
    case probe_record_overrun:
      return {"probe.lost.record"};
    case probe_sp_not_stored:
      return {"probe.lost.sp_not_stored"};
    case probe_sp_stored_wrong:
      return {"probe.lost.sp_stored_wrong", Values::got};
    case probe_handle_wrong:
      return {"probe.lost.handle", Values::got};
    case probe_wrong_data:
      return {"probe.lost.data", Values::both};
    case probe_made_nothing:
      return {"probe.lost.made_nothing", Values::got};
    case probe_entry_misaligned:
      return {"probe.lost.entry_misaligned", Values::got, false};
    case probe_entry_off_stack:
      return {"probe.lost.entry_off_stack", Values::got};
    case probe_entry_flag_set:
      return {"probe.lost.entry_flag", Values::none, false};
    case probe_entry_control:
      return {"probe.lost.entry_control", Values::none, false};
    case probe_cannot_prepare:
      return {"probe.lost.cannot_prepare"};
  }
  return {"probe.lost.register"};
}

// The value that came in place of a register's own may say more.
const char* register_id(const probe_report& report, const probe_found& found) {
  if (report.control[found.word] != 0) return "probe.lost.control";
  if (found.got == PROBE_UNTOUCHED * (UINT64_MAX / UINT8_MAX))
    return "probe.lost.register.unstored";
  if (found.got == report.returned || found.owner < 0) return "probe.lost.register";
  if (found.owner == found.word) return "probe.lost.register.other";
  return found.owners_context == found.context ? "probe.lost.register.mixed"
                                               : "probe.lost.register";
}

Finding finding_of(const words::Messages& messages, const Request& request,
                   const probe_report& report, const probe_found& found) {
  Finding finding;
  const Row row = row_of(found.kind);
  finding.id = row.id;
  finding.context = context_name(found.context);
  if (found.kind == probe_register_lost) {
    finding.id = register_id(report, found);
    finding.name = report.name[found.word];
  }
  finding.last = row.last;
  const std::string had = hexadecimal(found.had), got = hexadecimal(found.got);
  if (row.values == Values::both) finding.had = had;
  if (row.values == Values::both || row.values == Values::got) finding.got = got;
  if (row.values == Values::distance) finding.bytes = static_cast<int64_t>(found.got);
  const Places places = {
      {"name", finding.name},
      {"context", finding.context},
      {"other", context_name(1 - found.context)},
      {"had", had},
      {"got", got},
      {"owner", found.owner >= 0 ? report.name[found.owner] : ""},
      {"bytes", distance(found.got)},
      {"direction", direction(found.got)},
      {"direction_says", messages.text(std::string("probe.sp.") + direction(found.got))},
      {"offset", std::to_string(found.word)},
      {"number", std::to_string(found.got)},
      {"size", std::to_string(request.record_size)},
      {"alignment", std::to_string(arch_describe()->stack_alignment)},
      {"flag", report.flag},
      {"control", report.control_word},
      {"function", request.function},
      {"maker", request.maker ? request.maker->name : ""},
  };
  finding.sentence = messages.text(finding.id, places);
  return finding;
}

bool contains(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_lost(const std::vector<Finding>& list, const std::string& name) {
  return std::any_of(list.begin(), list.end(), [&](const Finding& f) { return f.name == name; });
}

// Each once, in the report's order.
std::vector<std::string> names_of_registers(const probe_report& report) {
  std::vector<std::string> names;
  for (int i = 0; i < std::clamp<int>(report.names, 0, PROBE_WORDS); ++i) {
    if (!contains(names, report.name[i])) names.emplace_back(report.name[i]);
  }
  return names;
}

}  // namespace

Refused look_at_allowed(const Request& request, const Examination& examination) {
  const std::vector<std::string> names = names_of_registers(examination.report);
  for (const std::string& name : request.allowed) {
    if (contains(names, name)) continue;
    return {"probe.no_register", {{"name", name}, {"names", joined(names)}}};
  }
  return {};
}

Findings findings(const words::Messages& messages, const Request& request,
                  const Examination& examination) {
  const probe_report& report = examination.report;
  Findings all;
  all.switches = report.switches;
  all.first_entry = report.first_entry != 0;
  const int found = std::clamp<int>(report.found, 0, PROBE_FOUND);
  for (int i = 0; i < found; ++i) {
    Finding finding = finding_of(messages, request, report, report.list[i]);
    if (!finding.name.empty() && contains(request.allowed, finding.name)) {
      all.allowed.push_back(finding.name);
    } else {
      all.list.push_back(std::move(finding));
    }
  }
  const bool stopped = !all.list.empty() && all.list.back().last;
  if (!stopped && report.step != probe_step_finished) {
    Finding end;
    end.id = end_id(report, examination);
    end.context = context_name(report.from);
    end.got = report.signal != 0 ? hexadecimal(report.address) : "";
    end.sentence = end_sentence(messages, request, examination);
    end.last = true;
    all.list.push_back(std::move(end));
  }
  if (!all.list.empty() && all.list.back().last) return all;
  for (const std::string& name : names_of_registers(report)) {
    if (!is_lost(all.list, name) && !contains(all.allowed, name)) all.kept.push_back(name);
  }
  return all;
}

}  // namespace greenlens::probe
