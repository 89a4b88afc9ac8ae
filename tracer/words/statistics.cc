#include "tracer/words/statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tracer/facts/shown.h"
#include "tracer/words/columns.h"
#include "tracer/words/lists.h"
#include "tracer/words/names_apart.h"
#include "tracer/words/when.h"

namespace greenlens::words {
namespace {

using store::GreenletNumbers;

using Row = TableRow;

std::string number(uint64_t n) { return std::to_string(n); }

uint64_t copies(const store::Sizes& sizes) {
  uint64_t sum = 0;
  for (const uint64_t count : sizes) sum += count;
  return sum;
}

std::string sums_table(const Messages& messages, const store::Statistics& sums) {
  const auto line = [&](const char* id, const store::Sizes& sizes, uint64_t bytes) {
    return Row{messages.text(std::string("statistics.") + id), number(copies(sizes)),
               messages.text("statistics.bytes", {{"bytes", number(bytes)}})};
  };
  return table({{messages.text("statistics.switches"), number(sums.totals().switches),
                 kinds_text(messages, sums)},
                line("copies_out", sums.sizes_out(), sums.totals().bytes_out),
                line("copies_in", sums.sizes_in(), sums.totals().bytes_in)},
               {2});
}

std::string sizes_table(const Messages& messages, const store::Statistics& sums) {
  std::vector<Row> rows = {{messages.text("statistics.copies_of"), messages.text("statistics.out"),
                            messages.text("statistics.in")}};
  for (size_t k = 0; k < sums.sizes_out().size(); ++k) {
    const uint64_t out = sums.sizes_out()[k], in = sums.sizes_in()[k];
    if (out + in > 0) rows.push_back({size_text(k), number(out), number(in)});
  }
  return rows.size() > 1 ? table(rows, {}) + '\n' : "";
}

std::string greenlets_table(const Messages& messages, const std::vector<GreenletNumbers>& all) {
  Row titles;
  for (const char* id : {"greenlet", "thread", "state", "to", "away", "bytes_out", "bytes_in",
                         "runs", "ran", "longest", "longest_at", "line", "since"}) {
    titles.push_back(messages.text(std::string("statistics.") + id));
  }
  std::vector<Row> rows = {titles};
  for (const GreenletNumbers& g : all) {
    const std::string place = place_text(g.at);
    rows.push_back({name_text(messages, g), number(g.thread),
                    messages.text(std::string("scene.life.") + life_name(g.life)),
                    number(g.switches_to), number(g.switches_away), number(g.bytes_out),
                    number(g.bytes_in), number(g.runs), duration_text(g.ran_ns),
                    g.runs > 0 ? duration_text(g.longest_ns) : "-",
                    g.runs > 0 ? number(g.longest_from) : "-", place.empty() ? "-" : place,
                    g.since > 0 ? number(g.since) : "-"});
  }
  return table(rows, {2, 11});
}

struct Unit {
  const char* name;
  size_t bits;
};

// Three figures, and the first unit of which there are fewer than `base`.
std::string in_units(double value, double base, const std::vector<const char*>& units) {
  size_t unit = 0;
  while (unit + 1 < units.size() && value >= base - 0.5) value /= base, ++unit;
  const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return fmt::format("{:.{}f} {}", value, decimals, units[unit]);
}

bool comes_first(uint64_t a, uint64_t b, const GreenletNumbers& x, const GreenletNumbers& y) {
  return a != b ? a > b : x.id < y.id;
}

}  // namespace

std::string kinds_text(const Messages& messages, const store::Statistics& sums) {
  using store::SwitchKind;
  std::string text;
  for (const SwitchKind kind : {SwitchKind::start, SwitchKind::resume, SwitchKind::finish,
                                SwitchKind::throw_, SwitchKind::failed}) {
    const uint64_t count = sums.of_kind(kind);
    if (count == 0) continue;
    const std::string id =
        std::string("statistics.kind.") + enum_names(kind)[static_cast<size_t>(kind)];
    add_name(messages, messages.text(id, {{"count", number(count)}}), &text);
  }
  return text;
}

std::string count_text(uint64_t count) {
  return count < 1000 ? number(count)
                      : in_units(static_cast<double>(count), 1000, {"", "k", "M", "G", "T", "P"});
}

std::string bytes_text(uint64_t bytes) {
  return bytes < 1024 ? number(bytes) + " B"
                      : in_units(static_cast<double>(bytes), 1024,
                                 {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"});
}

std::string size_text(size_t k) {
  constexpr std::array kUnits = {Unit{"B", 0},    Unit{"KiB", 10}, Unit{"MiB", 20}, Unit{"GiB", 30},
                                 Unit{"TiB", 40}, Unit{"PiB", 50}, Unit{"EiB", 60}};
  if (k <= 1) return number(k) + " B";
  const size_t bits = k - 1;  // of the smallest: 2^bits to 2^k - 1
  const Unit& unit = kUnits[bits / 10];
  const uint64_t low = uint64_t{1} << (bits - unit.bits), high = 2 * low;
  return number(low) + "–" + number(unit.bits == 0 ? high - 1 : high) + ' ' + unit.name;
}

std::string name_text(const Messages& messages, const GreenletNumbers& numbers) {
  if (numbers.id == 0) return messages.text("statistics.others");
  return numbers.name.empty() ? "#" + number(numbers.id) : facts::shown(numbers.name);
}

std::vector<GreenletNumbers> told_apart(const Messages& messages,
                                        std::vector<GreenletNumbers> all) {
  NamesApart names(messages);
  for (const GreenletNumbers& g : all) names.add(g.name, g.thread);
  for (GreenletNumbers& g : all) {
    if (g.id != 0) g.name = names.of(g.id, g.name, g.thread);
  }
  return all;
}

std::string place_text(const facts::SourceLine& line) {
  if (line.line == 0) return "";
  const size_t slash = line.file.find_last_of('/');
  const std::string file = slash == std::string::npos ? line.file : line.file.substr(slash + 1);
  return facts::shown(file) + ":" + number(line.line);
}

std::string times_text(const Messages& messages, const store::Statistics& sums) {
  const uint64_t switches = sums.totals().switches;
  if (sums.noted() == 0) return messages.text("statistics.times.told");
  return messages.text(
      sums.noted() == switches ? "statistics.times.noted" : "statistics.times.both",
      {{"unit", number(facts::kNotedTimeUnit)}});
}

std::vector<GreenletNumbers> by_time(std::vector<GreenletNumbers> greenlets) {
  std::sort(greenlets.begin(), greenlets.end(),
            [](const auto& a, const auto& b) { return comes_first(a.ran_ns, b.ran_ns, a, b); });
  return greenlets;
}

std::vector<GreenletNumbers> by_bytes(std::vector<GreenletNumbers> greenlets) {
  const auto bytes = [](const GreenletNumbers& g) { return g.bytes_out + g.bytes_in; };
  std::sort(greenlets.begin(), greenlets.end(),
            [&](const auto& a, const auto& b) { return comes_first(bytes(a), bytes(b), a, b); });
  return greenlets;
}

std::string counted_text(const Messages& messages, const store::Numbers& counted) {
  return messages.text("statistics.steps", {{"from", number(counted.sums.from())},
                                            {"to", number(counted.sums.to())},
                                            {"all", number(counted.steps)},
                                            {"time", duration_text(counted.sums.time_ns())}});
}

std::string statistics_text(const Messages& messages, const store::Numbers& counted,
                            const std::vector<GreenletNumbers>& greenlets) {
  const store::Statistics& sums = counted.sums;
  std::string text = counted_text(messages, counted) + "\n\n";
  text += sums_table(messages, sums) + '\n' + sizes_table(messages, sums);
  text += greenlets_table(messages, by_time(greenlets)) + '\n';
  text += wrapped(times_text(messages, sums), kTextColumns);
  if (counted.events_lost > 0) {
    text += '\n' +
            wrapped(messages.text("narrate.lost_so_far", {{"count", number(counted.events_lost)}}),
                    kTextColumns);
  }
  return text;
}

}  // namespace greenlens::words
