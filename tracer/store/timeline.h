// A trace in memory, which whoever has the events fills: a file's reader, a live program's. It
// keeps every event, and states at regular distances once somebody has asked for one there; so it
// grows with the trace, and forgets nothing. What states keep is bounded: where they are large they
// stand farther from each other.
//
// One thread, also for what is const: what was asked for last is kept, to be near the next
// question.
#ifndef GREENLENS_TRACER_STORE_TIMELINE_H_
#define GREENLENS_TRACER_STORE_TIMELINE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/store/trace.h"
#include "tracer/store/unread.h"

namespace greenlens::store {

class ChunkTable;

class Timeline final : public Trace {
 public:
  // `the_end`: its events are not even looked into, but for the last ones once somebody asks: for
  // who records and does not look. Then size(), totals(), finished(), contradictions(), last() and
  // the last moment are all that may be asked, and of that moment not the state before it.
  enum class Keeps : uint8_t { events, the_end };
  Timeline() = default;
  explicit Timeline(Keeps keeps) {
    if (keeps == Keeps::the_end) unread_ = std::make_shared<Unread>();
  }

  void set_info(TraceInfo info) { info_ = std::move(info); }
  void append(facts::Event event);
  // A switch that was only noted: its events. How many.
  uint64_t append(const facts::NotedSwitch& noted);
  // Who is given a stream puts its chunks there, if there is one, and appends nothing.
  Unread* unread() { return unread_.get(); }
  // Valid until the next append().
  const state::State& last() const { return unread_ ? unread_->state() : last_; }
  bool finished() const { return unread_ ? unread_->finished() : last_.program_finished; }

  const TraceInfo& info() const override { return info_; }
  uint64_t size() const override { return unread_ ? unread_->totals().events : last_.step; }
  uint64_t switches() const { return unread_ ? unread_->totals().switches : last_.switches; }
  uint64_t contradictions() const {
    return unread_ ? unread_->contradictions() : contradicted_.size();
  }
  state::Moment at(uint64_t n) const override;
  state::State state(uint64_t n) const override { return near(n); }
  facts::Event event(uint64_t n) const override { return events_[n - 1]; }
  uint64_t count(facts::Grain grain) const override { return stops(grain).size(); }
  uint64_t count_until(facts::Grain grain, uint64_t n) const override;
  uint64_t stop(facts::Grain grain, uint64_t k) const override;
  std::optional<uint64_t> next(facts::Grain grain, uint64_t n) const override;
  uint64_t previous(facts::Grain grain, uint64_t n) const override;
  std::optional<uint64_t> find(uint64_t n, Direction direction,
                               const std::function<bool(const facts::Event&)>& wanted,
                               facts::GreenletId about = facts::kNobody) const override;
  const std::vector<uint64_t>& contradicted() const override { return contradicted_; }
  const History& history() const override { return history_; }
  uint64_t printed_until(uint64_t n) const override;
  std::vector<PrintedLine> printed(uint64_t first, uint64_t count) const override;
  std::shared_ptr<const History> history(uint64_t from, uint64_t to) const override;
  void go_along(state::State* state, uint64_t to, Onlooker* onlooker) const override;
  std::vector<Column> columns(uint64_t from, uint64_t to, size_t count) const override;
  std::shared_ptr<const Times> times(uint64_t from, uint64_t to) const override;

 private:
  const std::vector<uint64_t>& stops(facts::Grain grain) const {
    return stops_[static_cast<size_t>(grain)];
  }
  // The state at step n, valid until the next call but one.
  const state::State& near(uint64_t n) const;

  std::shared_ptr<Unread> unread_;  // where only the end is kept
  TraceInfo info_;
  std::vector<facts::Event> events_;
  std::array<std::vector<uint64_t>, facts::kGrains.size()> stops_;
  state::State last_;  // after all of them
  std::vector<uint64_t> contradicted_;
  History history_;
  void add_keyframe() const;
  void add_chunk(ChunkTable* table) const;

  // What a file would say of every so many events.
  Summarizer summarizer_;
  std::shared_ptr<ChunkTable> table_;
  uint64_t summed_up_ = 0;  // events that the table has

  // Keyframes every so many events, how much they keep, and the states asked for last.
  mutable uint64_t keyframe_every_ = 128;
  mutable uint64_t kept_ = 0;
  mutable std::vector<std::unique_ptr<state::State>> keyframes_;
  mutable std::array<state::State, 2> cached_;
  mutable size_t oldest_cached_ = 0;
  mutable std::array<bool, 2> cached_valid_ = {false, false};
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TIMELINE_H_
