#include "gui/layouts.h"

#include <algorithm>

#include "gui/draw_banner.h"
#include "gui/moved.h"
#include "gui/notes_room.h"
#include "tracer/scene/timeline/branches_scene.h"

namespace greenlens::gui {
namespace {

constexpr float kBar = 48, kSlider = 30, kSentence = 58, kGap = 8, kMargin = 12;
// Less than this is not enough for three columns.
constexpr float kLeastWidth = 620, kLeastHeight = 330;
constexpr float kLeastBottom = 125, kMostBottom = 0.36f, kMostBottomOfTwo = 0.45f, kLeastTree = 112,
                kMostTree = 0.45f;
constexpr float kSourceShare = 0.34f;  // where there are only two
constexpr float kLeastForTwo = 440;
constexpr float kClassroomBar = 40, kClassroomSentence = 62, kClassroomMargin = 8,
                kClassroomGap = 6, kClassroomBottom = 98, kPrinted = 20;
constexpr float kPictureShare = 0.6f, kShareBesideLesson = 0.54f;
constexpr float kClassroomHeight = 432;  // of its window, in pixels at 100 %
// Two views in a column that is lower than that are tabs of one place.
constexpr float kLeastForBoth = 300;

constexpr float kMostBannerHeight = 0.5f;  // of the window's

struct Room {
  float x, y, width, height;
};

// The other way of a run stands below its timeline.
float of_branches(const Look& look) { return look.branches ? scene::kBranchesHeight : 0; }
float most_bottom(const Look& look) { return look.branches ? kMostBottomOfTwo : kMostBottom; }

// Of the sentence, and of the banner beside it. Where there is next to no room the panels keep
// some.
float sentence_height(const Look& look, Area window, float least = kSentence) {
  const float banner = height_of_banner(look, window.size.x - 2 * look.px(kMargin));
  return std::max(look.px(least), std::min(banner, kMostBannerHeight * window.size.y));
}

// Of the notes with the gap before them; nothing where nothing is written.
float notes_room(const Look& look, Area window, float gap) {
  const float height = notes_height(look, window);
  return height > 0 ? height + gap / 2 : 0;
}

// Below the sentence and the notes.
Room room_for_panels(const Look& look, Area window) {
  const float margin = look.px(kMargin), gap = look.px(kGap);
  const float y = window.at.y + look.px(kBar) + look.px(kSlider) + gap / 2 +
                  sentence_height(look, window) + notes_room(look, window, gap) + gap;
  return {window.at.x + margin, y, window.size.x - 2 * margin,
          window.at.y + window.size.y - margin - y};
}

Placed bar(const Look& look, Area window) {
  return {Slot::bar, {window.at, {window.size.x, look.px(kBar)}}};
}

// Below what ends there.
void add_notes(const Look& look, Area window, const Room& above, float gap,
               std::vector<Placed>* places) {
  const float height = notes_height(look, window);
  if (height <= 0) return;
  places->push_back({Slot::notes, {{above.x, above.y + gap / 2}, {above.width, height}}});
}

// What every session has above its panels.
std::vector<Placed> head(const Look& look, Area window) {
  const Room room = room_for_panels(look, window);
  float y = window.at.y + look.px(kBar);
  std::vector<Placed> places = {bar(look, window)};
  places.push_back({Slot::slider, {{room.x, y}, {room.width, look.px(kSlider)}}});
  y += look.px(kSlider) + look.px(kGap) / 2;
  const float sentence = sentence_height(look, window), gap = look.px(kGap);
  places.push_back({Slot::sentence, {{room.x, y}, {room.width, sentence}}});
  add_notes(look, window, {room.x, y + sentence, room.width, 0}, gap, &places);
  return places;
}

bool has_no_session(const Look& look, Area) { return look.trace == nullptr; }

Arrangement picker(const Look& look, Area window) {
  const float below = look.px(kBar);
  const Area rest{{window.at.x, window.at.y + below}, {window.size.x, window.size.y - below}};
  return {{bar(look, window), {Slot::whole, rest}}, {}};
}

template <LayoutChoice choice>
bool is_chosen(const Look& look, Area) {
  return look.settings.layout == choice;
}

// For the last row: what happens, the picture, the program, who runs when and what is printed. The
// timeline is the slider.
Arrangement classroom(const Look& look, Area window) {
  const float margin = look.px(kClassroomMargin), gap = look.px(kClassroomGap);
  const float x = window.at.x + margin, width = window.size.x - 2 * margin;
  const Area above{window.at, {window.size.x, look.px(kClassroomBar)}};
  float y = above.at.y + above.size.y + gap;
  std::vector<Placed> places = {{Slot::bar, above}};
  const float sentence = sentence_height(look, window, kClassroomSentence);
  places.push_back({Slot::sentence, {{x, y}, {width, sentence}}});
  add_notes(look, window, {x, y + sentence, width, 0}, gap, &places);
  y += sentence + notes_room(look, window, gap) + gap;
  const float line = look.px(kPrinted);
  const float height = window.at.y + window.size.y - line - gap - y;
  const float bottom =
      std::min(look.px(kClassroomBottom + of_branches(look)), most_bottom(look) * height);
  // A lesson's text has a column of its own, from top to bottom.
  const bool reads = look.lesson != nullptr && look.lesson->is_open();
  const float share = reads ? kShareBesideLesson : kPictureShare;
  const float top = height - bottom - gap, left = (width - gap) * share;
  places.push_back({Slot::middle, {{x, y}, {left, top}}, {}, /*titled=*/false});
  places.push_back({Slot::left,
                    {{x + left + gap, y}, {width - left - gap, reads ? height : top}},
                    {Slot::left_below, Slot::right, Slot::right_below}});
  places.push_back({Slot::bottom,
                    {{x, y + top + gap}, {reads ? left : width, bottom}},
                    {},
                    /*titled=*/false});
  places.push_back({Slot::line, {{x, y + height + gap / 2}, {width, line}}});
  return {places, {}};
}

// One view over all the room that there is.
Arrangement diagram(const Look& look, Area window) {
  const Room room = room_for_panels(look, window);
  std::vector<Placed> places = head(look, window);
  places.push_back({Slot::middle,
                    {{room.x, room.y}, {room.width, room.height}},
                    {Slot::right, Slot::bottom, Slot::left, Slot::left_below, Slot::right_below}});
  return {places, {}};
}

bool stands_at(const Settings& settings, Slot slot) { return !views_at(settings, slot).empty(); }

bool is_narrow(const Look& look, Area window) {
  const Room room = room_for_panels(look, window);
  return room.height / look.settings.scale < kLeastHeight ||
         room.width / look.settings.scale < kLeastWidth;
}

// Little room: the program and the picture; everything else is behind them.
Arrangement narrow(const Look& look, Area window) {
  const Room room = room_for_panels(look, window);
  const float gap = look.px(kGap), left = room.width * kSourceShare;
  std::vector<Placed> places = head(look, window);
  const bool has_left =
      stands_at(look.settings, Slot::left) || stands_at(look.settings, Slot::left_below);
  if (room.width / look.settings.scale < kLeastForTwo || !has_left) return diagram(look, window);
  places.push_back({Slot::left, {{room.x, room.y}, {left, room.height}}, {Slot::left_below}});
  places.push_back({Slot::middle,
                    {{room.x + left + gap, room.y}, {room.width - left - gap, room.height}},
                    {Slot::right, Slot::bottom, Slot::right_below}});
  return {places, {}};
}

bool suits_always(const Look&, Area) { return true; }

// For who goes through the switch: the code, the registers and the words, each as high as can be.
// The timeline and the picture lie below them.
constexpr float kCodeShare = 0.38f, kRegisterShare = 0.24f, kBelowShare = 0.27f;
bool is_step(const Look& look, Area window) {
  return is_chosen<LayoutChoice::step>(look, window) && !is_narrow(look, window);
}
Arrangement step_through(const Look& look, Area window) {
  const auto [x, y, width, height] = room_for_panels(look, window);
  const float gap = look.px(kGap);
  const float below =
      std::max(kBelowShare * height, std::min(look.px(kLeastBottom), kMostBottom * height));
  const float top = height - below - gap;
  const float code = kCodeShare * (width - 2 * gap), registers = kRegisterShare * (width - 2 * gap);
  const float words = width - 2 * gap - code - registers;
  const float words_x = x + code + registers + 2 * gap;
  Arrangement all{head(look, window), {}};
  all.places.push_back({Slot::left, {{x, y}, {code, top}}});
  all.places.push_back({Slot::left_below, {{x + code + gap, y}, {registers, top}}});
  all.places.push_back({Slot::right_below, {{words_x, y}, {words, top}}, {Slot::right}});
  all.places.push_back({Slot::bottom, {{x, y + top + gap}, {code + gap + registers, below}}});
  all.places.push_back({Slot::middle, {{words_x, y + top + gap}, {words, below}}});
  return all;
}

// One or two places above each other, and the border between them.
struct Stacked {
  Slot upper, lower;
  float lower_height;  // when both are there
  Splitter splitter;   // its gap is set here
};
void stack(const Look& look, const Settings& shares, Area room, bool both, const Stacked& places,
           Arrangement* all) {
  const bool has_upper = stands_at(shares, places.upper),
             has_lower = stands_at(shares, places.lower);
  if (!has_upper && !has_lower) return;
  if (!has_upper || !has_lower) {
    all->places.push_back({has_upper ? places.upper : places.lower, room});
    return;
  }
  if (!both) {
    all->places.push_back({places.upper, room, {places.lower}});
    return;
  }
  const float gap = look.px(kGap), upper = room.size.y - places.lower_height - gap;
  const ImVec2 border{room.at.x, room.at.y + upper};
  all->places.push_back({places.upper, {room.at, {room.size.x, upper}}});
  all->places.push_back(
      {places.lower, {{border.x, border.y + gap}, {room.size.x, places.lower_height}}});
  Splitter splitter = places.splitter;
  splitter.gap = {border, {room.size.x, gap}};
  all->splitters.push_back(splitter);
}

// Where nobody stands the neighbours have the room.
Arrangement columns_by(const Look& look, const Settings& shares, Area window) {
  const auto [x, y, width, height] = room_for_panels(look, window);
  const bool has_left = stands_at(shares, Slot::left) || stands_at(shares, Slot::left_below);
  const bool has_right = stands_at(shares, Slot::right) || stands_at(shares, Slot::right_below);
  const bool has_bottom = stands_at(shares, Slot::bottom);
  const float gap = look.px(kGap);
  // Where everything is large, lanes and trees still have a place: a share of little is nothing.
  const float least =
      std::min(look.px(kLeastBottom + of_branches(look)), most_bottom(look) * height);
  const float bottom = has_bottom ? std::max(shares.bottom * height, least) : -gap;
  const float top = height - bottom - gap;
  const float left = has_left ? shares.left * width : -gap;
  const float right = has_right ? shares.right * width : -gap;
  const float middle = width - left - right - 2 * gap;
  const float middle_x = x + left + gap, right_x = middle_x + middle + gap;
  const float least_tree = std::min(look.px(kLeastTree), kMostTree * top);
  const float tree = std::max(shares.tree * top, least_tree);
  const bool both = top / look.settings.scale >= kLeastForBoth;
  Arrangement all{head(look, window), {}};
  all.places.push_back({Slot::middle, {{middle_x, y}, {middle, top}}});
  if (has_bottom) all.places.push_back({Slot::bottom, {{x, y + top + gap}, {width, bottom}}});
  if (has_left) {
    all.splitters.push_back(
        {"split left", {{x + left, y}, {gap, top}}, true, width, 1, &Settings::left});
  }
  if (has_right) {
    all.splitters.push_back(
        {"split right", {{middle_x + middle, y}, {gap, top}}, true, width, -1, &Settings::right});
  }
  if (has_bottom) {
    all.splitters.push_back(
        {"split bottom", {{x, y + top}, {width, gap}}, false, height, -1, &Settings::bottom});
  }
  stack(look, shares, {{x, y}, {left, top}}, both,
        {Slot::left,
         Slot::left_below,
         shares.output * top,
         {"split output", {}, false, top, -1, &Settings::output}},
        &all);
  stack(look, shares, {{right_x, y}, {right, top}}, both,
        {Slot::right,
         Slot::right_below,
         top - tree - gap,
         {"split tree", {}, false, top, 1, &Settings::tree}},
        &all);
  return all;
}

Arrangement columns(const Look& look, Area window) {
  return columns_by(look, look.settings, window);
}

// The list of greenlets is as wide as its columns need.
bool is_programs(const Look& look, Area window) {
  return is_chosen<LayoutChoice::programs>(look, window) && !is_narrow(look, window);
}
Arrangement programs(const Look& look, Area window) {
  Settings shares = look.settings;
  shares.left = 0.21f, shares.right = 0.32f, shares.tree = 0.62f;
  Arrangement all = columns_by(look, shares, window);
  all.splitters.clear();
  return all;
}

}  // namespace

const std::vector<Layout>& layouts() {
  static const std::vector<Layout> all = {
      {"picker", has_no_session, picker},
      {"classroom", is_chosen<LayoutChoice::classroom>, classroom},
      {"diagram", is_chosen<LayoutChoice::diagram>, diagram},
      {"step_through", is_step, step_through},
      {"programs", is_programs, programs},
      {"narrow", is_narrow, narrow},
      {"everything", suits_always, columns},
  };
  return all;
}

Arrangement columns(const Look& look, Area window) {
  return columns_by(look, look.settings, window);
}

std::vector<size_t> tabs_that_fit(const std::vector<float>& widths, size_t front, float room,
                                  float more) {
  std::vector<size_t> shown;
  float all = 0;
  for (size_t i = 0; i < widths.size(); ++i) all += widths[i], shown.push_back(i);
  if (all <= room) return shown;
  shown.clear();
  float left = room - more - widths[front];
  for (size_t i = 0; i < widths.size(); ++i) {
    if (i == front) {
      shown.push_back(i);
    } else if (left >= widths[i]) {
      left -= widths[i];
      shown.push_back(i);
    } else {
      left = 0;  // none behind it: their order is theirs
    }
  }
  return shown;
}

float classroom_scale(float height) { return std::clamp(height / kClassroomHeight, 1.0f, 3.0f); }

std::vector<Placed> panel_places(const Look& look, Area window) {
  Settings settings = look.settings;
  settings.layout = LayoutChoice::everything;
  const Arrangement all = columns_by(look, settings, window);
  std::vector<Placed> panels;
  for (const Placed& placed : all.places) {
    if (is_panel(placed.slot)) panels.push_back(placed);
  }
  return panels;
}

const Layout& layout_for(const Look& look, Area window) {
  for (const Layout& layout : layouts()) {
    if (layout.suits(look, window)) return layout;
  }
  return layouts().back();
}

}  // namespace greenlens::gui
