#include "gui/fuzzy.h"

#include <algorithm>
#include <string>

namespace greenlens::gui {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string folded(std::string_view text) {
  std::string all(text);
  std::transform(all.begin(), all.end(), all.begin(), lower);
  return all;
}

bool begins_word(const std::string& line, size_t at) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return at == 0 || !is_letter(line[at - 1]);
}

// The whole word somewhere is better than its letters one by one, however well those stand.
constexpr int kWhole = 1000, kAtBeginning = 500, kWordBegins = 20, kNext = 10, kSkipped = 1;
constexpr int kMostSkipped = 15;

std::optional<int> word_suits(const std::string& line, const std::string& word) {
  std::optional<int> best;
  for (size_t at = line.find(word); at != line.npos; at = line.find(word, at + 1)) {
    const int score = kWhole + (begins_word(line, at) ? kAtBeginning : 0) + (at == 0 ? 1 : 0);
    best = std::max(best.value_or(0), score);
  }
  if (best) return best;
  int score = 0;
  size_t from = 0;
  for (size_t i = 0; i < word.size(); ++i) {
    const size_t at = line.find(word[i], from);
    if (at == line.npos) return {};
    // Letters that lie anywhere in a long line are no find.
    const auto skipped = static_cast<int>(at - from);
    if (i > 0 && skipped > kMostSkipped) return {};
    score += begins_word(line, at) ? kWordBegins : i > 0 && skipped == 0 ? kNext : -kSkipped;
    from = at + 1;
  }
  return score;
}

}  // namespace

std::optional<int> suits(std::string_view line, std::string_view typed) {
  const std::string in = folded(line), wanted = folded(typed);
  int score = 0;
  for (size_t at = 0; at < wanted.size();) {
    const size_t begin = wanted.find_first_not_of(' ', at);
    if (begin == wanted.npos) break;
    const size_t end = std::min(wanted.find(' ', begin), wanted.size());
    const std::optional<int> one = word_suits(in, wanted.substr(begin, end - begin));
    if (!one) return {};
    score += *one;
    at = end;
  }
  return score;
}

}  // namespace greenlens::gui
