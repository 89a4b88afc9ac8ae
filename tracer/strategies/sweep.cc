#include "tracer/strategies/sweep.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "tracer/facts/json_fields.h"

namespace greenlens::strategies {
namespace {

constexpr uint64_t kFrames = 3;

// Where a line through two points of logarithms is 0.
uint64_t zero_between(uint64_t from, double above, uint64_t to, double below) {
  const double share = above == below ? 0 : above / (above - below);
  const double low = std::log(static_cast<double>(from)), high = std::log(static_cast<double>(to));
  return static_cast<uint64_t>(std::llround(std::exp(low + share * (high - low))));
}

double distance(uint64_t a, uint64_t b) {
  return std::abs(std::log(static_cast<double>(std::max<uint64_t>(a, 1))) -
                  std::log(static_cast<double>(std::max<uint64_t>(b, 1))));
}

facts::Json to_json(const Timed& timed) {
  return {{"switch_ns", timed.switch_ns},
          {"life_ns", timed.life_ns},
          {"copied_a_switch", timed.copied},
          {"held", timed.held},
          {"resident", timed.resident}};
}

Timed timed_from(const facts::Json& json) {
  Timed timed;
  json.at("switch_ns").get_to(timed.switch_ns);
  json.at("life_ns").get_to(timed.life_ns);
  json.at("copied_a_switch").get_to(timed.copied);
  json.at("held").get_to(timed.held);
  json.at("resident").get_to(timed.resident);
  return timed;
}

}  // namespace

std::vector<Point> points_of(const Sweep& sweep, uint64_t greenlets) {
  std::vector<Point> points;
  for (const Point& point : sweep.points) {
    if (point.greenlets == greenlets) points.push_back(point);
  }
  return points;
}

std::optional<Point> nearest(const Sweep& sweep, uint64_t greenlets, uint64_t bytes) {
  const auto far = [&](const Point& point) {
    return std::pair(distance(point.greenlets, greenlets), distance(point.bytes, bytes));
  };
  const auto at = std::min_element(sweep.points.begin(), sweep.points.end(),
                                   [&](const Point& a, const Point& b) { return far(a) < far(b); });
  if (at == sweep.points.end()) return {};
  return *at;
}

Timed frames_at(const Point& point, const Assumptions& assumptions) {
  Timed timed;
  timed.held = point.greenlets * (point.slice + kFrames * assumptions.frame);
  return timed;
}

Crossing crossing(const std::vector<Point>& points) {
  // Above 0: copying is faster.
  const auto ahead = [](const Point& point) {
    return std::log(point.stacks.switch_ns) - std::log(point.slices.switch_ns);
  };
  if (points.empty()) return {};
  // The last place is where it stays so: a single measurement may be off.
  for (size_t i = points.size(); i-- > 0;) {
    if (ahead(points[i]) <= 0) continue;
    if (i + 1 == points.size()) return {Crossing::Kind::never, 0};
    return {Crossing::Kind::at, zero_between(points[i].bytes, ahead(points[i]), points[i + 1].bytes,
                                             ahead(points[i + 1]))};
  }
  return {Crossing::Kind::always, 0};
}

std::optional<uint64_t> mostly_copying(const std::vector<Point>& points) {
  if (points.empty()) return {};
  double least = points[0].slices.switch_ns;
  for (const Point& point : points) least = std::min(least, point.slices.switch_ns);
  const auto below = [&](const Point& point) {
    return std::log(2 * least) - std::log(point.slices.switch_ns);
  };
  for (size_t i = 1; i < points.size(); ++i) {
    if (below(points[i]) > 0) continue;
    return zero_between(points[i - 1].bytes, below(points[i - 1]), points[i].bytes,
                        below(points[i]));
  }
  return {};
}

std::optional<uint64_t> pays_after(const Point& point) {
  const double saved = point.slices.switch_ns - point.stacks.switch_ns;
  const double more = point.stacks.life_ns - point.slices.life_ns;
  if (more <= 0 && saved >= 0) return 0;
  if (saved <= 0) return {};
  return static_cast<uint64_t>(std::ceil(more / saved));
}

facts::Json to_json(const Sweep& sweep) {
  facts::Json points = facts::Json::array();
  for (const Point& point : sweep.points) {
    points.push_back({{"greenlets", point.greenlets},
                      {"bytes", point.bytes},
                      {"slice", point.slice},
                      {"slices", to_json(point.slices)},
                      {"stacks", to_json(point.stacks)}});
  }
  return {{"greenlens", "strategies"}, {"version", 1}, {"cpu", sweep.cpu}, {"points", points}};
}

std::optional<Sweep> sweep_from(const std::string& json) {
  const facts::Json read = facts::Json::parse(json, nullptr, false);
  if (read.is_discarded()) return {};
  try {
    Sweep sweep;
    read.at("cpu").get_to(sweep.cpu);
    for (const facts::Json& one : read.at("points")) {
      Point point;
      one.at("greenlets").get_to(point.greenlets);
      one.at("bytes").get_to(point.bytes);
      one.at("slice").get_to(point.slice);
      point.slices = timed_from(one.at("slices"));
      point.stacks = timed_from(one.at("stacks"));
      sweep.points.push_back(point);
    }
    if (!sweep.points.empty()) return sweep;
  } catch (const facts::Json::exception&) {
    return {};
  }
  return {};
}

}  // namespace greenlens::strategies
