#include "tracer/store/levels.h"

#include <algorithm>
#include <map>
#include <utility>

namespace greenlens::store {
namespace {

// A block stands for so many rows. More of them are a pixel only where a picture shows millions of
// steps.
constexpr size_t kBlockRows = 64;

// part * number / whole, rounded down; all of it for the whole. Counts that nobody has checked may
// be larger than any trace: then the result is inexact and nothing else happens.
uint64_t part_of(uint64_t number, uint64_t part, uint64_t whole) {
  if (part >= whole) return number;
  const long double exact = static_cast<long double>(number) * static_cast<long double>(part) /
                            static_cast<long double>(whole);
  return std::min(static_cast<uint64_t>(exact), number);
}

// Sums of who ran, while columns go by.
class Sum {
 public:
  void add(facts::GreenletId who, uint64_t steps) {
    if (steps == 0) return;
    for (Share& share : shares_) {
      if (share.who == who) {
        share.steps += steps;
        return;
      }
    }
    if (shares_.size() < kMostShares) return shares_.push_back({who, steps});
    others_[who] += steps;
  }
  // The longest first, and begins anew.
  std::vector<Share> take(size_t most) {
    for (const auto& [who, steps] : others_) shares_.push_back({who, steps});
    std::sort(shares_.begin(), shares_.end(), [](const Share& a, const Share& b) {
      return a.steps != b.steps ? a.steps > b.steps : a.who < b.who;
    });
    shares_.resize(std::min(shares_.size(), most));
    others_.clear();
    return std::exchange(shares_, {});
  }

