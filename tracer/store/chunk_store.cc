#include "tracer/store/chunk_store.h"

#include <algorithm>
#include <new>

#include "tracer/state/keyframe.h"
#include "tracer/store/along.h"
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

// What a state can grow by that goes along with a payload, of which reading has taken so much: what
// is only noted makes nobody and nothing.
uint64_t told_weight(const EventsPayload& payload, uint64_t taken) {
  if (payload.noted.empty()) return taken;
  uint64_t bytes = 0;
  for (const facts::Event& event : payload.events) bytes += weight_of(event);
  for (const EventsPayload::Noted& batch : payload.noted) bytes += batch.switches.bytes();
  return bytes;
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

IndexEntry ChunkStore::entry_of(const ChunkRow& row) const {
  const uint64_t first = first_record_ + row.first_record;
  return {ChunkType::events, row.offset, row.bytes, first, row.records, {}};
}

std::string ChunkStore::whole_chunk(size_t row) const {
  const IndexEntry entry = entry_of(table_.rows()[row]);
  std::string bytes = bytes_->read(entry.offset, entry.bytes), raw;
  const bool good = read_payload(*bytes_, version_, entry, recording_, &raw) == FaultKind::none;
  return good ? bytes : "";
}

void ChunkStore::note(FaultKind kind, uint64_t at, std::string details) {
  if (!fault_) fault_ = {kind, "", at, 0, std::move(details)};
}

void ChunkStore::compare_keyframe(size_t number, const state::State& reached) {
  const ChunkRow& row = table_.rows()[number];
  if (version_ == 1 || !row.has_keyframe) return;
  const std::string& keyframe = read_row(number).keyframe;
  if (keyframe.empty() || !row.has_keyframe) return;
  // Keyframes count the steps of the whole.
  std::optional<state::State> of_whole;
  if (first_record_ > 0) of_whole.emplace(reached).step += first_record_;
  std::string difference = state::difference(keyframe, of_whole ? *of_whole : reached);
  if (difference.empty()) return;
  note(FaultKind::keyframe_wrong, row.offset, std::move(difference));
  table_.set_keyframe(number, false);
  ++changes_;
  states_.forget_from(number);
  kept_.clear();
  kept_bytes_ = 0;
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

void ChunkStore::lose(size_t row, FaultKind why, size_t count) {
  ++changes_;
  note(why, table_.rows()[row].offset);
  table_.lose(row, count);
  // What was read of them counts no more, nor does what states behind them know.
  states_.forget_from(row + 1);
  kept_.remove_if([&](const Read& read) {
    const bool lost = read.row >= row && (read.row < row + count || read.noted != nullptr);
    if (lost) kept_bytes_ -= read.bytes;
    return lost;
  });
}

void ChunkStore::lose_until_keyframe(size_t row) {
  size_t end = row + 1;
  while (end < table_.rows().size() && !has_keyframe(end)) ++end;
  lose(row, FaultKind::too_much, end - row);
}

bool ChunkStore::is_too_much(const Spent& spent) const {
  return spent.effort > kMostEffort || spent.weight > allowance_for(bytes_->size()).left();
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
  read->weight = told_weight(payload, before - allowed.left());
  read->keyframe = std::move(payload.keyframe);
  if (!payload.noted.empty()) return tell_later(number, std::move(payload), read);
  if (payload.events.size() != row.steps) return lose(number, FaultKind::content), false;
  Totals here;
  uint64_t subjects = 0;
  for (const facts::Event& event : payload.events) {
    here.add(event);
    subjects |= subject_bit(facts::subject(event.fact));
  }
  compare(number, here, subjects);
  read->bytes = read->weight + read->keyframe.size();
  read->events = std::make_shared<const std::vector<facts::Event>>(std::move(payload.events));
  return true;
}

// What was noted is many bytes of steps, but it is told a little at a time.
bool ChunkStore::tell_later(size_t number, EventsPayload&& payload, Read* read) {
  const ChunkRow& row = table_.rows()[number];
  Reached before = reached(number, read->keyframe);
  // It may have turned out that something before it is missing, and this one with it.
  if (row.is_gap) return false;
  read->before = before.spent;
  read->noted = std::make_unique<NotedChunk>(std::move(payload),
                                             Along(std::move(before.state), before.spent.effort));
  if (read->noted->steps() != row.steps) return lose(number, FaultKind::content), false;
  read->bytes = read->noted->bytes() + read->keyframe.size();
  read->counted = false;
  return true;
}

// What is said of it, with what it holds.
void ChunkStore::compare(size_t number, const Totals& here, uint64_t subjects) {
  const ChunkRow& row = table_.rows()[number];
  const bool all_there = (subjects & ~row.subjects) == 0;
  const Totals said = table_.here(number);
  if (here == said && all_there) return;
  // One that was written before there were such counts is not wrong.
  Totals older = here;
  older.call_stops = older.story_stops = 0;
  if (older != said || !all_there) note(FaultKind::index_wrong, row.offset);
  table_.correct(number, here);
  table_.set_subjects(number, row.subjects | subjects);
  ++changes_;
}

// To be called when more of it may be known than before: what is in it is compared when all of it
// was gone along with. Others that were read are not to be held then.
void ChunkStore::count(Read* read) {
  if (read->noted == nullptr) return;
  if (read->noted->is_too_long()) return lose_until_keyframe(read->row);
  if (!read->counted && read->noted->is_known()) {
    read->counted = true;
    compare(read->row, read->noted->totals(), read->noted->subjects());
  }
  const uint64_t bytes = read->noted->bytes() + read->keyframe.size();
  kept_bytes_ += bytes - read->bytes;
  read->bytes = bytes;
  forget_some();
}

void ChunkStore::look_through(size_t row) {
  Read& read = read_row(row);
  if (read.noted == nullptr || read.counted) return;
  read.noted->behind();
  count(&read);
}

bool ChunkStore::follow(size_t row, uint64_t steps, state::State* state, Onlooker* onlooker) {
  look_through(row);  // what is too long is found so, and lost
  Read& read = read_row(row);
  if (read.noted == nullptr) return false;
  const size_t end = steps >= read.noted->steps()
                         ? read.noted->parts()
                         : read.noted->part_of(static_cast<uint32_t>(steps));
  if (end == 0) return false;
  *state = read.noted->follow(end, onlooker);
  count(&read);
  return true;
}

// Before a row: its own keyframe, or what the chunks before it lead to, from a keyframe farther
// back or a state that was kept. Where none is to be had it is empty: then little is known.
Reached ChunkStore::reached(size_t row, const std::string& keyframe) {
  if (row == 0) return beginning(keyframe);
  const KeptStates::Kept* kept = states_.nearest(row);
  if (kept != nullptr && kept->row == row) return kept->reached;
  auto own = own_.of(row);
  if (!own) own = state_of(row, keyframe);
  if (own) {
    Reached there{std::move(*own), {}};
    states_.keep(row, there, UINT64_MAX);
    return there;
  }
  for (;;) {
    const uint64_t changes = changes_;
    Reached there = worked_out_before(row);
    // What turned out to be another way may have been the place to begin at, or lie behind it.
    if (changes == changes_ || table_.rows()[row].is_gap) return there;
  }
}

// Of a whole recording it is empty, whatever anybody says.
Reached ChunkStore::beginning(const std::string& keyframe) {
  if (!is_part_) return {};
  auto state = keyframe.empty() ? keyframe_alone(0) : state_of(0, keyframe);
  return state ? Reached{std::move(*state), {}} : Reached();
}

Reached ChunkStore::worked_out_before(size_t row) {
  size_t from = row;
  Reached here = start_of(row, &from);
  while (from < row) {
    if (!go_along(from, &here)) return here;
    ++from;
    if (from == row || from % kRowsBetween == 0) {
      states_.keep(from, here, kRowsBetween * kMaxChunkEvents / 4);
    }
  }
  return here;
}

// The nearest state before a row's that need not be worked out.
Reached ChunkStore::start_of(size_t row, size_t* from) {
  const KeptStates::Kept* kept = states_.nearest(row);
  const size_t first = kept != nullptr ? kept->row : 0;
  Reached here = kept != nullptr ? kept->reached : beginning("");
  *from = first;
  for (size_t at = row; at-- > first + 1;) {
    if (!has_keyframe(at)) continue;
    if (auto keyframe = keyframe_alone(at)) return *from = at, Reached{std::move(*keyframe), {}};
  }
  return here;
}

// A row's keyframe, without reading more than that row: a file whose keyframes are all damaged may
// have any number of them.
std::optional<state::State> ChunkStore::keyframe_alone(size_t row) {
  if (auto own = own_.of(row)) return own;
  const ChunkRow& chunk = table_.rows()[row];
  if (!chunk.has_keyframe || chunk.is_gap) return {};
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const Read& read) { return read.row == row; });
  if (found != kept_.end() && found->noted != nullptr) return found->noted->along_before(0).state();
  if (found != kept_.end()) return state_of(row, found->keyframe);
  EventsPayload payload;
  Allowance allowed = allowance_for(chunk.bytes);
  FaultKind why = FaultKind::none;
  // What is wrong with it is said when its events are asked for.
  if (!read(entry_of(chunk), &allowed, &payload, &why)) return {};
  return state_of(row, payload.keyframe);
}

