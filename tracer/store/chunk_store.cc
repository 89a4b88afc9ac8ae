#include "tracer/store/chunk_store.h"

#include <algorithm>
#include <new>

#include "tracer/state/keyframe.h"
#include "tracer/store/chunk.h"
#include "tracer/store/weigh.h"

namespace greenlens::store {

using facts::FaultKind;

namespace {

// Going along, each so many rows a state is kept: what it shares with the one before it is little
// by then, and going along once more is not much.
constexpr size_t kRowsBetween = 16;

Allowance allowance_for(uint64_t bytes) {
  Allowance allowed;
  allowed.came(bytes);
  return allowed;
}

IndexEntry entry_of(const ChunkRow& row) {
  return {ChunkType::events, row.offset, row.bytes, row.first_record, row.records, {}};
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

void ChunkStore::note(FaultKind kind, uint64_t at) {
  if (!fault_) fault_ = {kind, "", at, 0, ""};
}

void ChunkStore::lose(size_t row, FaultKind why, size_t count) {
  ++changes_;
  note(why, table_.rows()[row].offset);
  table_.lose(row, count);
  states_.forget_behind(row);
  // What was read of them counts no more, nor does what states behind them know.
  kept_.remove_if([&](const Read& read) {
    const bool lost = read.row >= row && (read.row < row + count || read.noted != nullptr);
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
  made.bytes = made.weight = events.size() * sizeof(facts::Event);
  made.events = std::make_shared<const std::vector<facts::Event>>(std::move(events));
  return made;
}

bool ChunkStore::read_row(size_t number, Read* read) {
  const ChunkRow& row = table_.rows()[number];
  std::string raw;
  const FaultKind wrong = read_payload(*bytes_, version_, entry_of(row), recording_, &raw);
  if (wrong != FaultKind::none) return lose(number, wrong), false;
  EventsPayload payload;
  Allowance allowed = allowance_for(row.bytes);
  const uint64_t before = allowed.left();
  const bool good = decode_events(raw, &payload, &allowed) && payload.records == row.records;
  const bool too_much = payload.too_much;
  if (!good) return lose(number, too_much ? FaultKind::too_much : FaultKind::content), false;
  read->row = number;
  read->keyframe = std::move(payload.keyframe);
  read->weight = before - allowed.left() + read->keyframe.size();
  uint64_t steps = 0;
  Totals here;
  if (payload.noted.empty()) {
    read->bytes = read->weight;
    for (const facts::Event& event : payload.events) here.add(event);
    steps = payload.events.size();
    read->events = std::make_shared<const std::vector<facts::Event>>(std::move(payload.events));
  } else {
    // Of many bytes of steps, but it is told a little at a time.
    const uint64_t changes = changes_;
    state::State start = state_of_row(number, read->keyframe);
    // It may turn out that something before it is missing, and this one with it.
    if (changes != changes_ && table_.rows()[number].is_gap) return false;
    read->noted = std::make_unique<NotedChunk>(std::move(payload), std::move(start));
    read->keyframe.clear();
    read->bytes = read->noted->bytes();
    read->counted = false;
    steps = read->noted->steps();
  }
  if (steps != row.steps) return lose(number, FaultKind::content), false;
  if (read->counted && here != table_.here(number)) {
    note(FaultKind::index_wrong, row.offset);
    table_.correct(number, here);
    ++changes_;
  }
  return true;
}

// What is in it is counted when all of it was gone along with.
void ChunkStore::count(Read* read) {
  if (read->noted == nullptr) return;
  if (!read->counted && read->noted->is_known()) {
    read->counted = true;
    if (read->noted->totals() != table_.here(read->row)) {
      note(FaultKind::index_wrong, table_.rows()[read->row].offset);
      table_.correct(read->row, read->noted->totals());
      ++changes_;
    }
  }
  kept_bytes_ += read->noted->bytes() - read->bytes;
  read->bytes = read->noted->bytes();
  forget_some();
}

// The state before a row: its own keyframe, or what the chunks before it lead to, from a keyframe
// farther back or a state that was kept. Where none is to be had it is empty: then little is known.
state::State ChunkStore::state_of_row(size_t row, const std::string& keyframe) {
  const KeptStates::Kept* kept = states_.nearest(row);
  if (kept != nullptr && kept->row == row) return kept->state;
  if (auto own = own_keyframes_.contains(row) ? this->keyframe(row) : state_of(row, keyframe)) {
    states_.keep(row, *own, UINT64_MAX);
    return std::move(*own);
  }
  size_t from = row;
  state::State state = start_of(row, &from);
  // Between keyframes a state grows with what is told; a hostile file has none.
  Allowance allowed = allowance_for(bytes_->size());
  while (from < row) {
    const uint64_t weight = go_along(from, &state);
    if (!table_.rows()[from].is_gap && !allowed.take(weight)) {
      size_t end = from + 1;
      while (end < table_.rows().size() && !has_keyframe(end)) ++end;
      lose(from, FaultKind::too_much, end - from);
      return state;  // and is asked again
    }
    ++from;
    if (from % kRowsBetween == 0) states_.keep(from, state, kRowsBetween * kMaxChunkEvents / 4);
  }
  states_.keep(row, state, kRowsBetween * kMaxChunkEvents / 4);
  return state;
}

// The nearest state before a row's that need not be worked out.
state::State ChunkStore::start_of(size_t row, size_t* from) {
  const KeptStates::Kept* kept = states_.nearest(row);
  const size_t first = kept != nullptr ? kept->row : 0;
  state::State state = kept != nullptr ? kept->state : state::State();
  *from = first;
  for (size_t at = row; at-- > first + 1;) {
    if (!has_keyframe(at)) continue;
    if (auto keyframe = keyframe_alone(at)) return *from = at, std::move(*keyframe);
  }
  return state;
}

// A row's keyframe, without reading more than that row: a file whose keyframes are all damaged may
// have any number of them.
std::optional<state::State> ChunkStore::keyframe_alone(size_t row) {
  if (own_keyframes_.contains(row)) return keyframe(row);
  const ChunkRow& chunk = table_.rows()[row];
  if (!chunk.has_keyframe || chunk.is_gap) return {};
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const Read& read) { return read.row == row; });
  if (found != kept_.end() && found->noted != nullptr) return found->noted->state_before(0);
  if (found != kept_.end()) return state_of(row, found->keyframe);
  EventsPayload payload;
  Allowance allowed = allowance_for(chunk.bytes);
  FaultKind why = FaultKind::none;
  // What is wrong with it is said when its events are asked for.
  if (!read(entry_of(chunk), &allowed, &payload, &why)) return {};
  return state_of(row, payload.keyframe);
}

// To the end of a row, without telling what was noted and without keeping what is read. How much
// there was in it.
uint64_t ChunkStore::go_along(size_t row, state::State* state) {
  const auto is_it = [&](const Read& read) { return read.row == row; };
  const auto found = std::find_if(kept_.begin(), kept_.end(), is_it);
  if (found != kept_.end() && found->noted != nullptr) {
    *state = found->noted->behind();
    const uint64_t weight = found->weight;
    count(&*found);
    return weight;
  }
  if (table_.rows()[row].missing_before > 0) {
    // Behind a gap a state is only right again from the next keyframe on.
    if (auto there = keyframe_alone(row)) *state = std::move(*there);
  }
  const auto apply_all = [&](const std::vector<facts::Event>& events) {
    for (const facts::Event& event : events) apply(state, event);
  };
  if (found != kept_.end()) return apply_all(*found->events), found->weight;
  const ChunkRow& chunk = table_.rows()[row];
  EventsPayload payload;
  Allowance allowed = allowance_for(chunk.bytes);
  const uint64_t before = allowed.left();
  FaultKind why = FaultKind::none;
  if (chunk.is_gap || !read(entry_of(chunk), &allowed, &payload, &why)) {
    if (!chunk.is_gap) lose(row, why);
    apply_all(*gap(row).events);
    return 0;
  }
  const uint64_t weight = before - allowed.left();
  store::go_along(payload, state);
  return weight;
}

ChunkStore::Read& ChunkStore::read_row(size_t row) {
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

size_t ChunkStore::parts(size_t row) {
  const Read& read = read_row(row);
  return read.noted != nullptr ? read.noted->parts() : 1;
}

uint64_t ChunkStore::first_step(size_t row, size_t part) {
  const Read& read = read_row(row);
  if (read.noted != nullptr) return read.noted->first_step(part);
  return part == 0 ? 0 : read.events->size();
}

Stretch ChunkStore::about(size_t row, size_t part) {
  Read& read = read_row(row);
  const ChunkRow& chunk = table_.rows()[row];
  Stretch known{chunk.first_step, chunk.before, table_.here(row), chunk.subjects};
  if (read.noted == nullptr) return known;
  const Stretch& within = read.noted->about(part);
  known.first_step += within.first_step;
  known.before.add(within.before);
  known.here = within.here;
  known.subjects = within.subjects;
  count(&read);
  return known;
}

ChunkStore::Events ChunkStore::events(size_t row, size_t part) {
  Read& read = read_row(row);
  if (read.noted == nullptr) return read.events;
  Events events = read.noted->events(part);
  count(&read);
  return events;
}

size_t ChunkStore::part_at(const Read& read, uint64_t n) const {
  const uint64_t first = table_.rows()[read.row].first_step;
  return read.noted == nullptr ? 0 : read.noted->part_of(static_cast<uint32_t>(n - 1 - first));
}

ChunkStore::Run ChunkStore::run_at(uint64_t n) {
  const size_t row = table_.row_of(n);
  const Read& read = read_row(row);
  const size_t part = part_at(read, n);
  const uint64_t first = table_.rows()[row].first_step;
  const uint64_t within = read.noted != nullptr ? read.noted->first_step(part) : 0;
  return {first + within, events(row, part)};
}

Totals ChunkStore::before_run_at(uint64_t n) {
  const size_t row = table_.row_of(n);
  Read& read = read_row(row);
  Totals before = table_.rows()[row].before;
  if (read.noted != nullptr) before.add(read.noted->before(part_at(read, n)));
  return before;
}

uint64_t ChunkStore::start_before(uint64_t n) {
  if (n == 0 || table_.rows().empty()) return 0;
  const uint64_t next = std::min(n + 1, table_.totals().events);
  const size_t row = table_.row_of(next);
  const Read& read = read_row(row);
  const uint64_t first = table_.rows()[row].first_step;
  return read.noted == nullptr ? first : first + read.noted->first_step(part_at(read, next));
}

state::State ChunkStore::state_before(uint64_t n) {
  if (n == 0 || table_.rows().empty()) return {};
  const uint64_t next = std::min(n + 1, table_.totals().events);
  const size_t row = table_.row_of(next);
  Read& read = read_row(row);
  if (read.noted == nullptr) return state_of_row(row, read.keyframe);
  state::State state = read.noted->state_before(part_at(read, next));
  count(&read);
  return state;
}

void ChunkStore::forget_some() {
  while (kept_.size() > 1 && kept_bytes_ > kKeptBytes) {
    kept_bytes_ -= kept_.back().bytes;
    kept_.pop_back();
  }
}

bool ChunkStore::has_keyframe(size_t row) const {
  return table_.rows()[row].has_keyframe || own_keyframes_.contains(row);
}

std::optional<state::State> ChunkStore::keyframe(size_t row) {
  const auto own = own_keyframes_.find(row);
  if (own == own_keyframes_.end()) {
    if (!table_.rows()[row].has_keyframe) return {};
    Read& read = read_row(row);
    // Reading it may tell that it is none.
    if (!table_.rows()[row].has_keyframe) return {};
    if (read.noted != nullptr) return read.noted->state_before(0);
    return state_of(row, read.keyframe);
  }
  facts::Result<state::State> state = state::decode_state(own->second);
  return state ? std::optional<state::State>(std::move(*state)) : std::nullopt;
}

// The file's, of which nothing is believed.
std::optional<state::State> ChunkStore::state_of(size_t number, const std::string& bytes) {
  const ChunkRow& row = table_.rows()[number];
  if (bytes.empty() || version_ == 1) return {};
  Allowance allowed = allowance_for(bytes_->size());
  uint64_t weight = 0;
  const bool fits = weigh_fields<state::State>(bytes, kAllowedAnyway, &weight);
  facts::Result<state::State> state = fits && allowed.take(weight)
                                          ? state::decode_state(bytes)
                                          : facts::Fault{FaultKind::keyframe_damaged, "", 0, 0, ""};
  // One that counts other events than stand before it is another place's, or another recording's.
  if (!state || state->step != row.first_record) {
    note(FaultKind::keyframe_damaged, row.offset);
    table_.set_keyframe(number, false);
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