 private:
  std::vector<Share> shares_;  // few are found by looking
  std::map<facts::GreenletId, uint64_t> others_;
};

// More than lanes have a place for.
constexpr size_t kMostInColumn = 64, kMostInBlock = 256;

// What was counted up to a step.
struct Counted {
  uint64_t switches = 0, bytes = 0;
};
Counted counted_until(const ChunkTable& table, uint64_t step) {
  if (step == 0) return {};
  const size_t row = table.row_of(step);
  const ChunkRow& chunk = table.rows()[row];
  const Totals here = table.here(row);
  const uint64_t part = step - chunk.first_step;
  return {chunk.before.switches + part_of(here.switches, part, chunk.steps),
          chunk.before.bytes_out + chunk.before.bytes_in +
              part_of(here.bytes_out + here.bytes_in, part, chunk.steps)};
}

// Of the steps (from, to] of one row.
void add_part(const ChunkTable& table, size_t row, uint64_t from, uint64_t to, Sum* sum) {
  const ChunkRow& chunk = table.rows()[row];
  const uint64_t a = std::max(from, chunk.first_step) - chunk.first_step;
  const uint64_t b = std::min(to - chunk.first_step, uint64_t{chunk.steps});
  for (uint32_t i = 0; i < chunk.ran_count; ++i) {
    const Share& share = table.shares()[chunk.ran_at + i];
    sum->add(share.who,
             part_of(share.steps, b, chunk.steps) - part_of(share.steps, a, chunk.steps));
  }
}

using Blocks = std::vector<std::vector<Share>>;

std::vector<Share> ran_in(const ChunkTable& table, const Blocks& blocks, uint64_t from, uint64_t to,
                          Sum* sum) {
  const size_t last = table.row_of(to);
  for (size_t row = table.row_of(from + 1); row <= last;) {
    const size_t block = row / kBlockRows;
    // A whole block: neither its first row nor its last one is cut.
    const size_t end = row + kBlockRows;
    if (row % kBlockRows == 0 && block < blocks.size() && end <= last &&
        table.rows()[row].first_step >= from) {
      for (const Share& share : blocks[block]) sum->add(share.who, share.steps);
      row = end;
      continue;
    }
    add_part(table, row, from, to, sum);
    ++row;
  }
  return sum->take(kMostInColumn);
}

std::vector<Column> make(const ChunkTable& table, const Blocks& blocks, uint64_t from, uint64_t to,
                         size_t count) {
  std::vector<Column> columns;
  to = std::min(to, table.totals().events);
  if (from >= to || count == 0) return columns;
  const uint64_t steps = to - from, number = std::min<uint64_t>(count, steps);
  columns.reserve(number);
  Counted before = counted_until(table, from);
  Sum sum;
  uint64_t begin = from;
  for (uint64_t i = 1; i <= number; ++i) {
    const uint64_t end = from + part_of(steps, i, number);
    const Counted until = counted_until(table, end);
    columns.push_back({begin, end, until.switches - before.switches, until.bytes - before.bytes,
                       ran_in(table, blocks, begin, end, &sum)});
    before = until;
    begin = end;
  }
  return columns;
}

}  // namespace

std::vector<Column> columns_of(const ChunkTable& table, uint64_t from, uint64_t to, size_t count) {
  return make(table, {}, from, to, count);
}

std::vector<Column> columns_of(const History& history, uint64_t from, uint64_t to, size_t count) {
  std::vector<Column> columns;
  to = std::min(to, history.end());
  from = std::max(from, history.begin());
  if (from >= to || count == 0) return columns;
  const uint64_t steps = to - from, number = std::min<uint64_t>(count, steps);
  for (uint64_t i = 1, begin = from; i <= number; ++i) {
    columns.push_back({begin, from + part_of(steps, i, number)});
    begin = columns.back().to;
  }
  // Each list lies in the order of steps, as the columns do.
  size_t at = 0;
  for (const SwitchSpan& span : history.switches()) {
    if (span.to <= from || span.kind == SwitchKind::failed) continue;
    while (at < columns.size() && columns[at].to < span.to) ++at;
    if (at == columns.size()) break;
    ++columns[at].switches;
  }
  at = 0;
  for (const Copied& copied : history.copied()) {
    if (copied.step <= from) continue;
    while (at < columns.size() && columns[at].to < copied.step) ++at;
    if (at == columns.size()) break;
    columns[at].bytes += copied.bytes;
  }
  Sum sum;
  auto turn = history.turns().begin();
  for (Column& column : columns) {
    for (; turn != history.turns().end() && turn->from < column.to; ++turn) {
      const uint64_t a = std::max(turn->from, column.from), b = std::min(turn->to, column.to);
      if (b > a) sum.add(turn->who, b - a);
      if (turn->to > column.to) break;  // it goes on in the next one
    }
    column.ran = sum.take(kMostInColumn);
  }
  return columns;
}

// The last row may still be corrected; only what is followed by another one is noted.
void Levels::go_on(const ChunkTable& table, uint64_t changes) {
  if (changes != changes_) blocks_.clear();
  changes_ = changes;
  Sum sum;
  while ((blocks_.size() + 1) * kBlockRows < table.rows().size()) {
    const size_t first = blocks_.size() * kBlockRows;
    for (size_t row = first; row < first + kBlockRows; ++row) {
      const ChunkRow& chunk = table.rows()[row];
      for (uint32_t i = 0; i < chunk.ran_count; ++i) {
        const Share& share = table.shares()[chunk.ran_at + i];
        sum.add(share.who, share.steps);
      }
    }
    blocks_.push_back(sum.take(kMostInBlock));
  }
}

const std::vector<Column>& Levels::columns(const ChunkTable& table, uint64_t changes, uint64_t from,
                                           uint64_t to, size_t count) {
  const uint64_t steps = table.totals().events;
  const bool same = !made_.empty() && changes == changes_ && steps == made_steps_ &&
                    from == made_from_ && to == made_to_ && count == made_count_;
  if (same) return made_;
  go_on(table, changes);
  made_ = make(table, blocks_, from, to, count);
  made_from_ = from, made_to_ = to, made_count_ = count, made_steps_ = steps;
  return made_;
}

}  // namespace greenlens::store
