// What is shown, whether it lives, and where the cursor is: what the top bar says.
#ifndef GREENLENS_GUI_VIEWS_TRANSPORT_MODEL_H_
#define GREENLENS_GUI_VIEWS_TRANSPORT_MODEL_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "gui/look.h"

namespace greenlens::gui::transport {

// The grains in the order in which they are offered, the one that a beginner wants first.
inline constexpr std::array<facts::Grain, facts::kGrains.size()> kGrainsShown = {
    facts::Grain::story,   facts::Grain::line,  facts::Grain::call,
    facts::Grain::switch_, facts::Grain::phase, facts::Grain::instruction};

// Whether the recording has single instructions: only then their grain is offered.
bool has_instructions(const Look& look);
// Those of them that are offered.
std::vector<facts::Grain> grains_offered(const Look& look);

// "step 31 of 52" at a grain: how many stops lie at or before the cursor, and how many there are.
struct Position {
  uint64_t number = 0;
  uint64_t count = 0;
};
Position position(const store::Trace& trace, uint64_t cursor, facts::Grain grain);

// The session's condition; `part`: a recording of which something is missing, which is no error of
// the program.
enum class Mood : uint8_t { alive, over, part, broken };
struct Condition {
  std::string words;
  Mood mood = Mood::over;
};
Condition condition(const Look& look);

// The program's title or, without one, the name by which it was opened.
std::string shown_title(const Look& look);
// "step 31 of 52", as the chosen grain counts.
std::string step_words(const Look& look);
// As wide as those of any step and grain: what has a place beside them keeps it.
std::string longest_step_words(const Look& look);
// What speaks against what is shown: how many events are missing up to this step, and how many of
// the whole trace contradict the rules, as far as they were looked at. Empty when nothing does.
std::string doubts(const Look& look);
// What of the whole this is, if it is a part, and what is recorded of the thread that this step is
// about, if that is not all; and in sentences.
std::string recorded(const Look& look);
std::string recorded_tip(const Look& look);

// "1×": so many steps a second; and what a click makes of it.
std::string speed_text(float speed);
float next_speed(float speed);

}  // namespace greenlens::gui::transport

#endif  // GREENLENS_GUI_VIEWS_TRANSPORT_MODEL_H_
