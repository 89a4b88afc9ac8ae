// Records this very process: a ring in its own memory, and a thread that drains it.
//
// On the program's threads each fact becomes one plain record in a preallocated ring, stamped,
// without malloc or mutex. A thread symbolizes, encodes and writes (tracer/drain/drain.h). When the
// ring is full the program waits (default) or facts are dropped and counted. A gate makes the
// program stand still after the stop it was allowed to reach; everything up to it has then been
// written, or soon is. What is recorded by another process instead says so by an Attachment
// (tracer/record/attach.h).
#ifndef GREENLENS_TRACER_RECORD_RECORDER_H_
#define GREENLENS_TRACER_RECORD_RECORDER_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/cpp/names.h"
#include "tracer/record/program_description.h"
#include "tracer/record/records.h"
#include "tracer/session/session.h"

namespace greenlens::record {

struct RecorderOptions {
  ProgramDescription program;
  const void* stack_base = nullptr;  // the address that pictures call +0
  WhenFull when_full = WhenFull::wait;
  facts::Detail detail = facts::Detail::full;  // of switches; of a gated program all is told
  uint64_t full_switches = 0;                  // so many are told in full before
  facts::SliceBytes bytes = facts::SliceBytes::full;
  bool gated = false;       // stand still until allow() is called
  bool last_words = false;  // a program that dies says how (tracer/record/last_words.h)
  size_t ring_bytes = ring::Shared::kRingBytes;  // address space; pages are touched as needed
  std::function<bool(std::string_view)> sink;    // gets the stream's bytes, on the draining thread
  // Likewise: before the first of them, when all of what was told so far is there because somebody
  // asked, and behind the last of them.
  std::function<void()> begin, asked, end;
  // Grows when somebody asks in a way that may outlive the recorder, such as a signal's handler: it
  // has to outlive that. Looked at many times a second. May be null.
  const std::atomic<uint32_t>* asks = nullptr;
};

class Recorder {
 public:
  explicit Recorder(RecorderOptions options);
  ~Recorder();  // finish()
  Recorder(const Recorder&) = delete;

  // The observer to give to the engine, on the thread that this is first called in.
  engine::Observer* observer();
  // Who makes observers for all others, to give to the engine (engine/core/watch.h). Those live
  // until their threads end, also after this; what they hear then goes nowhere.
  engine::Watch* watch();
  // The same, of a recording that begins with the calling thread, whose pictures call `stack_base`
  // +0: it is asked for that one's observer, too, instead of observer().
  engine::Watch* watch_from_here();
  // Returns when the stream says what the program is.
  void wait_until_begun();
  // Has all that was told so far handed on, and options.asked called then. From any thread. When
  // answers() has become this number it is done.
  uint32_t ask();
  uint32_t answers() const;
  // Whether this is the process that it was made in.
  bool is_recorded_process() const;
  // Lets the program run to the stop that the permission names. From any thread.
  void allow(const session::Permission& permission);
  // Records the program's end, writes everything, joins the thread. What observers hear then goes
  // nowhere; observer() has to be detached before this is destroyed, and the watch as well.
  void finish(facts::End how, std::string_view what);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_RECORDER_H_
