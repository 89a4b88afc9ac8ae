// A question about a recording, before a step of it, and all that is needed to grade an answer: its
// shape, its truth, and for each wrong choice the misconception that it comes from.
//
// A plain value without a language: what it says are ids of messages and what stands in their
// places. Greenlets are named by their numbers, steps count events, addresses are relative to the
// stack base.
//
// Idea: predicting teaches, watching hardly does (Naps et al. 2002; Byrne et al. 1999).
#ifndef GREENLENS_TRACER_QUESTIONS_QUESTION_H_
#define GREENLENS_TRACER_QUESTIONS_QUESTION_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/words/levels.h"
#include "tracer/words/messages.h"

namespace greenlens::questions {

enum class Kind : uint8_t {
  who_runs_next,
  bytes_move,           // which, how many, from where to where
  printed_next,         // the program's next line of output
  field_after,          // of a greenlet, after the step; also which registers it saves
  returns,              // what this switch() returns, and when
  control_after_death,  // who runs when this one has ended
  valid_on_stack,       // which of a slice's bytes are in place after the switch
  leaks_at_end,         // who never ends, and keeps its bytes
  own,                  // a teacher's, from the notes
};
constexpr std::array<const char*, 9> enum_names(Kind) {
  return {"who_runs_next",       "bytes_move",     "printed_next", "field_after", "returns",
          "control_after_death", "valid_on_stack", "leaks_at_end", "own"};
}
// Those that are made from a recording.
inline constexpr std::array<Kind, 8> kMade = {
    Kind::who_runs_next, Kind::bytes_move,          Kind::printed_next,   Kind::field_after,
    Kind::returns,       Kind::control_after_death, Kind::valid_on_stack, Kind::leaks_at_end};
std::optional<Kind> kind_from_name(std::string_view name);

// What people believe of greenlets that is not so. Its name is the message misconception.<id>, what
// is true instead misconception.<id>.text.
enum class Misconception : uint8_t {
  own_stack,            // each greenlet has a stack of its own
  copies_everything,    // a switch copies everything
  returns_at_once,      // switch() returns at once
  returns_to_switcher,  // you return to who switched to you
  dead_is_freed,        // dead means freed
  copy_runs,            // the copy is what runs
  pointer_stays_good,   // a pointer into my stack stays good
  parallel,             // greenlets run in parallel
  all_registers,        // a switch saves all registers, or those of the stack that is switched to
};
constexpr std::array<const char*, 9> enum_names(Misconception) {
  return {"own_stack",           "copies_everything", "returns_at_once",
          "returns_to_switcher", "dead_is_freed",     "copy_runs",
          "pointer_stays_good",  "parallel",          "all_registers"};
}
inline constexpr std::array<Misconception, 9> kMisconceptions = {
    Misconception::own_stack,          Misconception::copies_everything,
    Misconception::returns_at_once,    Misconception::returns_to_switcher,
    Misconception::dead_is_freed,      Misconception::copy_runs,
    Misconception::pointer_stays_good, Misconception::parallel,
    Misconception::all_registers};

// How much a question may presume: of the story no numbers of bytes and no addresses, of the
// mechanism no addresses.
using words::Level;

// What an answer is, and so where a picture can be clicked for it.
enum class Shape : uint8_t {
  greenlet,   // any of the thread's, also one that is no choice; 0: nobody
  choice,     // one of the choices
  range,      // [from, to) of the stack
  number,     // of bytes, or an address
  text,       // a line of output; empty: none comes
  greenlets,  // any number of them
};
constexpr std::array<const char*, 6> enum_names(Shape) {
  return {"greenlet", "choice", "range", "number", "text", "greenlets"};
}
enum class Unit : uint8_t { none, bytes, address };  // of a number
constexpr std::array<const char*, 3> enum_names(Unit) { return {"none", "bytes", "address"}; }

struct Greenlet {
  facts::GreenletId id = 0;
  bool operator==(const Greenlet&) const = default;
};
struct Chosen {
  size_t choice = 0;  // index into Question::choices
  bool operator==(const Chosen&) const = default;
};
struct Range {
  facts::Address from = facts::kNull, to = facts::kNull;
  bool operator==(const Range&) const = default;
};
struct Number {
  int64_t value = 0;
  bool operator==(const Number&) const = default;
};
struct Line {
  std::string text;
  bool operator==(const Line&) const = default;
};
struct Greenlets {
  std::vector<facts::GreenletId> ids;  // ascending
  bool operator==(const Greenlets&) const = default;
};
// In the order of Shape.
using Answer = std::variant<Greenlet, Chosen, Range, Number, Line, Greenlets>;

// A whole sentence of the catalogue and what stands in its places, whose names live for ever.
struct Sentence {
  std::string id;
  std::vector<words::Messages::Place> places{};
  bool operator==(const Sentence&) const = default;
};

struct Choice {
  Sentence says;
  // Of the question's shape; of Shape::greenlets a single greenlet.
  Answer answer;
  // Why somebody would take it; of Shape::greenlets: why somebody would be wrong about it. None: of
  // the truth, and where it is merely wrong.
  std::optional<Misconception> from{};
};

// Where in the picture the answer is to be seen, and at which step.
enum class Look : uint8_t { slice, copy, lane, node, fields, registers, output, note };
constexpr std::array<const char*, 8> enum_names(Look) {
  return {"slice", "copy", "lane", "node", "fields", "registers", "output", "note"};
}
struct Evidence {
  uint64_t step = 0;
  Look look = Look::lane;
  facts::GreenletId greenlet = 0;  // 0: it is about none
  std::optional<Range> range{};    // of the stack
  bool operator==(const Evidence&) const = default;
};

struct Question {
  Kind kind = Kind::who_runs_next;
  uint64_t step = 0;              // it is asked when this is the last thing that has happened
  facts::ThreadId thread = 0;     // that tells what it is about; 0: none
  facts::GreenletId subject = 0;  // whom it is about; 0: nobody, or all
  Sentence prompt;
  Shape shape = Shape::choice;
  Unit unit = Unit::none;
  std::vector<Choice> choices{};  // in the order in which they are shown; may be none
  Answer truth;
  Evidence evidence;
  std::string explanation{};  // a teacher's own words; may be empty
};

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_QUESTION_H_
