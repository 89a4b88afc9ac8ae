// Every kind of switch that there is, once: what a profiler has to walk through.
#ifndef GREENLENS_TESTS_ENGINE_WALK_SWITCHES_H_
#define GREENLENS_TESTS_ENGINE_WALK_SWITCHES_H_

namespace greenlens::walk {

// On the calling thread, in its main greenlet. Uses the bodies 0 to 3 of profiler.h.
void switch_in_every_way();

}  // namespace greenlens::walk

#endif  // GREENLENS_TESTS_ENGINE_WALK_SWITCHES_H_
