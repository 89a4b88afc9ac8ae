// A thread's switches as notes in the memory that it shares with its recorder.
#ifndef GREENLENS_TRACER_RECORD_SWITCH_NOTES_H_
#define GREENLENS_TRACER_RECORD_SWITCH_NOTES_H_

#include <memory>

#include "engine/core/switch_log.h"
#include "tracer/record/records.h"

namespace greenlens::record {

class RingObserver;

class SwitchNotes final : public core::SwitchLog {
 public:
  // Of the thread with that number, whose addresses become relative to `base`; its observer, who
  // owns this, is asked whether it stays when the recorder has decided something. Null when as many
  // others note already as can.
  static std::unique_ptr<SwitchNotes> begin(std::shared_ptr<Records> records,
                                            facts::ThreadId thread, const void* base,
                                            RingObserver* observer);
  // Nothing more is noted; what was still comes to its reader.
  ~SwitchNotes() override;

 private:
  SwitchNotes(std::shared_ptr<Records> records, size_t slot, RingObserver* observer);
  // Waits as long as somebody reads; in a forked child, or without a reader, nothing is kept.
  uint64_t make_room() override;
  bool stays() override;

  const std::shared_ptr<Records> records_;
  ring::NoteSlot& slot_;
  RingObserver* const observer_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_SWITCH_NOTES_H_
