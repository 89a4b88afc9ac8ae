#include "tracer/store/rename_frames.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tracer/facts/event_codec.h"
#include "tracer/facts/fields.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/chunk_walk.h"
#include "tracer/store/index_writer.h"
#include "tracer/store/recording_number.h"

namespace greenlens::store {
namespace {

using Rename = std::function<void(facts::CFrame*)>;

std::vector<facts::CFrame>* frames_of(facts::Event* event) {
  if (auto* saved = std::get_if<facts::RegistersSaved>(&event->fact)) return &saved->frames;
  if (auto* line = std::get_if<facts::LineReached>(&event->fact)) return &line->frames;
  if (auto* end = std::get_if<facts::ProgramFinished>(&event->fact)) return &end->frames;
  return nullptr;
}

// One record, taken off the front, as it is or with its frames renamed.
bool append_renamed(std::string_view* records, const Rename& rename, std::string* out) {
  const std::string_view begin = *records;
  uint64_t tag = 0;
  std::string_view body;
  if (!facts::read_varint(records, &tag) || !facts::read_bytes(records, &body)) return false;
  const std::string_view whole = begin.substr(0, begin.size() - records->size());
  if (tag != facts::RegistersSaved::kTag && tag != facts::LineReached::kTag &&
      tag != facts::ProgramFinished::kTag) {
    out->append(whole);
    return true;
  }
  std::string_view again = whole;
  facts::Event event;
  if (take_event(&again, &event) != facts::Decoded::event) return false;
  std::vector<facts::CFrame>* frames = frames_of(&event);
  if (frames == nullptr || frames->empty()) {
    out->append(whole);
    return true;
  }
  for (facts::CFrame& frame : *frames) rename(&frame);
  append_event(out, event);
  return true;
}

bool rename_in_state(std::string* keyframe, const Rename& rename) {
  facts::Result<state::State> state = state::decode_state(*keyframe);
  if (!state) return false;
  std::vector<facts::GreenletId> with_frames;
  for (const auto& [id, greenlet] : state->greenlets) {
    if (greenlet.frames != nullptr) with_frames.push_back(id);
  }
  if (with_frames.empty()) return true;
  for (const facts::GreenletId id : with_frames) {
    state::GreenletState* greenlet = state->greenlets.change(id);
    std::vector<facts::CFrame> frames = *greenlet->frames;
    for (facts::CFrame& frame : frames) rename(&frame);
    greenlet->frames = std::make_shared<const std::vector<facts::CFrame>>(std::move(frames));
  }
  *keyframe = state::encode_state(*state);
  return true;
}

// The payload of a chunk of events.
bool renamed(std::string_view raw, const Rename& rename, std::string* out) {
  bool has_keyframe = false;
  std::string keyframe, records;
  if (!facts::read_value(&raw, &has_keyframe)) return false;
  if (has_keyframe) {
    if (!facts::read_value(&raw, &keyframe) || !rename_in_state(&keyframe, rename)) return false;
  }
  while (!raw.empty()) {
    if (!append_renamed(&raw, rename, &records)) return false;
  }
  *out = encode_events(keyframe, records);
  return out->size() <= kMaxRawBytes;
}

}  // namespace

bool rename_frames(const Bytes& recording, const TraceInfo& info, const Rename& rename,
                   const std::function<bool(std::string_view)>& sink) {
  const uint64_t number = new_recording_number();
  const uint64_t first = info.part ? info.part->first : 0;
  IndexWriter out(sink, number, to_json(info), 0);
  if (!out.begin(first)) return false;
  ChunkWalk walk(kFormatVersion, first);
  while (const auto found = walk.next(recording)) {
    if (found->is_gap || found->entry.type != ChunkType::events) continue;
    IndexEntry entry = found->entry;
    std::string chunk = recording.read(entry.offset, entry.bytes), raw, payload;
    ChunkHeader header;
    if (read_chunk(recording, kFormatVersion, entry.offset, &header, &raw) &&
        renamed(raw, rename, &payload) && payload != raw) {
      const auto summary = std::string_view(chunk).substr(kChunkHeaderBytes, header.summary_bytes);
      chunk = encode_chunk(header.type, payload, header.first_event, header.event_count,
                           {number, std::string(summary)});
      entry.bytes = chunk.size();
    }
    if (!out.put(chunk, std::move(entry))) return false;
  }
  return out.finish(walk.events());
}

}  // namespace greenlens::store
