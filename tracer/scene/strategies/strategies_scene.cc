#include "tracer/scene/strategies/strategies_scene.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "tracer/scene/painter.h"
#include "tracer/strategies/strategies_text.h"

namespace greenlens::scene {
namespace {

using Timing = strategies::Point;  // of one size; scene::Point is a place
using strategies::Strategy;

// Pixels.
constexpr float kAround = 12, kHeading = 13, kLetters = 11.5f, kHeadingHeight = 24,
                kSizesHeight = 34;
constexpr float kHeightsWidth = 58, kCurveNames = 174, kApart = 20, kLeastChart = 90;
constexpr float kLeastTwo = 620, kLeastPlot = 60;
constexpr float kCostRow = 19, kCostBar = 11, kCostsHeight = kHeadingHeight + 3 * kCostRow + 8;
constexpr float kLeastBars = 200, kCrossing = 4;
const std::string kPickOf = "strategies.pick.";

struct OverSizes {
  Strategy strategy;
  std::vector<double> values;  // of each point; empty: it has none
};

Line& styled(Line& line, Strategy strategy) {
  line.width = strategy == Strategy::slices ? 2.5f : 1.75f;
  line.dashed = strategy == Strategy::stacks;
  line.style = strategy == Strategy::frames ? kMuted : kInk;
  return line;
}

double log10_of(double value) { return std::log10(std::max(value, 1e-9)); }

struct CostBar {
  Strategy strategy;
  double length = 0;
  std::string value;
};

class StrategiesPicture {
 public:
  StrategiesPicture(const words::Messages& messages, const std::vector<Timing>& points, size_t at,
                    const SceneOptions& options, Painter* painter)
      : messages_(messages), points_(points), at_(at), options_(options), painter_(*painter) {}

  void paint() {
    const float width = options_.width - 2 * kAround;
    float height = options_.height - 2 * kAround;
    if (points_.empty() || width < kLeastPlot + kHeightsWidth || height < kLeastChart) return;
    const bool has_bars =
        height >= kLeastChart + kHeadingHeight + kCostsHeight && width >= kLeastBars;
    if (has_bars) height -= kCostsHeight;
    const bool two = width >= kLeastTwo;
    const float each = two ? (width - kApart) / 2 : width;
    paint_chart("switch", {kAround, kAround, each, height},
                {{Strategy::slices, values(&Timing::slices, &strategies::Timed::switch_ns)},
                 {Strategy::stacks, values(&Timing::stacks, &strategies::Timed::switch_ns)}},
                strategies::time_text);
    if (two) {
      paint_chart("held", {kAround + each + kApart, kAround, each, height},
                  {{Strategy::slices, values(&Timing::slices, &strategies::Timed::held)},
                   {Strategy::stacks, values(&Timing::stacks, &strategies::Timed::held)},
                   {Strategy::frames, frames()}},
                  [](double bytes) {
                    return strategies::size_text(static_cast<uint64_t>(std::llround(bytes)));
                  });
    }
    if (has_bars) paint_bars({kAround, kAround + height, width, kCostsHeight});
  }

 private:
  std::string text(const char* id) const {
    return messages_.text(std::string("scene.strategies.") + id);
  }
  std::string name_of(Strategy strategy) const {
    return strategies::strategy_text(messages_, strategy);
  }
  std::string basis_of(Strategy strategy) const {
    using strategies::Basis;
    const Basis basis = strategy == Strategy::frames ? Basis::modelled : Basis::measured;
    return strategies::basis_text(messages_, basis);
  }

  template <typename Value>
  std::vector<double> values(strategies::Timed Timing::*whose,
                             Value strategies::Timed::*what) const {
    std::vector<double> all;
    for (const Timing& point : points_) all.push_back(static_cast<double>(point.*whose.*what));
    return all;
  }
  std::vector<double> frames() const {
    std::vector<double> all;
    for (const Timing& point : points_) {
      all.push_back(static_cast<double>(strategies::frames_at(point).held));
    }
    return all;
  }

  float x_of(const Box& plot, double bytes) const {
    const double low = log10_of(static_cast<double>(points_.front().bytes));
    const double high = log10_of(static_cast<double>(points_.back().bytes));
    const double share = high > low ? (log10_of(bytes) - low) / (high - low) : 0.5;
    return plot.x + static_cast<float>(std::clamp(share, 0.0, 1.0)) * plot.w;
  }

