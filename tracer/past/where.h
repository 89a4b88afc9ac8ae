// The answer to "where did this come from, and who reads it next?" for people and for programs.
// Pure.
#ifndef GREENLENS_TRACER_PAST_WHERE_H_
#define GREENLENS_TRACER_PAST_WHERE_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/past/origin.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::past {

struct Where {
  Place place;
  uint64_t step = 0;  // that was asked about
  std::string name;   // the greenlet's
  std::string value;  // in hexadecimal, as the CPU reads it; empty: not known
  Origin origin;      // of what was written last
  std::string wrote;  // the instruction that did; empty: none
  // Where not all of it was written together: who wrote each part. Empty: it was; or there are more
  // parts than anybody wants to read.
  struct Written {
    Part part;
    std::string wrote;
  };
  std::vector<Written> parts{};
  Reader next;
  std::string reads;  // likewise
};

// Everything at once, in some milliseconds. The history has the trace up to that step at least; who
// reads it next is known as far as it has the trace.
Where where(const ByteHistory& history, const store::Trace& trace, const Place& place,
            uint64_t step);
// The same for who has the state of that step.
Where where(const ByteHistory& history, const store::Trace& trace, const Place& place,
            const state::State& at);

// A sentence of it, what that is about, and the step that it leads to.
struct WhereLine {
  enum class About : uint8_t { place, origin, copies, doubt, next };
  std::string words;
  std::optional<uint64_t> step;
  About about = About::place;
};
// How a step is called.
using CallStep = std::function<std::string(uint64_t step)>;
// What it is; who wrote it, which copies there were since, what makes that doubtful; who reads it.
std::vector<WhereLine> where_lines(const words::Messages& messages, const Where& where,
                                   const CallStep& call_step);
facts::Json where_json(const Where& where);

// Why there is no such place, in a sentence; `asked`: what was named.
std::string no_place(const words::Messages& messages, NoPlace why, const std::string& asked,
                     const std::string& step);

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_WHERE_H_
