#include "gui/layouts.h"

#include <algorithm>

namespace greenlens::gui {
namespace {

constexpr float kBar = 48, kSlider = 30, kSentence = 58, kGap = 8, kMargin = 12;
// Less than this is not enough for three columns.
constexpr float kLeastWidth = 620, kLeastHeight = 330;
constexpr float kLeastBottom = 125, kMostBottom = 0.36f, kLeastTree = 112, kMostTree = 0.45f;
constexpr float kSourceShare = 0.34f;  // where there are only two

struct Room {
  float x, y, width, height;
};

// Below the sentence.
Room room_for_panels(const Look& look, Area window) {
  const float margin = look.px(kMargin), gap = look.px(kGap);
  const float y =
      window.at.y + look.px(kBar) + look.px(kSlider) + gap / 2 + look.px(kSentence) + gap;
  return {window.at.x + margin, y, window.size.x - 2 * margin,
          window.at.y + window.size.y - margin - y};
}

Placed bar(const Look& look, Area window) {
  return {Slot::bar, {window.at, {window.size.x, look.px(kBar)}}};
}

// What every session has above its panels.
std::vector<Placed> head(const Look& look, Area window) {
  const Room room = room_for_panels(look, window);
  float y = window.at.y + look.px(kBar);
  std::vector<Placed> places = {bar(look, window)};
  places.push_back({Slot::slider, {{room.x, y}, {room.width, look.px(kSlider)}}});
  y += look.px(kSlider) + look.px(kGap) / 2;
  places.push_back({Slot::sentence, {{room.x, y}, {room.width, look.px(kSentence)}}});
  return places;
}

bool has_no_session(const Look& look, Area) { return look.trace == nullptr; }

Arrangement picker(const Look& look, Area window) {
  const float below = look.px(kBar);
  const Area rest{{window.at.x, window.at.y + below}, {window.size.x, window.size.y - below}};
  return {{bar(look, window), {Slot::whole, rest}}, {}};
}

bool is_narrow(const Look& look, Area window) {
  const Room room = room_for_panels(look, window);
  return room.height / look.settings.scale < kLeastHeight ||
         room.width / look.settings.scale < kLeastWidth;
}

// Everything is large, for a wall: the program and the picture.
Arrangement wall(const Look& look, Area window) {
  const Room room = room_for_panels(look, window);
  const float gap = look.px(kGap), left = room.width * kSourceShare;
  std::vector<Placed> places = head(look, window);
  places.push_back({Slot::left, {{room.x, room.y}, {left, room.height}}});
  places.push_back(
      {Slot::middle, {{room.x + left + gap, room.y}, {room.width - left - gap, room.height}}});
  return {places, {}};
}

bool suits_always(const Look&, Area) { return true; }

Arrangement columns(const Look& look, Area window) {
  const auto [x, y, width, height] = room_for_panels(look, window);
  const Settings& shares = look.settings;
  const float gap = look.px(kGap);
  // Where everything is large, lanes and trees still have a place: a share of little is nothing.
  const float least = std::min(look.px(kLeastBottom), kMostBottom * height);
  const float bottom = std::max(shares.bottom * height, least), top = height - bottom - gap;
  const float left = shares.left * width, right = shares.right * width;
  const float middle = width - left - right - 2 * gap;
  const float middle_x = x + left + gap, right_x = middle_x + middle + gap;
  const float output = shares.output * top, source = top - output - gap;
  const float least_tree = std::min(look.px(kLeastTree), kMostTree * top);
  const float tree = std::max(shares.tree * top, least_tree), details = top - tree - gap;
  std::vector<Placed> places = head(look, window);
  places.push_back({Slot::left, {{x, y}, {left, source}}});
  places.push_back({Slot::left_below, {{x, y + source + gap}, {left, output}}});
  places.push_back({Slot::middle, {{middle_x, y}, {middle, top}}});
  places.push_back({Slot::right, {{right_x, y}, {right, tree}}});
  places.push_back({Slot::right_below, {{right_x, y + tree + gap}, {right, details}}});
  places.push_back({Slot::bottom, {{x, y + top + gap}, {width, bottom}}});
  return {places,
          {{"split left", {{x + left, y}, {gap, top}}, true, width, 1, &Settings::left},
           {"split right", {{middle_x + middle, y}, {gap, top}}, true, width, -1, &Settings::right},
           {"split bottom", {{x, y + top}, {width, gap}}, false, height, -1, &Settings::bottom},
           {"split output", {{x, y + source}, {left, gap}}, false, top, -1, &Settings::output},
           {"split tree", {{right_x, y + tree}, {right, gap}}, false, top, 1, &Settings::tree}}};
}

}  // namespace

const std::vector<Layout>& layouts() {
  static const std::vector<Layout> all = {
      {"picker", has_no_session, picker},
      {"wall", is_narrow, wall},
      {"columns", suits_always, columns},
  };
  return all;
}

const Layout& layout_for(const Look& look, Area window) {
  for (const Layout& layout : layouts()) {
    if (layout.suits(look, window)) return layout;
  }
  return layouts().back();
}

}  // namespace greenlens::gui
