#include "tracer/words/what_is_real.h"

#include <array>

#include "tracer/words/columns.h"

namespace greenlens::words {
namespace {

constexpr std::array kReal = {"real.addresses", "real.bytes", "real.registers", "real.order",
                              "real.program"};
constexpr std::array kSimplified = {"simplified.scale",  "simplified.heap", "simplified.time",
                                    "simplified.frames", "simplified.rest", "simplified.modelled"};

}  // namespace

WhatIsReal what_is_real(const Messages& messages) {
  WhatIsReal both;
  for (const char* id : kReal) both.real.push_back(messages.text(id));
  for (const char* id : kSimplified) both.simplified.push_back(messages.text(id));
  return both;
}

std::string what_is_real_text(const Messages& messages) {
  const WhatIsReal both = what_is_real(messages);
  std::string text = messages.text("real.title") + '\n';
  for (const std::string& one : both.real) text += wrapped("- " + one, kTextColumns);
  text += '\n' + messages.text("simplified.title") + '\n';
  for (const std::string& one : both.simplified) text += wrapped("- " + one, kTextColumns);
  return text;
}

}  // namespace greenlens::words
