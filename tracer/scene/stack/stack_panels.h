// Which stacks a picture shows, and how wide: one panel for each thread's own stack, and one for
// each other stack that its code has stood on. Pure; linear in threads and stacks.
#ifndef GREENLENS_TRACER_SCENE_STACK_STACK_PANELS_H_
#define GREENLENS_TRACER_SCENE_STACK_STACK_PANELS_H_

#include <deque>
#include <vector>

#include "tracer/scene/options.h"
#include "tracer/state/state.h"

namespace greenlens::scene {

struct Panel {
  // Of the state that was asked; or of the ones below, where it is not there yet or any more.
  const state::Thread* thread = nullptr;
  const state::Stack* stack = nullptr;  // its own, or another one that its code stood on
  bool is_there = true;
  float x = 0, width = 0;  // pixels
};

struct Panels {
  std::vector<Panel> shown;  // from left to right; never empty: without threads one empty stack
  size_t left_out = 0;       // that have no room

  // What is kept a place for. (A deque's elements stay where they are when it is moved.)
  std::deque<state::Thread> absent_threads;
  std::deque<state::Stack> absent_stacks;
};

// In the order of the threads' numbers, each followed by its other stacks. Where all that the
// recording ever has find room side by side (`options.run`), each has its place at every step. Else
// those that are there now: when they have no room either, those go first that are neither about
// the last event nor the selected greenlet's. Threads that have ended have no stack any more.
Panels stack_panels(const state::State& state, const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_STACK_PANELS_H_
