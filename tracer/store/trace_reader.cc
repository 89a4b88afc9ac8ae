// Reads a stream from front to back, whole chunk by whole chunk. A chunk is looked at only when all
// of it is there: its sum covers all of it, so a part would have to be believed unchecked. Cut and
// damaged are kept apart: a cut stream just stops and may go on, as every live one does all the
// time.
#include "tracer/store/trace_reader.h"

#include <algorithm>
#include <new>
#include <utility>

#include "tracer/store/allowance.h"
#include "tracer/store/chunk.h"
#include "tracer/store/fixed.h"
#include "tracer/store/timeline.h"

namespace greenlens::store {

using facts::FaultKind;

struct TraceReader::Impl {
  std::string place;    // what faults call the stream
  std::string arrived;  // and its first bytes were taken in already
  size_t taken = 0;
  uint64_t offset = 0;  // of what is unread in the stream
  Allowance allowance;
  uint64_t records = 0;    // events in the stream, with those of unknown types
  uint64_t events = 0;     // delivered
  uint32_t version = 0;    // 0: the preamble has not come
  uint64_t recording = 0;  // the first chunk's
  bool any_chunk = false;
  bool info = false;
  std::string info_said;  // the last one that was taken
  bool complete = false;
  facts::Fault fault;

  // What was delivered stays; nothing that comes later is believed, as no one knows how it follows.
  bool fail(FaultKind kind, uint64_t at, std::string details = "") {
    fault = {kind, place, at, events, std::move(details)};
    arrived.clear();
    taken = 0;
    return false;
  }
  bool damaged(FaultKind kind) { return fail(kind, offset); }

  std::string_view unread() const { return std::string_view(arrived).substr(taken); }
  void take(size_t bytes) { taken += bytes, offset += bytes; }
  // Once for many chunks, which may be small.
  void forget_taken() {
    arrived.erase(0, taken);
    taken = 0;
  }

  // Takes the preamble off. Refuses as early as it can: at the first wrong byte. What is no trace
  // may never bring as many bytes as a preamble has, and would be waited for.
  bool read_preamble() {
    const size_t there = std::min(unread().size(), kMagic.size());
    if (unread().substr(0, there) != kMagic.substr(0, there)) {
      return fail(FaultKind::not_a_trace, 0, shown_start(unread()));
    }
    if (unread().size() < kPreambleBytes) return true;
    const uint32_t its_version = get_u32(unread(), kMagic.size());
    if (its_version < kOldestVersion || its_version > kFormatVersion) {
      fail(FaultKind::trace_version, its_version);
      fault.usable = kFormatVersion;
      return false;
    }
    version = its_version;
    take(kPreambleBytes);
    return true;
  }

  // It may stand there again, for a reader that has lost the first one, or with more sources.
  bool read_info(const std::string& raw, Timeline* timeline) {
    if (info && raw == info_said) return true;
    facts::Result<TraceInfo> read = from_json(raw);
    if (!info && !read) return fail(read.fault().kind, offset, read.fault().details);
    if (info && !(read && is_continued_by(timeline->info(), *read))) return true;
    timeline->set_info(std::move(*read));
    info = true;
    info_said = raw;
    return true;
  }

  // What was only noted is told from the state at its place, which the timeline has.
  void deliver(EventsPayload payload, Timeline* timeline) {
    const auto append = [&](facts::Event&& event) {
      timeline->append(std::move(event));
      ++events;
    };
    size_t next = 0;
    const auto append_until = [&](size_t end) {
      for (; next < end; ++next) append(std::move(payload.events[next]));
    };
    for (const EventsPayload::Noted& batch : payload.noted) {
      append_until(batch.at);
      for (size_t i = 0; i < batch.switches.size(); ++i) {
        events += timeline->append(batch.switches[i]);
      }
    }
    append_until(payload.events.size());
  }

  bool read_events(const ChunkHeader& header, const std::string& raw, Timeline* timeline) {
    // Events mean nothing without what was recorded; and they are numbered through, those of types
    // from a later version too, so that a chunk that is missing in between is noticed.
    if (!info) return damaged(FaultKind::order);
    if (header.first_event != records) return damaged(FaultKind::order);
    EventsPayload payload;
    const bool good = decode_events(raw, &payload, &allowance);
    const uint64_t count = payload.records;
    const bool too_much = payload.too_much;
    // Before anything is said about the rest of it: what could be read came before the damage.
    deliver(std::move(payload), timeline);
    records += count;
    if (too_much) return damaged(FaultKind::too_much);
    return good && count == header.event_count ? true : damaged(FaultKind::content);
  }

