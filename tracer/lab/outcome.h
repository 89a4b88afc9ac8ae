// What became of a wrong switch, read from its recording: the first check that turned red, the
// crash, and how far they lie from each other. Pure.
#ifndef GREENLENS_TRACER_LAB_OUTCOME_H_
#define GREENLENS_TRACER_LAB_OUTCOME_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/lab/difference.h"
#include "tracer/lab/variant.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::lab {

// A step of the recording, and how much there was until then.
struct Place {
  uint64_t step = 0;  // counted by event
  uint64_t instructions = 0, switches = 0;
};

// The first thing that cannot be so by the rules.
struct Red {
  Place place;
  Check check;           // what it was
  std::string sentence;  // the same for a person
};

// The program's last event, where that is no good one.
struct Crash {
  Place place;
  std::string headline, detail;
  std::string in;  // the function that it stood in, and the line; empty: nobody knows
  std::string signal;
  std::string fault_place;  // what the address is (facts::FaultPlace)
  uint64_t address = 0;     // raw; 0: none
  std::string who;          // ran
};

struct Outcome {
  std::optional<Place> cause;  // where what is different was executed first, if it can be told
  std::optional<Red> red;
  uint64_t more = 0;  // steps that cannot be so beside that
  std::optional<Crash> crash;
  Place end;
  bool timed_out = false;        // it was ended by who watches
  std::string crashed_behind{};  // what happened to it when its recording had ended; empty: nothing
  bool anything() const { return red || crash || timed_out || !crashed_behind.empty(); }
};

// `source` is the text of the switch as it was built, `switch_path` its file's in the project.
Outcome outcome(const words::Messages& messages, const store::Trace& trace,
                const std::vector<Difference>& different, const std::string& switch_path,
                std::string_view source);

// Whether the first check that turned red is this one.
bool is_caught_by(const Outcome& outcome, const Check& check);

}  // namespace greenlens::lab

#endif  // GREENLENS_TRACER_LAB_OUTCOME_H_
