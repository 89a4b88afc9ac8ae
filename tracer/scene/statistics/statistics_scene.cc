#include "tracer/scene/statistics/statistics_scene.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tracer/scene/painter.h"
#include "tracer/words/lists.h"
#include "tracer/words/statistics.h"
#include "tracer/words/when.h"

namespace greenlens::scene {
namespace {

using store::GreenletNumbers;

// Pixels.
constexpr float kMargin = 12, kBelow = 6, kBetweenCharts = 24;
constexpr float kNumberSize = 23, kLeastNumberSize = 13, kLabelSize = 11.5f;
constexpr float kNumbersHeight = 52, kLeastNumberWidth = 84;
constexpr float kCaptionLine = 20;
constexpr float kTitleSize = 13, kChartTitleHeight = 26;
constexpr float kColumnPitch = 20, kBarHeight = 12, kRowSize = 12;
constexpr float kNameShare = 0.3f, kMostName = 150, kValueShare = 0.3f, kBetween = 8;
constexpr float kLeastBar = 1.5f, kLeastMarked = 8;
// From so wide on there are three charts side by side, and two.
constexpr float kRoomForThree = 760, kRoomForTwo = 440;
// A chart without so much height says less than nothing.
constexpr float kLeastChartHeight = kChartTitleHeight + 2 * kColumnPitch;

std::string number(uint64_t n) { return std::to_string(n); }

// One row of a chart.
struct Bar {
  std::string id, name, value;
  Meaning meaning{};
  double first = 0, second = 0;  // lengths, of which the second is drawn below the first
  bool has_second = false;
  double mark = 0;  // how much of the first is marked; 0: nothing
  Meaning mark_meaning{};
  Style fill{}, second_fill{};
};

struct Chart {
  std::string id, title;
  std::vector<Bar> bars;
  std::vector<std::pair<std::string, Style>> legend;  // of what is drawn twice
  std::string empty;                                  // what is said when there are none
};

// Of a chart: what the longest bar stands for, and the room for what stands at their ends.
struct Scale {
  double most = 0;
  float values = 0;
};

class Plot {
 public:
  Plot(const words::Messages& messages, const store::Numbers& numbers, const SceneOptions& options,
       Painter* painter)
      : messages_(messages),
        numbers_(numbers),
        greenlets_(words::told_apart(messages, numbers.greenlets)),
        options_(options),
        painter_(*painter) {}

  void paint() {
    const float width = options_.width - 2 * kMargin;
    if (width <= 0) return;
    if (numbers_.sums.totals().events == 0) {
      if (options_.height < 2 * kColumnPitch) return;
      painter_.text("statistics.empty",
                    {{options_.width / 2, options_.height / 2},
                     messages_.text("scene.timeline.empty"),
                     kRowSize,
                     Face::sans,
                     Align::center,
                     kMuted},
                    width);
      return;
    }
    float y = kMargin;
    if (options_.caption && options_.height >= kCaptionLine + kMargin) {
      painter_.text("statistics.caption",
                    {{kMargin, y + kLabelSize},
                     words::counted_text(messages_, numbers_),
                     kLabelSize,
                     Face::sans,
                     Align::left,
                     kMuted},
                    width);
      y += kCaptionLine;
    }
    std::vector<std::string> left_out;
    if (options_.height - y >= kNumbersHeight) {
      left_out = paint_numbers(y, width);
      y += kNumbersHeight;
    }
    paint_charts({kMargin, y, width, options_.height - kBelow - y}, std::move(left_out));
  }

 private:
  std::string text(const char* id,
                   std::initializer_list<words::Messages::Place> places = {}) const {
    return messages_.text(std::string("scene.statistics.") + id, places);
  }

