#include "tracer/store/chunk_store.h"

#include <algorithm>
#include <new>

#include "tracer/state/keyframe.h"
#include "tracer/store/chunk.h"
#include "tracer/store/expand.h"
#include "tracer/store/weigh.h"

namespace greenlens::store {

using facts::FaultKind;

namespace {

Allowance allowance_for(uint64_t bytes) {
  Allowance allowed;
  allowed.came(bytes);
  return allowed;
}

// The chunk's payload, if it is the one that was announced.
FaultKind read_payload(const Bytes& file, uint32_t version, const IndexEntry& entry,
                       uint64_t recording, std::string* raw) {
  ChunkHeader header;
  const size_t head = header_bytes(version);
  const std::string bytes = file.read(entry.offset, entry.bytes);
  if (bytes.size() != entry.bytes || bytes.size() < head) return FaultKind::order;
  const std::string_view view(bytes);
  if (decode_header(view.substr(0, head), version, &header) != HeaderCheck::good) {
    return FaultKind::checksum;
  }
  if (header.recording != recording) return FaultKind::foreign;
  const bool announced =
      header.type == ChunkType::events && header.first_event == entry.first_event &&
      header.event_count == entry.event_count && whole_bytes(header, version) == entry.bytes;
  if (!announced) return FaultKind::order;
  switch (decode_payload(header, view.substr(head + header.summary_bytes), raw)) {
    case PayloadCheck::good:
      return FaultKind::none;
    case PayloadCheck::wrong_checksum:
      return FaultKind::checksum;
    case PayloadCheck::not_decompressible:
      return FaultKind::content;
  }
  return FaultKind::content;
}

}  // namespace

void ChunkStore::note(FaultKind kind, uint64_t at, std::string details) {
  if (!fault_) fault_ = {kind, "", at, 0, std::move(details)};
}

void ChunkStore::compare_keyframe(size_t number, const state::State& reached) {
  const ChunkRow& row = table_.rows()[number];
  if (version_ == 1 || !row.has_keyframe) return;
  const std::string& keyframe = read_row(number).keyframe;
  if (keyframe.empty() || !row.has_keyframe) return;
  std::string difference = state::difference(keyframe, reached);
  if (difference.empty()) return;
  note(FaultKind::keyframe_wrong, row.offset, std::move(difference));
  table_.set_keyframe(number, false);
  ++changes_;
  forget_all();
}

void ChunkStore::compare_ran(size_t number, const std::vector<Share>& ran) {
  const ChunkRow& row = table_.rows()[number];
  const auto said = table_.shares().begin() + row.ran_at;
  const bool same = std::equal(
      said, said + row.ran_count, ran.begin(), ran.end(),
      [](const Share& a, const Share& b) { return a.who == b.who && a.steps == b.steps; });
  if (same || row.is_gap) return;
  note(FaultKind::index_wrong, row.offset);
  table_.set_ran(number, ran);
  ++changes_;
}

void ChunkStore::forget_all() {
  behind_.reset();
  kept_.clear();
  kept_bytes_ = 0;
}

void ChunkStore::lose(size_t row, FaultKind why, size_t count) {
  ++changes_;
  behind_.reset();
  note(why, table_.rows()[row].offset);
  table_.lose(row, count);
  // What was read of them counts no more.
  kept_.remove_if([&](const Read& read) {
    const bool lost = read.row >= row && read.row < row + count;
    if (lost) kept_bytes_ -= read.bytes;
    return lost;
  });
}

// The events that are missing, told of one by one, or together where that would be too many.
ChunkStore::Read ChunkStore::gap(size_t row) const {
  const ChunkRow& place = table_.rows()[row];
  const uint64_t lost = table_.here(row).lost;
  std::vector<facts::Event> events(place.steps);
  for (facts::Event& event : events) {
    event.time_ns = place.first_ns;
    event.fact = facts::EventsLost{1};
  }
  if (!events.empty() && lost >= events.size()) {
    events.front().fact = facts::EventsLost{lost - (events.size() - 1)};
  }
  Read made;
  made.row = row;
  made.bytes = events.size() * sizeof(facts::Event);
  made.events = std::make_shared<const std::vector<facts::Event>>(std::move(events));
  return made;
}

bool ChunkStore::read_row(size_t number, Read* read) {
  const ChunkRow& row = table_.rows()[number];
  IndexEntry entry{ChunkType::events, row.offset, row.bytes, row.first_record, row.records, {}};
  std::string raw;
  const FaultKind wrong = read_payload(*bytes_, version_, entry, recording_, &raw);
  if (wrong != FaultKind::none) return lose(number, wrong), false;
  EventsPayload payload;
  Allowance allowed = allowance_for(row.bytes);
  const uint64_t before = allowed.left();
  const bool good = decode_events(raw, &payload, &allowed) && payload.records == row.records;
  const bool too_much = payload.too_much;
  std::string keyframe = std::move(payload.keyframe);
  std::vector<facts::Event> events;
  if (good) events = told(number, std::move(payload), keyframe);
  if (!good || events.size() != row.steps) {
    return lose(number, too_much ? FaultKind::too_much : FaultKind::content), false;
  }
  compare(number, events);
  read->row = number;
  read->bytes = before - allowed.left() + keyframe.size();
  read->keyframe = std::move(keyframe);
  read->events = std::make_shared<const std::vector<facts::Event>>(std::move(events));
  return true;
}

// What is said of it, with what it holds.
void ChunkStore::compare(size_t number, const std::vector<facts::Event>& events) {
  const ChunkRow& row = table_.rows()[number];
  Totals here;
  uint64_t subjects = 0;
  for (const facts::Event& event : events) {
    here.add(event);
    subjects |= subject_bit(facts::subject(event.fact));
  }
  const bool all_there = (subjects & ~row.subjects) == 0;
  if (here == table_.here(number) && all_there) return;
  note(FaultKind::index_wrong, row.offset);
  table_.correct(number, here);
  table_.set_subjects(number, row.subjects | subjects);
  ++changes_;
}

// What was only noted is told from the state before the chunk.
std::vector<facts::Event> ChunkStore::told(size_t row, EventsPayload&& payload,
                                           const std::string& keyframe) {
  if (payload.noted.empty()) return std::move(payload.events);
  state::State state = state_before(row, keyframe);
  std::vector<facts::Event> events = expand(std::move(payload), &state);
  behind_ = row + 1;
  state_behind_ = std::move(state);
  return events;
}

// Its own keyframe, or what the chunks before it lead to, from a keyframe farther back. Where none
// is to be had it is empty: then little is known.
state::State ChunkStore::state_before(size_t row, const std::string& keyframe) {
  if (auto state = state_of(row, keyframe)) return std::move(*state);
  for (;;) {
    const uint64_t changes = changes_;
    state::State state = worked_out_before(row);
    // A keyframe that turned out to be none on the way was no place to begin at.
    if (changes != changes_) continue;
    behind_ = row;
    state_behind_ = state;
    return state;
  }
}

state::State ChunkStore::worked_out_before(size_t row) {
  if (row == behind_) return state_behind_;
  size_t from = row;
  while (from > 0 && !has_keyframe(--from) && from != behind_) continue;
  state::State state;
  if (auto own = own_keyframe(from)) state = std::move(*own);
  for (; from < row; ++from) {
    if (from == behind_) state = state_behind_;
    go_along(from, &state);
  }
  return state;
}

// Without telling what was noted, and without keeping anything.
void ChunkStore::go_along(size_t row, state::State* state) {
  const ChunkRow& chunk = table_.rows()[row];
  const IndexEntry entry{ChunkType::events,  chunk.offset,  chunk.bytes,
                         chunk.first_record, chunk.records, {}};
  EventsPayload payload;
  Allowance allowed = allowance_for(chunk.bytes);
  FaultKind why = FaultKind::none;
  if (chunk.is_gap || !read(entry, &allowed, &payload, &why)) {
    if (!chunk.is_gap) lose(row, why);
    const Events missing = gap(row).events;
    for (const facts::Event& event : *missing) apply(state, event);
    return;
  }
  if (auto there = state_of(row, payload.keyframe)) *state = std::move(*there);
  store::go_along(payload, state);
}

const ChunkStore::Read& ChunkStore::read_row(size_t row) {
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const Read& read) { return read.row == row; });
  if (found != kept_.end()) {
    kept_.splice(kept_.begin(), kept_, found);
    return kept_.front();
  }
  Read read;
  try {
    if (table_.rows()[row].is_gap || !read_row(row, &read)) read = gap(row);
  } catch (const std::bad_alloc&) {
    lose(row, FaultKind::no_memory);
    read = gap(row);
  }
  kept_bytes_ += read.bytes;
  kept_.push_front(std::move(read));
  forget_some();
  return kept_.front();
}

