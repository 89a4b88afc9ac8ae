#include "tracer/scene/legend/legend_layout.h"

#include <algorithm>
#include <string>

#include "tracer/state/queries.h"
#include "tracer/words/names_apart.h"

namespace greenlens::scene {
namespace {

// Pixels.
constexpr float kLegendMargin = 8, kSwatchSide = 13, kSwatchGap = 6, kBetweenSwatches = 16;
constexpr float kSwatchRow = 22;
constexpr size_t kMostSwatchRows = 2;
constexpr float kSampleWidth = 34, kSampleHeight = 16, kSampleGap = 10;
constexpr float kLeastLegendColumn = 232, kBetweenColumns = 22;
constexpr float kWordSize = 12, kNameSize = 13, kWordFeed = 15;
constexpr float kEntryGap = 7, kPartGap = 8, kPartTitle = 20;
constexpr size_t kMostLines = 3;
constexpr float kLeastLegend = 120, kHeightStep = 4;

float height_of_lines(const std::vector<std::string>& lines) {
  return std::max(kSampleHeight, kWordFeed * static_cast<float>(lines.size())) + kEntryGap;
}

// How a sign looks in a box: what it is drawn with in the picture, at another size.
class Sample {
 public:
  Sample(const LegendEntry& entry, std::string id, Box box, const Meaning& meaning,
         Painter* painter)
      : entry_(entry),
        sign_(entry.sign),
        id_(std::move(id)),
        box_(box),
        meaning_(meaning),
        painter_(*painter) {}

  void paint() const {
    if (sign_ == Sign::start_mark || sign_ == Sign::stop_mark) return paint_end_of_slice();
    if (sign_ == Sign::fold) return paint_break();
    std::visit(*this, entry_.sample.shape);
    if (sign_ != Sign::opened || entry_.who.empty()) return;
    // Its rows are faint: the bar beside them says whose they are.
    const Box bar{box_.x, box_.y, 4, box_.h};
    painter_.rect(id_ + ".bar", bar, {Role::greenlet, entry_.who.front()}, meaning_).outlined =
        false;
  }

  void operator()(const Rect& like) const {
    Rect& rect = painter_.rect(id_, box_of(like), like.fill, meaning_);
    rect.pattern = like.pattern, rect.outlined = like.outlined, rect.opacity = like.opacity;
    rect.radius = std::min(like.radius, 3.0f);
    rect.highlighted = sign_ == Sign::ring;
  }

  void operator()(const Line& like) const {
    Line& line = painter_.line(id_, points_like(like), like.style, meaning_);
    line.width = like.width, line.arrow = like.arrow, line.dashed = like.dashed;
  }

  void operator()(const Ribbon& like) const {
    Ribbon ribbon = like;
    ribbon.left = box_.x, ribbon.right = box_.right();
    ribbon.left_top = box_.y, ribbon.right_top = box_.y + 3;
    ribbon.left_bottom = box_.bottom(), ribbon.right_bottom = box_.bottom() - 3;
    painter_.ribbon(id_, ribbon, meaning_);
  }

  void operator()(const Text& like) const {
    Text text = like;
    text.size = std::min(like.size, kNameSize);
    text.align = Align::center;
    text.at = {box_.x + box_.w / 2, box_.y + box_.h / 2 + text.size * kMiddleToBaseline};
    // Beside its greenlet's colour it would have to be read on paper.
    text.on_greenlet = text.on_stale = false;
    if (text.style.role == Role::greenlet) text.style = kInk;
    painter_.text(id_, text, box_.w, meaning_);
  }

 private:
  // A bar is a bar, and a ring has room around what it is about.
  Box box_of(const Rect& like) const {
    if (sign_ == Sign::ring) return {box_.x + 5, box_.y + 4, box_.w - 10, box_.h - 8};
    if (sign_ == Sign::home) return {box_.x + 13, box_.y, 8, box_.h};
    if (sign_ == Sign::switch_bytes) return {box_.x, box_.y + box_.h / 2, box_.w, box_.h / 2};
    const bool narrow = like.box.w < 8 && like.box.h >= 8;
    if (narrow) return {box_.x + box_.w / 2 - 3, box_.y + 2, 6, box_.h - 4};
    return box_;
  }
  std::vector<Point> points_like(const Line& like) const {
    const Point a = like.points.front(), b = like.points.back();
    const float middle = box_.y + box_.h / 2;
    const bool upright = std::abs(b.x - a.x) < 2;
    if (sign_ == Sign::edge)
      return {{box_.x + 4, box_.y + 1}, {box_.right() - 4, box_.bottom() - 1}};
    if (upright) {
      const float x = box_.x + box_.w / 2;
      return {{x, box_.y}, {x, box_.bottom()}};
    }
    std::vector<Point> points{{box_.x + 1, middle}, {box_.right() - 1, middle}};
    if (b.x < a.x) std::reverse(points.begin(), points.end());
    return points;
  }

