// Every kind of switch that there is, once: what a profiler has to walk through.
#ifndef GREENLENS_TESTS_ENGINE_WALK_SWITCHES_H_
#define GREENLENS_TESTS_ENGINE_WALK_SWITCHES_H_

namespace greenlens::walk {

// On the calling thread, in its main greenlet. `leaving` is called before each switch and `arrived`
// behind it, on whichever stack that is.
void switch_in_every_way(void (*leaving)(), void (*arrived)());

}  // namespace greenlens::walk

#endif  // GREENLENS_TESTS_ENGINE_WALK_SWITCHES_H_