  // --- what there was of everything
  struct Total {
    const char* id;
    std::string value, shorter;
  };
  // Returns the names of those that have no room.
  std::vector<std::string> paint_numbers(float y, float width) {
    const store::Totals& totals = numbers_.sums.totals();
    const std::vector<Total> all = {
        {"switches", number(totals.switches), words::count_text(totals.switches)},
        {"out", number(totals.bytes_out), words::bytes_text(totals.bytes_out)},
        {"in", number(totals.bytes_in), words::bytes_text(totals.bytes_in)},
        {"greenlets", number(numbers_.greenlets.size()),
         words::count_text(numbers_.greenlets.size())},
        {"time", words::duration_text(numbers_.sums.time_ns()),
         words::duration_text(numbers_.sums.time_ns())}};
    const auto fit = static_cast<size_t>(width / kLeastNumberWidth);
    const size_t shown = std::min(all.size(), std::max<size_t>(fit, 1));
    const float each = width / static_cast<float>(shown);
    for (size_t i = 0; i < shown; ++i) {
      const float x = kMargin + static_cast<float>(i) * each;
      paint_total(all[i], {x, y, each - kBetween, kNumbersHeight});
    }
    std::vector<std::string> left_out;
    for (size_t i = shown; i < all.size(); ++i) left_out.push_back(text(all[i].id));
    return left_out;
  }
  void paint_total(const Total& total, const Box& box) {
    const bool fits = text_width(total.value, kLeastNumberSize, Face::bold) <= box.w;
    const std::string& value = fits ? total.value : total.shorter;
    const float size = fitting_size(value, kNumberSize, kLeastNumberSize, Face::bold, box.w);
    std::vector<std::string> labels = {text(total.id)};
    for (const char* id : {"out", "in"}) {
      if (std::string(total.id) == id)
        labels.push_back(messages_.text(std::string("statistics.") + id));
    }
    const std::string label = longest_fitting(labels, kLabelSize, Face::sans, box.w);
    const Meaning meaning{total_tip(total.id)};
    painter_.text(std::string("statistics.total.") + total.id,
                  {{box.x, box.y + kNumberSize}, value, size, Face::bold, Align::left, kInk}, box.w,
                  meaning);
    painter_.text(
        std::string("statistics.label.") + total.id,
        {{box.x, box.y + kNumberSize + 16}, label, kLabelSize, Face::sans, Align::left, kMuted},
        box.w, meaning);
  }
  std::string total_tip(const std::string& id) const {
    if (id == "switches") return words::kinds_text(messages_, numbers_.sums);
    if (id == "time") return words::times_text(messages_, numbers_.sums);
    const store::Totals& totals = numbers_.sums.totals();
    if (id == "out") return text("out_tip", {{"bytes", number(totals.bytes_out)}});
    if (id == "in") return text("in_tip", {{"bytes", number(totals.bytes_in)}});
    return "";
  }

  // --- the charts
  // What has no room, of these and of the numbers above, is named below them.
  void paint_charts(Box room, std::vector<std::string> left_out) {
    const std::vector<Chart> charts = {sizes(), times(), bytes()};
    auto places = places_in(room);
    if (places.size() < charts.size() || !left_out.empty()) {
      if (room.h >= kColumnPitch) room.h -= kColumnPitch;
      places = places_in(room);
    }
    std::vector<bool> placed(charts.size());
    for (const auto& [chart, box] : places) {
      paint_chart(charts[chart], box);
      placed[chart] = true;
    }
    for (size_t i = 0; i < charts.size(); ++i) {
      if (!placed[i]) left_out.push_back(charts[i].title);
    }
    if (!left_out.empty() && room.h >= 0) paint_left_out(left_out, room);
  }

  void paint_left_out(const std::vector<std::string>& names, const Box& room) {
    const std::string list = words::joined(messages_, names);
    painter_.text("statistics.left_out",
                  {{room.x, room.y + room.h + kColumnPitch / 2 + kMiddleToBaseline * kRowSize},
                   text("left_out", {{"names", list}}),
                   kRowSize,
                   Face::sans,
                   Align::left,
                   kMuted},
                  room.w, {text("left_out_tip", {{"names", list}})});
  }

  // Which charts are seen, and where.
  static std::vector<std::pair<size_t, Box>> places_in(const Box& room) {
    std::vector<std::pair<size_t, Box>> places;
    const auto put = [&](size_t i, const Box& box) {
      if (box.h >= kLeastChartHeight) places.emplace_back(i, box);
    };
    if (room.w >= kRoomForThree) {
      const float each = (room.w - 2 * kBetweenCharts) / 3;
      for (size_t i = 0; i < 3; ++i) {
        const float x = room.x + static_cast<float>(i) * (each + kBetweenCharts);
        put(i, {x, room.y, each, room.h});
      }
      return places;
    }
    if (room.w >= kRoomForTwo) {
      const float each = (room.w - kBetweenCharts) / 2, right = room.x + each + kBetweenCharts;
      put(0, {room.x, room.y, each, room.h});
      if (room.h < 2 * kLeastChartHeight) {
        put(1, {right, room.y, each, room.h});
        return places;
      }
      put(1, {right, room.y, each, room.h / 2});
      put(2, {right, room.y + room.h / 2, each, room.h / 2});
      return places;
    }
    const auto fit = static_cast<size_t>(std::max(0.0f, room.h) / kLeastChartHeight);
    // Who ran how long says most where there is little room.
    constexpr std::array<size_t, 3> kOrder = {1, 2, 0};
    const size_t shown = std::clamp<size_t>(fit, 1, kOrder.size());
    const float each = room.h / static_cast<float>(shown);
    for (size_t i = 0; i < shown; ++i) {
      put(kOrder[i], {room.x, room.y + static_cast<float>(i) * each, room.w, each});
    }
    return places;
  }

