#include "gui/views/registers/model.h"

#include <fmt/format.h>

#include "tracer/facts/address.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::registers {

std::vector<Spilled> spilled(const state::State& state, facts::GreenletId greenlet) {
  std::vector<Spilled> all;
  const state::GreenletState* g = find(state, greenlet);
  if (g == nullptr || thread_of(state, *g).current == greenlet || g->finished) return all;
  for (const facts::SavedRegister& saved : g->registers) {
    all.push_back({facts::shown(saved.name), fmt::format("{:#x}", saved.value),
                   facts::format_address(saved.at)});
  }
  return all;
}

}  // namespace greenlens::gui::registers
