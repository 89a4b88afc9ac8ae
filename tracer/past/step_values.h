// What of a step has a name and a value: the numbers and words that conditions compare and that a
// history is told of. Pure.
#ifndef GREENLENS_TRACER_PAST_STEP_VALUES_H_
#define GREENLENS_TRACER_PAST_STEP_VALUES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"

namespace greenlens::past {

// A greenlet is its number, and is compared by its name.
struct StepValue {
  enum class Type : uint8_t { none, number, text, greenlet };
  Type type = Type::none;
  int64_t number = 0;  // at most what has room: what is larger is the largest
  std::string text;
  bool operator==(const StepValue&) const = default;
};

// A name that was looked up.
struct StepName {
  std::string name;
  std::string greenlet;          // whose field it is; empty: nobody's
  facts::GreenletId number = 0;  // of a field whose greenlet is known by that; 0: by its name
  bool of_event = false;
  std::vector<StepValue::Type> types;  // that its value can be of
};

// Names of the state, of events, and of greenlets' fields; the members of facts are names, too.
std::vector<std::string> names_of_state();
std::vector<std::string> names_of_events();
std::vector<std::string> names_of_greenlets();
// "current", "bytes_copied", "gr1.stack_saved". None: there is no such name.
std::optional<StepName> find_step_name(std::string_view text);
// That field of the greenlet of this number, whatever others are called. None: there is no such
// one.
std::optional<StepName> field_of(facts::GreenletId greenlet, std::string_view field);
bool is_event_kind(std::string_view text);

// What it is at the step that the event led to. None: this step has no such thing.
StepValue value_of(const StepName& name, const facts::Event* event, const state::State& after);
// Whether a greenlet's number is meant by this name, which may be "#7".
bool is_called(const state::State& state, int64_t greenlet, const std::string& name);
// The line that the program has reached with this event; null: none.
const facts::SourceLine* line_of(const facts::Event& event);
// As people read it: "gr2", "-0x1a0" is a number. Empty: none.
std::string value_text(const state::State& state, const StepValue& value);

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_STEP_VALUES_H_