  Chart sizes() const {
    const Style out{Role::muted, 0}, in{Role::unused, 0};
    Chart chart{"sizes",
                text("sizes"),
                {},
                {{messages_.text("statistics.out"), out}, {messages_.text("statistics.in"), in}},
                text("no_copies")};
    const store::Sizes &to_heap = numbers_.sums.sizes_out(), &back = numbers_.sums.sizes_in();
    for (size_t k = 0; k < to_heap.size(); ++k) {
      if (to_heap[k] + back[k] == 0) continue;
      const std::string size = words::size_text(k);
      Bar bar{number(k), size, words::count_text(to_heap[k]) + " · " + words::count_text(back[k])};
      bar.first = static_cast<double>(to_heap[k]), bar.second = static_cast<double>(back[k]);
      bar.has_second = true;
      bar.fill = out, bar.second_fill = in;
      bar.meaning.tooltip =
          text("size_tip", {{"size", size}, {"out", number(to_heap[k])}, {"in", number(back[k])}});
      chart.bars.push_back(std::move(bar));
    }
    return chart;
  }

  Bar bar_of(const GreenletNumbers& g) const {
    Bar bar{number(g.id), words::name_text(messages_, g), ""};
    bar.meaning.greenlet = g.id;
    bar.fill = {Role::greenlet, g.id};
    return bar;
  }

  Chart times() const {
    Chart chart{"time", text("times"), {}, {}, text("no_runs")};
    for (const GreenletNumbers& g : words::by_time(greenlets_)) {
      if (g.runs == 0) continue;
      Bar bar = bar_of(g);
      bar.value = words::duration_text(g.ran_ns);
      bar.first = static_cast<double>(g.ran_ns);
      bar.meaning.tooltip = text("time_tip", {{"name", bar.name},
                                              {"time", bar.value},
                                              {"runs", number(g.runs)},
                                              {"switches", number(g.switches_to)}});
      bar.mark = static_cast<double>(g.longest_ns);
      bar.mark_meaning = {text("longest_tip", {{"name", bar.name},
                                               {"time", words::duration_text(g.longest_ns)},
                                               {"from", number(g.longest_from)},
                                               {"to", number(g.longest_to)}}),
                          0, g.longest_from};
      chart.bars.push_back(std::move(bar));
    }
    return chart;
  }

  Chart bytes() const {
    Chart chart{"bytes", text("bytes"), {}, {}, text("no_copies")};
    for (const GreenletNumbers& g : words::by_bytes(greenlets_)) {
      if (g.bytes_out + g.bytes_in == 0) continue;
      Bar bar = bar_of(g);
      bar.value = words::bytes_text(g.bytes_out + g.bytes_in);
      bar.first = static_cast<double>(g.bytes_out) + static_cast<double>(g.bytes_in);
      bar.meaning.tooltip =
          text("bytes_tip",
               {{"name", bar.name}, {"out", number(g.bytes_out)}, {"in", number(g.bytes_in)}});
      chart.bars.push_back(std::move(bar));
    }
    return chart;
  }

  // Those that have room, in order; the selected one is among them.
  std::vector<const Bar*> with_room(const Chart& chart, size_t rows) const {
    std::vector<const Bar*> shown;
    for (const Bar& bar : chart.bars) {
      if (shown.size() == rows) break;
      shown.push_back(&bar);
    }
    for (const Bar& bar : chart.bars) {
      const bool selected = options_.selected != 0 && bar.meaning.greenlet == options_.selected;
      if (!selected || shown.empty()) continue;
      if (std::find(shown.begin(), shown.end(), &bar) == shown.end()) shown.back() = &bar;
    }
    return shown;
  }

  void paint_chart(const Chart& chart, const Box& box) {
    const std::string id = "statistics." + chart.id;
    paint_title(chart, id, box);
    if (chart.bars.empty()) {
      painter_.text(
          id + ".empty",
          {{box.x, box.y + kChartTitleHeight + kColumnPitch / 2 + kMiddleToBaseline * kRowSize},
           chart.empty,
           kRowSize,
           Face::sans,
           Align::left,
           kMuted},
          box.w);
      return;
    }
    auto rows = static_cast<size_t>((box.h - kChartTitleHeight) / kColumnPitch);
    const bool all = chart.bars.size() <= rows;
    if (!all) --rows;  // for the line that says how many there are more
    const std::vector<const Bar*> shown = with_room(chart, rows);
    Scale scale;
    for (const Bar& bar : chart.bars) scale.most = std::max({scale.most, bar.first, bar.second});
    for (const Bar* bar : shown) {
      const float wide = text_width(bar->value, kRowSize, Face::sans) + 1;
      scale.values = std::min(kValueShare * box.w, std::max(scale.values, wide));
    }
    float y = box.y + kChartTitleHeight;
    for (const Bar* bar : shown) {
      paint_bar(*bar, id + "." + bar->id, {box.x, y, box.w, kColumnPitch}, scale);
      y += kColumnPitch;
    }
    if (all) return;
    const std::string more = text("more", {{"count", number(chart.bars.size() - rows)}});
    painter_.text(id + ".more",
                  {{box.x, y + kColumnPitch / 2 + kMiddleToBaseline * kRowSize},
                   more,
                   kRowSize,
                   Face::sans,
                   Align::left,
                   kMuted},
                  box.w, {text("more_tip")});
  }

