#include "tracer/store/last_part.h"

#include <algorithm>

#include "tracer/state/keyframe.h"
#include "tracer/store/chunk_walk.h"
#include "tracer/store/index_writer.h"
#include "tracer/store/summary.h"
#include "tracer/store/trace_index.h"

namespace greenlens::store {
namespace {

// Less is not worth writing the file anew.
constexpr uint64_t kWorthDropping = uint64_t{16} << 10;
// At most, of what the index says of a chunk beside its summary; and of what else stands at the end
// of a file: the index's own header and mark, what it says of INFO, the end mark.
constexpr uint64_t kIndexEntryBytes = 64;
constexpr uint64_t kEndBytes = kChunkHeaderBytes + 2 * kIndexEntryBytes + kEndChunkBytes;

bool summary_of(const ChunkHeader& header, std::string_view chunk, Summary* summary) {
  return decode_summary(chunk.substr(kChunkHeaderBytes, header.summary_bytes), summary);
}

}  // namespace

bool LastPart::take(std::string_view bytes) {
  pending_ += bytes;
  std::string_view there = pending_;
  const auto done = [&](bool good) {
    pending_.erase(0, pending_.size() - there.size());
    return good;
  };
  if (!begun_) {
    if (there.size() < kPreambleBytes) return true;
    if (!file_.append(there.substr(0, kPreambleBytes))) return false;
    begun_ = true;
    at_ = kPreambleBytes;
    there.remove_prefix(kPreambleBytes);
  }
  ChunkHeader header;
  while (there.size() >= kChunkHeaderBytes) {
    const auto head = there.substr(0, kChunkHeaderBytes);
    // Our own recorder writes it: it is good.
    if (decode_header(head, kFormatVersion, &header) != HeaderCheck::good) return done(false);
    const uint64_t whole = whole_bytes(header, kFormatVersion);
    if (there.size() < whole) break;
    if (!take_chunk(header, there.substr(0, whole))) return done(false);
    there.remove_prefix(whole);
  }
  return done(true);
}

// Where its index would lead to is not where things stand here: the file gets one of its own.
bool LastPart::take_chunk(const ChunkHeader& header, std::string_view chunk) {
  if (header.type == ChunkType::events) return take_events(header, chunk);
  if (header.type == ChunkType::end) ended_ = true;
  if (header.type != ChunkType::info) return true;
  std::string raw;
  if (decode_payload(header, chunk.substr(kChunkHeaderBytes), &raw) != PayloadCheck::good) {
    return false;
  }
  facts::Result<TraceInfo> info = from_json(raw);
  if (!info) return false;
  // With more sources, perhaps; it stands at the file's end, and where that is written anew.
  if (has_info_) {
    info_.sources = std::move(info->sources);
    return true;
  }
  info_ = std::move(*info);
  recording_ = header.recording;
  has_info_ = true;
  at_ += chunk.size();
  head_ = keyframe_end_ = at_;
  return file_.append(chunk);
}

bool LastPart::take_events(const ChunkHeader& header, std::string_view chunk) {
  Summary summary;
  if (!summary_of(header, chunk, &summary)) return false;
  if (kept_.bytes != 0) make_room(chunk.size() + header.summary_bytes + kIndexEntryBytes);
  if (summary.has_keyframe)
    keyframes_.push_back({at_, header.first_event, summary.first_ns, index_bytes_});
  if (!file_.append(chunk)) return false;
  at_ += chunk.size();
  index_bytes_ += header.summary_bytes + kIndexEntryBytes;
  events_ = header.first_event + header.event_count;
  raw_since_ += header.raw_bytes;
  if (summary.has_keyframe) keyframe_end_ = at_, raw_since_ = 0;
  if (kept_.ns != 0) drop_old(summary.last_ns);
  if (trouble_ != Trouble::not_written_anew) {
    trouble_ = has_no_beginning() ? Trouble::no_beginning : Trouble::none;
  }
  return true;
}

// Records of so many bytes have a keyframe between them, if it fits into a chunk: it is due when
// they take as much room as it does (tracer/store/trace_writer.cc), of which switches that are only
// noted count two thirds.
bool LastPart::has_no_beginning() const {
  if (raw_since_ > 2 * uint64_t{kMaxRawBytes}) return true;
  return kept_.bytes != 0 && at_ - keyframe_end_ > kept_.bytes;
}

// For what comes, down to two thirds: else every chunk would have the file written anew.
void LastPart::make_room(uint64_t bytes) {
  // INFO comes once more at the end, and the index.
  bytes += head_ + kEndBytes;
  const auto index_from = [&](uint64_t before) { return index_bytes_ - before; };
  if (at_ + bytes + index_from(index_dropped_) <= kept_.bytes || at_ < try_again_at_) return;
  const uint64_t wanted = kept_.bytes - kept_.bytes / 3;
  const auto fits = [&](const Keyframe& keyframe) {
    return head_ + (at_ - keyframe.at) + bytes + index_from(keyframe.index_before) <= wanted;
  };
  auto first = std::find_if(keyframes_.begin(), keyframes_.end(), fits);
  if (first == keyframes_.end() && !keyframes_.empty()) --first;
  if (first == keyframes_.end() || first == keyframes_.begin()) return;
  drop_before(Keyframe(*first));
}

// When it has become half as much as what has to stay.
void LastPart::drop_old(uint64_t now_ns) {
  if (now_ns <= kept_.ns || at_ < try_again_at_) return;
  const auto behind = std::partition_point(
      keyframes_.begin(), keyframes_.end(),
      [&](const Keyframe& keyframe) { return keyframe.first_ns <= now_ns - kept_.ns; });
  if (behind == keyframes_.begin()) return;
  const Keyframe first = *std::prev(behind);
  const uint64_t old = first.at - head_;
  if (old >= std::max(kWorthDropping, (at_ - first.at) / 2)) drop_before(first);
}

// What is said of the whole comes from the state that the keyframe is.
std::optional<PartOf> LastPart::part_from(const Keyframe& keyframe) const {
  const std::unique_ptr<Bytes> bytes = file_.open();
  ChunkHeader header;
  std::string raw;
  if (!bytes || !read_chunk(*bytes, kFormatVersion, keyframe.at, &header, &raw)) return {};
  Summary summary;
  const std::string said = bytes->read(keyframe.at, kChunkHeaderBytes + header.summary_bytes);
  EventsPayload payload;
  if (!summary_of(header, said, &summary) || !decode_events(raw, &payload)) return {};
  const facts::Result<state::State> state = state::decode_state(payload.keyframe);
  if (!state || state->step != keyframe.first_event) return {};
  PartOf part{keyframe.first_event, 0, summary.before.switches + summary.before.failed,
              state->lines_printed};
  for (const auto& [id, thread] : state->threads) part.switches += thread.in_switch ? 1 : 0;
  return part;
}

void LastPart::drop_before(const Keyframe& keyframe) {
  try_again_at_ = at_ + std::max(kWorthDropping, at_ / 8);
  TraceInfo info = info_;
  trouble_ = Trouble::not_written_anew;
  info.part = part_from(keyframe);
  if (!info.part) return;
  const std::string head =
      encode_preamble() +
      encode_chunk(ChunkType::info, to_json(info), keyframe.first_event, 0, {recording_, {}});
  if (!file_.replace_front(head, keyframe.at)) return;
  info_ = std::move(info);
  index_dropped_ = keyframe.index_before;
  try_again_at_ = 0;
  trouble_ = Trouble::none;
  const uint64_t from = keyframe.at;
  keyframe_end_ = head.size() + keyframe_end_ - from;
  at_ = head.size() + at_ - from;
  head_ = head.size();
  while (!keyframes_.empty() && keyframes_.front().at < from) keyframes_.pop_front();
  for (Keyframe& left : keyframes_) left.at = head_ + left.at - from;
}

bool LastPart::finish() { return !ended_ || finish_copy(file_); }

bool LastPart::finish_copy(const PartFile& copy) const {
  if (!has_info_) return true;
  const std::unique_ptr<Bytes> bytes = copy.open();
  if (!bytes) return false;
  IndexWriter index(copy.append, recording_, to_json(info_), at_);
  ChunkWalk walk(kFormatVersion, info_.part ? info_.part->first : 0);
  while (const auto found = walk.next(*bytes)) {
    if (!found->has_summary && found->entry.type == ChunkType::events) return false;
    if (found->is_gap || found->entry.offset >= at_) return false;
    if (!index.note(found->entry)) return false;
    if (found->entry.offset + found->entry.bytes >= at_) break;  // what comes is the index itself
  }
  return index.finish(events_);
}

}  // namespace greenlens::store
