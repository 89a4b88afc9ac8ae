// A text together with where values stand in it: names, numbers, what a program printed. Whoever
// looks for words in a text can so leave out what only looks like one: a greenlet that is called
// "parent", or a function "switch".
#ifndef GREENLENS_TRACER_WORDS_TOLD_H_
#define GREENLENS_TRACER_WORDS_TOLD_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace greenlens::words {

// Bytes [begin, end) of a text.
struct TextRange {
  size_t begin = 0, end = 0;
  bool operator==(const TextRange&) const = default;
};

struct Told {
  std::string text;
  std::vector<TextRange> values = {};  // ascending

  Told& operator+=(const Told& more) {
    for (const TextRange& value : more.values) {
      values.push_back({text.size() + value.begin, text.size() + value.end});
    }
    text += more.text;
    return *this;
  }
};

// A text all of which counts as a value.
inline Told as_value(std::string text) {
  const size_t size = text.size();
  return {std::move(text), {{0, size}}};
}

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_TOLD_H_
