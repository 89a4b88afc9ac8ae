#include "tracer/expect/pattern.h"

namespace greenlens::expect {
namespace {

std::string numbered(const std::string& name, uint32_t number) {
  return number <= 1 ? name : name + " #" + std::to_string(number);
}

}  // namespace

bool is_pattern(std::string_view text) { return text.find_first_of("*?") != text.npos; }

// The last star is tried again one letter further on whenever what follows it does not fit.
bool fits(std::string_view pattern, std::string_view text) {
  size_t p = 0, t = 0, star = pattern.npos, tried = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++, tried = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p, ++t;
    } else if (star != pattern.npos) {
      p = star + 1, t = ++tried;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::string name_of(const compare::Who& who) { return numbered(who.name, who.number); }

std::string name_of(const compare::ThreadName& thread) {
  if (thread.number == 0) return "-";
  return thread.name.empty() ? "main" : numbered(thread.name, thread.number);
}

bool fits(std::string_view pattern, const compare::Who& who) {
  const std::string name = name_of(who);
  return fits(pattern, name) || fits(pattern, name_of(who.thread) + "/" + name);
}

}  // namespace greenlens::expect
