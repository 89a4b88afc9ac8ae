#include "tracer/findings/parked.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "tracer/state/queries.h"

namespace greenlens::findings {
namespace {

// Of those that live: who waits is what one asks for, and a hub waits for the others' sake.
int rank(state::Life life, bool is_hub) {
  switch (life) {
    case state::Life::suspended:
      return is_hub ? 2 : 0;
    case state::Life::unstarted:
      return 1;
    case state::Life::running:
      return 3;
    case state::Life::dead:
      return 4;
  }
  return 4;
}
int rank(const Group& group) { return rank(group.life, group.all.front().is_hub); }

}  // namespace

std::vector<Group> parked(const state::State& state, const store::Numbers& counted) {
  std::unordered_map<facts::GreenletId, const store::GreenletNumbers*> numbers;
  for (const store::GreenletNumbers& one : counted.greenlets) numbers[one.id] = &one;
  return parked(state, [&](facts::GreenletId id) {
    const auto known = numbers.find(id);
    if (known == numbers.end()) return KnownOf();
    return KnownOf{known->second->since, known->second->since_ns, known->second->spawned};
  });
}

std::vector<Group> parked(const state::State& state, const Knows& knows) {
  std::map<std::pair<int, Place>, Group> groups;
  for (const auto& [id, g] : state.greenlets) {
    const state::Life life = state::life(state, g);
    if (g.freed || life == state::Life::dead) continue;
    Standing one;
    one.id = id;
    one.thread = g.thread;
    one.life = life;
    one.is_hub = is_hub(state, g);
    one.bytes = g.stack_saved;
    one.wait = g.wait;
    const KnownOf known = knows(id);
    one.since = known.since, one.since_ns = known.since_ns;
    one.spawned = known.spawned;
    // Where one that has not begun will be, nobody knows: it is where it was made.
    const Place place =
        life == state::Life::unstarted ? Place{one.spawned, ""} : own_place(state, g);
    Group& group = groups[{rank(life, one.is_hub), place}];
    group.life = life;
    group.place = place;
    group.bytes += one.bytes;
    group.all.push_back(std::move(one));
  }
  std::vector<Group> all;
  for (auto& [key, group] : groups) {
    std::stable_sort(group.all.begin(), group.all.end(),
                     [](const Standing& a, const Standing& b) { return a.since < b.since; });
    all.push_back(std::move(group));
  }
  std::stable_sort(all.begin(), all.end(), [](const Group& a, const Group& b) {
    return rank(a) != rank(b) ? rank(a) < rank(b) : a.all.size() > b.all.size();
  });
  return all;
}

}  // namespace greenlens::findings
