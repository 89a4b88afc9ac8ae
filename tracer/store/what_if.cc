#include "tracer/store/what_if.h"

#include <charconv>

#include "tracer/facts/fields.h"

namespace greenlens::store {
namespace {

constexpr std::string_view kWith = " = ";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool read_number(std::string_view text, uint64_t* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

std::optional<facts::Deed> deed_called(std::string_view word) {
  const auto names = enum_names(facts::Deed());
  for (size_t i = 0; i < names.size(); ++i) {
    if (word == names[i]) return static_cast<facts::Deed>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string deed_text(const WhatIf& what_if) {
  std::string text = facts::enum_name(what_if.deed);
  text += ' ' + what_if.greenlet;
  if (!what_if.value.empty()) text += std::string(kWith) + what_if.value;
  return text;
}

std::optional<WhatIf> deed_from_text(std::string_view text) {
  text = trimmed(text);
  const size_t blank = text.find(' ');
  const std::optional<facts::Deed> deed = deed_called(text.substr(0, blank));
  if (!deed || blank == text.npos) return std::nullopt;
  WhatIf read;
  read.deed = *deed;
  text.remove_prefix(blank);
  const size_t with = text.find(kWith);
  read.greenlet = trimmed(text.substr(0, with));
  if (with != text.npos) read.value = trimmed(text.substr(with + kWith.size()));
  const bool drops = read.deed == facts::Deed::drop;
  if (read.greenlet.empty() || (drops && with != text.npos)) return std::nullopt;
  return read;
}

// A step may be called by a time, and has a colon then: the last one that a deed follows parts
// them.
std::optional<WrittenWhatIf> read_what_if(std::string_view text) {
  for (size_t colon = text.find(':'); colon != text.npos; colon = text.find(':', colon + 1)) {
    const std::string_view step = trimmed(text.substr(0, colon));
    const std::optional<WhatIf> deed = deed_from_text(text.substr(colon + 1));
    if (deed && !step.empty()) return WrittenWhatIf{std::string(step), *deed};
  }
  return std::nullopt;
}

std::string order_text(const WhatIf& what_if) {
  return std::to_string(what_if.step) + '/' + std::to_string(what_if.line) + ": " +
         deed_text(what_if);
}

std::optional<WhatIf> order_from_text(std::string_view text) {
  const size_t slash = text.find('/'), colon = text.find(':');
  if (slash == text.npos || colon == text.npos || slash > colon) return std::nullopt;
  std::optional<WhatIf> read = deed_from_text(text.substr(colon + 1));
  if (!read || !read_number(text.substr(0, slash), &read->step) ||
      !read_number(text.substr(slash + 1, colon - slash - 1), &read->line)) {
    return std::nullopt;
  }
  return read;
}

}  // namespace greenlens::store
