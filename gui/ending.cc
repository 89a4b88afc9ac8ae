#include "gui/ending.h"

namespace greenlens::gui {

Ending kind_of(facts::FaultKind kind) {  // NOLINT(readability-function-size): a list
  using facts::FaultKind;
  switch (kind) {
    case FaultKind::none:
      return Ending::good;
    case FaultKind::crashed:
      return Ending::crashed;
    case FaultKind::raised:
      return Ending::raised;
    case FaultKind::killed:
      return Ending::killed;
    case FaultKind::trace_cut:
    case FaultKind::stream_cut:
    case FaultKind::cancelled:
      return Ending::incomplete;
    case FaultKind::gap:
    case FaultKind::info_missing:
    case FaultKind::info_not_json:
    case FaultKind::info_field:
    case FaultKind::checksum:
    case FaultKind::content:
    case FaultKind::too_large:
    case FaultKind::order:
    case FaultKind::trailing:
    case FaultKind::foreign:
    case FaultKind::index_wrong:
    case FaultKind::too_much:
    case FaultKind::no_memory:
    case FaultKind::keyframe_damaged:
    case FaultKind::keyframe_wrong:
    case FaultKind::info_differs:
      return Ending::damaged;
    case FaultKind::file_unreadable:
    case FaultKind::not_a_trace:
    case FaultKind::are_lines:
    case FaultKind::trace_empty:
    case FaultKind::trace_version:
    case FaultKind::not_lines:
    case FaultKind::lines_version:
    case FaultKind::line_not_json:
    case FaultKind::line_field:
    case FaultKind::line_step:
    case FaultKind::line_too_long:
    case FaultKind::lines_missing:
    case FaultKind::cannot_start:
    case FaultKind::cannot_step:
    case FaultKind::no_stepper:
    case FaultKind::cannot_watch:
    case FaultKind::no_watcher:
    case FaultKind::no_such_switch:
    case FaultKind::switch_not_called:
    case FaultKind::nothing_switched:
    case FaultKind::cannot_join:
    case FaultKind::not_offered:
    case FaultKind::no_trace:
    case FaultKind::stream_damaged:
    case FaultKind::no_display:
    case FaultKind::no_window:
    case FaultKind::no_offscreen:
    case FaultKind::picture_unwritable:
    case FaultKind::picture_too_large:
    case FaultKind::too_many_pictures:
    case FaultKind::no_ffmpeg:
    case FaultKind::ffmpeg_failed:
    case FaultKind::export_cancelled:
    case FaultKind::same_recording:
    case FaultKind::unknown_target:
    case FaultKind::scenario_arguments:
    case FaultKind::target_is_folder:
    case FaultKind::not_a_step:
    case FaultKind::no_such_step:
    case FaultKind::no_such_greenlet:
    case FaultKind::no_such_module:
    case FaultKind::another_build:
    case FaultKind::no_symbols_there:
    case FaultKind::not_in_part:
    case FaultKind::empty_range:
    case FaultKind::notes_not_json:
    case FaultKind::notes_twice:
    case FaultKind::notes_too_much:
    case FaultKind::not_notes:
    case FaultKind::notes_unwritable:
    case FaultKind::no_such_note:
    case FaultKind::no_condition:
    case FaultKind::nowhere:
      return Ending::failed;
  }
  return Ending::failed;
}

}  // namespace greenlens::gui