  // A mark is a line like any other: what it points at tells one from another.
  void paint_end_of_slice() const {
    const Box block{box_.x, box_.y + 1, box_.w / 2, box_.h - 2};
    painter_.rect(id_ + ".block", block, {Role::greenlet, entry_.sample.greenlet}, meaning_);
    const float y = sign_ == Sign::start_mark ? block.bottom() : block.y;
    Line& line = painter_.line(id_, {{block.right(), y}, {box_.right(), y}}, kInk, meaning_);
    if (const auto* like = std::get_if<Line>(&entry_.sample.shape)) line.style = like->style;
    line.width = 2;
  }

  // Two strokes through an edge.
  void paint_break() const {
    const float x = box_.x + box_.w / 2, y = box_.y + box_.h / 2;
    painter_.line(id_ + ".edge", {{x, box_.y}, {x, box_.bottom()}}, kInk, meaning_);
    for (const float at : {y - 3, y + 3}) {
      const std::string id = at < y ? id_ : id_ + ".second";
      painter_.line(id, {{x - 7, at + 4}, {x + 7, at - 4}}, kInk, meaning_).width = 2;
    }
  }

  const LegendEntry& entry_;
  Sign sign_;
  std::string id_;
  Box box_;
  const Meaning& meaning_;
  Painter& painter_;
};

class Legend {
 public:
  Legend(const words::Messages& messages, const state::State& state, Painter* painter)
      : messages_(messages), state_(state), painter_(*painter) {}

  void paint(const std::vector<facts::GreenletId>& who, const std::vector<LegendPart>& parts) {
    const float width = painter_.scene().width - 2 * kLegendMargin;
    if (width < kLeastLegend) return;
    top_ = paint_swatches(who, width);
    columns_ = std::max<size_t>(
        1, static_cast<size_t>((width + kBetweenColumns) / (kLeastLegendColumn + kBetweenColumns)));
    column_ = (width + kBetweenColumns) / static_cast<float>(columns_) - kBetweenColumns;
    const std::vector<Row> rows = rows_of(parts);
    const float height = least_height(rows);
    painter_.scene().height = top_ + height + kLegendMargin;
    y_ = top_;
    for (const Row& row : rows) {
      if (y_ > top_ && y_ + row.height > top_ + height) ++at_column_, y_ = top_;
      paint_row(row);
    }
  }

 private:
  // What keeps together: an entry, and the title of its part if it is the first one there.
  struct Row {
    const LegendPart* part;
    const LegendEntry* entry;
    size_t number;  // of the part
    std::vector<std::string> lines;
    float height;
    bool titled;
  };
  std::vector<Row> rows_of(const std::vector<LegendPart>& parts) const {
    std::vector<Row> rows;
    for (size_t i = 0; i < parts.size(); ++i) {
      for (const LegendEntry& entry : parts[i].entries) {
        Row row{&parts[i],
                &entry,
                i,
                in_lines(entry.words, kWordSize, Face::sans, column_ - kSampleWidth - kSampleGap,
                         kMostLines),
                0,
                &entry == &parts[i].entries.front()};
        row.height = height_of_lines(row.lines) + (row.titled ? kPartTitle + kPartGap : 0);
        rows.push_back(std::move(row));
      }
    }
    return rows;
  }
  // With which all have a place in the columns.
  float least_height(const std::vector<Row>& rows) const {
    float sum = 0, highest = 0;
    for (const Row& row : rows) sum += row.height, highest = std::max(highest, row.height);
    float height = std::max(highest, sum / static_cast<float>(columns_));
    while (columns_needed(rows, height) > columns_) height += kHeightStep;
    return height;
  }
  static size_t columns_needed(const std::vector<Row>& rows, float height) {
    size_t columns = 1;
    float y = 0;
    for (const Row& row : rows) {
      if (y > 0 && y + row.height > height) ++columns, y = 0;
      y += row.height;
    }
    return columns;
  }
  float column_x() const {
    return kLegendMargin + static_cast<float>(at_column_) * (column_ + kBetweenColumns);
  }

