// What looks wrong in a recording of somebody's program: made by going along with it once. Each is
// something that happened, with the step at which to look; none is a guess about why.
#ifndef GREENLENS_TRACER_FINDINGS_FINDINGS_H_
#define GREENLENS_TRACER_FINDINGS_FINDINGS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/store/progress.h"
#include "tracer/store/statistics.h"

namespace greenlens::findings {

enum class Kind : uint8_t {
  never_woken,    // nothing can wake those who are parked: the hub says so, and ends
  never_yields,   // one ran for long while others were there
  leak,           // many of the same line never ended
  never_started,  // made, and never switched to
  big_copy,       // a slice that is copied at each switch is big
  wrong_thread,   // a switch to another thread's greenlet was refused
  error_ignored,  // an error had nowhere to go
  error_printed,  // or went no further than into the output
};
constexpr std::array<const char*, 8> enum_names(Kind) {
  return {"never_woken", "never_yields", "leak",          "never_started",
          "big_copy",    "wrong_thread", "error_ignored", "error_printed"};
}

// From when on they are told.
inline constexpr uint64_t kLongRunNs = 50'000'000;
inline constexpr size_t kMostLongRuns = 3;
inline constexpr uint64_t kManyOfALine = 5;
inline constexpr uint64_t kBigCopy = 64 * 1024;

struct Finding {
  Kind kind = Kind::never_woken;
  uint64_t step = 0;               // where to look
  facts::GreenletId greenlet = 0;  // whom it is about; 0: several
  std::string name;                // that one's
  uint64_t count = 0;              // how many greenlets, switches or errors
  uint64_t ns = 0;                 // a long run's
  uint64_t bytes = 0;
  facts::SourceLine at;  // line 0: not known
  std::string text;      // the program's or the engine's own words
};

// All of a recording, the worst first. None when `progress` said not to go on. `numbers`, if it is
// not null, takes what was counted on the way.
std::optional<std::vector<Finding>> find_all(const store::Trace& trace,
                                             const store::OnProgress& progress = {},
                                             store::Numbers* numbers = nullptr);

}  // namespace greenlens::findings

#endif  // GREENLENS_TRACER_FINDINGS_FINDINGS_H_
