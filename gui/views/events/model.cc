#include "gui/views/events/model.h"

#include <algorithm>

#include "tracer/words/find_text.h"

namespace greenlens::gui::events {
namespace {

// More than fit on any screen.
constexpr size_t kLinesKept = 500;
constexpr uint64_t kMostListed = 200'000;

}  // namespace

void Lines::prepare(const words::Messages& messages, const store::Trace& trace, uint64_t first,
                    uint64_t last) {
  while (first <= last && lines_.contains(first)) ++first;
  while (last >= first && lines_.contains(last)) --last;
  if (first > last || first == 0) return;
  if (lines_.size() > kLinesKept) lines_.clear();
  uint64_t step = first;
  for (std::string& line : words::event_lines(messages, trace, first - 1, last)) {
    lines_[step++] = std::move(line);
  }
}

const std::string& Lines::line_of(const words::Messages& messages, const store::Trace& trace,
                                  uint64_t step) {
  prepare(messages, trace, step, step);
  return lines_[step];
}

std::string found_words(const Look& look, const std::string& words) {
  if (look.search == nullptr || look.search->words != words || words.empty()) return "";
  const std::vector<uint64_t>& found = look.search->found;
  if (found.empty()) return "";
  const std::string more = look.search->busy ? "…" : "";
  const std::string count = std::to_string(found.size()) + more;
  const auto at = std::lower_bound(found.begin(), found.end(), look.moment.number);
  if (at == found.end() || *at != look.moment.number) {
    return look.text("ui.events.found", {{"count", count}});
  }
  return look.text("ui.events.at",
                   {{"number", std::to_string(at - found.begin() + 1)}, {"count", count}});
}

Listed listed(uint64_t size, uint64_t shown) {
  if (size <= kMostListed) return {1, size};
  const uint64_t before = std::min(shown, kMostListed / 2);
  return {std::min(shown - before, size - kMostListed) + 1, kMostListed};
}

}  // namespace greenlens::gui::events
