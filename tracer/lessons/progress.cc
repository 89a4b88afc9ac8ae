#include "tracer/lessons/progress.h"

#include <algorithm>
#include <charconv>

#include "tracer/lessons/lesson.h"

namespace greenlens::lessons {
namespace {

constexpr std::string_view kFirstLine = "greenlens progress 1";
constexpr size_t kMostLessons = 2000, kMostIdBytes = 200;

std::string_view next_word(std::string_view* line) {
  const size_t first = std::min(line->find_first_not_of(" \t\r"), line->size());
  line->remove_prefix(first);
  const size_t end = std::min(line->find_first_of(" \t\r"), line->size());
  const std::string_view word = line->substr(0, end);
  line->remove_prefix(end);
  return word;
}

}  // namespace

bool is_done(const Progress& progress, std::string_view lesson, size_t part) {
  const auto found = progress.done.find(lesson);
  return found != progress.done.end() && found->second.contains(part);
}

size_t count_done(const Progress& progress, std::string_view lesson, size_t parts) {
  const auto found = progress.done.find(lesson);
  if (found == progress.done.end()) return 0;
  return static_cast<size_t>(
      std::distance(found->second.begin(), found->second.lower_bound(parts)));
}

bool set_done(std::string_view lesson, size_t part, Progress* progress) {
  return progress->done[std::string(lesson)].insert(part).second;
}

Progress parse_progress(std::string_view text) {
  Progress progress;
  if (text.size() > kMostProgressBytes || !text.starts_with(kFirstLine)) return progress;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string_view id = next_word(&line);
    if (id.empty() || id == "greenlens" || id.size() > kMostIdBytes) continue;
    if (progress.done.size() >= kMostLessons) break;
    for (std::string_view word = next_word(&line); !word.empty(); word = next_word(&line)) {
      size_t number = 0;
      const auto [last, wrong] = std::from_chars(word.data(), word.data() + word.size(), number);
      const bool fits = wrong == std::errc() && last == word.data() + word.size() && number >= 1 &&
                        number <= kMostParts;
      if (fits) set_done(id, number - 1, &progress);
    }
  }
  return progress;
}

std::string format_progress(const Progress& progress) {
  std::string text = std::string(kFirstLine) + '\n';
  for (const auto& [lesson, parts] : progress.done) {
    if (parts.empty()) continue;
    text += lesson;
    for (const size_t part : parts) text.append(" ").append(std::to_string(part + 1));
    text += '\n';
  }
  return text;
}

Progress joined(Progress one, const Progress& other) {
  for (const auto& [lesson, parts] : other.done)
    one.done[lesson].insert(parts.begin(), parts.end());
  return one;
}

}  // namespace greenlens::lessons
