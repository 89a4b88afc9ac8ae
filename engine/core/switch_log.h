// One note a switch: for who wants to know of millions, and not of the steps of each.
//
// While a thread has a log, switches between greenlets that have begun and not ended are noted in
// it and not told to its observer; their lines in the program stand in the notes. All else is told
// as ever: what begins and ends greenlets, refusals, frames, what is printed. So are all switches
// that something else has to hear of step by step: a trace function, a host with state of its own,
// AddressSanitizer. Everything that is not in a note follows from the notes and facts before it
// (tracer/rules/derive.h has the rules).
#ifndef GREENLENS_ENGINE_CORE_SWITCH_LOG_H_
#define GREENLENS_ENGINE_CORE_SWITCH_LOG_H_

#include <atomic>
#include <cstdint>

#include "arch/ticks.h"
#include "engine/core/where.h"

namespace greenlens::core {

struct SwitchNote {
  uint64_t ticks = 0;          // arch/ticks.h, when it was noted
  const char* sp = nullptr;    // where the origin's registers lie
  uint32_t origin = 0;         // who was left ...
  uint32_t target = 0;         // ... and whom the program asked for, who runs now
  const char* file = nullptr;  // of the program, where it called; null: not known
  const char* function = nullptr;
  const char* caller_sp = nullptr;  // in the calling frame
  int line = 0;
  uint32_t recursion_depth = 0;   // the target's
  bool is_error = false;          // what is brought
  bool last_handle_gone = false;  // the target's: it is thrown GreenletExit for that
};

// What others may say to a log at any time. Both words outlive it.
struct SwitchLogWords {
  static constexpr std::atomic<uint32_t> kOne{1};
  // While it is 0 nothing is noted: in a process that has the memory of another, where the system
  // clears it (MADV_WIPEONFORK).
  const std::atomic<uint32_t>* ours = &kOne;
  // When it changes the log asks itself whether it stays(), before the next switch.
  const std::atomic<uint32_t>* asked = &kOne;
};

// A ring of notes with one writer, the thread, and one reader, who may be in another process. The
// notes lie in memory that outlives the writer; a note is there as soon as head() counts it.
class SwitchLog {
 public:
  // `count` notes, a power of two. `head` counts the notes ever made, modulo 2^64.
  SwitchLog(SwitchNote* notes, uint64_t count, std::atomic<uint64_t>* head,
            SwitchLogWords words = {})
      : notes_(notes),
        mask_(count - 1),
        head_(head),
        words_(words),
        asked_(words.asked->load()),
        next_(head->load()),
        limit_(next_) {}
  SwitchLog(const SwitchLog&) = delete;
  virtual ~SwitchLog() = default;

  // The program's line: for the next note. False when there is none: the log was taken away just
  // now, and may be gone.
  bool at(const Where& program, const char* sp) {
    const uint32_t asked = words_.asked->load(std::memory_order_relaxed);
    if (asked != asked_) [[unlikely]] {
      asked_ = asked;
      if (!stays()) return false;
    }
    program_ = program;
    caller_sp_ = sp;
    return true;
  }
  // That line, once, of a switch that is not noted but told. False: there is none.
  bool take_line(Where* program) {
    *program = program_;
    program_.file = nullptr;
    return program->file != nullptr;
  }
  const char* caller_sp() const { return caller_sp_; }  // in its frame
  // On the origin's stack, with all of its bytes in place, on the way of every switch.
  inline void note(const char* sp, uint32_t origin, uint32_t target, uint32_t recursion_depth,
                   bool is_error, bool last_handle_gone);
  uint64_t made() const { return next_; }

 protected:
  // Up to which count there is room now; the same as made(): this note is lost. May wait, and does
  // what an observer may do at registers_saved (engine/core/observer.h).
  virtual uint64_t make_room() = 0;
  // Outside of any switch, where an observer may do what it likes (engine/core/observer.h):
  // whether this is still the thread's log.
  virtual bool stays() { return true; }

 private:
  SwitchNote* const notes_;
  const uint64_t mask_;
  std::atomic<uint64_t>* const head_;
  const SwitchLogWords words_;
  uint32_t asked_;
  uint64_t next_;
  uint64_t limit_;
  Where program_{nullptr, nullptr, 0};
  const char* caller_sp_ = nullptr;
};

// Gives the running thread a log, or takes it away (null), from its next switch on. The thread has
// to be observed; who observes it from now on, or nobody, ends that, too. To be called by the
// thread, also in a callback of its observer.
void log_switches(SwitchLog* log);

inline void SwitchLog::note(const char* sp, uint32_t origin, uint32_t target,
                            uint32_t recursion_depth, bool is_error, bool last_handle_gone) {
  if (words_.ours->load(std::memory_order_relaxed) == 0) [[unlikely]]
    return;
  if (next_ == limit_) [[unlikely]] {
    limit_ = make_room();
    if (next_ == limit_) return;
  }
  SwitchNote& note = notes_[next_ & mask_];
  note.ticks = arch_ticks();
  note.sp = sp;
  note.origin = origin;
  note.target = target;
  note.file = program_.file;
  note.function = program_.function;
  note.caller_sp = caller_sp_;
  note.line = program_.line;
  note.recursion_depth = recursion_depth;
  note.is_error = is_error;
  note.last_handle_gone = last_handle_gone;
  program_.file = nullptr;  // said once
  head_->store(++next_, std::memory_order_release);
}

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_SWITCH_LOG_H_
