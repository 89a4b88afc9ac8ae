// Collects records into chunks. How many go into one weighs three things: what is lost when the
// program dies (a chunk that was not written), how well it compresses, and how far a reader has to
// go from a keyframe. The writer applies every event itself, because a keyframe is a state; and it
// holds the rules against each, because it has the state that they ask for: so a reader knows where
// to look without reading everything.
#include "tracer/store/trace_writer.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "tracer/facts/event.h"
#include "tracer/facts/event_codec.h"
#include "tracer/rules/check.h"
#include "tracer/rules/follow.h"
#include "tracer/rules/noted.h"
#include "tracer/state/keyframe.h"
#include "tracer/state/queries.h"
#include "tracer/state/state.h"
#include "tracer/store/chunk.h"
#include "tracer/store/fixed.h"
#include "tracer/store/recording_number.h"
#include "tracer/store/summary.h"
#include "tracer/store/trace_index.h"

namespace greenlens::store {
namespace {

// A chunk is written at the latest when its events take this much room, or are this much time.
constexpr size_t kFullChunkBytes = size_t{64} << 10;
constexpr uint64_t kFullChunkNs = 100'000'000;

// ... or when it holds this many events: small chunks first, so that of a short file that was cut
// most is still usable, larger ones as the trace grows, so that a long one is compressed well. What
// is lost is so an eighth at most, or sixteen events.
uint64_t full_chunk_events(uint64_t events_so_far) {
  return std::clamp<uint64_t>(events_so_far / 8, 16, kMaxToldEvents);
}
// A switch that is only noted takes two or three bytes and becomes a dozen events: chunks of those
// hold more of them, else the headers would be most of a file.
constexpr uint64_t kFullNotedChunkEvents = kMaxChunkEvents / 4 * 3;
// Columns of switches compress better than keyframes do: they count two thirds.
constexpr size_t kNotedParts = 2, kNotedOf = 3;
// Between keyframes there are at least so many, or even the smallest would be much.
constexpr size_t kLeastBetween = size_t{16} << 10;
// After so many chunks without a keyframe, and after twice as many each time, it is looked how
// large one would be by now; unless the next one is not far, for that is as much work as one.
constexpr uint32_t kMeasuredAgain = 32;
constexpr size_t kNotFar = 8;
// A switch has a step for each slice that is in the way; of more than this it is not expected.
constexpr uint32_t kMostSteps = kMaxChunkEvents / 4;

}  // namespace

struct TraceWriter::Impl {
  Impl(std::function<bool(std::string_view)> the_sink, uint64_t number)
      : sink(std::move(the_sink)), recording(number != 0 ? number : new_recording_number()) {}

  // After a refusal nothing more is tried: chunks behind a gap could not be used.
  bool write(std::string_view bytes) {
    if (!good) return false;
    good = sink(bytes);
    if (good) written += bytes.size();
    return good;
  }
  bool write_chunk(ChunkType type, std::string_view payload, uint64_t first, uint32_t count,
                   Summary summary = {}) {
    ChunkMarks marks{recording, {}};
    if (type == ChunkType::events) marks.summary = encode_summary(summary);
    const std::string bytes = encode_chunk(type, payload, first, count, marks);
    index.push_back({type, written, bytes.size(), first, count, std::move(summary)});
    return write(bytes);
  }
  bool write_info(uint64_t before) {
    info_due = false;
    return write_chunk(ChunkType::info, info, before, 0);
  }

  // What stands in the file since the last part; INFO once more before it, for a file whose
  // beginning is damaged.
  bool write_index() {
    if (!write_info(state.step)) return false;
    ChunkMarks marks{recording, {}};
    put_u64(&marks.summary, index_at);
    const uint64_t at = written;
    if (!write(encode_chunk(ChunkType::index, encode_index(index), state.step, 0, marks)))
      return false;
    index.clear();
    index_at = at;
    return true;
  }

  // Keyframes take as much room as records, at most, before both are compressed, and less than half
  // of it then. So a file stays in proportion to what it tells, however large the states are, and
  // while they are small each chunk has one.
  void begin_chunk() {
    summarizer.begin();
    keyframe.clear();
    const bool is_due = std::exchange(keyframe_due, false);
    const size_t due = noted_before ? std::max(keyframe_bytes, kLeastBetween) : keyframe_bytes;
    if (state.step > 0 && !is_due && since_keyframe < due) {
      // States become smaller, too: what was recorded in full at the beginning is in the first
      // ones.
      ++chunks_since_keyframe;
      if (chunks_since_keyframe >= kMeasuredAgain && std::has_single_bit(chunks_since_keyframe) &&
          since_keyframe < due / kNotFar) {
        keyframe_bytes = std::min(keyframe_bytes, encode_state(state).size());
      }
      return;
    }
    keyframe = encode_state(state);
    chunks_since_keyframe = 0;
    keyframe_bytes = keyframe.size();
    since_keyframe = 0;
  }
  bool flush() {
    if (pending_events == 0) return good;
    close_batch();
    const uint64_t first = state.step - pending_events;
    Summary summary = summarizer.summary(/*looked=*/true);
    std::string payload = encode_events(keyframe, records);
    // A keyframe is a help, not a must: one that would make the chunk unreadably large stays out.
    summary.has_keyframe = !keyframe.empty() && payload.size() <= kMaxRawBytes;
    if (!keyframe.empty() && !summary.has_keyframe) payload = encode_events("", records);
    const auto count = static_cast<uint32_t>(pending_events);
    records.clear();
    keyframe.clear();
    pending_events = 0;
    noted_before = any_noted;
    any_noted = false;
    if (info_due && !write_info(first)) return false;
    if (!write_chunk(ChunkType::events, payload, first, count, std::move(summary))) return false;
    return index.size() < kIndexPartEntries || write_index();
  }
  void add(const facts::Event& event);
  void add(facts::NotedSwitch noted);
  void make_room(uint64_t time_ns, size_t bytes, uint64_t events);
  void close_batch() {
    if (batch.empty()) return;
    const std::string record = batch.take_record();
    records += record;
    since_keyframe += record.size() * kNotedParts / kNotedOf;
  }

