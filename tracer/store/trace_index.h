// Where the chunks of a trace stand and what they hold, so that any of them can be read alone.
//
// The index of a file comes in parts: each tells of the chunks since the part before it, and where
// that stands. So one that is long is never written or read in one piece, and one that was cut has
// all parts but the last.
#ifndef GREENLENS_TRACER_STORE_TRACE_INDEX_H_
#define GREENLENS_TRACER_STORE_TRACE_INDEX_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/state/state.h"
#include "tracer/store/bytes.h"
#include "tracer/store/chunk.h"
#include "tracer/store/summary.h"

namespace greenlens::store {

struct IndexEntry {
  ChunkType type = ChunkType::events;
  uint64_t offset = 0;       // of its header in the file, in bytes
  uint64_t bytes = 0;        // of all of it, with its header
  uint64_t first_event = 0;  // how many events stand before it
  uint32_t event_count = 0;
  Summary summary{};  // of a chunk of events
};

// A part tells of so many chunks, or of the last ones.
inline constexpr size_t kIndexPartEntries = 512;

// The payload of an INDX chunk. Its summary are 8 bytes: where the INDX before it stands, or 0.
std::string encode_index(const std::vector<IndexEntry>& entries);
// False for what is damaged, or more than a part has; some entries may be there then. That offsets
// lie within the file is not checked here.
bool decode_index(std::string_view payload, std::vector<IndexEntry>* entries);

// The version of a file that is one of those that are read; or why it is none.
facts::Result<uint32_t> read_version(const Bytes& bytes, const std::string& place);

// What the end mark of a complete file of version 2 says.
struct FileEnd {
  uint64_t recording = 0;
  uint64_t events = 0;
  uint64_t index_at = 0;  // of the last INDX
};
bool read_end(const Bytes& file, FileEnd* end);

// Shows each entry of a complete file's index: its INFO and EVTS chunks, in the file's order. False
// when there is none, or none that can be so: ranges that overlap, leave the file or leave out a
// chunk, counts that do not add up; what was shown is worth nothing then. What the chunks hold is
// not looked at. `first_event` is how many stand before its first chunk of events.
bool read_index(const Bytes& file, const FileEnd& end, uint64_t first_event,
                const std::function<void(const IndexEntry&)>& show);

// The chunk at `offset`, header and payload as they are when decompressed; false when no whole one
// stands there, or it is damaged.
bool read_chunk(const Bytes& file, uint32_t version, uint64_t offset, ChunkHeader* header,
                std::string* raw);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TRACE_INDEX_H_
