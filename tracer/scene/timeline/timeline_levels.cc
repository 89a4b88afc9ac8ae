// Sums, where steps are too many for anything else: how high a bar is says how much of the steps
// below it was somebody's, and the rows say how many switches and bytes there were in the same
// steps. Neighbours that look the same are one item.
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "tracer/scene/timeline/timeline_picture.h"

namespace greenlens::scene {

using store::Column;

namespace {

constexpr float kLeastHeight = 2;  // whoever ran at all is seen
constexpr float kDensityHeight = 18;
constexpr float kDensityOpacity = 0.4f;  // it lies behind the story, and is not the darkest of all
constexpr float kHeights = 12;           // so many different ones are told apart

// 0 for nothing, else from 1 up.
int level(double share) {
  return share <= 0 ? 0 : 1 + static_cast<int>(std::lround(std::min(share, 1.0) * kHeights));
}
float height_of(int level, float highest) {
  return std::max(kLeastHeight, highest * static_cast<float>(level - 1) / kHeights);
}

// Steps of a column that are nobody's in it.
uint64_t untold(const Column& column) {
  uint64_t told = 0;
  for (const store::Share& share : column.ran) told += share.steps;
  const uint64_t all = column.to - column.from;
  return all - std::min(all, told);
}

// A whole number of percent, but for what is more than nothing.
std::string percent(double share) {
  const long rounded = std::lround(share * 100);
  return rounded == 0 && share > 0 ? "<1" : std::to_string(rounded);
}

}  // namespace

// Of those who ran the least the steps are not known one by one, but together: where one lane alone
// is of many, they are in it.
const Fold* TimelinePicture::takes_the_rest() const {
  const Fold* found = nullptr;
  for (const Fold& fold : folds_) {
    if (fold.who.size() == 1) continue;
    if (found != nullptr) return nullptr;
    found = &fold;
  }
  return found;
}

// Who has a lane is few; who ran in a column may be many.
void TimelinePicture::paint_levels() {
  std::map<const Fold*, std::vector<uint64_t>> steps;
  for (const Fold* fold : rows_) steps[fold].resize(columns_.size());
  for (size_t i = 0; i < columns_.size(); ++i) {
    for (const store::Share& share : columns_[i].ran) {
      const auto its = fold_of_.find(share.who);
      if (its == fold_of_.end()) continue;
      const auto lane = steps.find(&folds_[its->second]);
      if (lane != steps.end()) lane->second[i] += share.steps;
    }
    const auto many = steps.find(takes_the_rest());
    if (many != steps.end()) many->second[i] += untold(columns_[i]);
  }
  for (const Fold* fold : rows_) paint_level(*fold, steps[fold]);
}

// `ran`: so many steps of each column.
void TimelinePicture::paint_level(const Fold& fold, const std::vector<uint64_t>& ran) {
  const facts::GreenletId who = fold.who.front();
  const float y = lanes_[who];
  const float highest = std::min(26.0f, lane_height_ - 4);
  const auto level_at = [&](size_t i) {
    return level(static_cast<double>(ran[i]) /
                 static_cast<double>(columns_[i].to - columns_[i].from));
  };
  for (size_t i = 0; i < columns_.size();) {
    const int here = level_at(i);
    const uint64_t from = columns_[i].from;
    uint64_t steps = 0;
    size_t end = i;
    for (; end < columns_.size() && level_at(end) == here; ++end) steps += ran[end];
    const uint64_t to = columns_[end - 1].to;
    i = end;
    if (here == 0) continue;
    const Meaning meaning{
        say("scene.timeline.level_tip",
            {{"name", lane_name(fold)},
             {"percent", percent(static_cast<double>(steps) / static_cast<double>(to - from))},
             {"from", std::to_string(from)},
             {"to", std::to_string(to)}}),
        fold.who.size() > 1 ? facts::GreenletId{0} : who, from + 1};
    const float height = height_of(here, highest);
    const std::string id = "timeline.level." + std::to_string(who) + "." + std::to_string(from);
    const auto bar = [&](const std::string& its_id, uint64_t a, uint64_t b, Role role) {
      painter_
          .rect(its_id, {x(a), y - height / 2, std::max(1.0f, x(b) - x(a)), height}, {role, who},
                meaning)
          .outlined = false;
    };
    if (cursor_ > from) bar(id, from, std::min(to, cursor_), Role::greenlet);
    if (cursor_ < to) bar(id + ".later", std::max(from, cursor_), to, Role::stale);
  }
}

void TimelinePicture::paint_density(const char* id, float y, uint64_t Column::*counted) {
  double most = 0;
  const auto density = [&](const Column& column) {
    return static_cast<double>(column.*counted) / static_cast<double>(column.to - column.from);
  };
  for (const Column& column : columns_) most = std::max(most, density(column));
  if (most <= 0) return;
  const auto level_at = [&](const Column& column) { return level(density(column) / most); };
  for (size_t i = 0; i < columns_.size();) {
    const int here = level_at(columns_[i]);
    const uint64_t from = columns_[i].from;
    uint64_t switches = 0, bytes = 0;
    size_t end = i;
    for (; end < columns_.size() && level_at(columns_[end]) == here; ++end) {
      switches += columns_[end].switches, bytes += columns_[end].bytes;
    }
    const uint64_t to = columns_[end - 1].to;
    i = end;
    if (here == 0) continue;
    const float height = height_of(here, kDensityHeight);
    Rect& rect = painter_.rect(
        std::string(id) + "." + std::to_string(from),
        {x(from), y + 1 + kDensityHeight - height, std::max(1.0f, x(to) - x(from)), height}, kMuted,
        {say(exact_ ? "scene.timeline.density_tip" : "scene.timeline.density_tip_about",
             {{"switches", std::to_string(switches)},
              {"bytes", std::to_string(bytes)},
              {"from", std::to_string(from)},
              {"to", std::to_string(to)}}),
         0, from + 1});
    rect.outlined = false;
    rect.opacity = kDensityOpacity;
  }
}

}  // namespace greenlens::scene
