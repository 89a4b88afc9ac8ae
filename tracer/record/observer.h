// The engine's observer of one thread: one record in the ring for each fact, then the gate.
#ifndef GREENLENS_TRACER_RECORD_OBSERVER_H_
#define GREENLENS_TRACER_RECORD_OBSERVER_H_

#include <memory>
#include <string_view>

#include "engine/core/own_stack.h"
#include "engine/cpp/names.h"
#include "tracer/record/death.h"
#include "tracer/record/last_copies.h"
#include "tracer/record/other_stacks.h"
#include "tracer/record/records.h"
#include "tracer/record/switch_notes.h"
#include "tracer/record/unwind.h"
#include "tracer/ring/record.h"

namespace greenlens::record {

class RingObserver : public engine::Observer {
 public:
  // Of the recording's first thread. `base` is the address that its pictures call +0, and where the
  // unwinding of its main greenlet ends.
  RingObserver(std::shared_ptr<Records> records, const void* base);
  ~RingObserver() override;

  // The calling thread's, while it is recorded; else null. For its last words: a signal's handler
  // may ask.
  static RingObserver* here();
  const LastCopies& last_copies() const { return last_copies_; }
  facts::ThreadId thread() const { return thread_; }
  bool is_recorded_process() const { return records_->is_recorded_process(); }
  const char* base() const { return base_; }

  // The program's end: a record like the others, but no stop.
  void program_finished(facts::End how, std::string_view what);
  // Its death: not in the ring, where a record may be half written, but where last words belong.
  // Allocates nothing; may be called again with more.
  void program_died(const Death& death);
  // In the parent, after a fork, in this thread: that child. Nothing in a signal's handler that has
  // interrupted this thread while it told something.
  void program_forked(uint32_t child);
  // The calling thread is about to send a signal, or to ask for another program in its place
  // (facts/ recording_facts.h); null: it has no greenlets.
  void signal_sent(const engine::Core* sender, facts::SignalTo to, uint64_t receiver,
                   uint64_t signal, std::string_view name);
  void exec_requested(const engine::Core* who, std::string_view program);
  // Who runs is about to go another way than the run before (facts::WentAnotherWay).
  void went_another_way(const engine::Core& who, facts::Deed deed, const engine::Core& target,
                        std::string_view what);
  // It has waited for that child, which is over (facts::ChildEnded).
  void child_ended(const engine::Core* who, uint64_t child, facts::ChildEnd how,
                   std::string_view what);
  // Of a greenlet of an interpreted language, this thread's or, where one thread runs at a time,
  // any: `calls` as the ring has them (ring::SeenCall), where `kept` stays (facts::FramesSeen).
  void frames_seen(const engine::Core& greenlet, uint64_t kept, std::string_view calls,
                   bool same_calls);
  // A text with static lifetime, of which the address will be told (ring::kTextTag).
  void text_kept(const char* text);
  // What one waits for that does not run (facts::WaitSeen).
  void wait_seen(const engine::Core& greenlet, facts::WaitFor kind, std::string_view what,
                 const engine::Core* on, uint64_t count);
  // It is about to be let run, or was, and was made ready so long ago (facts::WakeSeen).
  void wake_seen(const engine::Core& greenlet, uint64_t by, uint64_t ready_ns,
                 const engine::Where& at, std::string_view call, bool is_past);
  // Who runs has run for long, and stands there (facts::RunSampled).
  void run_sampled(const engine::Core& greenlet, const engine::Where& at, std::string_view call);
  // A line of it begins, with its locals as the ring has them.
  void line_begun(const engine::Where& program, const char* sp, std::string_view locals);
  // In this thread, outside of any switch: looks at what the recorder wants by now, and says
  // whether switches are still only noted. (SwitchNotes)
  bool goes_on_noting();
  // The switches that come next are told, and not only noted, up to note_again(): for one whose
  // error is of interest. Nothing where they are told anyway. Outside of any switch.
  void tell_next_switches();
  void note_again();

