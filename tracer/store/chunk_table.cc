#include "tracer/store/chunk_table.h"

#include <algorithm>
#include <limits>

namespace greenlens::store {
namespace {

Totals difference(const Totals& more, const Totals& less) {
  Totals result;
  Totals::fields([&](const char*, auto member) { result.*member = more.*member - less.*member; });
  return result;
}

}  // namespace

Totals ChunkTable::here(size_t row) const {
  return difference(row + 1 < rows_.size() ? rows_[row + 1].before : totals_, rows_[row].before);
}

void ChunkTable::add(const IndexEntry& entry, bool is_gap) {
  const Summary& summary = entry.summary;
  if (summary.here.events == 0) return;
  if (rows_.empty() && first_record_ > 0) counted_before_ = summary.before;
  ChunkRow row;
  row.offset = entry.offset;
  row.bytes = entry.bytes;
  row.first_record = entry.first_event - first_record_;
  row.first_step = totals_.events;
  row.records = entry.event_count;
  row.steps = static_cast<uint32_t>(summary.here.events);
  row.before = totals_;
  row.missing_before = missing_;
  row.first_ns = summary.first_ns;
  row.last_ns = summary.last_ns;
  row.subjects = is_gap ? subject_bit(facts::kNobody) : summary.subjects;
  row.ran_at = static_cast<uint32_t>(shares_.size());
  row.ran_count = static_cast<uint32_t>(summary.ran.size());
  if (summary.contradictions) {
    row.contradictions = static_cast<uint32_t>(
        std::min<uint64_t>(*summary.contradictions, std::numeric_limits<uint32_t>::max()));
  }
  if (is_gap) row.contradictions = 0;
  row.has_keyframe = summary.has_keyframe;
  row.is_gap = is_gap;
  row.letters_beyond = summary.letters_beyond;
  row.has_processes = has_kind(summary.kinds, facts::ProgramForked::kTag) ||
                      has_kind(summary.kinds, facts::SignalSent::kTag) ||
                      has_kind(summary.kinds, facts::ExecRequested::kTag) ||
                      has_kind(summary.kinds, facts::ChildEnded::kTag);
  shares_.insert(shares_.end(), summary.ran.begin(), summary.ran.end());
  totals_.add(summary.here);
  if (is_gap) missing_ += summary.here.lost, steps_missing_ += row.steps;
  rows_.push_back(row);
}

void ChunkTable::correct(size_t wrong, const Totals& instead) {
  const Totals more = difference(instead, here(wrong));
  for (size_t i = wrong + 1; i < rows_.size(); ++i) rows_[i].before.add(more);
  totals_.add(more);
}

void ChunkTable::set_ran(size_t row, const std::vector<Share>& ran) {
  rows_[row].ran_at = static_cast<uint32_t>(shares_.size());
  rows_[row].ran_count = static_cast<uint32_t>(ran.size());
  shares_.insert(shares_.end(), ran.begin(), ran.end());
}

void ChunkTable::lose(size_t first, size_t count) {
  // What all that follows has counted too much, or too little.
  Totals more;
  uint64_t missing = 0;
  for (size_t i = first; i < rows_.size(); ++i) {
    ChunkRow& row = rows_[i];
    const Totals was = here(i);  // before the next one's count is put right
    row.before.add(more);
    row.missing_before += missing;
    if (i >= first + count || row.is_gap) continue;
    Totals instead;
    instead.events = row.steps;
    instead.lost = row.records;
    more.add(difference(instead, was));
    missing += row.records;
    steps_missing_ += row.steps;
    row.is_gap = true;
    row.has_keyframe = false;
    row.contradictions = 0;
    row.ran_count = 0;
    row.subjects = subject_bit(facts::kNobody);
  }
  totals_.add(more);
  missing_ += missing;
}

size_t ChunkTable::row_of(uint64_t n) const {
  const auto after = std::partition_point(rows_.begin(), rows_.end(),
                                          [&](const ChunkRow& row) { return row.first_step < n; });
  return static_cast<size_t>(after - rows_.begin()) - 1;
}

size_t ChunkTable::row_of_stop(facts::Grain grain, uint64_t k) const {
  const auto after = std::partition_point(
      rows_.begin(), rows_.end(), [&](const ChunkRow& row) { return row.before.stops(grain) < k; });
  return static_cast<size_t>(after - rows_.begin()) - 1;
}

size_t ChunkTable::row_of_line(uint64_t k) const {
  const auto after = std::partition_point(
      rows_.begin(), rows_.end(), [&](const ChunkRow& row) { return row.before.printed < k; });
  return static_cast<size_t>(after - rows_.begin()) - 1;
}

}  // namespace greenlens::store
