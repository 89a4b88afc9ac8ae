#include "tracer/facts/amount.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <string>

namespace greenlens::facts {
namespace {

constexpr double kMost = 9e18;  // some three hundred years, or eight exabytes

struct Unit {
  std::string_view name;
  double value;
};

// A number and one of these units.
std::optional<uint64_t> read_amount(std::string_view text, std::initializer_list<Unit> units) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || !std::isfinite(value) || value < 0) return {};
  const std::string_view unit = text.substr(static_cast<size_t>(read.ptr - text.data()));
  for (const Unit& known : units) {
    if (unit == known.name) return static_cast<uint64_t>(std::min(value * known.value, kMost));
  }
  return {};
}

}  // namespace

std::optional<uint64_t> read_duration(std::string_view text) {
  return read_amount(
      text,
      {{"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"min", 60e9}, {"h", 3600e9}});
}

std::optional<uint64_t> read_bytes(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c != ' ') plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  constexpr double kK = 1024;
  const auto bytes = read_amount(plain, {{"", 1},
                                         {"b", 1},
                                         {"k", kK},
                                         {"kb", kK},
                                         {"kib", kK},
                                         {"m", kK * kK},
                                         {"mb", kK * kK},
                                         {"mib", kK * kK},
                                         {"g", kK * kK * kK},
                                         {"gb", kK * kK * kK},
                                         {"gib", kK * kK * kK},
                                         {"t", kK * kK * kK * kK},
                                         {"tb", kK * kK * kK * kK},
                                         {"tib", kK * kK * kK * kK}});
  return bytes && *bytes > 0 ? bytes : std::nullopt;
}

}  // namespace greenlens::facts
