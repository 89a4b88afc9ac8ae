// An observer that hears everything and says nothing: derive from it and override what you want to
// know.
#ifndef GREENLENS_ENGINE_CORE_NULL_OBSERVER_H_
#define GREENLENS_ENGINE_CORE_NULL_OBSERVER_H_

#include "engine/core/observer.h"

namespace greenlens::core {

class NullObserver : public Observer {
 public:
  void greenlet_created(Where, const Core&) override {}
  void greenlet_renamed(Where, const Core&) override {}
  void parent_changed(Where, const Core&, const Core*) override {}
  void parent_refused(Where, const Core&, const Core&, std::string_view) override {}
  void body_entered(Where, const Core&) override {}
  void greenlet_finished(Where, const Core&, FinishKind, std::string_view) override {}
  void greenlet_freed(Where, const Core&) override {}
  void dropped_elsewhere(Where, const Core&, const Core*) override {}
  void thread_ended(Where, size_t) override {}
  void line_reached(Where, const Core&, Where, const char*) override {}
  void printed(Where, const Core&, std::string_view) override {}
  void frame_pushed(Where, const Core&, const InterpreterFrame&, const char*) override {}
  void frame_popped(Where, const Core&, const InterpreterFrame&, const char*) override {}
  void switch_requested(Where, const Core&, const Core&, DeliveryKind, std::string_view) override {}
  void target_passed_over(Where, const Core&, const Core&) override {}
  void target_found(Where, const Core&, const Core&, bool) override {}
  void start_prepared(Where, const Core&) override {}
  void registers_saved(Where, const Core&, const Core&, const char*) override {}
  void stack_start_set(Where, const Core&) override {}
  void origin_not_saved(Where, const Core&) override {}
  void slice_saved(Where, const Core&, SliceExtent, const char*, const char*,
                   const char*) override {}
  void stack_pointer_moved(Where, const Core&, const char*, const char*) override {}
  void slice_restored(Where, const Core&, const char*, const char*) override {}
  void stack_prev_relinked(Where, const Core&) override {}
  void returned_twice(Where, const Core&) override {}
  void registers_restored(Where, const Core&, const char*) override {}
  void host_state_swapped(Where, const Core&, const Core&) override {}
  void delivered(Where, const Core&, const Core&, DeliveryKind, std::string_view) override {}
  void switch_failed(Where, const Core&, std::string_view) override {}
  void error_ignored(Where, const Core&, std::string_view) override {}
};

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_NULL_OBSERVER_H_
