#include "tracer/findings/top.h"

#include <algorithm>
#include <map>
#include <utility>

#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/words/columns.h"
#include "tracer/words/statistics.h"
#include "tracer/words/when.h"

namespace greenlens::findings {
namespace {

uint64_t waited(const store::GreenletNumbers& g, uint64_t end_ns) {
  if (g.thread == 0) return 0;
  const uint64_t last = g.life == state::Life::dead && g.since_ns != 0 ? g.since_ns : end_ns;
  const uint64_t lived = last > g.spawned_ns ? last - g.spawned_ns : 0;
  return lived > g.ran_ns ? lived - g.ran_ns : 0;
}

Row row_of(const store::GreenletNumbers& g, uint64_t end_ns) {
  Row row;
  row.name = g.name;
  row.greenlet = g.id;
  row.spawned = g.spawned;
  row.alive = g.life == state::Life::dead ? 0 : 1;
  row.runs = g.runs;
  row.ran_ns = g.ran_ns;
  row.waited_ns = waited(g, end_ns);
  row.wakes = g.wakes;
  row.ready_ns = g.ready_ns;
  row.longest_ns = g.longest_ns;
  row.longest_from = g.longest_from;
  row.bytes = g.bytes_out + g.bytes_in;
  return row;
}

void add(Row* sum, const Row& one) {
  sum->alive += one.alive;
  sum->runs += one.runs;
  sum->ran_ns += one.ran_ns;
  sum->waited_ns += one.waited_ns;
  sum->wakes += one.wakes;
  sum->ready_ns += one.ready_ns;
  sum->bytes += one.bytes;
  if (one.longest_ns > sum->longest_ns) {
    sum->longest_ns = one.longest_ns, sum->longest_from = one.longest_from;
  }
}

std::vector<Row> sorted(std::vector<Row> rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.ran_ns > b.ran_ns; });
  return rows;
}

}  // namespace

std::vector<Row> by_greenlet(const store::Numbers& counted) {
  std::vector<Row> rows;
  for (const store::GreenletNumbers& one : counted.greenlets) {
    rows.push_back(row_of(one, counted.sums.end_ns()));
  }
  return sorted(std::move(rows));
}

std::vector<Row> by_line(const store::Numbers& counted) {
  std::map<std::pair<std::string, uint32_t>, Row> lines;
  for (const store::GreenletNumbers& one : counted.greenlets) {
    const Row row = row_of(one, counted.sums.end_ns());
    const auto [found, is_new] = lines.try_emplace({one.spawned.file, one.spawned.line}, row);
    if (is_new) continue;
    ++found->second.count;
    found->second.name.clear();
    found->second.greenlet = 0;
    add(&found->second, row);
  }
  std::vector<Row> rows;
  for (auto& [line, row] : lines) rows.push_back(std::move(row));
  return sorted(std::move(rows));
}

std::string top_text(const words::Messages& messages, const std::vector<Row>& rows, size_t most) {
  words::TableRow titles;
  for (const char* id : {"who", "spawned", "greenlets", "alive", "ran", "waited", "ready", "runs",
                         "longest", "longest_at", "copied"}) {
    titles.push_back(messages.text(std::string("top.") + id));
  }
  std::vector<words::TableRow> table = {titles};
  for (size_t i = 0; i < std::min(rows.size(), most); ++i) {
    const Row& row = rows[i];
    const std::string place = words::place_text(row.spawned);
    table.push_back(
        {row.name.empty() ? messages.text("top.several") : facts::shown(row.name),
         place.empty() ? "-" : place, std::to_string(row.count), std::to_string(row.alive),
         words::duration_text(row.ran_ns), words::duration_text(row.waited_ns),
         row.wakes > 0 ? words::duration_text(row.ready_ns) : "-", std::to_string(row.runs),
         row.runs > 0 ? words::duration_text(row.longest_ns) : "-",
         row.runs > 0 ? std::to_string(row.longest_from) : "-", words::bytes_text(row.bytes)});
  }
  std::string text = words::table(table, {1});
  if (rows.size() > most) {
    text += messages.text("top.more", {{"count", std::to_string(rows.size() - most)}}) + '\n';
  }
  return text;
}

facts::Json top_to_json(const std::vector<Row>& rows) {
  facts::Json all = facts::Json::array();
  for (const Row& row : rows) {
    facts::Json one = {
        {"greenlet", row.greenlet != 0 ? facts::Json(row.name) : facts::Json(nullptr)},
        {"spawned", nullptr},
        {"greenlets", row.count},
        {"alive", row.alive},
        {"runs", row.runs},
        {"ran_ns", row.ran_ns},
        {"waited_ns", row.waited_ns},
        {"wakes", row.wakes},
        {"ready_ns", row.ready_ns},
        {"longest_ns", row.longest_ns},
        {"longest_from", row.longest_from},
        {"bytes", row.bytes}};
    if (row.spawned.line != 0) {
      one["spawned"] = {{"file", row.spawned.file},
                        {"function", row.spawned.function},
                        {"line", row.spawned.line}};
    }
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace greenlens::findings
