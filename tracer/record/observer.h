// The engine's observer: one record in the ring for each fact, then the gate.
#ifndef GREENLENS_TRACER_RECORD_OBSERVER_H_
#define GREENLENS_TRACER_RECORD_OBSERVER_H_

#include <atomic>
#include <memory>
#include <string_view>

#include "engine/cpp/names.h"
#include "tracer/record/death.h"
#include "tracer/record/gate.h"
#include "tracer/record/record.h"
#include "tracer/record/recorder.h"
#include "tracer/record/ring.h"
#include "tracer/record/unwind.h"

namespace greenlens::record {

class RingObserver final : public engine::Observer {
 public:
  // `stack_base` is where the unwinding of a main greenlet ends.
  RingObserver(Ring& ring, Gate& gate, WhenFull when_full, const void* stack_base);
  ~RingObserver() override;

  uint64_t lost() const { return lost_.load(std::memory_order_relaxed); }
  // The program's end: a record like the others, but no stop.
  void program_finished(facts::End how, std::string_view what);
  // Its death: not in the ring, where a record may be half written, but in memory of its own.
  // Allocates nothing; may be called again with more.
  void program_died(const Death& death);
  const Record& last_record() const { return *reinterpret_cast<const Record*>(last_record_.get()); }

  void greenlet_created(engine::Where, const engine::Core&) override;
  void greenlet_renamed(engine::Where, const engine::Core&) override;
  void parent_changed(engine::Where, const engine::Core&, const engine::Core*) override;
  void parent_refused(engine::Where, const engine::Core&, const engine::Core&,
                      std::string_view) override;
  void body_entered(engine::Where, const engine::Core&) override;
  void greenlet_finished(engine::Where, const engine::Core&, engine::FinishKind,
                         std::string_view) override;
  void greenlet_freed(engine::Where, const engine::Core&) override;
  void line_reached(engine::Where, const engine::Core&, engine::Where, const char*) override;
  void printed(engine::Where, const engine::Core&, std::string_view) override;
  void frame_pushed(engine::Where, const engine::Core&, const engine::InterpreterFrame&) override;
  void frame_popped(engine::Where, const engine::Core&, const engine::InterpreterFrame&) override;
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

 private:
  static constexpr size_t kFrames = 1024;
  static constexpr size_t kSpilledBytes = 1024;
  static constexpr size_t kCallers = 64;
  // A line that the program stands on, with what is needed to find it.
  ring::Line line(const engine::Core& current, const engine::Where& noted);
  // Puts the fact into the ring, one argument for each of its fields, and passes the gate.
  template <typename Fact, typename... Fields>
  void tell(const engine::Where& where, const Fields&... fields);
  // The same in the forms of the ring, without the gate. False when it was lost, and counted.
  template <typename Fact, typename... Forms>
  bool put(const engine::Where& where, const Forms&... forms);
  template <typename Fact, typename... Forms>
  void write(char* room, const engine::Where& where, const Forms&... forms);

  Ring& ring_;
  Gate& gate_;
  const WhenFull when_full_;
  const char* const stack_base_;
  const uint64_t began_ns_;
  const std::unique_ptr<char[]> last_record_;
  uint64_t step_ = 0;  // facts in the ring so far
  std::atomic<uint64_t> lost_{0};
  std::unique_ptr<RawFrame[]>
      frames_;  // scratch: no big buffer may lie on the stack that is watched
  const std::unique_ptr<KnownRules>
      known_rules_;  // how to find the callers of functions met before
  uint64_t callers_[kCallers];
  char spilled_[kSpilledBytes];  // the target's spilled frame, as it was put back
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_OBSERVER_H_
