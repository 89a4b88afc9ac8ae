// A trace file's chunks, each read when it is asked for and kept for a while; and what was found to
// be wrong with the file meanwhile. Damage is an answer: a chunk that cannot be read is a gap,
// whose steps say how many events are missing.
//
// One thread, also for what is const: what was asked for last is kept.
#ifndef GREENLENS_TRACER_STORE_CHUNK_STORE_H_
#define GREENLENS_TRACER_STORE_CHUNK_STORE_H_

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/fault.h"
#include "tracer/state/state.h"
#include "tracer/store/allowance.h"
#include "tracer/store/bytes.h"
#include "tracer/store/chunk_table.h"
#include "tracer/store/kept_states.h"
#include "tracer/store/noted_chunk.h"
#include "tracer/store/onlooker.h"
#include "tracer/store/own_keyframes.h"
#include "tracer/store/reached.h"
#include "tracer/store/stretch.h"

namespace greenlens::store {

// What is kept of chunks that were read, in bytes, unless a single one is larger.
inline constexpr uint64_t kKeptBytes = uint64_t{24} << 20;
// What states before chunks may take.
inline constexpr uint64_t kKeptStateBytes = uint64_t{32} << 20;
// What keyframes may take that are made here, for a file that has none to be used.
inline constexpr uint64_t kOwnKeyframeBytes = uint64_t{32} << 20;

class ChunkStore {
 public:
  ChunkStore(std::unique_ptr<Bytes> bytes, uint32_t version)
      : bytes_(std::move(bytes)), version_(version) {}

  const Bytes& bytes() const { return *bytes_; }
  uint32_t version() const { return version_; }
  // Which chunks there are: to be filled by who finds them (tracer/store/file_index.h).
  ChunkTable& table() { return table_; }
  const ChunkTable& table() const { return table_; }
  // It is a part of a recording, of which so many records stand before it: the state before its
  // first event is what its first keyframe says. Before anything is in the table.
  void begin_at(uint64_t first_record) {
    is_part_ = true;
    first_record_ = first_record;
    table_.begin_at(first_record);
  }
  uint64_t first_record() const { return first_record_; }
  // A chunk as it stands in the file; empty when it is damaged.
  std::string whole_chunk(size_t row) const;
  void set_recording(uint64_t recording) { recording_ = recording; }
  uint64_t recording() const { return recording_; }

  // A row's events come in parts, together as many as it has steps. (A row that tells its events
  // has one.) What is known of a part, without telling it; and its events.
  using Events = std::shared_ptr<const std::vector<facts::Event>>;
  size_t parts(size_t row);
  uint64_t first_step(size_t row, size_t part);  // within the row; of parts(row): how many it has
  Stretch about(size_t row, size_t part);
  Events events(size_t row, size_t part);
  uint64_t weight(size_t row);  // of all that is told in it, in bytes
  // Goes along with all of it, so that what is said of it is compared with what it holds.
  void look_through(size_t row);
  // Takes a state before a row along with as many whole parts of it as there are in its first
  // `steps` steps. False, and nothing happens, where there is none, or where events are all told.
  bool follow(size_t row, uint64_t steps, state::State* state, Onlooker* onlooker);
  // The part whose event leads to step n, 1 <= n <= the last one.
  struct Run {
    uint64_t first_step = 0;
    Events events;
  };
  Run run_at(uint64_t n);
  // What was counted up to where that begins.
  Totals before_run_at(uint64_t n);
  // A step at or before n to begin at, which is cheap to come to; and the state there. Spent is
  // also what the chunk that follows weighs.
  uint64_t start_before(uint64_t n);
  Reached state_before(uint64_t n);
  // More since the last keyframe than any recording has.
  bool is_too_much(const Spent& spent) const;

  bool has_keyframe(size_t row) const;
  // These chunks cannot be used, or must not be: from here on they are gaps.
  void lose(size_t row, facts::FaultKind why, size_t count = 1);
  // Likewise where there is too much, since what follows cannot be known then.
  void lose_until_keyframe(size_t row);
  // Grows whenever something turns out to be another way than it was said.
  uint64_t changes() const { return changes_; }
  // The state before its first event, as the file has it; none when it has none that can be used.
  std::optional<state::State> keyframe(size_t row);
  // A state before a row's first event that somebody has worked out, for a file whose own are not
  // used. It is kept if there is room. How many bytes it took.
  size_t keep_keyframe(size_t row, const state::State& state) { return own_.keep(row, state); }

  // Reads a chunk of events for whoever has to read all of them, and keeps nothing: false when it
  // is damaged, with what could be read before that. What it takes is taken from `allowed`.
  bool read(const IndexEntry& entry, Allowance* allowed, EventsPayload* payload,
            facts::FaultKind* why) const;

  // Whether the file's keyframe before a row says what the events before it led to: if not it is
  // used no more, and what was told from it counts no more.
  void compare_keyframe(size_t number, const state::State& reached);

  // Likewise who ran in it.
  void compare_ran(size_t number, const std::vector<Share>& ran);

  // Something is wrong with the file at this byte. The first such is what is said.
  void note(facts::FaultKind kind, uint64_t at, std::string details = "");
  const facts::Fault& fault() const { return fault_; }

 private:
  struct Read {
    size_t row = 0;
    Events events;                      // null where there is `noted`
    std::unique_ptr<NotedChunk> noted;  // of which not all events are told
    bool counted = true;                // what it holds was compared with what was said
    std::string keyframe;
    Spent before{};       // where there is `noted`: to come to it
    uint64_t weight = 0;  // of what is told in it
    uint64_t bytes = 0;   // that it takes here
  };
  Read& read_row(size_t row);
  bool read_row(size_t number, Read* read);
  bool tell_later(size_t number, EventsPayload&& payload, Read* read);
  void count(Read* read);
  void compare(size_t number, const Totals& here, uint64_t subjects);
  size_t part_at(const Read& read, uint64_t n) const;
  Reached reached(size_t row, const std::string& keyframe);
  IndexEntry entry_of(const ChunkRow& row) const;
  Reached beginning(const std::string& keyframe);
  Reached worked_out_before(size_t row);
  Reached start_of(size_t row, size_t* from);
  std::optional<state::State> keyframe_alone(size_t row);
  bool go_along(size_t row, Reached* here);
  std::optional<state::State> state_of(size_t number, const std::string& bytes);
  Read gap(size_t row) const;
  void forget_some();

  std::unique_ptr<Bytes> bytes_;
  uint32_t version_;
  uint64_t recording_ = 0;
  bool is_part_ = false;
  uint64_t first_record_ = 0;
  ChunkTable table_;
  std::list<Read> kept_;  // the last one asked for first
  uint64_t kept_bytes_ = 0;
  KeptStates states_{kKeptStateBytes};
  OwnKeyframes own_{kOwnKeyframeBytes};
  uint64_t changes_ = 0;
  facts::Fault fault_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_CHUNK_STORE_H_
