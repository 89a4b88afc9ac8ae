// Switches of which only what does not follow was recorded.
//
// Many of them are one record of a trace, a batch, which stands where their facts would:
// tracer/rules tells what the facts are (noted.h), from the state before them. In a batch each
// member is a column of its own, because columns of numbers that repeat compress to nearly nothing.
#ifndef GREENLENS_TRACER_FACTS_NOTED_SWITCH_H_
#define GREENLENS_TRACER_FACTS_NOTED_SWITCH_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/values.h"

namespace greenlens::facts {

// One, between two greenlets that have begun and not ended.
struct NotedSwitch {
  uint64_t time_ns = 0;
  ThreadId thread = 1;
  GreenletId origin = 0;  // 0: who runs in the thread, as it mostly is
  GreenletId requested = 0;
  Payload kind = Payload::value;
  bool last_handle_gone = false;
  Address sp = kNull;            // where the registers lie
  uint32_t recursion_depth = 0;  // the target's
  SourceLine at;                 // of the program, where it called; line 0: not known
  Address caller_sp = kNull;     // in the calling frame
  uint32_t steps = 0;            // how many facts it stands for; at least 1 in a batch
};

// The tag of such a record, which is no fact's; and its body, after the tag and the length.
inline constexpr uint16_t kSwitchesTag = 60;

// Times in a batch are in this unit, rounded down: how long a switch takes exactly is noise, and
// the noise would take more room than all the rest.
inline constexpr uint64_t kNotedTimeUnit = 256;

// No batch has more: so reading one never asks for more than some megabytes.
inline constexpr uint32_t kMostNoted = 16384;

class SwitchBatch {
 public:
  void add(const NotedSwitch& noted);
  bool empty() const { return count_ == 0; }
  size_t bytes() const;  // about as many as the record will have
  // The whole record, tag and all, and begins anew.
  std::string take_record();

 private:
  uint32_t count_ = 0;
  uint64_t last_time_ = 0;
  std::vector<SourceLine> lines_;
  std::string times_, threads_, requested_, kinds_, origins_, sps_, depths_, ats_, callers_, steps_;
};

// A record's switches, without a text for each.
class NotedBatch {
 public:
  size_t size() const { return rows_.size(); }
  uint32_t steps(size_t i) const { return rows_[i].steps; }
  NotedSwitch operator[](size_t i) const;
  // The same into one that is there, which saves its memory.
  void get(size_t i, NotedSwitch* noted) const;
  size_t bytes() const { return rows_.size() * sizeof(Row); }  // about

 private:
  struct Row {
    uint64_t time_ns = 0;
    Address sp = kNull, caller_sp = kNull;
    ThreadId thread = 1;
    GreenletId origin = 0, requested = 0;
    uint32_t recursion_depth = 0, steps = 0;
    uint32_t line = 0;  // in lines_, plus 1; 0: not known
    Payload kind = Payload::value;
    bool last_handle_gone = false;
  };
  std::vector<SourceLine> lines_;
  std::vector<Row> rows_;
  friend std::optional<NotedBatch> read_batch(std::string_view body);
};

// Of a record's body; none when it is damaged.
std::optional<NotedBatch> read_batch(std::string_view body);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_NOTED_SWITCH_H_
