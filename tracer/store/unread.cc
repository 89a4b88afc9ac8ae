#include "tracer/store/unread.h"

#include <utility>

#include "tracer/state/keyframe.h"
#include "tracer/store/expand.h"

namespace greenlens::store {

void Unread::add(const ChunkHeader& header, const Summary& summary, std::string_view stored) {
  totals_.add(summary.here);
  contradictions_ += summary.contradictions.value_or(0);
  finished_ = finished_ || has_kind(summary.kinds, facts::ProgramFinished::kTag);
  if (summary.has_keyframe) chunks_.clear();
  chunks_.push_back({header, std::string(stored)});
}

const state::State& Unread::state() const {
  read_all();
  return state_;
}

std::shared_ptr<const facts::Event> Unread::event() const {
  read_all();
  return event_;
}

void Unread::read_all() const {
  for (const Chunk& chunk : std::exchange(chunks_, {})) read(chunk);
}

void Unread::read(const Chunk& chunk) const {
  std::string raw;
  if (decode_payload(chunk.header, chunk.stored, &raw) != PayloadCheck::good) return;
  EventsPayload payload;
  decode_events(raw, &payload);
  if (payload.has_keyframe) {
    if (auto keyframe = state::decode_state(payload.keyframe)) state_ = std::move(*keyframe);
  }
  // The last event is in a chunk with its like: only a few are told for it.
  const bool any_noted = !payload.noted.empty();
  std::vector<facts::Event> events = expand(std::move(payload), &state_);
  if (!any_noted) {
    for (const facts::Event& event : events) apply(&state_, event);
  }
  if (!events.empty()) event_ = std::make_shared<const facts::Event>(std::move(events.back()));
}

}  // namespace greenlens::store
