#include "tracer/words/matching.h"

#include <algorithm>
#include <cctype>

namespace greenlens::words {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

std::vector<std::string> search_words(const std::string& search) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < search.size();) {
    const size_t end = std::min(search.find(' ', begin), search.size());
    if (end > begin) words.push_back(lower(search.substr(begin, end - begin)));
    begin = end + 1;
  }
  return words;
}

bool matches(const std::string& line, const std::vector<std::string>& words) {
  const std::string lowered = lower(line);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return lowered.find(word) != std::string::npos;
  });
}

}  // namespace greenlens::words
