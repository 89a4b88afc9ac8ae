// A chunk of which switches were only noted: its events are told where somebody looks, a part at a
// time, and what lies before that is gone along with (tracer/rules/follow.h), which is much cheaper
// than telling it. States met on the way are kept here and there, so that who goes backwards does
// not begin anew each time.
//
// No I/O; one thread.
#ifndef GREENLENS_TRACER_STORE_NOTED_CHUNK_H_
#define GREENLENS_TRACER_STORE_NOTED_CHUNK_H_

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"
#include "tracer/store/along.h"
#include "tracer/store/chunk.h"
#include "tracer/store/onlooker.h"
#include "tracer/store/stretch.h"

namespace greenlens::store {

// A part has so many events, and those of the switch that it ends in the middle of: few enough to
// be told at once for a single step, enough for states between them to be a small share.
inline constexpr uint32_t kPartSteps = 128;

class NotedChunk {
 public:
  // `before` is before its first event.
  NotedChunk(EventsPayload&& payload, Along before);

  uint32_t steps() const { return starts_.back().step; }
  size_t parts() const { return starts_.size() - 1; }
  // Which has the event after the first `step` ones; the last one when there are no more.
  size_t part_of(uint32_t step) const;
  // Before its first event. Good until something else is asked.
  const Along& along_before(size_t part);
  // After the chunk's last event, likewise.
  const Along& behind();
  // Goes along with all parts before this one, and tells of it; the state before it.
  state::State follow(size_t part, Onlooker* onlooker);
  // How many of its steps are before a part; and what was counted there.
  uint32_t first_step(size_t part) const { return starts_[part].step; }
  const Totals& before(size_t part);
  // All that is known of a part; steps and counts are from the chunk's beginning.
  const Stretch& about(size_t part);
  // Whether all of it was gone along with; and what was counted in it then.
  bool is_known() const { return about_.size() > parts(); }
  const Totals& totals() const { return about_.back().before; }
  uint64_t subjects() const;
  // Going along takes longer than with any recording: what was asked is not right then.
  bool is_too_long() const { return is_too_long_; }
  // A part's events, told.
  std::shared_ptr<const std::vector<facts::Event>> events(size_t part);

  // What it takes in memory, about; grows with what was asked.
  uint64_t bytes() const { return bytes_; }

 private:
  // An event, or a note, by its place in the payload.
  struct Item {
    uint32_t batch;  // kEvent: none
    uint32_t index;
  };
  struct Start {
    size_t item = 0;
    uint32_t step = 0;
  };
  void walk(size_t part);
  void go_along(const Item& item, Stretch* here);
  void keep(size_t part);
  const facts::NotedSwitch& note(const Item& item);

  EventsPayload payload_;
  std::vector<Item> items_;
  std::vector<Start> starts_;     // of each part; and the end
  std::vector<Stretch> about_;    // of those that were gone along with; the last one is half known
  std::map<size_t, Along> kept_;  // before parts
  size_t at_ = 0;                 // here_ is before that part
  Along here_;
  bool is_too_long_ = false;
  facts::NotedSwitch note_;
  std::list<std::pair<size_t, std::shared_ptr<const std::vector<facts::Event>>>> told_;
  uint64_t bytes_ = 0;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_NOTED_CHUNK_H_
