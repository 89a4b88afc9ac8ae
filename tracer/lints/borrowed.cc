#include "tracer/lints/borrowed.h"

#include "tracer/state/pointers.h"
#include "tracer/state/queries.h"

namespace greenlens::lints {

void Borrowed::note(const facts::LineBegun& fact, facts::ThreadId thread,
                    const state::State& after) {
  const state::GreenletState* runs = find(after, thread_in(after, thread).current);
  if (runs == nullptr) return;
  Held& held = held_[runs->id];
  if (held.file != fact.at.file || held.function != fact.at.function) {
    held = {fact.at.file, fact.at.function, {}};
  }
  for (const facts::LocalValue& local : fact.locals) {
    Pointer& pointer = held.pointers[{local.name, local.at}];
    const bool is_kept = pointer.to == local.points_to && pointer.is_known;
    if (!is_kept) pointer = {local.points_to, true, false};
    if (!is_kept || pointer.is_told) continue;
    const auto only = state::only_in_heap(after, *runs, local.points_to);
    if (!only) continue;
    pointer.is_told = true;
    Fired fired;
    fired.lint = Lint::dangling_into_slice;
    fired.step = after.step;
    fired.greenlet = runs->id;
    fired.name = name_of(after, runs->id);
    fired.other = only->owner;
    fired.other_name = name_of(after, only->owner);
    fired.text = local.name;
    fired.what = only->variable;
    fired.at = fact.at;
    dangling_.add(std::move(fired));
  }
}

void Borrowed::see(const facts::Event& event, const state::State& after) {
  if (const auto* begun = std::get_if<facts::LineBegun>(&event.fact)) {
    note(*begun, event.thread, after);
  } else if (const auto* freed = std::get_if<facts::GreenletFreed>(&event.fact)) {
    held_.erase(freed->greenlet);
  }
}

}  // namespace greenlens::lints
