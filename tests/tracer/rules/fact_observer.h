// An observer whose facts arrive at once, in the thread that tells them: a recorder without ring,
// writer and file. Without bytes, C frames, registers and lines.
#ifndef GREENLENS_TESTS_TRACER_RULES_FACT_OBSERVER_H_
#define GREENLENS_TESTS_TRACER_RULES_FACT_OBSERVER_H_

#include <utility>
#include <vector>

#include "engine/core/core.h"
#include "engine/core/observer.h"
#include "tracer/facts/fact.h"

namespace greenlens::rules {

class FactObserver : public core::Observer {
 public:
  // `base`: the address that facts call 0.
  explicit FactObserver(const char* base) : base_(base) { waiting_.reserve(16); }

 protected:
  void addresses_are_relative_to(const char* base) { base_ = base; }
  // Each fact in its turn. Allocating is allowed here: what is told between "sp moved" and "bytes
  // in place" waits for the next one.
  virtual void heard(const facts::Fact& fact) = 0;

 private:
  using Where = core::Where;
  using Core = core::Core;

  facts::Address address(const char* a) const {
    const auto raw = reinterpret_cast<uintptr_t>(a);
    if (raw == 0) return facts::kNull;
    if (raw == 1) return facts::kStarted;
    if (raw == UINTPTR_MAX) return facts::kEverything;
    return static_cast<facts::Address>(raw - reinterpret_cast<uintptr_t>(base_));
  }
  static facts::GreenletId id(const Core* core) { return core != nullptr ? core->id() : 0; }
  static facts::FrameId id(const core::InterpreterFrame* frame) {
    return frame != nullptr ? frame->id : 0;
  }
  static facts::Payload kind_of(core::DeliveryKind kind) {
    return kind == core::DeliveryKind::value ? facts::Payload::value : facts::Payload::error;
  }
  template <typename F>
  void tell(F fact) {
    waiting_.emplace_back(std::move(fact));
    if constexpr (!std::is_same_v<F, facts::StackPointerMoved>) {
      for (const facts::Fact& one : waiting_) heard(one);
      waiting_.clear();
    }
  }

  void greenlet_created(Where, const Core& g) override {
    tell(facts::GreenletCreated{g.id(), g.name(), id(g.parent()), address(g.stack_start()),
                                address(g.stack_stop())});
  }
  void dropped_elsewhere(Where, const Core& g, const Core* current) override {
    tell(facts::DroppedElsewhere{g.id(), id(current)});
  }
  void thread_ended(Where, size_t left) override { tell(facts::ThreadEnded{left}); }
  void greenlet_renamed(Where, const Core& g) override {
    tell(facts::GreenletRenamed{g.id(), g.name()});
  }
  void parent_changed(Where, const Core& g, const Core* old_parent) override {
    tell(facts::ParentChanged{g.id(), id(old_parent), id(g.parent())});
  }
  void parent_refused(Where, const Core& g, const Core& wanted, std::string_view text) override {
    tell(facts::ParentRefused{g.id(), wanted.id(), std::string(text)});
  }
  void body_entered(Where, const Core& g) override { tell(facts::BodyEntered{g.id()}); }
  void greenlet_finished(Where, const Core& g, core::FinishKind how,
                         std::string_view what) override {
    const facts::Finish finish = how == core::FinishKind::returned ? facts::Finish::returned
                                 : how == core::FinishKind::raised ? facts::Finish::raised
                                                                   : facts::Finish::greenlet_exit;
    tell(facts::GreenletFinished{g.id(), finish, std::string(what)});
  }
  void greenlet_freed(Where, const Core& g) override { tell(facts::GreenletFreed{g.id()}); }
  void line_reached(Where, const Core& current, Where, const char* sp) override {
    tell(facts::LineReached{current.id(), {}, address(sp)});
  }
  void printed(Where, const Core& current, std::string_view line) override {
    tell(facts::Printed{current.id(), std::string(line)});
  }
  void frame_pushed(Where, const Core& current, const core::InterpreterFrame& frame,
                    const char* sp) override {
    tell(facts::FramePushed{current.id(), frame.id, id(frame.f_back), {}, address(sp)});
  }
  void frame_popped(Where, const Core& current, const core::InterpreterFrame& frame,
                    const char* sp) override {
    tell(facts::FramePopped{current.id(), frame.id, address(sp)});
  }
  void switch_requested(Where, const Core& origin, const Core& requested, core::DeliveryKind kind,
                        std::string_view what) override {
    tell(facts::SwitchRequested{origin.id(), requested.id(), kind_of(kind), std::string(what),
                                requested.last_handle_gone()});
  }
  void target_passed_over(Where, const Core& dead, const Core& next) override {
    tell(facts::TargetPassedOver{dead.id(), next.id()});
  }
  void target_found(Where, const Core& origin, const Core& target, bool first_start) override {
    tell(facts::TargetFound{origin.id(), target.id(), first_start});
  }
  void start_prepared(Where, const Core& target) override {
    tell(facts::StartPrepared{target.id(), address(target.stack_stop()), id(target.stack_prev()),
                              target.recursion_depth()});
  }
  void registers_saved(Where, const Core& origin, const Core& target, const char* sp) override {
    tell(facts::RegistersSaved{origin.id(), target.id(), address(sp), {}, {}});
  }
  void stack_start_set(Where, const Core& origin) override {
    tell(facts::StackStartSet{origin.id(), address(origin.stack_start())});
  }
  void origin_not_saved(Where, const Core& origin) override {
    tell(facts::OriginNotSaved{origin.id()});
  }
  void slice_saved(Where, const Core& owner, core::SliceExtent extent, const char* from,
                   const char* to, const char*) override {
    const bool whole = extent == core::SliceExtent::whole;
    tell(facts::SliceSaved{owner.id(),
                           whole ? facts::Extent::whole : facts::Extent::partial,
                           address(from),
                           address(to),
                           owner.stack_saved(),
                           {}});
  }
  void stack_pointer_moved(Where, const Core& target, const char* from, const char* to) override {
    tell(facts::StackPointerMoved{target.id(), address(from), address(to)});
  }
  void slice_restored(Where, const Core& target, const char* from, const char* to) override {
    tell(facts::SliceRestored{target.id(), address(from), address(to)});
  }
  void stack_prev_relinked(Where, const Core& target) override {
    tell(facts::StackPrevRelinked{target.id(), id(target.stack_prev())});
  }
  void returned_twice(Where, const Core& target) override {
    tell(facts::ReturnedTwice{target.id()});
  }
  void registers_restored(Where, const Core& target, const char* sp) override {
    tell(facts::RegistersRestored{target.id(), address(sp), {}});
  }
  void host_state_swapped(Where, const Core& origin, const Core& target) override {
    tell(facts::HostStateSwapped{origin.id(), target.id(), id(origin.top_frame()),
                                 id(core::thread_top_frame()), core::thread_recursion_depth()});
  }
  void delivered(Where, const Core& origin, const Core& target, core::DeliveryKind kind,
                 std::string_view what) override {
    tell(facts::Delivered{origin.id(), target.id(), kind_of(kind), std::string(what)});
  }
  void switch_failed(Where, const Core& origin, std::string_view message) override {
    tell(facts::SwitchFailed{origin.id(), std::string(message)});
  }
  void error_ignored(Where, const Core& greenlet, std::string_view what) override {
    tell(facts::ErrorIgnored{greenlet.id(), std::string(what)});
  }

  const char* base_;
  std::vector<facts::Fact> waiting_;
};

}  // namespace greenlens::rules

#endif  // GREENLENS_TESTS_TRACER_RULES_FACT_OBSERVER_H_
