// Collects records into chunks. How many go into one weighs three things: what is lost when the
// program dies (a chunk that was not written), how well it compresses, and how far a reader has to
// go from a keyframe. The writer applies every event itself, because a keyframe is a state.
#include "tracer/store/trace_writer.h"

#include <algorithm>
#include <utility>

#include "tracer/facts/event.h"
#include "tracer/facts/event_codec.h"
#include "tracer/state/keyframe.h"
#include "tracer/state/state.h"
#include "tracer/store/chunk.h"
#include "tracer/store/fixed.h"
#include "tracer/store/trace_index.h"

namespace greenlens::store {
namespace {

// A chunk is written at the latest when its events take this much room: well below kMaxRawBytes.
constexpr size_t kFullChunkBytes = size_t{1} << 20;

// ... or when it holds this many events: small chunks first, so that of a short file that was cut
// most is still usable, larger ones as the trace grows, so that a long one is compressed well. What
// is lost is so an eighth at most, or sixteen events.
uint64_t full_chunk_events(uint64_t events_so_far) {
  return std::clamp<uint64_t>(events_so_far / 8, 16, kKeyframeEvents);
}

}  // namespace

struct TraceWriter::Impl {
  explicit Impl(std::function<bool(std::string_view)> the_sink) : sink(std::move(the_sink)) {}

  // After a refusal nothing more is tried: chunks behind a gap could not be used.
  bool write(std::string_view bytes) {
    if (!good) return false;
    good = sink(bytes);
    if (good) written += bytes.size();
    return good;
  }
  bool write_chunk(ChunkType type, std::string_view payload, uint64_t first, uint32_t count,
                   bool has_keyframe) {
    index.push_back({type, written, first, count, has_keyframe});
    return write(encode_chunk(type, payload, first, count));
  }
  bool flush() {
    if (pending_events == 0) return good;
    const uint64_t first = state.step - pending_events;
    std::string payload = encode_events(keyframe, records);
    // A keyframe is a help, not a must: one that would make the chunk unreadably large stays out.
    const bool has_keyframe = !keyframe.empty() && payload.size() <= kMaxRawBytes;
    if (!keyframe.empty() && !has_keyframe) payload = encode_events("", records);
    const auto count = static_cast<uint32_t>(pending_events);
    records.clear();
    keyframe.clear();
    pending_events = 0;
    return write_chunk(ChunkType::events, payload, first, count, has_keyframe);
  }

  std::function<bool(std::string_view)> sink;
  bool good = true;
  uint64_t written = 0;
  std::vector<IndexEntry> index;
  state::State state;    // after every event added
  std::string records;   // not written yet
  std::string keyframe;  // of the chunk being collected; empty: it has none
  uint64_t pending_events = 0;
  uint64_t since_keyframe = kKeyframeEvents;  // the first chunk begins with one
};

TraceWriter::TraceWriter(std::function<bool(std::string_view)> sink)
    : impl_(std::make_shared<Impl>(std::move(sink))) {}

bool TraceWriter::begin(const TraceInfo& info) {
  return impl_->write(encode_preamble()) &&
         impl_->write_chunk(ChunkType::info, to_json(info), 0, 0, false);
}

void TraceWriter::add(const facts::Event& event) {
  Impl& w = *impl_;
  // A chunk has one keyframe, at its beginning, with the state before its first event: so this
  // event begins another chunk.
  if (w.since_keyframe >= kKeyframeEvents) {
    w.flush();
    w.keyframe = encode_state(w.state);
    w.since_keyframe = 0;
  }
  const size_t before = w.records.size();
  append_event(&w.records, event);
  // One event with a huge slice goes into a chunk of its own: with those before it, both may be too
  // large for a chunk though neither is.
  if (before > 0 && w.records.size() > kFullChunkBytes) {
    std::string last = w.records.substr(before);
    w.records.resize(before);
    w.flush();
    w.records = std::move(last);
  }
  apply(&w.state, event);
  ++w.pending_events;
  ++w.since_keyframe;
  if (w.records.size() > kFullChunkBytes || w.pending_events >= full_chunk_events(w.state.step)) {
    w.flush();
  }
}

bool TraceWriter::flush() { return impl_->flush(); }

bool TraceWriter::finish() {
  Impl& w = *impl_;
  if (!w.flush()) return false;
  // The index is not in the index: the end mark, which has a fixed size, says where it is.
  const uint64_t index_at = w.written;
  const uint64_t events = w.state.step;
  if (!w.write(encode_chunk(ChunkType::index, encode_index(w.index), events, 0))) return false;
  std::string where;
  put_u64(&where, index_at);
  return w.write(encode_chunk(ChunkType::end, where, events, 0));
}

uint64_t TraceWriter::events() const { return impl_->state.step; }
uint64_t TraceWriter::bytes_written() const { return impl_->written; }

}  // namespace greenlens::store
