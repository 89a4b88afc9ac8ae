#include "tracer/processes/lanes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "tracer/store/file_trace.h"
#include "tracer/words/when.h"

namespace greenlens::processes {
namespace {

using facts::GreenletId;

// What is known of everybody, before anybody is left out.
class Everybody {
 public:
  explicit Everybody(int64_t zero_ns) : zero_ns_(zero_ns) {}

  Lane& of(GreenletId id) {
    Lane& lane = lanes_[id];
    lane.greenlet = id;
    return lane;
  }
  void add(GreenletId id, double from_ns, double to_ns, uint64_t step, double share) {
    Lane& lane = of(id);
    const uint64_t from = on_clock(from_ns), to = std::max(from, on_clock(to_ns));
    lane.ran_ns += static_cast<uint64_t>(static_cast<double>(to - from) * share);
    lane.ran.push_back({from, to, step, share});
  }
  std::vector<Lane> shown(size_t most) {
    std::vector<Lane> all = by_time();
    std::map<facts::ThreadId, Lane> others;
    // One place is the others'.
    const size_t named = all.size() <= most ? all.size() : std::max<size_t>(most, 1) - 1;
    for (size_t i = named; i < all.size(); ++i) add_other(&others[all[i].thread], all[i]);
    all.resize(named);
    for (auto& [thread, lane] : others) all.push_back(std::move(lane));
    std::stable_sort(all.begin(), all.end(), [](const Lane& a, const Lane& b) {
      return std::tuple(a.thread, a.others != 0, a.greenlet) <
             std::tuple(b.thread, b.others != 0, b.greenlet);
    });
    return all;
  }

 private:
  uint64_t on_clock(double ns) const {
    const double at = ns + static_cast<double>(zero_ns_);
    return at > 0 ? static_cast<uint64_t>(std::llround(at)) : 0;
  }
  std::vector<Lane> by_time() {
    std::vector<Lane> all;
    for (auto& [id, lane] : lanes_) {
      if (id != 0 && !lane.ran.empty()) all.push_back(std::move(lane));
    }
    std::sort(all.begin(), all.end(), [](const Lane& a, const Lane& b) {
      return a.ran_ns != b.ran_ns ? a.ran_ns > b.ran_ns : a.greenlet < b.greenlet;
    });
    return all;
  }
  static void add_other(Lane* others, const Lane& one) {
    others->others += 1;
    others->thread = one.thread;
    others->thread_name = one.thread_name;
    others->ran_ns += one.ran_ns;
    std::vector<Stretch> both;
    std::merge(others->ran.begin(), others->ran.end(), one.ran.begin(), one.ran.end(),
               std::back_inserter(both),
               [](const Stretch& a, const Stretch& b) { return a.from_ns < b.from_ns; });
    others->ran.clear();
    // Those of one chunk are one stretch with the sum of their shares.
    for (const Stretch& next : both) {
      Stretch* last = others->ran.empty() ? nullptr : &others->ran.back();
      if (last != nullptr && last->from_ns == next.from_ns && last->to_ns == next.to_ns) {
        last->share = std::min(1.0, last->share + next.share);
      } else {
        others->ran.push_back(next);
      }
    }
  }

  const int64_t zero_ns_;
  std::map<GreenletId, Lane> lanes_;
};

void add_exact(const store::Trace& trace, uint64_t from, uint64_t to, Everybody* all) {
  const auto history = trace.history(from, to);
  const auto times = trace.times(from, to);
  const auto add = [&](const store::Run& run) {
    if (run.to < from || run.from > to) return;
    const uint64_t first = std::max(run.from, from), last = std::min(run.to, to);
    all->add(run.who, store::time_at(*times, first), store::time_at(*times, last),
             std::max<uint64_t>(first, 1), 1);
  };
  for (const store::Run& run : history->runs()) add(run);
  for (store::Run run : history->running()) {
    run.to = std::max(run.to, history->end());
    add(run);
  }
  for (const auto& [id, thread] : history->threads()) {
    Lane& lane = all->of(id);
    lane.thread = thread;
    const auto name = history->names().find(id);
    if (name != history->names().end()) lane.name = name->second;
    const auto its = history->thread_names().find(thread);
    if (its != history->thread_names().end()) lane.thread_name = its->second;
  }
}

// So many chunks together.
struct Block {
  uint64_t first_ns = 0, last_ns = 0, step = 0, steps = 0;
  std::map<GreenletId, uint64_t> ran;
};

void add_blocks(const store::ChunkTable& table, uint64_t from, uint64_t to, Everybody* all) {
  std::vector<const store::ChunkRow*> rows;
  for (const store::ChunkRow& row : table.rows()) {
    if (!row.is_gap && row.first_step < to && row.first_step + row.steps > from) {
      rows.push_back(&row);
    }
  }
  const size_t together = rows.size() / kMostStretches + 1;
  for (size_t i = 0; i < rows.size(); i += together) {
    Block block{rows[i]->first_ns, rows[i]->last_ns, rows[i]->first_step + 1, 0, {}};
    for (size_t k = i; k < std::min(i + together, rows.size()); ++k) {
      const store::ChunkRow& row = *rows[k];
      block.first_ns = std::min(block.first_ns, row.first_ns);
      block.last_ns = std::max(block.last_ns, row.last_ns);
      block.steps += row.steps;
      for (uint32_t s = row.ran_at; s < row.ran_at + row.ran_count; ++s) {
        const store::Share& share = table.shares()[s];
        block.ran[share.who] += share.steps;
        Lane& lane = all->of(share.who);
        lane.name = share.name;
        lane.thread = share.thread;
      }
    }
    for (const auto& [who, steps] : block.ran) {
      if (steps == 0 || block.steps == 0) continue;
      all->add(who, static_cast<double>(block.first_ns), static_cast<double>(block.last_ns),
               block.step,
               std::min(1.0, static_cast<double>(steps) / static_cast<double>(block.steps)));
    }
  }
}

uint64_t local_ns(uint64_t on_clock, int64_t zero_ns) {
  if (on_clock == UINT64_MAX) return UINT64_MAX;
  const int64_t at = static_cast<int64_t>(on_clock) - zero_ns;
  return at > 0 ? static_cast<uint64_t>(at) : 0;
}

}  // namespace

std::vector<Lane> lanes_of(const store::Trace& trace, int64_t zero_ns, const LaneOptions& options) {
  if (trace.size() == 0) return {};
  const bool all_of_it = options.from_ns == 0 && options.to_ns == UINT64_MAX;
  uint64_t from = 0, to = trace.size();
  if (!all_of_it) {
    from = words::step_at(trace, local_ns(options.from_ns, zero_ns));
    to = std::min(words::step_at(trace, local_ns(options.to_ns, zero_ns)) + 1, trace.size());
  }
  Everybody all(zero_ns);
  const store::FileTrace* file = trace.in_file();
  if (to - from <= store::kExactSteps || file == nullptr) {
    add_exact(trace, from, to, &all);
  } else {
    add_blocks(file->table(), from, to, &all);
  }
  return all.shown(options.most);
}

}  // namespace greenlens::processes