  float paint_swatches(const std::vector<facts::GreenletId>& who, float width) {
    float x = kLegendMargin, y = kLegendMargin;
    size_t row = 0;
    const float more = text_width(more_text(who.size()), kWordSize, Face::sans) + kBetweenSwatches;
    const words::NamesApart names(messages_, state_);
    for (size_t i = 0; i < who.size(); ++i) {
      const std::string name = names.of(state_, who[i]);
      const float wide = kSwatchSide + kSwatchGap +
                         std::min(text_width(name, kNameSize, Face::bold), width / 2) +
                         kBetweenSwatches;
      const bool last = row + 1 == kMostSwatchRows;
      const float room = kLegendMargin + width - (last && i + 1 < who.size() ? more : 0);
      if (x + wide - kBetweenSwatches > room && x > kLegendMargin) {
        if (last) {
          painter_.text("legend.greenlets.more",
                        {{x, y + kSwatchSide - 2},
                         more_text(who.size() - i),
                         kWordSize,
                         Face::sans,
                         Align::left,
                         kMuted},
                        width);
          break;
        }
        ++row, x = kLegendMargin, y += kSwatchRow;
      }
      paint_swatch(who[i], name, {x, y}, width / 2);
      x += wide;
    }
    return y + kSwatchRow + kPartGap;
  }
  void paint_swatch(facts::GreenletId id, const std::string& name, Point at, float width) {
    const std::string item = "legend.greenlet." + std::to_string(id);
    painter_.rect(item, {at.x, at.y, kSwatchSide, kSwatchSide}, {Role::greenlet, id}, {name, id})
        .radius = 2;
    painter_.text(
        item + ".name",
        {{at.x + kSwatchSide + kSwatchGap, at.y + kSwatchSide / 2 + kNameSize * kMiddleToBaseline},
         name,
         kNameSize,
         Face::bold,
         Align::left,
         kInk},
        width, {name, id});
  }
  std::string more_text(size_t count) const {
    return messages_.text("scene.more", {{"count", std::to_string(count)}});
  }

  void paint_row(const Row& row) {
    if (row.titled) {
      if (y_ > top_) y_ += kPartGap;
      painter_.text(
          "legend.title." + std::to_string(row.number),
          {{column_x(), y_ + 11}, row.part->title, kWordSize, Face::bold, Align::left, kMuted},
          column_);
      y_ += kPartTitle;
    }
    const float left = kSampleWidth + kSampleGap;
    const std::string id =
        std::string("legend.") + row_of(row.entry->sign).id + '.' + std::to_string(row.number);
    const Meaning meaning{row.entry->words, 0};
    const Box box{column_x(), y_, kSampleWidth, kSampleHeight};
    Sample(*row.entry, id, box, meaning, &painter_).paint();
    for (size_t i = 0; i < row.lines.size(); ++i) {
      const float middle = y_ + kSampleHeight / 2 + kWordFeed * static_cast<float>(i);
      painter_.text(id + ".text." + std::to_string(i),
                    {{column_x() + left, middle + kWordSize * kMiddleToBaseline},
                     row.lines[i],
                     kWordSize,
                     Face::sans,
                     Align::left,
                     kInk},
                    column_ - left, meaning);
    }
    y_ += height_of_lines(row.lines);
  }

  const words::Messages& messages_;
  const state::State& state_;
  Painter& painter_;
  size_t columns_ = 1, at_column_ = 0;
  float column_ = 0, top_ = 0, y_ = 0;
};

}  // namespace

void paint_legend(const words::Messages& messages, const state::State& state,
                  const std::vector<facts::GreenletId>& who, const std::vector<LegendPart>& parts,
                  Painter* painter) {
  Legend(messages, state, painter).paint(who, parts);
}

}  // namespace greenlens::scene
