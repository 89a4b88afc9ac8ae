// What a timeline of another tool says, whatever its format: read back from a file, and held
// against the trace's own history and states.
#ifndef GREENLENS_TESTS_TRACER_EXPORT_LANES_H_
#define GREENLENS_TESTS_TRACER_EXPORT_LANES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tracer/store/trace.h"

namespace greenlens::testing {

struct LaneSlice {
  uint64_t from = 0, to = 0;  // ns
  std::string name;
};
struct LaneArrow {
  uint64_t id = 0;
  facts::GreenletId from_lane = 0, to_lane = 0;
  uint64_t from = 0, to = 0;  // ns
};
struct LaneMark {
  facts::GreenletId lane = 0;
  uint64_t at = 0;
  std::string name;
  bool operator==(const LaneMark&) const = default;
};
struct Lanes {
  std::map<facts::GreenletId, std::string> names;
  std::map<facts::GreenletId, std::vector<LaneSlice>> slices;  // in the file's order
  std::vector<LaneArrow> arrows;
  std::vector<LaneMark> marks;
  std::map<uint64_t, uint64_t> heap;  // from when on so many bytes
};

// Whatever the trace is: slices of a lane are one behind the other, arrows lie inside of slices.
void expect_sound(const Lanes& lanes);
// Of one without losses, with steps as times: slices are the runs, arrows the switches, marks the
// copies, and the curve is what the states hold.
void expect_true_to(const store::Trace& trace, const Lanes& lanes);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_EXPORT_LANES_H_