  template <typename Words>
  void paint_chart(const std::string& id, Box box, const std::vector<OverSizes>& curves,
                   const Words& words) {
    const std::string of = "strategies." + id;
    painter_.text(
        of + ".title",
        {{box.x, box.y + kHeading}, text(id.c_str()), kHeading, Face::bold, Align::left, kInk},
        box.w);
    const Box plot{box.x + kHeightsWidth, box.y + kHeadingHeight,
                   std::max(kLeastPlot, box.w - kHeightsWidth - kCurveNames),
                   box.h - kHeadingHeight - kSizesHeight};
    double low = 1e300, high = -1e300;
    for (const OverSizes& curve : curves) {
      for (const double value : curve.values) {
        low = std::min(low, log10_of(value)), high = std::max(high, log10_of(value));
      }
    }
    // Decades of time; of sizes every fourth power of two, which are round ones.
    const double step = id == "held" ? std::log10(16) : 1;
    low = std::floor(low / step) * step, high = std::max(std::ceil(high / step) * step, low + step);
    const auto y_of = [&](double value) {
      return plot.bottom() - static_cast<float>((log10_of(value) - low) / (high - low)) * plot.h;
    };
    const int lines = static_cast<int>(std::lround((high - low) / step));
    for (int i = 0; i <= lines; ++i) {
      const double value = std::pow(10, low + i * step);
      const float y = y_of(value);
      painter_.line(of + ".grid." + std::to_string(i), {{plot.x, y}, {plot.right(), y}}, kMuted)
          .opacity = 0.35f;
      painter_.text(of + ".scale." + std::to_string(i),
                    {{plot.x - 6, y + kLetters * kMiddleToBaseline},
                     words(value),
                     kLetters,
                     Face::mono,
                     Align::right,
                     kMuted},
                    kHeightsWidth - 6);
    }
    paint_sizes(of, plot);
    paint_curves(of, plot, curves, y_of);
    const float x = x_of(plot, static_cast<double>(points_[at_].bytes));
    painter_.line(of + ".at", {{x, plot.y - 4}, {x, plot.bottom() + 4}}, kAccent).width = 2;
    if (id == "switch") paint_crossing(plot, curves, y_of);
    paint_picks(of, plot, curves, words);
  }

  // Not more of them than have room.
  void paint_sizes(const std::string& of, const Box& plot) {
    float free_from = plot.x - kHeightsWidth;
    for (size_t i = 0; i < points_.size(); ++i) {
      const std::string words = strategies::size_text(points_[i].bytes);
      const float wide = text_width(words, kLetters, Face::mono);
      const float x = x_of(plot, static_cast<double>(points_[i].bytes));
      if (x - wide / 2 < free_from) continue;
      free_from = x + wide / 2 + 8;
      painter_.text(
          of + ".size." + std::to_string(i),
          {{x, plot.bottom() + 5 + kLetters}, words, kLetters, Face::mono, Align::center, kMuted},
          wide + 4);
    }
    painter_.text(of + ".sizes",
                  {{plot.x + plot.w / 2, plot.bottom() + 19 + kLetters},
                   text("bytes"),
                   kLetters,
                   Face::sans,
                   Align::center,
                   kMuted},
                  plot.w + kCurveNames);
  }

