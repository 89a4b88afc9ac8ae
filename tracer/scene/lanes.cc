#include "tracer/scene/lanes.h"

#include <algorithm>
#include <set>

#include "tracer/state/queries.h"

namespace greenlens::scene {

ShownLanes shown_lanes(size_t count, size_t room, size_t first, const std::vector<size_t>& needed) {
  ShownLanes shown;
  room = std::min(room, count);
  shown.first = std::min(first, count - room);
  std::set<size_t> wanted;
  for (const size_t lane : needed) {
    if (wanted.size() < room && lane < count) wanted.insert(lane);
  }
  // Whoever takes a row may cover one that is needed, which then has to have another.
  const auto lies_above = [&](size_t lane) { return lane < shown.first + shown.above; };
  const auto lies_below = [&](size_t lane) { return lane >= shown.first + room - shown.below; };
  const auto number = [&](auto lies) {
    return static_cast<size_t>(std::count_if(wanted.begin(), wanted.end(), lies));
  };
  for (;;) {
    const size_t above = number(lies_above), below = number(lies_below);
    if (above == shown.above && below == shown.below) break;
    shown.above = above, shown.below = below;
  }
  for (const size_t lane : wanted) {
    if (lies_above(lane)) shown.rows.push_back(lane);
  }
  for (size_t lane = shown.first + shown.above; lane + shown.below < shown.first + room; ++lane) {
    shown.rows.push_back(lane);
  }
  for (const size_t lane : wanted) {
    if (lies_below(lane)) shown.rows.push_back(lane);
  }
  return shown;
}

std::vector<facts::GreenletId> needed_first(const state::State& now, facts::GreenletId selected) {
  std::vector<facts::GreenletId> ids;
  const auto add = [&](const state::Thread& thread) {
    if (thread.ended) return;
    ids.push_back(thread.current);
    if (!thread.in_switch) return;
    ids.push_back(thread.in_switch->origin);
    ids.push_back(thread.in_switch->target ? thread.in_switch->target
                                           : thread.in_switch->requested);
  };
  add(told_by(now));
  ids.push_back(selected);
  for (const auto& [id, thread] : now.threads) {
    if (id != told_by(now).id) add(thread);
  }
  return ids;
}

std::vector<facts::GreenletId> still_hidden(const std::vector<facts::GreenletId>& hidden,
                                            const state::State& now, facts::GreenletId selected) {
  std::vector<facts::GreenletId> left = hidden;
  if (left.empty()) return left;
  const std::vector<facts::GreenletId> needed = needed_first(now, selected);
  std::erase_if(left, [&](facts::GreenletId id) {
    return std::find(needed.begin(), needed.end(), id) != needed.end();
  });
  return left;
}

}  // namespace greenlens::scene
