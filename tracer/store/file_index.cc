#include "tracer/store/file_index.h"

#include <algorithm>

#include "tracer/rules/check.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/expand.h"

namespace greenlens::store {

using facts::FaultKind;

namespace {

constexpr size_t kInfosKept = 4;  // the first ones and as many of the last
// Chunks, between two looks at whether to go on: of those that are read, and of headers alone.
constexpr uint64_t kReadAtOnce = 4, kFoundAtOnce = 64;

// What was said before the last sources were found.
bool is_earlier(const std::string& raw, const TraceInfo& last) {
  const facts::Result<TraceInfo> earlier = from_json(raw);
  return earlier && is_continued_by(*earlier, last);
}

}  // namespace

FileIndex::FileIndex(ChunkStore* store) : store_(*store), walk_(store->version()) {
  if (store_.version() == 1) reading_ = Reading{};
}

bool FileIndex::find(const OnProgress& progress) {
  if (!looked_) {
    begin_of_part();
    looked_ = true;
    if (find_from_end()) return true;
  }
  return complete() || walk(progress);
}

// A part says so where it begins. One whose beginning is damaged is read as one in which what was
// before is missing.
void FileIndex::begin_of_part() {
  ChunkHeader header;
  std::string raw;
  if (store_.version() == 1) return;
  if (!read_chunk(store_.bytes(), store_.version(), kPreambleBytes, &header, &raw)) return;
  if (header.type != ChunkType::info) return;
  const facts::Result<TraceInfo> info = from_json(raw);
  if (!info || !info->part) return;
  store_.begin_at(info->part->first);
  walk_ = ChunkWalk(store_.version(), info->part->first);
}

bool FileIndex::find_from_end() {
  FileEnd end;
  if (store_.version() == 1 || !read_end(store_.bytes(), &end)) return false;
  infos_.clear();
  from_end_ =
      read_index(store_.bytes(), end, store_.first_record(), [this](const IndexEntry& entry) {
        if (entry.type == ChunkType::info) add_info(entry.offset);
        if (entry.type == ChunkType::events) add({entry, /*has_summary=*/true, /*is_gap=*/false});
      });
  if (from_end_) {
    store_.set_recording(end.recording);
    return true;
  }
  store_.note(FaultKind::index_wrong, end.index_at);
  store_.table() = {};
  store_.table().begin_at(store_.first_record());
  infos_.clear();
  return false;
}

// Of a recording that is long there are many.
void FileIndex::add_info(uint64_t offset) {
  ++infos_found_;
  infos_.push_back(offset);
  if (infos_.size() > 2 * kInfosKept) infos_.erase(infos_.begin() + kInfosKept);
}

bool FileIndex::walk(const OnProgress& progress) {
  uint64_t found_now = 0;
  while (!(reading_ && reading_->over)) {
    std::optional<ChunkWalk::Found> found = walk_.next(store_.bytes());
    if (!found) break;
    store_.set_recording(walk_.recording());
    if (found->entry.type == ChunkType::info) {
      add_info(found->entry.offset);
    } else {
      if (reading_ && !read(&*found)) break;
      add(*found);
    }
    if (progress && ++found_now % (reading_ ? kReadAtOnce : kFoundAtOnce) == 0 &&
        !progress(walk_.offset(), store_.bytes().size())) {
      return false;
    }
  }
  return true;
}

// Facts of kinds that are not known here are no steps, but whoever wrote the summary knew them.
void FileIndex::add(const ChunkWalk::Found& found) {
  if (found.has_summary && !has_unknown_kinds(found.entry.summary.kinds)) {
    store_.table().add(found.entry, found.is_gap);
    return;
  }
  IndexEntry entry = found.entry;
  count(&entry);
  store_.table().add(entry, false);
}

void FileIndex::count(IndexEntry* entry) const {
  EventsPayload payload;
  FaultKind why = FaultKind::none;
  Allowance allowed;
  Summary& summary = entry->summary;
  store_.read(*entry, &allowed, &payload, &why);
  summary.has_keyframe = payload.has_keyframe;
  // Without the state before them noted switches are only told roughly: what that counts wrongly is
  // put right when the chunk is read.
  state::State unknown;
  const std::vector<facts::Event> events = expand(std::move(payload), &unknown);
  summary.here = {};
  for (const facts::Event& event : events) {
    summary.here.add(event);
    summary.subjects |= subject_bit(facts::subject(event.fact));
  }
  summary.first_ns = events.empty() ? 0 : events.front().time_ns;
  summary.last_ns = events.empty() ? 0 : events.back().time_ns;
  // What is damaged is as long as its header says, and found to be damaged when it is read.
  if (why != FaultKind::none) summary.here.events = entry->event_count;
}

// False when there is more in it than is allowed.
bool FileIndex::read(ChunkWalk::Found* found) {
  Reading& r = *reading_;
  // What stands before the first chunk counts, too; and what comes later.
  const uint64_t there = walk_.offset();
  r.allowed.came(there - std::min(there, r.came));
  r.came = there;
  EventsPayload payload;
  std::vector<facts::Event> events;
  IndexEntry& entry = found->entry;
  FaultKind why = FaultKind::none;
  if (found->is_gap) {
    events.assign(entry.summary.here.events, {0, 1, 0, 0, facts::EventsLost{1}});
    if (!events.empty()) {
      events.front().fact = facts::EventsLost{entry.summary.here.lost - (events.size() - 1)};
    }
  } else if (!store_.read(entry, &r.allowed, &payload, &why)) {
    store_.note(why, entry.offset);
    r.over = why == FaultKind::too_much;
    if (r.over) return false;
    const uint64_t count = entry.event_count;
    found->is_gap = found->has_summary = true;
    entry.summary.here = {};
    entry.summary.here.events = entry.summary.here.lost = count;
    events.assign(count, {0, 1, 0, 0, facts::EventsLost{1}});
  } else {
    state::State before = payload.noted.empty() ? state::State() : r.state;
    events = expand(std::move(payload), &before);
  }
  const size_t row = store_.table().rows().size();
  if (r.state.step > 0 && r.since_keyframe >= r.keyframe_bytes) {
    r.keyframe_bytes = store_.keep_keyframe(row, r.state);
    r.since_keyframe = 0;
  }
  r.since_keyframe += entry.bytes * 4;  // about what records take that are not compressed
  r.summarizer.begin();
  for (const facts::Event& event : events) {
    const bool wrong = !rules::check(r.state, event.fact, event.thread).empty();
    apply(&r.state, event);
    r.summarizer.add(event, r.state);
    if (wrong) r.summarizer.contradicted();
  }
  if (found->is_gap) return true;
  entry.summary = r.summarizer.summary(/*looked=*/true);
  found->has_summary = true;
  return true;
}

bool FileIndex::goes_on() const {
  return walk_.complete() && walk_.offset() < store_.bytes().size();
}

facts::Result<TraceInfo> FileIndex::info() const {
  facts::Result<TraceInfo> found = facts::Fault{FaultKind::info_missing, "", 0, 0, ""};
  std::string said;
  for (auto at = infos_.rbegin(); at != infos_.rend(); ++at) {
    ChunkHeader header;
    std::string raw;
    if (!read_chunk(store_.bytes(), store_.version(), *at, &header, &raw)) continue;
    if (header.type != ChunkType::info) continue;
    if (header.recording != store_.recording()) {
      store_.note(FaultKind::foreign, *at);
    } else if (!found) {
      found = from_json(raw);
      said = std::move(raw);
    } else if (raw != said && !is_earlier(raw, *found)) {
      store_.note(FaultKind::info_differs, *at);
    }
  }
  return found;
}

}  // namespace greenlens::store
