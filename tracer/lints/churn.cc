#include "tracer/lints/churn.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "tracer/lints/thresholds.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::lints {
namespace {

// A slice leaves in parts, of which there are as many as others lie over it.
constexpr size_t kMostParts = 8;

uint64_t hash_of(const facts::SliceSaved& fact) {
  return fact.bytes.empty() ? fact.hash : std::hash<std::string_view>()(fact.bytes);
}

}  // namespace

void Churn::note(const facts::SliceSaved& fact, const state::State& after) {
  const uint64_t hash = hash_of(fact);
  const uint64_t bytes = state::slice_size(fact.from, fact.to);
  if (hash == 0 || bytes == 0) return;
  std::vector<Row>& rows = rows_[fact.owner];
  auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& one) {
    return one.from == fact.from && one.to == fact.to;
  });
  if (row == rows.end()) {
    if (rows.size() == kMostParts) rows.erase(rows.begin());
    row = rows.insert(rows.end(), Row{fact.from, fact.to, 0, 0, 0});
  }
  if (row->hash != hash) *row = {fact.from, fact.to, hash, 0, after.step};
  ++row->count;
  if (row->count < kChurn) return;
  if (row->count == kChurn) ++times_;
  if (most_ && row->count * bytes < most_->count * most_->bytes) return;
  most_.emplace();
  most_->lint = Lint::copy_churn;
  most_->step = row->step;
  most_->steps = {row->step};
  most_->greenlet = fact.owner;
  most_->name = name_of(after, fact.owner);
  if (const state::GreenletState* g = find(after, fact.owner)) most_->at = g->at;
  most_->count = row->count;
  most_->bytes = bytes;
}

void Churn::see(const facts::Event& event, const state::State& after) {
  if (const auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) {
    note(*saved, after);
  } else if (const auto* freed = std::get_if<facts::GreenletFreed>(&event.fact)) {
    rows_.erase(freed->greenlet);
  }
}

void Churn::give(std::vector<Fired>* all) const {
  if (!most_) return;
  all->push_back(*most_);
  all->back().times = times_;
}

}  // namespace greenlens::lints
