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
  bool gated = false;                            // stand still until allow() is called
  size_t ring_bytes = ring::Shared::kRingBytes;  // address space; pages are touched as needed
  std::function<bool(std::string_view)> sink;    // gets the stream's bytes, on the draining thread
};

class Recorder {
 public:
  explicit Recorder(RecorderOptions options);
  ~Recorder();  // finish()
  Recorder(const Recorder&) = delete;

  // The observer to give to the engine, on the thread that this was made in: the first one.
  engine::Observer* observer();
  // Who makes observers for all others, to give to the engine (engine/core/watch.h). Those live
  // until their threads end, also after this; what they hear then goes nowhere.
  engine::Watch* watch();
  // Lets the program run to the stop that the permission names. From any thread.
  void allow(const session::Permission& permission);
  // Records the program's end, writes everything, joins the thread. Observer and watch must be
  // detached by then.
  void finish(facts::End how, std::string_view what);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_RECORDER_H_