  template <typename Height>
  void paint_curves(const std::string& of, const Box& plot, const std::vector<OverSizes>& curves,
                    const Height& y_of) {
    std::vector<std::pair<float, Strategy>> ends;
    for (const OverSizes& curve : curves) {
      const std::string id = of + '.' + strategies::strategy_name(curve.strategy);
      for (size_t i = 1; i < curve.values.size(); ++i) {
        styled(
            painter_.line(
                id + '.' + std::to_string(i),
                {{x_of(plot, static_cast<double>(points_[i - 1].bytes)), y_of(curve.values[i - 1])},
                 {x_of(plot, static_cast<double>(points_[i].bytes)), y_of(curve.values[i])}},
                kInk),
            curve.strategy);
      }
      ends.emplace_back(y_of(curve.values.back()), curve.strategy);
    }
    // Each is called at its end.
    std::sort(ends.begin(), ends.end());
    std::vector<float> wanted;
    for (const auto& [y, strategy] : ends) wanted.push_back(y);
    const std::vector<float> placed =
        spread(wanted, std::vector<float>(curves.size(), kLetters + 3), plot.y, plot.bottom());
    for (size_t i = 0; i < ends.size(); ++i) {
      const Strategy strategy = ends[i].second;
      const std::string words = name_of(strategy) + " · " + basis_of(strategy);
      const std::vector<std::string> wordings = {words, name_of(strategy)};
      painter_.text(of + '.' + strategies::strategy_name(strategy) + ".name",
                    {{plot.right() + 8, placed[i] + kLetters * kMiddleToBaseline},
                     longest_fitting(wordings, kLetters, Face::sans, kCurveNames - 8),
                     kLetters,
                     Face::sans,
                     Align::left,
                     strategy == Strategy::frames ? kMuted : kInk},
                    kCurveNames - 8, {words, 0, 0});
    }
  }

  template <typename Height>
  void paint_crossing(const Box& plot, const std::vector<OverSizes>& curves, const Height& y_of) {
    const strategies::Crossing crosses = strategies::crossing(points_);
    if (crosses.kind != strategies::Crossing::Kind::at) return;
    const auto bytes = static_cast<double>(crosses.bytes);
    size_t next = 1;
    while (next + 1 < points_.size() && points_[next].bytes < crosses.bytes) ++next;
    const double low = log10_of(static_cast<double>(points_[next - 1].bytes));
    const double high = log10_of(static_cast<double>(points_[next].bytes));
    const double share = high > low ? (log10_of(bytes) - low) / (high - low) : 0;
    const double below = log10_of(curves[0].values[next - 1]);
    const double above = log10_of(curves[0].values[next]);
    const float x = x_of(plot, bytes), y = y_of(std::pow(10, below + share * (above - below)));
    Rect& mark = painter_.rect("strategies.crossing",
                               {x - kCrossing, y - kCrossing, 2 * kCrossing, 2 * kCrossing},
                               {Role::panel, 0});
    mark.radius = kCrossing;
    painter_.text("strategies.crossing.size",
                  {{x, y - kCrossing - 5},
                   strategies::size_text(crosses.bytes),
                   kLetters,
                   Face::bold,
                   Align::center,
                   kInk},
                  90);
  }

  // A column for each size, to be clicked and pointed at.
  template <typename Words>
  void paint_picks(const std::string& of, const Box& plot, const std::vector<OverSizes>& curves,
                   const Words& words) {
    for (size_t i = 0; i < points_.size(); ++i) {
      const float x = x_of(plot, static_cast<double>(points_[i].bytes));
      const float left =
          i == 0 ? plot.x - 8 : (x + x_of(plot, static_cast<double>(points_[i - 1].bytes))) / 2;
      const float right = i + 1 == points_.size()
                              ? plot.right() + 8
                              : (x + x_of(plot, static_cast<double>(points_[i + 1].bytes))) / 2;
      std::string tip = strategies::size_text(points_[i].bytes);
      for (const OverSizes& curve : curves) {
        tip.append("\n")
            .append(name_of(curve.strategy))
            .append(": ")
            .append(words(curve.values[i]));
        tip.append(" (").append(basis_of(curve.strategy)).append(")");
      }
      std::string id = kPickOf + std::to_string(i);
      id.append(".").append(of);
      Rect& column = painter_.rect(id, {left, plot.y, right - left, plot.h + kSizesHeight / 2},
                                   {Role::unused, 0}, {tip, 0, 0});
      column.outlined = false;
      column.opacity = 0;
    }
  }

