#include "tracer/what_if/offers.h"

#include <algorithm>

#include "tracer/state/queries.h"

namespace greenlens::what_if {
namespace {

using facts::Deed;
using facts::Fault;
using facts::FaultKind;

bool is_there(const state::GreenletState& greenlet) {
  return !greenlet.freed && greenlet.thread == kFirstThread;
}

// Who can be meant by a name, in the order in which they were created.
std::vector<const state::GreenletState*> those_there(const state::State& state) {
  std::vector<const state::GreenletState*> all;
  for (const auto& [id, greenlet] : state.greenlets) {
    if (is_there(greenlet) && called(state, greenlet.name) == id) all.push_back(&greenlet);
  }
  std::ranges::sort(all, {}, &state::GreenletState::id);
  return all;
}

// "gr1, gr2".
std::string all_names(const state::State& state) {
  std::string names;
  for (const state::GreenletState* one : those_there(state)) {
    names += (names.empty() ? "" : ", ") + one->name;
  }
  return names;
}

// Who switches, or throws, leaves the stack that the slices lie on.
Fault switch_refused(const state::State& state, const Place& place,
                     const state::GreenletState& target) {
  const std::string& name = target.name;
  if (target.id == place.runs) return {FaultKind::deed_to_itself, name, 0, 0, ""};
  if (target.finished) return {FaultKind::deed_to_dead, name, 0, 0, ""};
  if (thread_in(state, kFirstThread).stack != 0) {
    return {FaultKind::deed_elsewhere, name, 0, 0, ""};
  }
  return {};
}

}  // namespace

facts::GreenletId called(const state::State& state, const std::string& name) {
  facts::GreenletId newest = 0;
  for (const auto& [id, greenlet] : state.greenlets) {
    if (is_there(greenlet) && greenlet.name == name) newest = std::max(newest, id);
  }
  return newest;
}

Fault refused(const state::State& state, const Place& place, const Handles& handles,
              const store::WhatIf& deed) {
  const state::GreenletState* target = find(state, called(state, deed.greenlet));
  if (target == nullptr) {
    return {FaultKind::no_such_one, deed.greenlet, 0, 0, all_names(state)};
  }
  switch (deed.deed) {
    case Deed::switch_to:
    case Deed::throw_in:
      return switch_refused(state, place, *target);
    case Deed::drop:
      const bool has = std::find(handles.begin(), handles.end(), deed.greenlet) != handles.end();
      if (!has) return {FaultKind::no_handle_of_it, deed.greenlet, 0, 0, ""};
      return {};
  }
  return {};  // only a cast can come here
}

std::vector<store::WhatIf> offers(const state::State& state, const Place& place,
                                  const Handles& handles) {
  std::vector<store::WhatIf> all;
  const auto offer = [&](Deed deed, const char* value) {
    for (const state::GreenletState* greenlet : those_there(state)) {
      const store::WhatIf one{place.step, place.line, deed, greenlet->name, value};
      if (!refused(state, place, handles, one)) all.push_back(one);
    }
  };
  offer(Deed::switch_to, "");
  offer(Deed::throw_in, "");
  offer(Deed::throw_in, kSomeError);
  offer(Deed::drop, "");
  return all;
}

}  // namespace greenlens::what_if
