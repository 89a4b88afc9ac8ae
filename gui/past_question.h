// What somebody wants to know about the past of a trace.
#ifndef GREENLENS_GUI_PAST_QUESTION_H_
#define GREENLENS_GUI_PAST_QUESTION_H_

#include <cstdint>
#include <string>

#include "tracer/facts/values.h"

namespace greenlens::gui {

struct PastQuestion {
  enum class About : uint8_t { nothing, word, number };
  About about = About::nothing;
  facts::GreenletId greenlet = 0;
  uint64_t step = 0;  // at which it is asked
  // Of a word: the bytes there, and how they were called.
  facts::Address at = facts::kNull;
  uint64_t bytes = 0;
  std::string asked;
  // Of a number: its name, as conditions have it.
  std::string name = {};
  bool operator==(const PastQuestion&) const = default;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PAST_QUESTION_H_