  void paint_bars(const Box& box) {
    const Timing& point = points_[at_];
    const auto rate = [&](const strategies::Timed& timed) {
      return timed.switch_ns > 0 ? 1e9 / timed.switch_ns : 0;
    };
    const strategies::Timed modelled = strategies::frames_at(point);
    const auto size = [](uint64_t bytes) { return strategies::size_text(bytes); };
    const auto of = [](uint64_t bytes) { return static_cast<double>(bytes); };
    const float each = (box.w - 2 * kApart) / 3;
    const auto place = [&](int column) {
      return Box{box.x + static_cast<float>(column) * (each + kApart), box.y, each, box.h};
    };
    paint_group("a_switch", place(0),
                {{Strategy::slices, of(point.slices.copied), size(point.slices.copied)},
                 {Strategy::stacks, of(point.stacks.copied), size(point.stacks.copied)},
                 {Strategy::frames, 0, size(0)}});
    paint_group("rate", place(1),
                {{Strategy::slices, rate(point.slices),
                  strategies::rate_text(messages_, point.slices.switch_ns)},
                 {Strategy::stacks, rate(point.stacks),
                  strategies::rate_text(messages_, point.stacks.switch_ns)},
                 {Strategy::frames, 0, text("unknown")}});
    paint_group("all_held", place(2),
                {{Strategy::slices, of(point.slices.held), size(point.slices.held)},
                 {Strategy::stacks, of(point.stacks.held), size(point.stacks.held)},
                 {Strategy::frames, of(modelled.held), size(modelled.held)}});
  }

  void paint_group(const std::string& id, const Box& box, const std::vector<CostBar>& bars) {
    const std::string of = "strategies." + id;
    painter_.text(
        of + ".title",
        {{box.x, box.y + kHeading}, text(id.c_str()), kHeading, Face::bold, Align::left, kInk},
        box.w);
    double most = 0;
    float names = 0, numbers = 0;
    for (const CostBar& bar : bars) {
      most = std::max(most, bar.length);
      names = std::max(names, text_width(name_of(bar.strategy), kLetters, Face::sans));
      numbers = std::max(numbers, text_width(bar.value, kLetters, Face::mono));
    }
    names = std::min(names, box.w * 0.4f) + 8, numbers += 6;
    const float room = std::max(0.0f, box.w - names - numbers);
    for (size_t i = 0; i < bars.size(); ++i) {
      const CostBar& bar = bars[i];
      const std::string its = of + '.' + strategies::strategy_name(bar.strategy);
      const float y = box.y + kHeadingHeight + static_cast<float>(i) * kCostRow;
      const float base = y + kCostBar / 2 + kLetters * kMiddleToBaseline;
      const Meaning meaning{name_of(bar.strategy) + ": " + bar.value + " (" +
                            basis_of(bar.strategy) + ')'};
      painter_.text(its + ".name",
                    {{box.x, base}, name_of(bar.strategy), kLetters, Face::sans, Align::left, kInk},
                    names - 4, meaning);
      const float length = most > 0 ? static_cast<float>(bar.length / most) * room : 0;
      if (length > 0) {
        Rect& rect = painter_.rect(its, {box.x + names, y, std::max(length, 1.0f), kCostBar},
                                   {Role::muted, 0}, meaning);
        // What is modelled is not as solid as what was measured.
        if (bar.strategy == Strategy::frames)
          rect.pattern = Pattern::dashed_outline, rect.opacity = 0.45f;
      }
      painter_.text(its + ".value",
                    {{box.x + names + std::max(length, 1.0f) + 6, base},
                     bar.value,
                     kLetters,
                     Face::mono,
                     Align::left,
                     kInk},
                    box.w - names - length, meaning);
    }
  }

  const words::Messages& messages_;
  const std::vector<Timing>& points_;
  const size_t at_;
  const SceneOptions& options_;
  Painter& painter_;
};

}  // namespace

Scene strategies_scene(const words::Messages& messages,
                       const std::vector<strategies::Point>& points, size_t at,
                       const SceneOptions& options) {
  Painter painter(options.width, options.height);
  painter.scene().language = messages.text("picture.lang");
  painter.scene().title = messages.text("ui.view.strategies");
  if (!points.empty()) {
    at = std::min(at, points.size() - 1);
    painter.scene().description = strategies::sweep_sentence(messages, points, points[at]);
    StrategiesPicture(messages, points, at, options, &painter).paint();
  }
  return std::move(painter.scene());
}

std::optional<size_t> picked_point(const std::string& item_id) {
  if (!item_id.starts_with(kPickOf)) return {};
  size_t number = 0;
  const char* begin = item_id.data() + kPickOf.size();
  const auto read = std::from_chars(begin, item_id.data() + item_id.size(), number);
  if (read.ec != std::errc() || read.ptr == begin) return {};
  return number;
}

}  // namespace greenlens::scene
