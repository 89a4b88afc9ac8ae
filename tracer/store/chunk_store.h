// A trace file's chunks, each read when it is asked for and kept for a while; and what was found to
// be wrong with the file meanwhile. Damage is an answer: a chunk that cannot be read is a gap,
// whose steps say how many events are missing.
//
// One thread, also for what is const: what was asked for last is kept.
#ifndef GREENLENS_TRACER_STORE_CHUNK_STORE_H_
#define GREENLENS_TRACER_STORE_CHUNK_STORE_H_

#include <cstdint>
#include <list>
#include <map>
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

namespace greenlens::store {

// What is kept of chunks that were read, in bytes, unless a single one is larger.
inline constexpr uint64_t kKeptBytes = uint64_t{24} << 20;
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
  void set_recording(uint64_t recording) { recording_ = recording; }
  uint64_t recording() const { return recording_; }

  // The events of a row, as many as it has steps.
  using Events = std::shared_ptr<const std::vector<facts::Event>>;
  Events events(size_t row);
  uint64_t weight(size_t row);  // of them, in bytes
  bool has_keyframe(size_t row) const;
  // These chunks cannot be used, or must not be: from here on they are gaps.
  void lose(size_t row, facts::FaultKind why, size_t count = 1);
  // Grows whenever something turns out to be another way than it was said.
  uint64_t changes() const { return changes_; }
  // The state before its first event, as the file has it; none when it has none that can be used.
  std::optional<state::State> keyframe(size_t number);
  // A state before a row's first event that somebody has worked out, for a file whose own are not
  // used. It is kept if there is room. How many bytes it took.
  size_t keep_keyframe(size_t row, const state::State& state);

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
    Events events;
    std::string keyframe;
    uint64_t bytes = 0;
  };
  const Read& read_row(size_t row);
  bool read_row(size_t number, Read* read);
  std::vector<facts::Event> told(size_t row, EventsPayload&& payload, const std::string& keyframe);
  void go_along(size_t row, state::State* state);
  state::State state_before(size_t row, const std::string& keyframe);
  state::State worked_out_before(size_t row);
  std::optional<state::State> state_of(size_t number, const std::string& bytes);
  Read gap(size_t row) const;
  std::optional<state::State> own_keyframe(size_t row) const;
  void forget_some();
  void forget_all();
  void compare(size_t number, const std::vector<facts::Event>& events);

  std::unique_ptr<Bytes> bytes_;
  uint32_t version_;
  uint64_t recording_ = 0;
  ChunkTable table_;
  std::list<Read> kept_;  // the last one asked for first
  uint64_t kept_bytes_ = 0;
  // The state before that row, if it was worked out last.
  std::optional<size_t> behind_;
  state::State state_behind_;
  std::map<size_t, std::string> own_keyframes_;
  uint64_t own_bytes_ = 0;
  size_t own_distance_ = 1;  // in rows
  uint64_t changes_ = 0;
  facts::Fault fault_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_CHUNK_STORE_H_
