#include "tracer/store/overview.h"

#include <algorithm>
#include <set>

namespace greenlens::store {

History overview_of(const ChunkTable& table, const state::State& end, size_t most_parts) {
  std::map<facts::GreenletId, std::string> names;
  std::map<facts::GreenletId, facts::ThreadId> threads;
  std::map<facts::ThreadId, std::string> thread_names;
  for (const Share& share : table.shares()) {
    names[share.who] = share.name;
    threads[share.who] = share.thread;
  }
  for (const auto& [id, greenlet] : end.greenlets) {
    names[id] = greenlet.name;
    threads[id] = greenlet.thread;
  }
  for (const auto& [id, thread] : end.threads) thread_names[id] = thread.name;
  const std::vector<ChunkRow>& rows = table.rows();
  const uint64_t size = table.totals().events;
  const uint64_t long_enough = size / std::max<size_t>(most_parts, 1) + 1;
  std::vector<Run> runs;
  std::vector<Part> parts;
  for (size_t row = 0; row < rows.size();) {
    Part part;
    part.from = part.to = rows[row].first_step;
    std::set<facts::GreenletId> ran;
    for (; row < rows.size() && part.to - part.from < long_enough; ++row) {
      const Totals here = table.here(row);
      part.to += rows[row].steps;
      part.switches += here.switches;
      part.bytes += here.bytes_out + here.bytes_in;
      for (uint32_t i = 0; i < rows[row].ran_count; ++i) {
        ran.insert(table.shares()[rows[row].ran_at + i].who);
      }
    }
    for (const facts::GreenletId who : ran) runs.push_back({who, part.from, part.to});
    parts.push_back(part);
  }
  return History(std::move(names), std::move(threads), std::move(thread_names), std::move(runs),
                 std::move(parts));
}

}  // namespace greenlens::store
