// Where the chunks of a complete trace stand, so that any of them can be read alone.
#ifndef GREENLENS_TRACER_STORE_TRACE_INDEX_H_
#define GREENLENS_TRACER_STORE_TRACE_INDEX_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/state/state.h"
#include "tracer/store/chunk.h"

namespace greenlens::store {

struct IndexEntry {
  ChunkType type = ChunkType::events;
  uint64_t offset = 0;       // of its header in the file, in bytes
  uint64_t first_event = 0;  // how many events stand before it
  uint32_t event_count = 0;
  bool has_keyframe = false;
};

// The payload of an INDX chunk.
std::string encode_index(const std::vector<IndexEntry>& entries);
// False for what is damaged; some entries may be there then. That offsets lie within the file is
// not checked here: read_lone_chunk() does.
bool decode_index(std::string_view payload, std::vector<IndexEntry>* entries);

// The index of a whole file: from its end or, when it has none, by scanning its chunks. Never
// fails: what cannot be understood is not in it. With an index at the end only that is read;
// scanning reads everything up to the first damage.
struct TraceIndex {
  std::vector<IndexEntry> entries;  // INFO and EVTS chunks, in the order of the file
  bool rebuilt = false;             // by scanning
};
TraceIndex read_index(std::string_view file);

// Reads one chunk of events alone, without anything before it: the state at its first event (when
// it has a keyframe) and its events. False when it is damaged, when its place is not in the file,
// or when no chunk of events is there.
struct LoneChunk {
  bool has_keyframe = false;
  state::State keyframe;
  std::vector<facts::Event> events;
};
bool read_lone_chunk(std::string_view file, const IndexEntry& entry, LoneChunk* chunk);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TRACE_INDEX_H_
