// The processes of a run below each other on one clock: a pure function `family → scene`.
#ifndef GREENLENS_TRACER_SCENE_PROCESSES_PROCESSES_SCENE_H_
#define GREENLENS_TRACER_SCENE_PROCESSES_PROCESSES_SCENE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/processes/family.h"
#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// Nanoseconds on the family's clock.
struct TimeRange {
  uint64_t from_ns = 0, to_ns = 0;
  bool all() const { return from_ns >= to_ns; }
  bool operator==(const TimeRange&) const = default;
};

// What a person looks at.
struct ProcessesOptions {
  TimeRange shown{};                 // {0, 0}: all
  std::optional<size_t> current{};   // the process that the rest of the window shows
  std::optional<uint64_t> now_ns{};  // and where it stands; none: nowhere
};

// Where a click on the picture leads.
struct ProcessRow {
  size_t process = 0;              // in Family::processes
  facts::GreenletId greenlet = 0;  // of a lane; 0: the process's own row, or others'
  float top = 0, bottom = 0;       // pixels at 100 %
};

struct ProcessesPicture {
  Scene scene;
  std::vector<ProcessRow> rows;  // from top to bottom, without gaps within a process
  float left = 0, right = 0;     // where `shown` begins and ends
  TimeRange shown;
};

// A row for each process with how it ended, below it a lane for each of its greenlets, in which
// bars are as high as their share of the steps; where these have no room, one lane for all of them,
// with the bars of who ran longest in each pixel. Arrows for forks and signals; below, what speaks
// against looking at them together. As high as that needs, at least `options.height`. Its items
// lead nowhere by themselves: rows say whose they are, and time_at() when. Nothing of the arguments
// is referred to.
ProcessesPicture processes_scene(const words::Messages& messages, const processes::Family& family,
                                 const std::vector<processes::Given>& given,
                                 const ProcessesOptions& shown, const SceneOptions& options);

// The moment at `x` pixels from its left edge; beyond its ends the nearest.
uint64_t time_at(const ProcessesPicture& picture, float x);
// The row at `y`; null: none.
const ProcessRow* row_at(const ProcessesPicture& picture, float y);
// Shows `times` less (more than 1) of it, so that what stands at `x` stays there; at least a
// microsecond, at most all of `length_ns`.
TimeRange times_zoomed(const ProcessesPicture& picture, uint64_t length_ns, float x, double times);
// Shows what is so many pixels to the right.
TimeRange times_moved(const ProcessesPicture& picture, uint64_t length_ns, float by);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_PROCESSES_PROCESSES_SCENE_H_
