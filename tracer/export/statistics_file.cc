#include "tracer/export/statistics_file.h"

#include "tracer/facts/csv_line.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/words/statistics.h"

namespace greenlens::exports {
namespace {

using store::GreenletNumbers;

facts::Json sizes_to_json(const store::Sizes& sizes) {
  facts::Json list = facts::Json::array();
  for (size_t k = 0; k < sizes.size(); ++k) {
    if (sizes[k] == 0) continue;
    const uint64_t least = store::least_size(k);
    list.push_back(
        {{"least", least}, {"most", k == 0 ? 0 : least + (least - 1)}, {"copies", sizes[k]}});
  }
  return list;
}

facts::Json kinds_to_json(const store::Statistics& sums) {
  using store::SwitchKind;
  facts::Json kinds = facts::Json::object();
  for (const SwitchKind kind : {SwitchKind::start, SwitchKind::resume, SwitchKind::finish,
                                SwitchKind::throw_, SwitchKind::failed}) {
    kinds[enum_names(kind)[static_cast<size_t>(kind)]] = sums.of_kind(kind);
  }
  return kinds;
}

facts::Json greenlet_to_json(const words::Messages& messages, const GreenletNumbers& g) {
  facts::Json at = nullptr;
  if (g.at.line != 0) {
    at = {{"file", g.at.file}, {"line", g.at.line}, {"function", g.at.function}};
  }
  facts::Json longest = nullptr;
  if (g.runs > 0) {
    longest = {{"ns", g.longest_ns}, {"from", g.longest_from}, {"to", g.longest_to}};
  }
  return {{"id", g.id},
          {"name", words::name_text(messages, g)},
          {"thread", g.thread},
          {"state", life_name(g.life)},
          {"switches_to", g.switches_to},
          {"switches_away", g.switches_away},
          {"bytes_out", g.bytes_out},
          {"bytes_in", g.bytes_in},
          {"runs", g.runs},
          {"ran_ns", g.ran_ns},
          {"longest_run", std::move(longest)},
          {"at", std::move(at)},
          {"since_step", g.since > 0 ? facts::Json(g.since) : facts::Json(nullptr)},
          {"since_ns", g.since > 0 ? facts::Json(g.since_ns) : facts::Json(nullptr)}};
}

std::string as_table(const words::Messages& messages, const store::Numbers& counted,
                     const std::vector<GreenletNumbers>& greenlets) {
  return words::statistics_text(messages, counted, greenlets);
}

std::string as_csv(const words::Messages& messages, const store::Numbers&,
                   const std::vector<GreenletNumbers>& greenlets) {
  return statistics_to_csv(messages, greenlets);
}

std::string as_json(const words::Messages& messages, const store::Numbers& counted,
                    const std::vector<GreenletNumbers>& greenlets) {
  return facts::json_text(statistics_to_json(messages, counted, greenlets), 2) + '\n';
}

}  // namespace

facts::Json statistics_to_json(const words::Messages& messages, const store::Numbers& counted,
                               const std::vector<GreenletNumbers>& greenlets) {
  const store::Statistics& sums = counted.sums;
  const store::Totals& totals = sums.totals();
  facts::Json list = facts::Json::array();
  for (const GreenletNumbers& g : greenlets) list.push_back(greenlet_to_json(messages, g));
  return {{"version", kStatisticsVersion},
          {"from", sums.from()},
          {"to", sums.to()},
          {"steps", counted.steps},
          {"events_lost", counted.events_lost},
          {"switches", totals.switches},
          {"kinds", kinds_to_json(sums)},
          {"noted", sums.noted()},
          {"bytes_out", totals.bytes_out},
          {"bytes_in", totals.bytes_in},
          {"copies_out", sizes_to_json(sums.sizes_out())},
          {"copies_in", sizes_to_json(sums.sizes_in())},
          {"time_ns", sums.time_ns()},
          {"switching_ns", sums.switching_ns()},
          {"greenlets", std::move(list)}};
}

std::string statistics_to_csv(const words::Messages& messages,
                              const std::vector<GreenletNumbers>& greenlets) {
  std::string text =
      facts::csv_line({"id", "name", "thread", "state", "switches_to", "switches_away", "bytes_out",
                       "bytes_in", "runs", "ran_ns", "longest_ns", "longest_from", "longest_to",
                       "file", "line", "function", "since_step", "since_ns"});
  // A number, or an empty field where there is none.
  const auto number = [](uint64_t n, bool is_there = true) {
    return is_there ? std::to_string(n) : std::string();
  };
  for (const GreenletNumbers& g : greenlets) {
    const bool ran = g.runs > 0, placed = g.at.line != 0, moved = g.since > 0;
    text += facts::csv_line(
        {number(g.id), words::name_text(messages, g), number(g.thread), life_name(g.life),
         number(g.switches_to), number(g.switches_away), number(g.bytes_out), number(g.bytes_in),
         number(g.runs), number(g.ran_ns), number(g.longest_ns, ran), number(g.longest_from, ran),
         number(g.longest_to, ran), facts::shown(g.at.file), number(g.at.line, placed),
         facts::shown(g.at.function), number(g.since, moved), number(g.since_ns, moved)});
  }
  return text;
}

const std::vector<StatisticsFormat>& statistics_formats() {
  static const std::vector<StatisticsFormat> all = {{"table", "numbers_table", ".txt", as_table},
                                                    {"csv", "numbers_csv", ".csv", as_csv},
                                                    {"json", "numbers_json", ".json", as_json}};
  return all;
}

const StatisticsFormat* find_statistics_format(std::string_view id) {
  for (const StatisticsFormat& format : statistics_formats()) {
    if (format.id == id) return &format;
  }
  return nullptr;
}

const StatisticsFormat* statistics_format_called(std::string_view name) {
  for (const StatisticsFormat& format : statistics_formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace greenlens::exports