  void paint_title(const Chart& chart, const std::string& id, const Box& box) {
    const float baseline = box.y + kTitleSize;
    float right = box.right();
    for (auto entry = chart.legend.rbegin(); entry != chart.legend.rend(); ++entry) {
      const float wide = text_width(entry->first, kLabelSize, Face::sans);
      const float left = right - wide - kBarHeight - 4;
      if (left < box.x + text_width(chart.title, kTitleSize, Face::bold) + kBetween) break;
      const std::string name =
          id + ".legend." + number(static_cast<uint64_t>(chart.legend.rend() - entry));
      painter_.rect(name, {left, baseline - 9, kBarHeight - 2, 9}, entry->second);
      painter_.text(name + ".text",
                    {{left + kBarHeight + 2, baseline},
                     entry->first,
                     kLabelSize,
                     Face::sans,
                     Align::left,
                     kMuted},
                    wide + 1);
      right = left - kBetween;
    }
    painter_.text(id + ".title",
                  {{box.x, baseline}, chart.title, kTitleSize, Face::bold, Align::left, kInk},
                  right - box.x);
  }

  void paint_bar(const Bar& bar, const std::string& id, const Box& box, const Scale& scale) {
    const float name = std::min(kMostName, kNameShare * box.w);
    const float left = box.x + name + kBetween;
    const float room = std::max(0.0f, box.right() - scale.values - kBetween - left);
    const float baseline = box.y + box.h / 2 + kMiddleToBaseline * kRowSize;
    const float top = box.y + (box.h - kBarHeight) / 2;
    const auto length = [&](double value) {
      if (scale.most <= 0 || value <= 0) return 0.0f;
      return std::max(kLeastBar, static_cast<float>(value / scale.most) * room);
    };
    const bool selected = options_.selected != 0 && bar.meaning.greenlet == options_.selected;
    // All of the row is to be pointed at, also where its bar is short.
    painter_.rect(id + ".row", {box.x, box.y, box.w, box.h}, {Role::panel, 0}, bar.meaning)
        .outlined = false;
    std::get<Rect>(painter_.scene().items.back().shape).opacity = selected ? 1.0f : 0.0f;
    painter_.text(id + ".name",
                  {{box.x, baseline},
                   bar.name,
                   kRowSize,
                   selected ? Face::bold : Face::sans,
                   Align::left,
                   kInk},
                  name, bar.meaning);
    const float height = bar.has_second ? kBarHeight / 2 : kBarHeight;
    Rect& first = painter_.rect(id, {left, top, length(bar.first), height}, bar.fill, bar.meaning);
    first.outlined = !bar.has_second && bar.first > 0;
    if (bar.has_second && bar.second > 0) {
      painter_.rect(id + ".second", {left, top + height, length(bar.second), height},
                    bar.second_fill, bar.meaning);
    }
    if (bar.mark > 0 && bar.mark < bar.first && length(bar.first) >= kLeastMarked) {
      const float x = left + length(bar.mark);
      painter_.line(id + ".longest", {{x, top - 2}, {x, top + kBarHeight + 2}}, kInk,
                    bar.mark_meaning);
    }
    painter_.text(id + ".value",
                  {{box.right(), baseline}, bar.value, kRowSize, Face::sans, Align::right, kMuted},
                  scale.values, bar.meaning);
  }

  const words::Messages& messages_;
  const store::Numbers& numbers_;
  const std::vector<GreenletNumbers> greenlets_;
  const SceneOptions& options_;
  Painter& painter_;
};

}  // namespace

Scene statistics_scene(const words::Messages& messages, const store::Numbers& numbers,
                       const SceneOptions& options) {
  Painter painter(options.width, options.height);
  painter.scene().title = messages.text("scene.statistics.title");
  painter.scene().description = messages.text("scene.statistics.description",
                                              {{"from", number(numbers.sums.from())},
                                               {"to", number(numbers.sums.to())},
                                               {"switches", number(numbers.sums.totals().switches)},
                                               {"out", number(numbers.sums.totals().bytes_out)},
                                               {"in", number(numbers.sums.totals().bytes_in)}});
  Plot(messages, numbers, options, &painter).paint();
  return std::move(painter.scene());
}

}  // namespace greenlens::scene
