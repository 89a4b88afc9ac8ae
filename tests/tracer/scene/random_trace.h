// Random programs as events: greenlets that start, resume and finish each other, with the saves and
// restores that save_state and restore_state of the articles would do. The same seed gives the same
// program.
#ifndef GREENLENS_TESTS_TRACER_SCENE_RANDOM_TRACE_H_
#define GREENLENS_TESTS_TRACER_SCENE_RANDOM_TRACE_H_

#include "tracer/store/timeline.h"

namespace greenlens::testing {

struct RandomProgram {
  uint32_t seed = 1;
  int greenlets = 6;  // created in the course of the program, besides main
  int switches = 40;
  int deepest = 2000;  // bytes of one slice, about
};
store::Timeline random_timeline(const RandomProgram& program);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_SCENE_RANDOM_TRACE_H_
