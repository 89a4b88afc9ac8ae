#include "tracer/export/page/strategies.h"

#include <algorithm>
#include <map>

#include "tracer/export/svg_writer.h"
#include "tracer/facts/json_fields.h"
#include "tracer/strategies/costs.h"
#include "tracer/strategies/strategies_text.h"

namespace greenlens::exports {
namespace {

using strategies::Strategy;
using words::TableRow;

constexpr uint64_t kUsualGreenlets = 100, kUsualBytes = 4096;

// A table's cells but for its titles and the names of its rows.
facts::Json cells_of(const std::vector<TableRow>& table) {
  facts::Json cells = facts::Json::array();
  for (size_t row = 1; row < table.size(); ++row) {
    for (size_t column = 1; column < table[row].size(); ++column) {
      cells.push_back(table[row][column]);
    }
  }
  return cells;
}

std::string empty_table(const std::vector<TableRow>& table, const char* name) {
  std::string html = std::string("<table class=\"") + name + "\">\n<tr>";
  for (const std::string& title : table[0]) html += "<th>" + escape(title) + "</th>";
  html += "</tr>\n";
  for (size_t row = 1; row < table.size(); ++row) {
    html += "<tr><th>" + escape(table[row][0]) + "</th>";
    for (size_t column = 1; column < table[row].size(); ++column) html += "<td></td>";
    html += "</tr>\n";
  }
  return html + "</table>\n";
}

// What was timed at one point, a row for each number and a column for each strategy.
std::vector<TableRow> point_table(const words::Messages& messages, const strategies::Point& point) {
  const auto text = [&](const char* id) { return messages.text(std::string("strategies.") + id); };
  const strategies::Timed frames = strategies::frames_at(point);
  const std::string unknown = messages.text("scene.strategies.unknown");
  TableRow titles = {text("what")};
  for (const Strategy strategy : strategies::kStrategies) {
    titles.push_back(strategies::strategy_text(messages, strategy));
  }
  const auto size = [](uint64_t bytes) { return strategies::size_text(bytes); };
  return {titles,
          {text("basis"), text("measured"), text("measured"), text("modelled")},
          {text("copied_a_switch"), size(point.slices.copied), size(point.stacks.copied), size(0)},
          {messages.text("scene.strategies.switch"), strategies::time_text(point.slices.switch_ns),
           strategies::time_text(point.stacks.switch_ns), unknown},
          {messages.text("scene.strategies.rate"),
           strategies::rate_text(messages, point.slices.switch_ns),
           strategies::rate_text(messages, point.stacks.switch_ns), unknown},
          {text("a_life"), strategies::time_text(point.slices.life_ns),
           strategies::time_text(point.stacks.life_ns), unknown},
          {messages.text("scene.strategies.all_held"), size(point.slices.held),
           size(point.stacks.held), size(frames.held)}};
}

facts::Json measured_json(const words::Messages& messages, const strategies::Sweep& sweep) {
  facts::Json all = facts::Json::array();
  for (const uint64_t greenlets : strategies::kGreenlets) {
    const std::vector<strategies::Point> points = strategies::points_of(sweep, greenlets);
    if (points.empty()) continue;
    facts::Json its = facts::Json::array();
    size_t usual = 0;
    for (const strategies::Point& point : points) {
      if (point.bytes <= kUsualBytes) usual = its.size();
      its.push_back({{"at", messages.text("scene.strategies.at",
                                          {{"bytes", strategies::size_text(point.bytes)},
                                           {"count", std::to_string(greenlets)}})},
                     {"cells", cells_of(point_table(messages, point))},
                     {"said", strategies::sweep_sentence(messages, points, point)}});
    }
    all.push_back(
        {{"of", messages.text("strategies.of_greenlets", {{"count", std::to_string(greenlets)}})},
         {"usual", greenlets == kUsualGreenlets},
         {"usual_point", usual},
         {"points", std::move(its)}});
  }
  return all;
}

}  // namespace

facts::Json strategies_json(const words::Messages& messages, const store::Trace& trace,
                            const std::vector<uint64_t>& steps, const strategies::Sweep* measured) {
  const strategies::Assumptions assumptions;
  strategies::CostsAlong along(assumptions);
  state::State state = trace.state(0);
  facts::Json at = facts::Json::array(), tables = facts::Json::array();
  std::map<std::string, size_t> numbers;  // of tables that are there already
  for (const uint64_t step : steps) {
    for (uint64_t before = state.step; state.step < step; before = state.step) {
      trace.go_along(&state, step, &along);
      if (state.step == before) break;
    }
    const strategies::Costs& costs = along.costs();
    facts::Json table = {{"cells", cells_of(strategies::costs_table(messages, costs))},
                         {"said", strategies::costs_sentence(messages, costs)},
                         {"assumed", strategies::assumptions_text(messages, costs, assumptions)}};
    const auto [found, is_new] = numbers.try_emplace(table.dump(), tables.size());
    if (is_new) tables.push_back(std::move(table));
    at.push_back(found->second);
  }
  facts::Json json = {{"at", std::move(at)}, {"tables", std::move(tables)}};
  if (measured != nullptr) json["measured"] = measured_json(messages, *measured);
  return json;
}

std::string strategies_html(const words::Messages& messages, const strategies::Sweep* measured) {
  std::string html = "<details id=\"strategies\"><summary>" +
                     escape(messages.text("ui.view.strategies")) + "</summary>\n<div>" +
                     empty_table(strategies::costs_table(messages, {}), "costs") +
                     "<p class=\"said\"></p>\n<p class=\"assumed\"></p>\n";
  if (measured != nullptr && !measured->points.empty()) {
    const std::string slider = escape(messages.text("scene.strategies.bytes"));
    const std::string many = escape(messages.text("strategies.greenlets"));
    html += "<h4>" + escape(messages.text("strategies.measured_on", {{"cpu", measured->cpu}})) +
            "</h4>\n<p><select aria-label=\"" + many +
            "\"></select> <output></output></p>\n<p><input type=\"range\" min=\"0\" aria-label=\"" +
            slider + "\"></p>\n<p class=\"crossing\"></p>\n" +
            empty_table(point_table(messages, measured->points.front()), "timed") +
            "<p class=\"assumed\">" + escape(messages.text("strategies.sweep.about")) + "</p>\n";
  }
  return html + "</div></details>\n";
}

}  // namespace greenlens::exports