// To the end of a row, without telling what was noted and without keeping what is read. False when
// it turned out to be too much.
bool ChunkStore::go_along(size_t row, Reached* here) {
  const auto is_it = [&](const Read& read) { return read.row == row; };
  const auto found = std::find_if(kept_.begin(), kept_.end(), is_it);
  if (found != kept_.end() && found->noted != nullptr) {
    const Along& behind = found->noted->behind();
    *here = {behind.state(), {found->before.weight + found->weight, behind.effort()}};
    count(&*found);
    return !table_.rows()[row].is_gap;
  }
  if (!follows_from_events(table_.rows()[row])) {
    // Behind a gap a state is only right again from the next keyframe on.
    if (auto there = keyframe_alone(row)) *here = {std::move(*there), {}};
  }
  Along along(std::move(here->state), here->spent.effort);
  const auto take_all = [&](const std::vector<facts::Event>& events) {
    for (const facts::Event& event : events) along.take(event);
  };
  const ChunkRow& chunk = table_.rows()[row];
  EventsPayload payload;
  Allowance allowed = allowance_for(chunk.bytes);
  const uint64_t before = allowed.left();
  FaultKind why = FaultKind::none;
  if (found != kept_.end()) {
    here->spent.weight += found->weight;
    take_all(*found->events);
  } else if (chunk.is_gap || !read(entry_of(chunk), &allowed, &payload, &why)) {
    if (!chunk.is_gap) lose(row, why);
    take_all(*gap(row).events);
  } else {
    here->spent.weight += told_weight(payload, before - allowed.left());
    store::go_along(payload, &along);
  }
  here->state = along.take_state();
  here->spent.effort = along.effort();
  if (chunk.is_gap || !is_too_much(here->spent)) return true;
  lose_until_keyframe(row);
  return false;
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

uint64_t ChunkStore::weight(size_t row) { return read_row(row).weight; }

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

Reached ChunkStore::state_before(uint64_t n) {
  if (table_.rows().empty()) return {};
  const uint64_t next = std::min(n + 1, table_.totals().events);
  const size_t row = table_.row_of(next);
  Read& read = read_row(row);
  const uint64_t weight = read.weight;
  Reached there;
  if (read.noted == nullptr) {
    there = reached(row, read.keyframe);
  } else {
    const Along& along = read.noted->along_before(part_at(read, next));
    there = {along.state(), {read.before.weight, along.effort()}};
    count(&read);
  }
  there.spent.weight += weight;
  return there;
}

void ChunkStore::forget_some() {
  while (kept_.size() > 1 && kept_bytes_ > kKeptBytes) {
    kept_bytes_ -= kept_.back().bytes;
    kept_.pop_back();
  }
}

bool ChunkStore::has_keyframe(size_t row) const {
  return table_.rows()[row].has_keyframe || own_.has(row);
}

std::optional<state::State> ChunkStore::keyframe(size_t row) {
  if (auto own = own_.of(row)) return own;
  if (!table_.rows()[row].has_keyframe) return {};
  Read& read = read_row(row);
  // Reading it may have told that it is none.
  if (!table_.rows()[row].has_keyframe) return {};
  if (read.noted != nullptr) return read.noted->along_before(0).state();
  return state_of(row, read.keyframe);
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
  if (!state || state->step != first_record_ + row.first_record) {
    note(FaultKind::keyframe_damaged, row.offset);
    table_.set_keyframe(number, false);
    ++changes_;
    return {};
  }
  // It knows nothing of what is missing here, and its steps are the recorder's.
  state->step = row.first_step;
  state->events_lost += row.missing_before;
  return std::move(*state);
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
