// What a switch and a life cost for real, by how many greenlets there are and how much stack each
// has in use: the same program timed on slices and on separate stacks (scenarios/turns). Values;
// whoever measures fills them in. Frames are modelled: what a switch of theirs takes is their
// compiler's, so it is not said.
#ifndef GREENLENS_TRACER_STRATEGIES_SWEEP_H_
#define GREENLENS_TRACER_STRATEGIES_SWEEP_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/strategies/strategy.h"

namespace greenlens::strategies {

// Of one greenlet, as far as it is not said otherwise. Lengths are in bytes.
struct Timed {
  double switch_ns = 0;   // of the processor, for one switch
  double life_ns = 0;     // to be made, to begin and to end
  uint64_t copied = 0;    // by one switch, to the heap and back
  uint64_t held = 0;      // by all of them, while they wait
  uint64_t resident = 0;  // by all of them, as the system counts it
  bool operator==(const Timed&) const = default;
};

struct Point {
  uint64_t greenlets = 0;
  uint64_t bytes = 0;  // of locals that each one has
  uint64_t slice = 0;  // of its whole slice, with the switch's own frames
  Timed slices, stacks;
  bool operator==(const Point&) const = default;
};

struct Sweep {
  std::string cpu;            // "x86-64"
  std::vector<Point> points;  // ascending by greenlets, then by bytes
  bool operator==(const Sweep&) const = default;
};

// What is measured: up to so much memory in all.
inline constexpr std::array<uint64_t, 5> kGreenlets = {2, 10, 100, 1000, 10000};
inline constexpr std::array<uint64_t, 12> kBytes = {100,  256,   512,   1024,  2048,   4096,
                                                    8192, 16384, 32768, 65536, 131072, 262144};
inline constexpr uint64_t kMostMemory = uint64_t{128} << 20;

// Those of so many greenlets.
std::vector<Point> points_of(const Sweep& sweep, uint64_t greenlets);
// What was measured next to that; none of an empty one.
std::optional<Point> nearest(const Sweep& sweep, uint64_t greenlets, uint64_t bytes);

// A frame for each call in the heap: three for each greenlet of that program.
Timed frames_at(const Point& point, const Assumptions& assumptions = {});

// Where, with more and more bytes each, copying becomes the slower way: at so many bytes, between
// two that were measured as on a straight line of logarithms. All of one number of greenlets,
// ascending.
struct Crossing {
  enum class Kind : uint8_t { never, always, at } kind = Kind::never;
  uint64_t bytes = 0;
  bool operator==(const Crossing&) const = default;
};
Crossing crossing(const std::vector<Point>& points);
// From so many bytes on more than half of a switch is copying: it takes twice as long as the
// shortest. None: not in what was measured.
std::optional<uint64_t> mostly_copying(const std::vector<Point>& points);
// After so many switches in its life a stack of its own has saved as much as it costs to be made;
// 0: from the first one on. None: never.
std::optional<uint64_t> pays_after(const Point& point);

facts::Json to_json(const Sweep& sweep);
// None where it is none, or an empty one: it comes from a program that may have been killed
// meanwhile.
std::optional<Sweep> sweep_from(const std::string& json);

}  // namespace greenlens::strategies

#endif  // GREENLENS_TRACER_STRATEGIES_SWEEP_H_
