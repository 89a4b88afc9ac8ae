// Names that are shortened because room is short, so that two that differ never look alike. Pure;
// pixels at 100 %; names may be shown (tracer/facts/shown.h).
#ifndef GREENLENS_TRACER_SCENE_APART_H_
#define GREENLENS_TRACER_SCENE_APART_H_

#include <string>
#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

struct NameInRoom {
  std::string name;
  float width = 0;  // what there is for it
  float size = 13;
  std::string shorter{};  // that is taken where it has no room as a whole; empty: there is none
};

// Each as it fits, in the same order: whole, or with "…" for its end. Where another one would look
// the same then, "…" stands for the middle of both, or for what they begin with. Names that are the
// same look the same; so do others only where not even a letter has room. About n log n of the
// names, and quickly for the longest.
std::vector<std::string> told_apart(const std::vector<NameInRoom>& names, Face face);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_APART_H_