void ChunkStore::forget_some() {
  while (kept_.size() > 1 && kept_bytes_ > kKeptBytes) {
    kept_bytes_ -= kept_.back().bytes;
    kept_.pop_back();
  }
}

ChunkStore::Events ChunkStore::events(size_t row) { return read_row(row).events; }

uint64_t ChunkStore::weight(size_t row) { return read_row(row).bytes; }

bool ChunkStore::has_keyframe(size_t row) const {
  return table_.rows()[row].has_keyframe || own_keyframes_.contains(row);
}

std::optional<state::State> ChunkStore::keyframe(size_t number) {
  if (auto own = own_keyframe(number)) return own;
  if (!table_.rows()[number].has_keyframe) return {};
  // Reading it may tell that it is none.
  return state_of(number, read_row(number).keyframe);
}

std::optional<state::State> ChunkStore::own_keyframe(size_t row) const {
  const auto own = own_keyframes_.find(row);
  if (own == own_keyframes_.end()) return {};
  facts::Result<state::State> state = state::decode_state(own->second);
  return state ? std::optional<state::State>(std::move(*state)) : std::nullopt;
}

// The file's, of which nothing is believed.
std::optional<state::State> ChunkStore::state_of(size_t number, const std::string& bytes) {
  const ChunkRow& row = table_.rows()[number];
  if (version_ == 1 || !row.has_keyframe) return {};
  Allowance allowed = allowance_for(bytes_->size());
  uint64_t weight = 0;
  const bool fits = !bytes.empty() && weigh_fields<state::State>(bytes, kAllowedAnyway, &weight);
  facts::Result<state::State> state = fits && allowed.take(weight)
                                          ? state::decode_state(bytes)
                                          : facts::Fault{FaultKind::keyframe_damaged, "", 0, 0, ""};
  // One that counts other events than stand before it is another place's, or another recording's.
  if (!state || state->step != row.first_record) {
    note(FaultKind::keyframe_damaged, row.offset);
    table_.set_keyframe(number, false);
    ++changes_;
    behind_.reset();
    return {};
  }
  // It knows nothing of what is missing here, and its steps are the recorder's.
  state->step = row.first_step;
  state->events_lost += row.missing_before;
  return std::move(*state);
}

