#include "gui/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "gui/recent.h"
#include "tracer/words/languages.h"

namespace greenlens::gui {
namespace {

constexpr int kWidth = 1280, kHeight = 800;  // of a window, at 100 %
constexpr int kLeastSide = 200, kMostSide = 20'000;

struct Number {
  const char* key;
  float Settings::*member;
  float least, most;
};
constexpr Number kNumbers[] = {
    {"scale", &Settings::scale, 1, 3},          {"other_scale", &Settings::other_scale, 0, 3},
    {"left", &Settings::left, 0.1f, 0.45f},     {"right", &Settings::right, 0.1f, 0.45f},
    {"bottom", &Settings::bottom, 0.12f, 0.5f}, {"output", &Settings::output, 0.1f, 0.8f},
    {"tree", &Settings::tree, 0.1f, 0.8f},      {"speed", &Settings::speed, 0.1f, 10},
};

constexpr size_t kMostMoved = 64;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

void set(Settings* settings, std::string_view key, const std::string& value) {
  if (key == "theme") {
    settings->theme = scene::theme_from_name(value).value_or(scene::Theme::light);
  }
  if (key == "layout") {
    settings->layout = layout_from_name(value).value_or(LayoutChoice::everything);
  }
  if (key == "language") {
    const words::Language* known = words::find_language(value);
    settings->language = known != nullptr ? known->id : "";
  }
  if (key == "level") {
    settings->level = words::level_from_name(value).value_or(words::Level::mechanism);
  }
  if (key == "animate") settings->animate = value != "no";
  if (key == "times") settings->times = value == "yes";
  if (key == "axis") settings->axis = scene::axis_from_name(value).value_or(scene::Axis::steps);
  if (key == "grain") {
    settings->grain = facts::grain_from_name(value).value_or(facts::Grain::phase);
  }
  if (key == "recent" && !value.empty() && settings->recent.size() < kMostRecent) {
    settings->recent.push_back(value);
  }
  if (key == "moved" && settings->moved.size() < kMostMoved) {
    const size_t space = value.rfind(' ');
    const auto to =
        space == std::string::npos ? std::nullopt : panel_slot_from_name(value.substr(space + 1));
    if (to) settings->moved.push_back({value.substr(0, space), *to});
  }
  Settings::Place place;
  if (key == "window" && std::sscanf(value.c_str(), "%d %d %d %d", &place.x, &place.y, &place.width,
                                     &place.height) == 4) {
    settings->window = place;
  }
  for (const Number& number : kNumbers) {
    if (key != number.key) continue;
    char* end = nullptr;
    float read = std::strtof(value.c_str(), &end);
    if (end != value.c_str() && std::isfinite(read)) settings->*number.member = read;
  }
}

}  // namespace

const char* layout_name(LayoutChoice layout) {
  switch (layout) {
    case LayoutChoice::everything:
      return "everything";
    case LayoutChoice::classroom:
      return "classroom";
    case LayoutChoice::diagram:
      return "diagram";
    case LayoutChoice::step:
      return "step-through";
    case LayoutChoice::programs:
      return "programs";
    case LayoutChoice::own:
      return "own";
  }
  return "?";
}

std::optional<LayoutChoice> layout_from_name(std::string_view name) {
  for (const LayoutChoice layout : kLayoutChoices) {
    if (name == layout_name(layout)) return layout;
  }
  return {};
}

Settings clamped(Settings settings) {
  for (const Number& number : kNumbers) {
    float& value = settings.*number.member;
    value = std::clamp(value, number.least, number.most);
  }
  Settings::Place& place = settings.window;
  const auto is_side = [](int side) { return side >= kLeastSide && side <= kMostSide; };
  const auto is_near = [](int at) { return at >= -kMostSide && at <= kMostSide; };
  if (!is_side(place.width) || !is_side(place.height) || !is_near(place.x) || !is_near(place.y)) {
    place = {};
  }
  return settings;
}

float first_scale(float content, int width, int height) {
  float scale = content;
  if (content <= 1) scale = std::min(static_cast<float>(width) / 1920, height / 1080.0f);
  // In quarters, as the commands change it; and the window has to fit.
  const float room =
      std::min(static_cast<float>(width) / kWidth, static_cast<float>(height) / kHeight);
  scale = std::floor(std::min(scale, room) * 4) / 4;
  return std::clamp(scale, 1.0f, 3.0f);
}

bool wants_reduced_motion(const char* variable, std::string_view gtk) {
  const auto is_off = [](std::string_view word) {
    return word == "0" || word == "no" || word == "false" || word == "off";
  };
  if (variable != nullptr && *variable != 0) return !is_off(variable);
  bool wanted = false;
  while (!gtk.empty()) {
    const size_t end = std::min(gtk.find('\n'), gtk.size());
    const std::string_view line = gtk.substr(0, end);
    gtk.remove_prefix(std::min(end + 1, gtk.size()));
    const size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    if (trimmed(line.substr(0, equals)) != "gtk-enable-animations") continue;
    wanted = is_off(trimmed(line.substr(equals + 1)));
  }
  return wanted;
}

Settings::Place place_on(const Screen& screen, const Settings::Place& remembered, float scale) {
  const auto seen = [](int at, int size, int from, int all) {
    return std::min(at + size, from + all) - std::max(at, from);
  };
  const bool is_seen =
      seen(remembered.x, remembered.width, screen.x, screen.width) >= kLeastSide / 2 &&
      seen(remembered.y, remembered.height, screen.y, screen.height) >= kLeastSide / 2 &&
      remembered.y >= screen.y;
  if (remembered.width > 0 && is_seen) return remembered;
  Settings::Place place;
  place.width = remembered.width > 0 ? remembered.width : static_cast<int>(kWidth * scale);
  place.height = remembered.width > 0 ? remembered.height : static_cast<int>(kHeight * scale);
  place.width = std::min(place.width, screen.width);
  place.height = std::min(place.height, screen.height);
  place.x = screen.x + (screen.width - place.width) / 2;
  place.y = screen.y + (screen.height - place.height) / 2;
  return place;
}

Settings parse_settings(std::string_view text) {
  Settings settings;
  while (!text.empty()) {
    size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    set(&settings, trimmed(line.substr(0, equals)), std::string(trimmed(line.substr(equals + 1))));
  }
  return clamped(settings);
}

std::string format_settings(const Settings& settings) {
  std::string text = fmt::format("theme = {}\nlayout = {}\nanimate = {}\ntimes = {}\naxis = {}\n",
                                 scene::theme_name(settings.theme), layout_name(settings.layout),
                                 settings.animate ? "yes" : "no", settings.times ? "yes" : "no",
                                 scene::axis_name(settings.axis));
  if (!settings.language.empty()) text += fmt::format("language = {}\n", settings.language);
  text += fmt::format("level = {}\n", words::level_name(settings.level));
  for (const Number& number : kNumbers) {
    text += fmt::format("{} = {:.3f}\n", number.key, settings.*number.member);
  }
  text += fmt::format("grain = {}\n", facts::grain_name(settings.grain));
  const Settings::Place& place = settings.window;
  if (place.width > 0) {
    text += fmt::format("window = {} {} {} {}\n", place.x, place.y, place.width, place.height);
  }
  for (const Settings::Moved& moved : settings.moved) {
    text += fmt::format("moved = {} {}\n", moved.view, panel_slot_name(moved.to));
  }
  for (const std::string& path : settings.recent) text += "recent = " + path + "\n";
  return text;
}

}  // namespace greenlens::gui
