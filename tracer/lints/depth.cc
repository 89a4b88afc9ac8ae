#include "tracer/lints/depth.h"

#include <map>
#include <string_view>
#include <utility>

#include "tracer/lints/thresholds.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::lints {
namespace {

struct Called {
  std::string_view function;
  uint64_t times = 0;
};

// The function that most of its frames are calls of.
Called most_called(const state::State& state, const state::GreenletState& greenlet) {
  std::map<std::pair<std::string_view, std::string_view>, uint64_t> calls;
  Called most;
  uint64_t looked = 0;
  state::visit_frames(state, greenlet, [&](const state::InterpreterFrameState& frame) {
    if (++looked > kMostCalls) return;
    const uint64_t times = ++calls[{frame.at.file, frame.at.function}];
    if (times > most.times) most = {frame.at.function, times};
  });
  return most;
}

}  // namespace

void Depth::see_left(facts::GreenletId origin, const state::State& after) {
  if (changed_.empty() || changed_.erase(origin) == 0) return;
  const state::GreenletState* g = find(after, origin);
  if (g == nullptr) return;
  const Called most = most_called(after, *g);
  if (most.times < kDeepCalls) return;
  Fired fired;
  fired.lint = Lint::deep_stack;
  fired.step = after.step;
  fired.greenlet = origin;
  fired.name = name_of(after, origin);
  fired.count = most.times;
  fired.text = most.function;
  fired.bytes = state::slice_size(g->stack_start, state::slice_end(*g));
  fired.at = g->at;
  deep_.add(std::move(fired));
}

void Depth::see(const facts::Event& event, const state::State& after) {
  if (const auto* pushed = std::get_if<facts::FramePushed>(&event.fact)) {
    changed_.insert(pushed->greenlet);
  } else if (const auto* seen = std::get_if<facts::FramesSeen>(&event.fact)) {
    if (!seen->same_calls) changed_.insert(seen->greenlet);
  } else if (const auto* left = std::get_if<facts::StackStartSet>(&event.fact)) {
    see_left(left->origin, after);
  } else if (const auto* freed = std::get_if<facts::GreenletFreed>(&event.fact)) {
    changed_.erase(freed->greenlet);
  }
}

}  // namespace greenlens::lints
