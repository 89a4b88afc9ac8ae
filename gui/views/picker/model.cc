#include "gui/views/picker/model.h"

#include <algorithm>
#include <cctype>

#include "gui/chord.h"

namespace greenlens::gui::picker {
namespace {

bool begins(const std::string& text, const std::string& with) {
  return text.size() >= with.size() &&
         std::equal(with.begin(), with.end(), text.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) ==
                  std::tolower(static_cast<unsigned char>(b));
         });
}

}  // namespace

int moved(int key, int chosen, int columns, int count) {
  if (count == 0) return -1;
  const int last = count - 1;
  if (chosen < 0) return key == kKeyEnd ? last : 0;
  switch (key) {
    case kKeyRight:
      return std::min(chosen + 1, last);
    case kKeyLeft:
      return std::max(chosen - 1, 0);
    case kKeyDown:
      return chosen + columns <= last ? chosen + columns : chosen;
    case kKeyUp:
      return chosen >= columns ? chosen - columns : chosen;
    case kKeyPageDown:
      return std::min(chosen + 3 * columns, last);
    case kKeyPageUp:
      return std::max(chosen - 3 * columns, 0);
    case kKeyHome:
      return 0;
    case kKeyEnd:
      return last;
  }
  return chosen;
}

std::string ahead_of(const std::vector<ScenarioEntry>& scenarios, const std::string& before,
                     const std::string& letters) {
  const std::string all = before + letters;
  return beginning(scenarios, all) ? all : letters;
}

std::optional<int> beginning(const std::vector<ScenarioEntry>& scenarios,
                             const std::string& typed) {
  for (size_t i = 0; i < scenarios.size() && !typed.empty(); ++i) {
    if (begins(scenarios[i].title, typed) || begins(scenarios[i].id, typed)) {
      return static_cast<int>(i);
    }
  }
  return {};
}

}  // namespace greenlens::gui::picker