  void greenlet_created(engine::Where, const engine::Core&) override;
  void greenlet_renamed(engine::Where, const engine::Core&) override;
  void parent_changed(engine::Where, const engine::Core&, const engine::Core*) override;
  void parent_refused(engine::Where, const engine::Core&, const engine::Core&,
                      std::string_view) override;
  void body_entered(engine::Where, const engine::Core&) override;
  void greenlet_finished(engine::Where, const engine::Core&, engine::FinishKind,
                         std::string_view) override;
  void greenlet_freed(engine::Where, const engine::Core&) override;
  void dropped_elsewhere(engine::Where, const engine::Core&, const engine::Core*) override;
  void thread_ended(engine::Where, size_t) override;
  void line_reached(engine::Where, const engine::Core&, engine::Where, const char*) override;
  void printed(engine::Where, const engine::Core&, std::string_view) override;
  void frame_pushed(engine::Where, const engine::Core&, const engine::InterpreterFrame&,
                    const char*) override;
  void frame_popped(engine::Where, const engine::Core&, const engine::InterpreterFrame&,
                    const char*) override;
  void switch_requested(engine::Where, const engine::Core&, const engine::Core&,
                        engine::DeliveryKind, std::string_view) override;
  void target_passed_over(engine::Where, const engine::Core&, const engine::Core&) override;
  void target_found(engine::Where, const engine::Core&, const engine::Core&, bool) override;
  void start_prepared(engine::Where, const engine::Core&) override;
  void registers_saved(engine::Where, const engine::Core&, const engine::Core&,
                       const char*) override;
  void stack_start_set(engine::Where, const engine::Core&) override;
  void origin_not_saved(engine::Where, const engine::Core&) override;
  void slice_saved(engine::Where, const engine::Core&, engine::SliceExtent, const char*,
                   const char*, const char*) override;
  void stack_pointer_moved(engine::Where, const engine::Core&, const char*, const char*) override;
  void slice_restored(engine::Where, const engine::Core&, const char*, const char*) override;
  void stack_prev_relinked(engine::Where, const engine::Core&) override;
  void returned_twice(engine::Where, const engine::Core&) override;
  void registers_restored(engine::Where, const engine::Core&, const char*) override;
  void host_state_swapped(engine::Where, const engine::Core&, const engine::Core&) override;
  void delivered(engine::Where, const engine::Core&, const engine::Core&, engine::DeliveryKind,
                 std::string_view) override;
  void switch_failed(engine::Where, const engine::Core&, std::string_view) override;
  void error_ignored(engine::Where, const engine::Core&, std::string_view) override;

 protected:
  // Whether a thread says that it begins before its first words. The recording's first one does
  // only when there is something to tell it apart from; a thread without greenlets never does.
  enum class Introduction { told, untold, without_thread };
  RingObserver(std::shared_ptr<Records> records, const void* base, Introduction how);

 private:
  static constexpr size_t kFrames = 1024;
  static constexpr size_t kSpilledBytes = 1024;
  static constexpr size_t kCallers = 64;
  // The C frames of whoever runs, from the one that `sp` lies in outwards, where they are recorded.
  ring::Frames frames_from(const engine::Core& current, const char* sp);
  // A line that the program stands on, with what is needed to find it.
  ring::Line line(const engine::Core& current, const engine::Where& noted);
  // Puts the fact into the ring, one argument for each of its fields, and passes the gate.
  template <typename Fact, typename... Fields>
  void tell(const engine::Where& where, const Fields&... fields);
  // As a stop at those grains.
  template <typename Fact, typename... Fields>
  void tell_until(facts::Stops stops, const engine::Where& where, const Fields&... fields);
  // The same in the forms of the ring, without the gate. The step that it is; 0 when it was lost,
  // and counted, or is not recorded any more.
  template <typename Fact, typename... Forms>
  uint64_t put(const engine::Where& where, const Forms&... forms);
  template <typename Fact, typename... Forms>
  void write(char* room, const engine::Where& where, const Forms&... forms);

  void introduce();
  // Records from here on as the recorder wants it by now. Not within a switch.
  void heed_wish();
  bool in_full() const { return detail_ == facts::Detail::full; }
  void tell_thread_began(const engine::Where& where);
  // Tells where the code stands when `sp` lies on no stack that was told of.
  void stand_on(const engine::Where& where, const engine::Core& current, const char* sp);

  const std::shared_ptr<Records> records_;
  Introduction introduction_;
  facts::ThreadId thread_;  // 0 before its first words
  const char* base_;
  bool has_words_ = false;
  facts::Detail detail_ = facts::Detail::full;
  facts::SliceBytes bytes_ = facts::SliceBytes::full;
  uint64_t full_switches_ = 0;          // that were told in full
  std::unique_ptr<SwitchNotes> notes_;  // while only notes are made
  bool notes_aside_ = false;            // but for some switches
  volatile bool telling_ = false;       // a record is being put
  core::OwnStack own_stack_;
  OtherStacks other_stacks_;
  LastCopies last_copies_;
  OtherStack stands_on_;  // without a number: its own
  std::unique_ptr<RawFrame[]>
      frames_;  // scratch: no big buffer may lie on the stack that is watched
  const std::unique_ptr<KnownRules>
      known_rules_;  // how to find the callers of functions met before
  uint64_t callers_[kCallers];
  char spilled_[kSpilledBytes];  // the target's spilled frame, as it was put back
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_OBSERVER_H_
