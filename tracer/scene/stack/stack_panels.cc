#include "tracer/scene/stack/stack_panels.h"

#include <algorithm>

#include "tracer/scene/stack/run_extent.h"
#include "tracer/state/queries.h"

namespace greenlens::scene {
namespace {

// Pixels. Below these a panel says too little; a stack that is no thread's own has no copies and no
// marks beside it, and so needs no more than it has, with a ruler if there is room to spare.
constexpr float kLeastOwn = 250, kSeparate = 184, kRulerOfSeparate = 36;
constexpr float kContext = 150;

bool is_own(const Panel& panel) { return panel.stack->kind == facts::StackKind::thread; }

// Without copies and marks a thread's own needs no more than the others.
bool needs_room(const Panel& panel, bool has_contexts) { return is_own(panel) && !has_contexts; }

float least_width(const Panel& panel, bool has_contexts) {
  return needs_room(panel, has_contexts) ? kLeastOwn : has_contexts ? kContext : kSeparate;
}

// How much it would be missed: where the last event happened, then whom the reader has selected.
int importance(const state::State& state, const SceneOptions& options, const Panel& panel) {
  const state::Thread& teller = told_by(state);
  // Who takes part in a switch has his stack shown.
  if (const auto& in_switch = panel.thread->in_switch; in_switch && panel.stack->id != 0) {
    const state::GreenletState* lives = resident(state, *panel.stack);
    if (lives != nullptr && (lives->id == in_switch->origin || lives->id == in_switch->target)) {
      return 4;
    }
  }
  if (panel.thread == &teller) {
    return panel.stack->id == teller.stack ? 4 : is_own(panel) ? 3 : 1;
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

float needed_width(const std::vector<Panel>& panels, bool has_contexts) {
  float sum = 0;
  for (const Panel& panel : panels) sum += least_width(panel, has_contexts);
  return sum;
}

// Of a thread that is not there yet, or any more; made once.
const state::Thread& absent_thread(facts::ThreadId id, const std::string& name, Panels* panels) {
  for (const state::Thread& thread : panels->absent_threads) {
    if (thread.id == id) return thread;
  }
  state::Thread& thread = panels->absent_threads.emplace_back();
  thread.id = id, thread.name = name;
  thread.own_stack.thread = id;
  return thread;
}

// One for each stack that there ever is.
void keep_places(const state::State& state, const RunExtent& run, Panels* panels) {
  panels->shown.clear();
  for (const auto& [key, known] : run.all_stacks()) {
    const auto [thread_id, stack_id] = key;
    const auto thread = state.threads.find(thread_id);
    const auto stack = state.stacks.find(stack_id);
    Panel panel;
    panel.thread = thread != state.threads.end()
                       ? &thread->second
                       : &absent_thread(thread_id, known.thread_name, panels);
    if (stack_id == 0) {
      panel.is_there = thread != state.threads.end();
      panel.stack = &panel.thread->own_stack;
    } else if (stack != state.stacks.end() && stack->second.thread == thread_id) {
      panel.stack = &stack->second;
    } else {
      state::Stack& absent = panels->absent_stacks.emplace_back();
      absent.id = stack_id, absent.kind = known.kind, absent.thread = thread_id;
      absent.high = known.high, absent.lowest = known.high;
      absent.name = known.name;
      panel.is_there = false;
      panel.stack = &absent;
    }
    panels->shown.push_back(panel);
  }
}

// What is left over goes to the threads' own stacks alike, after the others have their rulers.
void share_out(float width, bool has_contexts, std::vector<Panel>* panels) {
  float rest = width, own = 0;
  for (const Panel& panel : *panels) {
    rest -= least_width(panel, has_contexts), own += needs_room(panel, has_contexts);
  }
  const auto all = static_cast<float>(panels->size());
  const float ruler = own == all ? 0
                      : own == 0 ? rest / all
                                 : std::min(kRulerOfSeparate, rest / all);
  rest -= ruler * (all - own);
  float x = 0;
  for (Panel& panel : *panels) {
    panel.x = x;
    panel.width =
        least_width(panel, has_contexts) + (needs_room(panel, has_contexts) ? rest / own : ruler);
    x += panel.width;
  }
}

}  // namespace

Panels stack_panels(const state::State& state, const SceneOptions& options) {
  Panels panels;
  const bool has_contexts =
      (options.run != nullptr && options.run->has_contexts()) || state::has_contexts(state);
  if (options.run != nullptr && options.run->all_stacks().size() > 1) {
    keep_places(state, *options.run, &panels);
    if (needed_width(panels.shown, has_contexts) <= options.width) {
      share_out(options.width, has_contexts, &panels.shown);
      return panels;
    }
  }
  panels.shown = all_panels(state);
  while (panels.shown.size() > 1 && needed_width(panels.shown, has_contexts) > options.width) {
    // Of those that are missed least the last.
    const auto least = std::min_element(
        panels.shown.rbegin(), panels.shown.rend(), [&](const Panel& a, const Panel& b) {
          return importance(state, options, a) < importance(state, options, b);
        });
    panels.shown.erase(std::next(least).base());
    ++panels.left_out;
  }
  share_out(options.width, has_contexts, &panels.shown);
  return panels;
}

}  // namespace greenlens::scene
