#include "tracer/store/times.h"

#include <algorithm>

#include "tracer/store/chunk_table.h"

namespace greenlens::store {

void add_time(Times* times, uint64_t step, uint64_t time_ns) {
  if (times->empty()) {
    times->push_back({step, time_ns});
  } else if (step > times->back().step) {
    times->push_back({step, std::max(time_ns, times->back().time_ns)});
  }
}

double time_at(const Times& times, uint64_t step) {
  if (times.empty()) return 0;
  const auto behind =
      std::lower_bound(times.begin(), times.end(), step,
                       [](const StepTime& told, uint64_t n) { return told.step < n; });
  if (behind == times.end()) return static_cast<double>(times.back().time_ns);
  if (behind == times.begin() || behind->step == step) return static_cast<double>(behind->time_ns);
  const StepTime& before = *(behind - 1);
  const double share =
      static_cast<double>(step - before.step) / static_cast<double>(behind->step - before.step);
  return static_cast<double>(before.time_ns) +
         share * static_cast<double>(behind->time_ns - before.time_ns);
}

Times times_of(const ChunkTable& table, uint64_t from, uint64_t to) {
  Times all;
  to = std::min(to, table.totals().events);
  if (from >= to) return all;
  // From the chunk before: where it ends is where the first one of these begins.
  size_t row = from > 0 ? table.row_of(from) : 0;
  for (; row < table.rows().size(); ++row) {
    const ChunkRow& chunk = table.rows()[row];
    if (chunk.is_gap || chunk.steps == 0) continue;
    // The beginning is when the first step was told: nothing is known of before.
    if (all.empty() && chunk.first_step == 0) add_time(&all, 0, chunk.first_ns);
    add_time(&all, chunk.first_step + 1, chunk.first_ns);
    add_time(&all, chunk.first_step + chunk.steps, chunk.last_ns);
    if (chunk.first_step + chunk.steps >= to) break;
  }
  if (all.empty()) return all;
  const auto first = static_cast<uint64_t>(time_at(all, from));
  const auto last = static_cast<uint64_t>(time_at(all, to));
  std::erase_if(all, [&](const StepTime& told) { return told.step <= from || told.step >= to; });
  all.insert(all.begin(), {from, first});
  all.push_back({to, last});
  return all;
}

}  // namespace greenlens::store
