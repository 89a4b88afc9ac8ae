#include "tracer/store/trace_reader.h"

#include <algorithm>
#include <utility>

#include "tracer/store/chunk.h"
#include "tracer/words/messages.h"

namespace greenlens::store {
namespace {

// The first bytes of something that is no trace, for a sentence: as text when they are text, else
// in hexadecimal.
std::string shown_start(std::string_view bytes) {
  bytes = bytes.substr(0, kMagic.size());
  const bool text =
      std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= ' ' && c < 0x7f; });
  if (text) return "\"" + std::string(bytes) + "\"";
  std::string shown;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (!shown.empty()) shown += ' ';
    shown += "0123456789abcdef"[byte >> 4];
    shown += "0123456789abcdef"[byte & 15];
  }
  return shown;
}

}  // namespace

struct TraceReader::Impl {
  const words::Messages& messages = words::Messages::of("en");
  std::string name;      // what messages call the stream
  std::string unread;    // arrived, but not whole chunks yet
  uint64_t offset = 0;   // of unread in the stream
  uint64_t records = 0;  // events in the stream, with those of unknown types
  uint64_t events = 0;   // delivered
  bool preamble = false;
  bool info = false;
  bool complete = false;
  std::string error;

  std::string number(uint64_t n) const { return std::to_string(n); }

  // What can be used of what came before a fault.
  std::string usable() const {
    if (events == 0) return messages.text("error.trace.nothing_usable");
    return messages.text("error.trace.usable", {{"events", number(events)}});
  }
  bool fail(std::string sentence) {
    error = std::move(sentence);
    unread.clear();
    return false;
  }
  bool damaged(std::string_view id) {
    return fail(
        messages.text(id, {{"file", name}, {"offset", number(offset)}, {"usable", usable()}}));
  }

  void take(size_t bytes) {
    unread.erase(0, bytes);
    offset += bytes;
  }

  // Takes the preamble off. Refuses as early as it can: at the first wrong byte.
  bool read_preamble() {
    const size_t there = std::min(unread.size(), kMagic.size());
    if (std::string_view(unread).substr(0, there) != kMagic.substr(0, there)) {
      return fail(messages.text("error.trace.not_a_trace",
                                {{"file", name}, {"start", shown_start(unread)}}));
    }
    if (unread.size() < kPreambleBytes) return true;
    const uint32_t version = get_u32(unread, kMagic.size());
    if (version != kFormatVersion) {
      return fail(messages.text(
          "error.trace.version",
          {{"file", name}, {"version", number(version)}, {"known", number(kFormatVersion)}}));
    }
    preamble = true;
    take(kPreambleBytes);
    return true;
  }

  bool read_info(const std::string& raw, Timeline* timeline) {
    TraceInfo read;
    std::string wrong;
    if (!from_json(raw, &read, &wrong)) {
      return fail(messages.text("error.trace.info", {{"file", name}, {"wrong", wrong}}));
    }
    timeline->set_info(std::move(read));
    info = true;
    return true;
  }

  bool read_events(const ChunkHeader& header, const std::string& raw, Timeline* timeline) {
    if (!info) return damaged("error.trace.order");
    if (header.first_event != records) return damaged("error.trace.order");
    EventsPayload payload;
    const bool good = decode_events(raw, &payload);
    for (facts::Event& event : payload.events) {
      timeline->append(std::move(event));
      ++events;
    }
    records += payload.records;
    return good && payload.records == header.event_count ? true : damaged("error.trace.content");
  }

  // Takes one chunk off. `more` says whether there may be another whole one.
  bool read_chunk(Timeline* timeline, bool* more) {
    *more = false;
    if (unread.size() < kChunkHeaderBytes) return true;
    ChunkHeader header;
    switch (decode_header(std::string_view(unread).substr(0, kChunkHeaderBytes), &header)) {
      case HeaderCheck::good:
        break;
      case HeaderCheck::damaged:
        return damaged("error.trace.checksum");
      case HeaderCheck::too_large:
        return damaged("error.trace.too_large");
    }
    const size_t whole = kChunkHeaderBytes + header.stored_bytes;
    if (unread.size() < whole) return true;
    std::string raw;
    const auto stored = std::string_view(unread).substr(kChunkHeaderBytes, header.stored_bytes);
    switch (decode_payload(header, stored, &raw)) {
      case PayloadCheck::good:
        break;
      case PayloadCheck::wrong_checksum:
        return damaged("error.trace.checksum");
      case PayloadCheck::not_decompressible:
        return damaged("error.trace.content");
    }
    if (!read_known(header, raw, timeline)) return false;
    take(whole);
    *more = !complete;
    return true;
  }

  // Chunks of other types are of a later version and skipped.
  bool read_known(const ChunkHeader& header, const std::string& raw, Timeline* timeline) {
    if (header.type == ChunkType::info) return read_info(raw, timeline);
    if (header.type == ChunkType::events) return read_events(header, raw, timeline);
    if (header.type == ChunkType::end) {
      if (header.first_event != records) return damaged("error.trace.order");
      complete = true;
    }
    return true;
  }
};

TraceReader::TraceReader() : TraceReader(words::Messages::of("en").text("error.trace.unnamed")) {}

TraceReader::TraceReader(std::string shown_name) : impl_(std::make_shared<Impl>()) {
  impl_->name = std::move(shown_name);
}

bool TraceReader::feed(std::string_view bytes, Timeline* timeline) {
  Impl& r = *impl_;
  if (!r.error.empty()) return false;
  r.unread.append(bytes);
  if (!r.preamble && (!r.read_preamble() || !r.preamble)) return r.error.empty();
  bool more = !r.complete;
  while (more) {
    if (!r.read_chunk(timeline, &more)) return false;
  }
  return !r.complete || r.unread.empty() || r.damaged("error.trace.trailing");
}

bool TraceReader::complete() const { return impl_->complete; }
bool TraceReader::has_info() const { return impl_->info; }
std::string TraceReader::error() const { return impl_->error; }
uint64_t TraceReader::offset() const { return impl_->offset; }

std::string TraceReader::missing() const {
  const Impl& r = *impl_;
  if (r.complete || !r.error.empty()) return r.error;
  const uint64_t bytes = r.offset + r.unread.size();
  if (bytes == 0) return r.messages.text("error.trace.empty", {{"file", r.name}});
  return r.messages.text("error.trace.cut",
                         {{"file", r.name}, {"bytes", r.number(bytes)}, {"usable", r.usable()}});
}

}  // namespace greenlens::store
