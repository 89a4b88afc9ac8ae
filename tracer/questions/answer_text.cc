#include "tracer/questions/answer_text.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

#include "tracer/facts/address.h"
#include "tracer/questions/builder.h"
#include "tracer/questions/question_text.h"
#include "tracer/state/queries.h"

namespace greenlens::questions {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return low;
}

template <typename Integer>
std::optional<Integer> read_all(std::string_view text, int base = 10) {
  Integer value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value, base);
  if (text.empty() || read.ec != std::errc() || read.ptr != end) return {};
  return value;
}

// Which choice has that label.
std::optional<size_t> labelled(std::string_view typed, const Question& question) {
  const std::string label = lowered(typed);
  for (size_t i = 0; i < question.choices.size(); ++i) {
    if (choice_label(question, i) == label) return i;
  }
  return {};
}

bool is_nobody(std::string_view typed) {
  const std::string word = lowered(typed);
  return word == "nobody" || word == "none";
}

std::optional<Answer> greenlet(std::string_view typed, const Question& question,
                               const state::State& state) {
  if (const facts::GreenletId id = state::find_named(state, typed); id != 0) return Greenlet{id};
  if (const auto choice = labelled(typed, question)) return question.choices[*choice].answer;
  if (is_nobody(typed)) return Greenlet{0};
  // "main #1", as sentences tell it from another main.
  const size_t hash = typed.rfind('#');
  if (hash == std::string_view::npos) return {};
  const facts::GreenletId id = state::id_of(typed.substr(hash));
  const bool is_it = find(state, id) != nullptr && greenlet_name(state, id) == typed;
  return is_it ? std::optional<Answer>(Greenlet{id}) : std::nullopt;
}

std::optional<Answer> greenlets(std::string_view typed, const Question& question,
                                const state::State& state) {
  Greenlets all;
  if (is_nobody(typed)) return all;
  while (!typed.empty()) {
    const size_t comma = std::min(typed.find(','), typed.size());
    const auto one = greenlet(trimmed(typed.substr(0, comma)), question, state);
    if (!one || std::get<Greenlet>(*one).id == 0) return {};
    all.ids.push_back(std::get<Greenlet>(*one).id);
    typed.remove_prefix(std::min(comma + 1, typed.size()));
  }
  std::sort(all.ids.begin(), all.ids.end());
  all.ids.erase(std::unique(all.ids.begin(), all.ids.end()), all.ids.end());
  return all;
}

std::optional<Answer> choice_of(std::string_view typed, const Question& question) {
  const auto choice = labelled(typed, question);
  return choice ? std::optional(question.choices[*choice].answer) : std::nullopt;
}

std::optional<Answer> range(std::string_view typed, const Question& question) {
  if (auto choice = choice_of(typed, question)) return choice;
  for (const std::string_view between : {"..", ":", " to ", "–", " "}) {
    const size_t at = typed.find(between);
    if (at == std::string_view::npos) continue;
    const auto from = facts::parse_address(trimmed(typed.substr(0, at)));
    const auto to = facts::parse_address(trimmed(typed.substr(at + between.size())));
    if (from && to) return Range{*from, *to};
  }
  return {};
}

std::optional<Answer> number(std::string_view typed, const Question& question) {
  if (auto choice = choice_of(typed, question)) return choice;
  if (question.unit == Unit::address) {
    const auto address = facts::parse_address(typed);
    return address ? std::optional<Answer>(Number{*address}) : std::nullopt;
  }
  std::string low = lowered(typed);
  for (const std::string_view unit : {"bytes", "byte", "b"}) {
    if (low.size() > unit.size() && low.ends_with(unit)) {
      low = std::string(trimmed(low.substr(0, low.size() - unit.size())));
      break;
    }
  }
  const auto value = read_all<int64_t>(low);
  return value ? std::optional<Answer>(Number{*value}) : std::nullopt;
}

std::optional<Answer> line(std::string_view typed, const Question& question) {
  if (auto choice = choice_of(typed, question)) return choice;
  return Line{std::string(typed)};
}

}  // namespace

std::optional<Answer> parse_answer(std::string_view typed, const Question& question,
                                   const state::State& state) {
  typed = trimmed(typed);
  if (typed.empty()) return {};
  switch (question.shape) {
    case Shape::greenlet:
      return greenlet(typed, question, state);
    case Shape::choice:
      return choice_of(typed, question);
    case Shape::range:
      return range(typed, question);
    case Shape::number:
      return number(typed, question);
    case Shape::text:
      return line(typed, question);
    case Shape::greenlets:
      return greenlets(typed, question, state);
  }
  return {};
}

std::optional<std::vector<uint64_t>> parse_hands(std::string_view typed, const Question& question) {
  std::vector<uint64_t> hands;
  constexpr std::string_view kBetween = " ,\t\r\n";
  for (typed = trimmed(typed); !typed.empty();) {
    const size_t end = std::min(typed.find_first_of(kBetween), typed.size());
    const auto count = read_all<uint32_t>(typed.substr(0, end));
    if (!count) return {};
    hands.push_back(*count);
    typed.remove_prefix(end);
    typed.remove_prefix(std::min(typed.find_first_not_of(kBetween), typed.size()));
  }
  if (hands.empty() || hands.size() != question.choices.size()) return {};
  return hands;
}

}  // namespace greenlens::questions