// As many as there is room for: every other one goes when they become too many.
size_t ChunkStore::keep_keyframe(size_t row, const state::State& state) {
  std::string bytes = state::encode_state(state);
  const size_t size = bytes.size();
  if (!own_keyframes_.empty() && row < own_keyframes_.rbegin()->first + own_distance_) return size;
  own_bytes_ += size;
  own_keyframes_.emplace(row, std::move(bytes));
  if (own_bytes_ <= kOwnKeyframeBytes) return size;
  own_distance_ *= 2;
  bool stays = true;
  for (auto at = own_keyframes_.begin(); at != own_keyframes_.end(); stays = !stays) {
    if (!stays) own_bytes_ -= at->second.size();
    at = stays ? std::next(at) : own_keyframes_.erase(at);
  }
  return size;
}

bool ChunkStore::read(const IndexEntry& entry, Allowance* allowed, EventsPayload* payload,
                      FaultKind* why) const {
  std::string raw;
  *why = read_payload(*bytes_, version_, entry, recording_, &raw);
  if (*why != FaultKind::none) return false;
  if (!allowed->take(raw.size())) return *why = FaultKind::too_much, false;
  const bool good = decode_events(raw, payload, allowed);
  if (payload->too_much) return *why = FaultKind::too_much, false;
  if (!good || payload->records != entry.event_count) return *why = FaultKind::content, false;
  return true;
}

}  // namespace greenlens::store
