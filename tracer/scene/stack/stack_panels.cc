#include "tracer/scene/stack/stack_panels.h"

#include <algorithm>

#include "tracer/state/queries.h"

namespace greenlens::scene {
namespace {

// Pixels. Below these a panel says too little; a stack that is no thread's own has no copies and no
// marks beside it, and so needs no more than it has.
constexpr float kLeastOwn = 250, kSeparate = 200;

bool is_own(const Panel& panel) { return panel.stack->kind == facts::StackKind::thread; }

float least_width(const Panel& panel) { return is_own(panel) ? kLeastOwn : kSeparate; }

// How much it would be missed: where the last event happened, then whom the reader has selected.
int importance(const state::State& state, const SceneOptions& options, const Panel& panel) {
  const state::Thread& teller = told_by(state);
  if (panel.thread == &teller) {
    return is_own(panel) ? 4 : panel.stack->id == teller.stack ? 3 : 1;
  }
  const state::GreenletState* selected = find(state, options.selected);
  return selected != nullptr && selected->thread == panel.thread->id && is_own(panel) ? 2 : 0;
}

std::vector<Panel> all_panels(const state::State& state) {
  std::vector<Panel> panels;
  for (const auto& [id, thread] : state.threads) {
    if (thread.ended && id != state.thread) continue;
    panels.push_back({&thread, &thread.own_stack});
    for (const auto& [stack_id, stack] : state.stacks) {
      if (stack.thread == id) panels.push_back({&thread, &stack});
    }
  }
  if (panels.empty()) {
    const state::Thread& none = thread_in(state, 0);
    panels.push_back({&none, &none.own_stack});
  }
  return panels;
}

// What is left over goes to the threads' own stacks alike.
void share_out(float width, std::vector<Panel>* panels) {
  float rest = width, own = 0;
  for (const Panel& panel : *panels) rest -= least_width(panel), own += is_own(panel);
  float x = 0;
  for (Panel& panel : *panels) {
    panel.x = x;
    panel.width = least_width(panel) + (is_own(panel) ? rest / own : own == 0 ? rest : 0);
    x += panel.width;
  }
}

}  // namespace

Panels stack_panels(const state::State& state, const SceneOptions& options) {
  Panels panels;
  panels.shown = all_panels(state);
  const auto needed = [&] {
    float sum = 0;
    for (const Panel& panel : panels.shown) sum += least_width(panel);
    return sum;
  };
  while (panels.shown.size() > 1 && needed() > options.width) {
    // Of those that are missed least the last.
    const auto least = std::min_element(
        panels.shown.rbegin(), panels.shown.rend(), [&](const Panel& a, const Panel& b) {
          return importance(state, options, a) < importance(state, options, b);
        });
    panels.shown.erase(std::next(least).base());
    ++panels.left_out;
  }
  share_out(options.width, &panels.shown);
  return panels;
}

}  // namespace greenlens::scene
