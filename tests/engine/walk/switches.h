// Kinds of switches: what a profiler has to walk through.
#ifndef GREENLENS_TESTS_ENGINE_WALK_SWITCHES_H_
#define GREENLENS_TESTS_ENGINE_WALK_SWITCHES_H_

namespace greenlens::walk {

// On the calling thread, in its main greenlet, and with the bodies 0 to 3 of profiler.h.
//
// Four greenlets, main among them, start each other, go there and back and end. Who overlaps whom:
// one is started from far down main's stack, so that main is saved in part; one from that one,
// likewise; and one from near main's top, so that both are saved whole.
void switch_there_and_back();

// The same, then errors that are thrown into greenlets and out of them, a greenlet that begins in
// place of a dead one, and one that is killed where it stands.
void switch_in_every_way();

}  // namespace greenlens::walk

#endif  // GREENLENS_TESTS_ENGINE_WALK_SWITCHES_H_
