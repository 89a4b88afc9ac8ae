#include "tracer/lessons/shipped.h"

#include "assets/assets.h"
#include "tracer/words/languages.h"

namespace greenlens::lessons {

const std::vector<std::string_view>& shipped() {
  static const std::vector<std::string_view> all = [] {
    std::vector<std::string_view> ids;
    for (std::string_view text = assets::text("assets/lessons/order.txt"); !text.empty();) {
      const size_t end = std::min(text.find('\n'), text.size());
      const std::string_view id = text.substr(0, end);
      if (!id.empty() && id.front() != '#') ids.push_back(id);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return ids;
  }();
  return all;
}

std::string_view shipped_text(std::string_view id, std::string_view language) {
  const auto in = [&](std::string_view spoken) {
    std::string path = "assets/lessons/";
    path.append(id).append(".").append(spoken).append(".md");
    return assets::text(path);
  };
  const std::string_view own = in(language);
  return own.empty() ? in(words::kLanguages[0].id) : own;
}

}  // namespace greenlens::lessons