  // Takes one chunk off. `more` says whether there may be another whole one.
  bool read_chunk(Timeline* timeline, bool* more) {
    *more = false;
    const size_t head = header_bytes(version);
    if (unread().size() < head) return true;
    ChunkHeader header;
    switch (decode_header(unread().substr(0, head), version, &header)) {
      case HeaderCheck::good:
        break;
      case HeaderCheck::damaged:
        return damaged(FaultKind::checksum);
      case HeaderCheck::too_large:
        return damaged(FaultKind::too_large);
    }
    if (any_chunk && header.recording != recording) return damaged(FaultKind::foreign);
    any_chunk = true;
    recording = header.recording;
    const uint64_t whole = whole_bytes(header, version);
    if (unread().size() < whole) return true;
    allowance.came(whole);
    if (!allowance.take(header.raw_bytes)) return damaged(FaultKind::too_much);
    std::string raw;
    if (!is_summary_of(header, unread().substr(head, header.summary_bytes))) {
      return damaged(FaultKind::checksum);
    }
    const auto stored = unread().substr(head + header.summary_bytes, header.stored_bytes);
    if (header.type == ChunkType::events && timeline->unread() != nullptr) {
      const auto summary = unread().substr(head, header.summary_bytes);
      if (!count_events(header, summary, stored, timeline->unread())) return false;
      take(whole);
      return *more = true;
    }
    switch (decode_payload(header, stored, &raw)) {
      case PayloadCheck::good:
        break;
      case PayloadCheck::wrong_checksum:
        return damaged(FaultKind::checksum);
      case PayloadCheck::not_decompressible:
        return damaged(FaultKind::content);
    }
    if (!read_known(header, raw, timeline)) return false;
    take(whole);
    *more = !complete;
    return true;
  }

  // What feed() promises, but that memory may lack.
  bool take_in(std::string_view bytes, Timeline* timeline);

  // Chunks of other types are of a later version and skipped, and so is the index. An end mark that
  // counts other events than came is as good as a chunk that is missing.
  // Where nobody looks it is not opened.
  bool count_events(const ChunkHeader& header, std::string_view summary, std::string_view stored,
                    Unread* unread) {
    Summary said;
    if (!info || header.first_event != records) return damaged(FaultKind::order);
    if (!decode_summary(summary, &said)) return damaged(FaultKind::content);
    unread->add(header, said, stored);
    records += header.event_count;
    events += header.event_count;
    return true;
  }
  bool read_known(const ChunkHeader& header, const std::string& raw, Timeline* timeline) {
    if (header.type == ChunkType::info) return read_info(raw, timeline);
    if (header.type == ChunkType::events) return read_events(header, raw, timeline);
    if (header.type == ChunkType::end) {
      if (header.first_event != records) return damaged(FaultKind::order);
      complete = true;
    }
    return true;
  }
};

TraceReader::TraceReader(std::string place, Memory memory) : impl_(std::make_shared<Impl>()) {
  impl_->place = std::move(place);
  if (memory == Memory::all) impl_->allowance = Allowance::without_end();
}

bool TraceReader::feed(std::string_view bytes, Timeline* timeline) {
  Impl& r = *impl_;
  if (r.fault) return false;
  try {
    return r.take_in(bytes, timeline);
  } catch (const std::bad_alloc&) {
    return r.damaged(FaultKind::no_memory);
  }
}

bool TraceReader::Impl::take_in(std::string_view bytes, Timeline* timeline) {
  arrived.append(bytes);
  // Not enough of it yet is no fault.
  if (version == 0 && (!read_preamble() || version == 0)) return !fault;
  bool more = !complete;
  while (more) {
    if (!read_chunk(timeline, &more)) return false;
  }
  forget_taken();
  return !complete || unread().empty() || damaged(FaultKind::trailing);
}

bool TraceReader::complete() const { return impl_->complete; }
bool TraceReader::has_info() const { return impl_->info; }
const facts::Fault& TraceReader::fault() const { return impl_->fault; }
uint64_t TraceReader::offset() const { return impl_->offset; }

facts::Fault TraceReader::missing() const {
  const Impl& r = *impl_;
  if (r.complete || r.fault) return r.fault;
  // Nothing at all is told apart from a part: then there never was a trace.
  const uint64_t bytes = r.offset + r.unread().size();
  const FaultKind kind = bytes == 0 ? FaultKind::trace_empty : FaultKind::trace_cut;
  return {kind, r.place, bytes, r.events, ""};
}

}  // namespace greenlens::store
