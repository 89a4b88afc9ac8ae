#include "tracer/strategies/strategies_text.h"

#include <fmt/format.h>

#include <array>

#include "tracer/facts/json_fields.h"
#include "tracer/words/lists.h"

namespace greenlens::strategies {
namespace {

using words::Messages;
using words::TableRow;

std::string said(const Messages& messages, const std::string& id) {
  return messages.text("strategies." + id);
}

template <typename Value>
TableRow row(const Messages& messages, const char* id, const Value& value) {
  TableRow row = {said(messages, id)};
  for (const Strategy strategy : kStrategies) row.push_back(value(strategy));
  return row;
}

std::string a_switch(const Costs& costs, Strategy strategy) {
  if (costs.switches == 0) return "-";
  return size_text(costs.of[strategy].copied / costs.switches);
}

facts::Json to_json(const Cost& cost, Basis basis) {
  return {{"basis", basis_name(basis)}, {"copied", cost.copied},
          {"held", cost.held},          {"peak", cost.peak},
          {"reserved", cost.reserved},  {"frames_walked", cost.walked}};
}

}  // namespace

std::string strategy_text(const Messages& messages, Strategy strategy) {
  return said(messages, strategy_name(strategy));
}

std::string basis_text(const Messages& messages, Basis basis) {
  return said(messages, basis_name(basis));
}

std::string time_text(double ns) {
  constexpr std::array kUnits = {"ns", "µs", "ms"};
  size_t unit = 0;
  while (ns >= 1000 && unit + 1 < kUnits.size()) ns /= 1000, ++unit;
  return ns >= 100 ? fmt::format("{:.0f} {}", ns, kUnits[unit])
                   : fmt::format("{:.1f} {}", ns, kUnits[unit]);
}

std::string rate_text(const Messages& messages, double switch_ns) {
  if (switch_ns <= 0) return "-";
  const double millions = 1000 / switch_ns;
  const std::string count =
      millions < 10 ? fmt::format("{:.2f}", millions) : fmt::format("{:.1f}", millions);
  return messages.text("strategies.millions", {{"count", count}});
}

std::string size_text(uint64_t bytes) {
  constexpr std::array kUnits = {"B", "KiB", "MiB", "GiB"};
  auto size = static_cast<double>(bytes);
  size_t unit = 0;
  while (size >= 1024 && unit + 1 < kUnits.size()) size /= 1024, ++unit;
  if (unit == 0) return fmt::format("{} B", bytes);
  const bool is_whole = size == static_cast<double>(static_cast<uint64_t>(size));
  return is_whole ? fmt::format("{:.0f} {}", size, kUnits[unit])
                  : fmt::format("{:.1f} {}", size, kUnits[unit]);
}

std::vector<TableRow> costs_table(const Messages& messages, const Costs& costs) {
  const auto& of = costs.of;
  return {
      row(messages, "what", [&](Strategy s) { return strategy_text(messages, s); }),
      row(messages, "basis", [&](Strategy s) { return basis_text(messages, basis_of(s)); }),
      row(messages, "copied", [&](Strategy s) { return size_text(of[s].copied); }),
      row(messages, "copied_a_switch", [&](Strategy s) { return a_switch(costs, s); }),
      row(messages, "held", [&](Strategy s) { return size_text(of[s].held); }),
      row(messages, "peak", [&](Strategy s) { return size_text(of[s].peak); }),
      row(messages, "reserved", [&](Strategy s) { return size_text(of[s].reserved); }),
      row(messages, "walked",
          [&](Strategy s) {
            return s == Strategy::frames ? std::to_string(of[s].walked) : std::string("-");
          }),
  };
}

std::string costs_sentence(const Messages& messages, const Costs& costs) {
  const Cost &slices = costs.of[Strategy::slices], &stacks = costs.of[Strategy::stacks];
  if (costs.switches == 0) return said(messages, "no_switches");
  std::string text =
      messages.text(slices.peak <= stacks.peak ? "strategies.sum.less" : "strategies.sum.more",
                    {{"copied", size_text(slices.copied)},
                     {"switches", std::to_string(costs.switches)},
                     {"slices", size_text(slices.peak)},
                     {"stacks", size_text(stacks.peak)}});
  if (costs.too_large > 0) {
    text += words::between_sentences(messages) +
            messages.text("strategies.too_large", {{"count", std::to_string(costs.too_large)},
                                                   {"largest", size_text(costs.largest)}});
  }
  return text;
}

std::string assumptions_text(const Messages& messages, const Costs& costs,
                             const Assumptions& assumptions) {
  return messages.text("strategies.assumed", {{"stack", size_text(assumptions.stack)},
                                              {"page", size_text(assumptions.page)},
                                              {"frame", size_text(assumptions.frame)},
                                              {"greenlets", std::to_string(costs.greenlets)},
                                              {"slices", size_text(costs.slices)}});
}

std::string costs_text(const Messages& messages, const Costs& costs,
                       const Assumptions& assumptions) {
  return words::table(costs_table(messages, costs), {}) + '\n' +
         words::wrapped(costs_sentence(messages, costs), words::kTextColumns) + '\n' +
         words::wrapped(assumptions_text(messages, costs, assumptions), words::kTextColumns);
}

facts::Json costs_to_json(const Costs& costs, const Assumptions& assumptions) {
  facts::Json json = {
      {"event", costs.step},
      {"switches", costs.switches},
      {"greenlets", costs.greenlets},
      {"slice_bytes", costs.slices},
      {"largest_slice", costs.largest},
      {"too_large_for_a_stack", costs.too_large},
      {"assumed",
       {{"stack", assumptions.stack}, {"page", assumptions.page}, {"frame", assumptions.frame}}}};
  for (const Strategy strategy : kStrategies) {
    json[strategy_name(strategy)] = to_json(costs.of[strategy], basis_of(strategy));
  }
  return json;
}

std::vector<TableRow> sweep_table(const Messages& messages, const std::vector<Point>& points) {
  TableRow titles;
  for (const char* id : {"bytes", "slices_copied", "slices_rate", "stacks_rate", "slices_life",
                         "stacks_life", "slices_held", "stacks_held", "frames_held"}) {
    titles.push_back(said(messages, std::string("sweep.") + id));
  }
  std::vector<TableRow> rows = {titles};
  for (const Point& point : points) {
    rows.push_back({size_text(point.bytes), size_text(point.slices.copied),
                    time_text(point.slices.switch_ns), time_text(point.stacks.switch_ns),
                    time_text(point.slices.life_ns), time_text(point.stacks.life_ns),
                    size_text(point.slices.held), size_text(point.stacks.held),
                    size_text(frames_at(point).held)});
  }
  return rows;
}

std::string sweep_sentence(const Messages& messages, const std::vector<Point>& points,
                           const Point& at) {
  const std::string between = words::between_sentences(messages);
  const Crossing crosses = crossing(points);
  std::string text;
  switch (crosses.kind) {
    case Crossing::Kind::never:
      text = said(messages, "crossing.never");
      break;
    case Crossing::Kind::always:
      text = said(messages, "crossing.always");
      break;
    case Crossing::Kind::at:
      text = messages.text("strategies.crossing.at", {{"bytes", size_text(crosses.bytes)}});
      break;
  }
  if (const auto mostly = mostly_copying(points)) {
    text += between + messages.text("strategies.mostly", {{"bytes", size_text(*mostly)}});
  }
  const auto pays = pays_after(at);
  text += between + messages.text(!pays        ? "strategies.pays.never"
                                  : *pays == 0 ? "strategies.pays.at_once"
                                               : "strategies.pays.after",
                                  {{"bytes", size_text(at.bytes)},
                                   {"count", std::to_string(pays.value_or(0))}});
  return text;
}

std::string sweep_text(const Messages& messages, const Sweep& sweep) {
  std::string text = messages.text("strategies.measured_on", {{"cpu", sweep.cpu}}) + '\n';
  for (const uint64_t greenlets : kGreenlets) {
    const std::vector<Point> points = points_of(sweep, greenlets);
    if (points.empty()) continue;
    text += '\n' +
            messages.text("strategies.of_greenlets", {{"count", std::to_string(greenlets)}}) +
            '\n' + words::table(sweep_table(messages, points), {}) +
            words::wrapped(sweep_sentence(messages, points, points.front()), words::kTextColumns);
  }
  return text + '\n' + words::wrapped(said(messages, "sweep.about"), words::kTextColumns);
}

}  // namespace greenlens::strategies
