#include "tracer/questions/ask_printed.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "tracer/facts/shown.h"
#include "tracer/questions/builder.h"
#include "tracer/state/queries.h"

namespace greenlens::questions {
namespace {

using facts::Event;
using facts::Printed;

constexpr size_t kLongestLine = 120;
// Below the line of a switch(), what would be printed there if it returned at once.
constexpr uint32_t kLinesBelow = 4;

bool is_readable(const std::string& text) {
  return !text.empty() && text.size() <= kLongestLine && facts::shown(text) == text;
}

Sentence says_line(const std::string& text) { return {"question.line", {{"line", text}}}; }

// What a print("...") in one of the next lines of this greenlet's source would print; empty: there
// is none, or the recording has no such text.
std::string printed_below(const Ahead& ahead) {
  const state::GreenletState* current = find(ahead.now(), ahead.teller().current);
  if (current == nullptr || current->at.line == 0) return "";
  for (const store::SourceText& source : ahead.trace().info().sources) {
    if (source.file != current->at.file) continue;
    std::string_view text = source.text;
    for (uint32_t number = 1; !text.empty(); ++number) {
      const size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (number <= current->at.line) continue;
      if (number > current->at.line + kLinesBelow || line.starts_with('}')) return "";
      constexpr std::string_view kPrint = "print(\"";
      const size_t begin = line.find(kPrint);
      if (begin == std::string_view::npos) continue;
      const std::string_view rest = line.substr(begin + kPrint.size());
      const size_t quote = rest.find('"');
      if (quote == std::string_view::npos || rest.substr(0, quote).find('\\') != rest.npos)
        return "";
      return std::string(rest.substr(0, quote));
    }
  }
  return "";
}

// The lines that come later, each once, with who prints it.
void add_later(const Ahead& ahead, const Printed& next, Builder* builder) {
  std::set<std::string> known = {next.text};
  const facts::GreenletId current = ahead.teller().current;
  for (size_t more = 0; more + 2 < kMostChoices; ++more) {
    const auto later = ahead.first([&](const Event& event) {
      const auto* printed = std::get_if<Printed>(&event.fact);
      return printed != nullptr && is_readable(printed->text) && !known.contains(printed->text);
    });
    if (!later) return;
    const auto& printed = std::get<Printed>(later->event.fact);
    known.insert(printed.text);
    std::optional<Misconception> from;
    if (printed.greenlet != next.greenlet) {
      from = printed.greenlet == current ? Misconception::returns_at_once : Misconception::parallel;
    }
    builder->wrong(says_line(printed.text), Line{printed.text}, from);
  }
}

}  // namespace

std::optional<Question> printed_next(const Ahead& ahead, Dice* dice) {
  const auto prints = [](const Event& event) {
    return std::holds_alternative<Printed>(event.fact);
  };
  Builder builder(ahead, Kind::printed_next, Shape::text, 0, {"question.printed_next"});
  const Sentence nothing{"question.line.none"};
  const auto found = ahead.first(prints);
  if (found) {
    const auto& next = std::get<Printed>(found->event.fact);
    if (!is_readable(next.text)) return {};
    builder.truth(says_line(next.text), Line{next.text},
                  {found->step, Look::output, next.greenlet});
    if (const std::string below = printed_below(ahead); is_readable(below)) {
      builder.wrong(says_line(below), Line{below}, Misconception::returns_at_once);
    }
    add_later(ahead, next, &builder);
    builder.wrong(nothing, Line{});
  } else if (ahead.never(prints)) {
    builder.truth(nothing, Line{}, {ahead.trace().size(), Look::output, 0});
    if (const std::string below = printed_below(ahead); is_readable(below)) {
      builder.wrong(says_line(below), Line{below}, Misconception::returns_at_once);
    }
  } else {
    return {};
  }
  const auto last = ahead.last([&](const Event& event) {
    const auto* printed = std::get_if<Printed>(&event.fact);
    return printed != nullptr && is_readable(printed->text);
  });
  if (last) {
    const std::string& text = std::get<Printed>(last->event.fact).text;
    builder.wrong(says_line(text), Line{text});
  }
  return builder.done(dice);
}

}  // namespace greenlens::questions
