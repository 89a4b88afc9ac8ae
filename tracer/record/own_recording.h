// One recording of this process by itself: a recorder, and the file that it fills.
#ifndef GREENLENS_TRACER_RECORD_OWN_RECORDING_H_
#define GREENLENS_TRACER_RECORD_OWN_RECORDING_H_

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "tracer/facts/values.h"
#include "tracer/record/program_description.h"
#include "tracer/record/recorder.h"
#include "tracer/record/trace_file.h"

namespace greenlens::record {

class OwnRecording {
 public:
  struct Wanted {
    ProgramDescription program;
    const void* base = nullptr;  // the address that pictures of this thread call +0
    TraceFile::Wanted file;
    facts::Detail detail = facts::Detail::switches;
    uint64_t full_switches = facts::kFullSwitches;
    facts::SliceBytes bytes = facts::SliceBytes::hash;
    int signal = 0;  // that asks to save; 0: none
  };
  // Records from here on. Null, and `why`, when that cannot be.
  static std::unique_ptr<OwnRecording> begin(const Wanted& wanted, std::string* why);
  // After end().
  ~OwnRecording();
  OwnRecording(const OwnRecording&) = delete;

  // Not in a forked child: there nothing else may be asked of it, and it has to be left as it is.
  bool is_recorded_process() const { return recorder_->is_recorded_process(); }
  bool is_written_when_asked() const { return wanted_.file.when_asked; }
  // What there is by now becomes the file. False: reason().
  bool save();
  // The file is complete, or false: reason(). Once. Whoever hears the program goes on to be called,
  // until its thread asks for another one; nothing comes of it.
  bool end(facts::End how, std::string_view what);
  // The watch that was set is not any more: this may go.
  void leave();

  const std::string& file() const { return wanted_.file.path; }
  core::Host& host() const;
  std::string reason() const;  // "" while all is well; the system's, or a few words

 private:
  explicit OwnRecording(const Wanted& wanted);
  bool start(std::string* why);
  void set_reason(const std::string& reason);
  bool has_failed() const;

  const Wanted wanted_;
  TraceFile file_;  // the draining thread's
  mutable std::mutex mutex_;
  std::string reason_;     // under the mutex, as the next one: why nothing more is recorded
  std::string not_saved_;  // why it was not saved when that was asked for last
  std::atomic<bool> over_{false};
  std::atomic<bool> ended_well_{false};
  std::unique_ptr<Recorder> recorder_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_OWN_RECORDING_H_
