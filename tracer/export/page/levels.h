// The words of a page at every level: whoever reads it chooses one. Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_LEVELS_H_
#define GREENLENS_TRACER_EXPORT_PAGE_LEVELS_H_

#include <algorithm>
#include <array>

#include "tracer/words/levels.h"
#include "tracer/words/messages.h"

namespace greenlens::exports {

class Levels {
 public:
  // In the language of `messages`, whose level the page begins at.
  explicit Levels(const words::Messages& messages) : begins_at_(messages.level()) {
    std::transform(words::kLevels.begin(), words::kLevels.end(), all_.begin(),
                   [&](words::Level level) { return messages.at(level); });
  }
  const words::Messages& at(words::Level level) const { return all_[static_cast<size_t>(level)]; }
  words::Level begins_at() const { return begins_at_; }

 private:
  std::array<words::Messages, words::kLevels.size()> all_;  // by level
  words::Level begins_at_;
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_LEVELS_H_
