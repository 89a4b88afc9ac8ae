#include "gui/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace greenlens::gui {
namespace {

struct Number {
  const char* key;
  float Settings::*member;
  float least, most;
};
constexpr Number kNumbers[] = {
    {"scale", &Settings::scale, 1, 3},          {"other_scale", &Settings::other_scale, 0, 3},
    {"left", &Settings::left, 0.1f, 0.45f},     {"right", &Settings::right, 0.1f, 0.45f},
    {"bottom", &Settings::bottom, 0.12f, 0.5f}, {"output", &Settings::output, 0.1f, 0.8f},
    {"tree", &Settings::tree, 0.1f, 0.8f},
};

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
  if (key == "animate") settings->animate = value != "no";
  if (key == "times") settings->times = value == "yes";
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
  return settings;
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
  std::string text = fmt::format("theme = {}\nlayout = {}\nanimate = {}\ntimes = {}\n",
                                 scene::theme_name(settings.theme), layout_name(settings.layout),
                                 settings.animate ? "yes" : "no", settings.times ? "yes" : "no");
  for (const Number& number : kNumbers) {
    text += fmt::format("{} = {:.3f}\n", number.key, settings.*number.member);
  }
  return text;
}

}  // namespace greenlens::gui
