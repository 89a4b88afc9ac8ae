#include "tracer/store/chunk_walk.h"

#include <algorithm>
#include <vector>

#include "tracer/store/fixed.h"

namespace greenlens::store {

using facts::FaultKind;

namespace {

constexpr size_t kSearchedBytes = size_t{64} << 10;

// So many events stand in a byte of a file at most: of switches that are only noted, when all are
// the same way.
constexpr uint64_t kMostEventsInAByte = 32;

bool is_a_type(std::string_view bytes) {
  switch (static_cast<ChunkType>(get_u32(bytes, 0))) {
    case ChunkType::info:
    case ChunkType::events:
    case ChunkType::index:
    case ChunkType::end:
      return true;
  }
  return false;
}

}  // namespace

void ChunkWalk::note(FaultKind kind) {
  if (!fault_) fault_ = {kind, "", offset_, 0, ""};
}

bool ChunkWalk::can_follow(const ChunkHeader& header) const {
  if (recording_ && header.recording != *recording_) return false;
  // INFO says nothing of where it stands, in version 1.
  return header.type == ChunkType::info || header.first_event >= events_;
}

// None when there is no header where one has to be.
std::optional<uint64_t> ChunkWalk::recording_of(const Bytes& file) const {
  constexpr size_t kAsked = 3;
  std::vector<uint64_t> told;
  const size_t head = header_bytes(version_);
  for (uint64_t at = offset_; told.size() < kAsked;) {
    const std::string bytes = file.read(at, head);
    ChunkHeader header;
    if (bytes.size() < head || decode_header(bytes, version_, &header) != HeaderCheck::good) break;
    told.push_back(header.recording);
    at += whole_bytes(header, version_);
  }
  if (told.empty()) return {};
  return told.size() == kAsked && told[1] == told[2] ? told[1] : told[0];
}

// The header at the place where one has to be, or the next one that there is.
bool ChunkWalk::find_header(const Bytes& file, ChunkHeader* header) {
  const size_t head = header_bytes(version_);
  const std::string bytes = file.read(offset_, head);
  if (bytes.size() < head) return false;  // cut, or not written yet
  switch (decode_header(bytes, version_, header)) {
    case HeaderCheck::good:
      break;
    case HeaderCheck::too_large:
      note(FaultKind::too_large);
      return look_for_header(file, header);
    case HeaderCheck::damaged:
      note(FaultKind::checksum);
      return look_for_header(file, header);
  }
  return true;
}

bool ChunkWalk::look_for_header(const Bytes& file, ChunkHeader* header) {
  const size_t head = header_bytes(version_);
  for (;;) {
    const std::string piece = file.read(looked_from_, kSearchedBytes + head);
    if (piece.size() < head) return false;
    for (size_t i = 0; i + head <= piece.size(); ++i) {
      const auto bytes = std::string_view(piece).substr(i, head);
      if (bytes[0] != 'E' && bytes[0] != 'I') continue;
      if (!is_a_type(bytes) || decode_header(bytes, version_, header) != HeaderCheck::good)
        continue;
      if (!can_follow(*header)) continue;
      offset_ = looked_from_ + i;
      return true;
    }
    looked_from_ += piece.size() - head + 1;
  }
}

// In pieces, each of which is as long as a chunk at most: the first has what there is no room for.
ChunkWalk::Found ChunkWalk::gap_before(uint64_t first_event) {
  const uint64_t missing = first_event - events_;
  // More than this does not fit in; one chunk may have been cut out without a trace.
  const uint64_t bytes = offset_ - std::min(offset_, gap_from_);
  const uint64_t room = kMaxChunkEvents + bytes * kMostEventsInAByte;
  const uint64_t all_steps = std::min(missing, room);
  const uint64_t steps = std::min<uint64_t>(all_steps, kMaxChunkEvents);
  const uint64_t lost = missing - (all_steps - steps);
  Found gap;
  gap.is_gap = gap.has_summary = true;
  gap.entry = {ChunkType::events, gap_from_, bytes, events_, static_cast<uint32_t>(steps), {}};
  gap.entry.summary.here.events = steps;
  gap.entry.summary.here.lost = lost;
  events_ += lost;
  return gap;
}

ChunkWalk::Found ChunkWalk::take(const Bytes& file, const ChunkHeader& header) {
  Found found;
  found.entry.type = header.type;
  found.entry.offset = offset_;
  found.entry.bytes = whole_bytes(header, version_);
  found.entry.first_event = header.first_event;
  found.entry.event_count = header.event_count;
  if (header.summary_bytes > 0) {
    const std::string summary = file.read(offset_ + header_bytes(version_), header.summary_bytes);
    found.has_summary = is_summary_of(header, summary) &&
                        decode_summary(summary, &found.entry.summary) &&
                        can_be_of(found.entry.summary, header.event_count);
  }
  if (header.type == ChunkType::events) events_ += header.event_count;
  looked_from_ = offset_ + header_bytes(version_);
  offset_ += found.entry.bytes;
  gap_from_ = offset_;
  return found;
}

std::optional<ChunkWalk::Found> ChunkWalk::next(const Bytes& file) {
  if (!recording_) recording_ = recording_of(file);
  ChunkHeader header;
  while (!complete_ && find_header(file, &header)) {
    const uint64_t whole = whole_bytes(header, version_);
    if (!can_follow(header)) {
      // A chunk of something else, or one that was there before: whole as it is, it is passed over.
      note(header.recording != recording_ ? FaultKind::foreign : FaultKind::order);
      looked_from_ = offset_ + header_bytes(version_);
      offset_ += whole;
      continue;
    }
    if (file.size() < offset_ || file.size() - offset_ < whole) return {};  // cut, or not yet
    if (header.type == ChunkType::events && header.event_count > kMaxChunkEvents) {
      note(FaultKind::content);
      looked_from_ = offset_ + header_bytes(version_);
      offset_ += whole;
      continue;
    }
    if (!recording_) recording_ = header.recording;
    if (header.type != ChunkType::info && header.first_event > events_) {
      note(FaultKind::order);
      return gap_before(header.first_event);
    }
    Found found = take(file, header);
    if (header.type == ChunkType::end) complete_ = true;
    if (header.type == ChunkType::events || header.type == ChunkType::info) return found;
  }
  return {};
}

}  // namespace greenlens::store
