// The last part of a recording that goes on and on: as much of its end as somebody wants to keep.
//
// It takes the stream that a recorder writes, and keeps a file of it that is a part of the
// recording at any moment (tracer/store/trace_info.h): new chunks are appended, and now and then
// the file is written anew without what has become too old, from a chunk on that has a keyframe. So
// whoever dies, the file can be opened. What is kept here grows with the chunks that have a
// keyframe and are in the file, by 24 bytes each.
#ifndef GREENLENS_TRACER_STORE_LAST_PART_H_
#define GREENLENS_TRACER_STORE_LAST_PART_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "tracer/store/bytes.h"
#include "tracer/store/chunk.h"
#include "tracer/store/trace_info.h"

namespace greenlens::store {

// How much: one of the two, the other is 0. Of bytes the file has at most so many, but at least one
// chunk, and two thirds of that when it has just been written anew. Of time it has at least so
// much, and half as much again at most, and 16 KiB more.
struct KeptPart {
  uint64_t bytes = 0;
  uint64_t ns = 0;
};

// The file, which is empty at first.
struct PartFile {
  std::function<bool(std::string_view bytes)> append;
  // It becomes these bytes and behind them what it had from there on, or stays as it was.
  std::function<bool(std::string_view head, uint64_t from)> replace_front;
  // What is in it now; null when it cannot be read.
  std::function<std::unique_ptr<Bytes>()> open;
};

// One thread.
class LastPart {
 public:
  LastPart(KeptPart kept, PartFile file) : kept_(kept), file_(std::move(file)) {}

  // The stream, in pieces of any size. False when the file took something no more: it has what it
  // took before, and this is to be called no more. That it could not be written anew is no failure:
  // it grows then, until it can.
  bool take(std::string_view bytes);
  // Where the stream has ended in order the file gets its index. False when it did not take it.
  bool finish();
  // Gives an index to a copy of what is in the file now: it is complete then, as the part of a
  // recording that goes on.
  bool finish_copy(const PartFile& copy) const;

  // Why the file has more than it is to have, and grows; none when it does not.
  enum class Trouble : uint8_t {
    none,
    not_written_anew,  // the file's functions failed; it is tried again
    // Behind the last chunk that has a keyframe there is more than that already: the state takes so
    // much room, or more than a chunk may hold, and then none has one.
    no_beginning,
  };
  Trouble trouble() const { return trouble_; }

  // What is not there any more; none while all is.
  const std::optional<PartOf>& part() const { return info_.part; }

 private:
  struct Keyframe {
    uint64_t at = 0;  // where its chunk begins
    uint64_t first_event = 0;
    uint64_t first_ns = 0;
    uint64_t index_before = 0;  // what the index says of chunks before it; bytes
  };
  bool take_chunk(const ChunkHeader& header, std::string_view chunk);
  bool take_events(const ChunkHeader& header, std::string_view chunk);
  void drop_before(const Keyframe& keyframe);
  bool has_no_beginning() const;
  std::optional<PartOf> part_from(const Keyframe& keyframe) const;
  void make_room(uint64_t bytes);
  void drop_old(uint64_t now_ns);

  KeptPart kept_;
  PartFile file_;
  std::string pending_;  // of the stream, less than a chunk
  bool begun_ = false, has_info_ = false, ended_ = false;
  uint64_t recording_ = 0;
  TraceInfo info_;
  uint64_t head_ = 0;  // bytes before the first chunk of events
  // At most, what the index says of all chunks that were ever taken, and of those that are gone.
  uint64_t index_bytes_ = 0, index_dropped_ = 0;
  uint64_t at_ = 0;  // bytes in the file
  uint64_t events_ = 0;
  uint64_t try_again_at_ = 0;  // bytes in the file
  uint64_t keyframe_end_ = 0;  // where the last chunk ends that has one
  uint64_t raw_since_ = 0;     // what is behind that, decompressed
  Trouble trouble_ = Trouble::none;
  std::deque<Keyframe> keyframes_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_LAST_PART_H_
