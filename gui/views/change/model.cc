#include "gui/views/change/model.h"

#include <algorithm>
#include <cmath>

namespace greenlens::gui::change {

std::string value_text(const Settable& one, int64_t value) {
  const auto word = static_cast<size_t>(value - one.least);
  return word < one.words.size() ? one.words[word] : std::to_string(value);
}

std::vector<int64_t> values_of(const std::vector<Settable>& all,
                               const std::vector<store::Setting>& ran_with) {
  std::vector<int64_t> values;
  for (const Settable& one : all) {
    values.push_back(one.usual);
    for (const store::Setting& setting : ran_with) {
      if (setting.name != one.id) continue;
      for (int64_t value = one.least; value <= one.most; ++value) {
        if (value_text(one, value) == setting.value) values.back() = value;
      }
    }
  }
  return values;
}

std::vector<std::string> settings_text(const std::vector<Settable>& all,
                                       const std::vector<int64_t>& values) {
  std::vector<std::string> texts;
  for (size_t i = 0; i < all.size() && i < values.size(); ++i) {
    if (values[i] == all[i].usual) continue;
    texts.push_back(all[i].id + '=' + value_text(all[i], values[i]));
  }
  return texts;
}

int64_t moved(const Settable& one, int64_t value, int by) {
  constexpr int64_t kManyValues = 100;
  const int64_t step = std::max<int64_t>(1, (one.most - one.least) / kManyValues);
  return std::clamp(value + by * step, one.least, one.most);
}

int64_t at_share(const Settable& one, float share) {
  const auto width = static_cast<double>(one.most - one.least);
  const double clamped = std::clamp(static_cast<double>(share), 0.0, 1.0);
  return one.least + std::llround(clamped * width);
}

float share_of(const Settable& one, int64_t value) {
  const auto width = static_cast<float>(std::max<int64_t>(1, one.most - one.least));
  return static_cast<float>(value - one.least) / width;
}

}  // namespace greenlens::gui::change
