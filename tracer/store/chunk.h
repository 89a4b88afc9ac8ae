// The chunks that a trace stream consists of. docs/trace-format.md describes them. Each is made and
// checked alone; what they mean one after the other is the writer's and the reader's business.
// Pure functions: they read and write strings, and damage is an answer.
#ifndef GREENLENS_TRACER_STORE_CHUNK_H_
#define GREENLENS_TRACER_STORE_CHUNK_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/store/allowance.h"

namespace greenlens::store {

inline constexpr std::string_view kMagic = "\x89GLTRC\r\n";  // 8 bytes
// What is written, and the oldest version that is read.
inline constexpr uint32_t kFormatVersion = 2;
inline constexpr uint32_t kOldestVersion = 1;
inline constexpr size_t kPreambleBytes = 16;  // magic, version, 4 bytes of zero
inline constexpr size_t kChunkHeaderBytes = 64;
inline constexpr size_t kEndChunkBytes = kChunkHeaderBytes + 8;
// Of a chunk's header in a stream of that version, which is one that is read.
constexpr size_t header_bytes(uint32_t version) { return version == 1 ? 40 : kChunkHeaderBytes; }

// No chunk of events has more; and so many at most are told one by one, a switch that was only
// noted being many events at once.
inline constexpr uint32_t kMaxChunkEvents = 16384;
inline constexpr uint32_t kMaxToldEvents = 1024;

// No chunk is larger, so that nothing larger is ever allocated for one.
inline constexpr uint32_t kMaxStoredBytes = uint32_t{64} << 20;
inline constexpr uint32_t kMaxRawBytes = uint32_t{64} << 20;
inline constexpr uint32_t kMaxSummaryBytes = 4096;

enum class ChunkType : uint32_t {
  info = 0x4f464e49,    // "INFO": TraceInfo as JSON
  events = 0x53545645,  // "EVTS": perhaps a keyframe, then events
  index = 0x58444e49,   // "INDX": what the chunks before it hold
  end = 0x20444e45,     // "END ": where the last index is; nothing follows
};

// Header, summary, payload: a chunk of version 2. One of version 1 has no summary and no number of
// its recording.
struct ChunkHeader {
  ChunkType type = ChunkType::end;
  uint32_t stored_bytes = 0;  // of the payload as it stands in the stream
  uint32_t raw_bytes = 0;     // of the payload when decompressed; equal: it is not compressed
  uint32_t event_count = 0;
  uint64_t first_event = 0;    // how many events stand before it in the stream
  uint64_t recording = 0;      // the same number in all chunks of one recording
  uint32_t summary_bytes = 0;  // of what stands between header and payload
  uint64_t summary_hash = 0;   // xxh64 of that
  uint64_t payload_hash = 0;   // xxh64 of the stored payload
};
// From the first byte of a chunk's header to the first of the next one's.
constexpr uint64_t whole_bytes(const ChunkHeader& header, uint32_t version) {
  return header_bytes(version) + uint64_t{header.summary_bytes} + header.stored_bytes;
}

// What a chunk says beside its payload. The summary is tracer/store/summary.h's, and at most
// kMaxSummaryBytes.
struct ChunkMarks {
  uint64_t recording = 0;
  std::string summary{};
};

// A whole chunk of the version that is written, its payload compressed when that makes it smaller.
// The payload must be at most kMaxRawBytes, or no reader takes it.
std::string encode_chunk(ChunkType type, std::string_view payload, uint64_t first_event,
                         uint32_t event_count, const ChunkMarks& marks = {});

// A whole chunk of that version as one of another recording. It has a good header.
std::string with_recording(std::string_view chunk, uint64_t recording);

enum class HeaderCheck { good, damaged, too_large };
// `bytes` are header_bytes(version); `header` is only of use when they are good. A good header was
// written so: its lengths may be relied on, up to the maximums above. Types of later versions are
// good too.
HeaderCheck decode_header(std::string_view bytes, uint32_t version, ChunkHeader* header);

// Whether these are the header.summary_bytes that were written.
bool is_summary_of(const ChunkHeader& header, std::string_view summary);

enum class PayloadCheck { good, wrong_checksum, not_decompressible };
// `stored` are header.stored_bytes, `header` a good one. `raw` is filled when all is well, but not
// for a type that is not known. Checks the sum before anything is decompressed.
PayloadCheck decode_payload(const ChunkHeader& header, std::string_view stored, std::string* raw);

// The kPreambleBytes that a stream begins with.
std::string encode_preamble();
// The first bytes of something that is no trace, for a sentence: as text when they are text, else
// in hexadecimal.
std::string shown_start(std::string_view bytes);

// The payload of an EVTS chunk: 1 and a keyframe with its length, or 0; then the events.
std::string encode_events(const std::string& keyframe, std::string_view records);
struct EventsPayload {
  bool has_keyframe = false;
  std::string keyframe;              // encode_state()'s bytes
  std::vector<facts::Event> events;  // the ones of a known type
  // Switches that were only noted, and before which of `events` they stand
  // (tracer/store/noted_chunk.h).
  struct Noted {
    size_t at = 0;
    facts::NotedBatch switches;
  };
  std::vector<Noted> noted;
  bool too_much = false;  // there is more than is allowed
  uint64_t records = 0;   // all: steps, with those of unknown types
};
// False when it cannot be understood; what was understood before that is in `payload`. The keyframe
// is not decoded here: whoever reads from the beginning has no use for it.
// What it keeps is taken from `allowed`, if that is not null.
bool decode_events(std::string_view raw, EventsPayload* payload, Allowance* allowed = nullptr);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_CHUNK_H_