  std::function<bool(std::string_view)> sink;
  uint64_t recording;
  bool good = true;
  uint64_t written = 0;
  std::string info;               // INFO's payload
  bool info_due = false;          // it says more than where it stood last
  std::vector<IndexEntry> index;  // of the next part
  uint64_t index_at = 0;          // where the last part stands
  state::State state;             // after every event added
  std::string records;            // not written yet
  facts::SwitchBatch batch;       // behind those, not written yet
  bool any_noted = false;         // in this chunk
  bool noted_before = false;      // in the one before it
  std::string keyframe;           // of the chunk being collected; empty: it has none
  Summarizer summarizer;          // of that chunk
  uint64_t pending_events = 0;
  uint64_t first_ns = 0;      // of the first one pending
  size_t since_keyframe = 0;  // bytes of records
  bool keyframe_due = false;  // whatever that is
  size_t keyframe_bytes = 0;  // of the last one, or of one that would stand later
  uint32_t chunks_since_keyframe = 0;
};

TraceWriter::TraceWriter(std::function<bool(std::string_view)> sink, uint64_t recording)
    : impl_(std::make_shared<Impl>(std::move(sink), recording)) {}

void TraceWriter::begin_at(state::State state, const Totals& before) {
  impl_->state = std::move(state);
  impl_->summarizer.begin_at(before);
}

bool TraceWriter::begin(const TraceInfo& info) {
  impl_->info = to_json(info);
  return impl_->write(encode_preamble()) && impl_->write_info(impl_->state.step);
}

void TraceWriter::continue_info(const TraceInfo& info) {
  impl_->info = to_json(info);
  impl_->info_due = true;
}

void TraceWriter::skip(uint64_t events) {
  impl_->flush();
  impl_->state.step += events;
}

void TraceWriter::go_on_at(state::State state) {
  impl_->flush();
  state.step = impl_->state.step;
  impl_->state = std::move(state);
  impl_->keyframe_due = true;
}

void TraceWriter::add(const facts::Event& event) { impl_->add(event); }
void TraceWriter::add(facts::NotedSwitch noted) { impl_->add(std::move(noted)); }

void TraceWriter::Impl::add(const facts::Event& event) {
  std::string record;
  append_event(&record, event);
  make_room(event.time_ns, record.size(), 1);
  close_batch();
  records += record;
  since_keyframe += record.size();
  const bool contradicts = !rules::check(state, event.fact, event.thread).empty();
  apply(&state, event);
  summarizer.add(event, state);
  if (contradicts) summarizer.contradicted();
  ++pending_events;
  const uint64_t full = any_noted ? kFullNotedChunkEvents : full_chunk_events(state.step);
  if (records.size() >= kFullChunkBytes || pending_events >= full) flush();
}

// What has waited is written before what comes late. And one event with a huge slice goes into a
// chunk of its own: with those before it, both may be too large for a chunk though neither is.
void TraceWriter::Impl::make_room(uint64_t time_ns, size_t bytes, uint64_t events) {
  const bool late = time_ns > first_ns && time_ns - first_ns >= kFullChunkNs;
  const bool too_much = records.size() + batch.bytes() + bytes > kFullChunkBytes ||
                        pending_events + events > kMaxChunkEvents;
  if (pending_events > 0 && (late || too_much)) flush();
  if (pending_events > 0) return;
  begin_chunk();
  first_ns = time_ns;
}

// It is told to the state like any other: readers do the same.
void TraceWriter::Impl::add(facts::NotedSwitch noted) {
  noted.time_ns -= noted.time_ns % facts::kNotedTimeUnit;
  if (noted.origin == thread_in(state, noted.thread).current) noted.origin = 0;  // it follows
  noted.steps = 0;
  make_room(noted.time_ns, 0, kMostSteps);
  const facts::GreenletId origin = thread_in(state, noted.thread).current;
  rules::Followed followed;
  if (rules::follow(&state, noted, kMostSteps, &followed)) {
    noted.steps = followed.steps;
    summarizer.add(noted, followed, origin, state);
  } else {
    const std::vector<facts::Event> events = rules::told(state, noted);
    // So many do not fit into a chunk with others: they are written one by one.
    if (events.size() > kMostSteps) {
      for (const facts::Event& event : events) add(event);
      return;
    }
    noted.steps = static_cast<uint32_t>(events.size());
    for (const facts::Event& event : events) {
      apply(&state, event);
      summarizer.add(event, state);
    }
  }
  any_noted = true;
  pending_events += noted.steps;
  batch.add(noted);
  if (pending_events >= kFullNotedChunkEvents) flush();
}

bool TraceWriter::flush() { return impl_->flush(); }

bool TraceWriter::finish() {
  Impl& w = *impl_;
  // The index is not in the index: the end mark, which has a fixed size, says where it is.
  if (!w.flush() || !w.write_index()) return false;
  std::string where;
  put_u64(&where, w.index_at);
  return w.write(encode_chunk(ChunkType::end, where, w.state.step, 0, {w.recording, {}}));
}

uint64_t TraceWriter::events() const { return impl_->state.step; }
uint64_t TraceWriter::bytes_written() const { return impl_->written; }

}  // namespace greenlens::store
