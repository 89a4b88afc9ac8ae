// What is said of a switch that somebody performs: the task, a move's verdict, a hint. Pure.
#ifndef GREENLENS_TRACER_ROLEPLAY_VERDICT_TEXT_H_
#define GREENLENS_TRACER_ROLEPLAY_VERDICT_TEXT_H_

#include <span>
#include <string>

#include "tracer/roleplay/judge.h"
#include "tracer/words/messages.h"

namespace greenlens::roleplay {

// Who leaves, for whom, and how: in a sentence or two.
std::string task_text(const words::Messages& messages, const Stage& stage);

// That it is right; or why not, with numbers, and when the program would crash.
std::string verdict_text(const words::Messages& messages, const Stage& stage,
                         const Verdict& verdict);

// What comes next: in general, or exactly.
enum class HintDepth : uint8_t { general, exact };
std::string hint_text(const words::Messages& messages, const Stage& stage,
                      std::span<const Move> made, HintDepth depth);

}  // namespace greenlens::roleplay

#endif  // GREENLENS_TRACER_ROLEPLAY_VERDICT_TEXT_H_
