#include "tracer/words/sentence.h"

namespace greenlens::words {
namespace {

using facts::Fault;
using facts::FaultKind;

// The message's id. Every kind has one, or this is not compiled, and a test sees that the catalogue
// has it.
const char* message_id(FaultKind kind) {  // NOLINT(readability-function-size): a list
  switch (kind) {
    case FaultKind::none:
      return "";
    case FaultKind::file_unreadable:
      return "error.file.unreadable";
    case FaultKind::not_a_trace:
      return "error.trace.not_a_trace";
    case FaultKind::are_lines:
      return "error.trace.lines";
    case FaultKind::trace_empty:
      return "error.trace.empty";
    case FaultKind::trace_version:
      return "error.trace.version";
    case FaultKind::trace_cut:
      return "error.trace.cut";
    case FaultKind::info_not_json:
      return "error.info.not_json";
    case FaultKind::info_field:
      return "error.info.field";
    case FaultKind::checksum:
      return "error.trace.checksum";
    case FaultKind::content:
      return "error.trace.content";
    case FaultKind::too_large:
      return "error.trace.too_large";
    case FaultKind::order:
      return "error.trace.order";
    case FaultKind::trailing:
      return "error.trace.trailing";
    case FaultKind::foreign:
      return "error.trace.foreign";
    case FaultKind::index_wrong:
      return "error.trace.index";
    case FaultKind::gap:
      return "error.trace.gap";
    case FaultKind::info_missing:
      return "error.info.missing";
    case FaultKind::cancelled:
      return "error.trace.cancelled";
    case FaultKind::too_much:
      return "error.trace.too_much";
    case FaultKind::no_memory:
      return "error.trace.no_memory";
    case FaultKind::keyframe_damaged:
      return "error.keyframe.damaged";
    case FaultKind::keyframe_wrong:
      return "error.keyframe.wrong";
    case FaultKind::info_differs:
      return "error.info.differs";
    case FaultKind::not_lines:
      return "error.lines.other";
    case FaultKind::lines_version:
      return "error.lines.version";
    case FaultKind::line_not_json:
      return "error.lines.not_json";
    case FaultKind::line_field:
      return "error.lines.field";
    case FaultKind::line_step:
      return "error.lines.step";
    case FaultKind::line_too_long:
      return "error.lines.too_long";
    case FaultKind::lines_missing:
      return "error.lines.missing";
    case FaultKind::cannot_start:
      return "error.live.start";
    case FaultKind::cannot_step:
      return "error.live.step";
    case FaultKind::no_stepper:
      return "error.live.no_stepper";
    case FaultKind::no_stepper_of_emulated:
      return "error.live.no_stepper_of_emulated";
    case FaultKind::cannot_watch:
      return "error.live.watch";
    case FaultKind::no_watcher:
      return "error.live.no_watcher";
    case FaultKind::no_stub:
      return "error.live.no_stub";
    case FaultKind::no_such_cpu:
      return "error.live.no_such_cpu";
    case FaultKind::other_cpu:
      return "error.live.other_cpu";
    case FaultKind::unknown_cpu:
      return "error.live.no_cpu";
    case FaultKind::no_emulator:
      return "error.live.no_emulator";
    case FaultKind::no_scenarios:
      return "error.live.no_scenarios";
    case FaultKind::scenarios_of_another_version:
      return "error.live.scenarios_of_another_version";
    case FaultKind::no_such_switch:
      return "error.live.no_such_switch";
    case FaultKind::switch_not_called:
      return "error.live.switch_not_called";
    case FaultKind::nothing_switched:
      return "error.live.nothing_switched";
    case FaultKind::cannot_join:
      return "error.live.join";
    case FaultKind::not_offered:
      return "error.live.not_offered";
    case FaultKind::no_trace:
      return "error.live.no_trace";
    case FaultKind::no_greenlets:
      return "error.live.no_greenlets";
    case FaultKind::crashed:
      return "error.live.crashed";
    case FaultKind::raised:
      return "error.live.raised";
    case FaultKind::killed:
      return "error.live.killed";
    case FaultKind::stream_cut:
      return "error.live.cut";
    case FaultKind::stream_damaged:
      return "error.live.damaged";
    case FaultKind::no_display:
      return "ui.error.display";
    case FaultKind::no_window:
      return "ui.error.window";
    case FaultKind::no_offscreen:
      return "ui.error.offscreen";
    case FaultKind::picture_unwritable:
      return "ui.error.picture";
    case FaultKind::same_recording:
      return "error.export.same";
    case FaultKind::picture_too_large:
      return "error.export.too_large";
    case FaultKind::too_many_pictures:
      return "error.export.too_many";
    case FaultKind::no_ffmpeg:
      return "error.export.no_ffmpeg";
    case FaultKind::ffmpeg_failed:
      return "error.export.ffmpeg";
    case FaultKind::export_cancelled:
      return "error.export.cancelled";
    case FaultKind::unknown_target:
      return "cli.unknown_target";
    case FaultKind::scenario_arguments:
      return "cli.scenario_arguments";
    case FaultKind::no_setting:
      return "cli.no_setting";
    case FaultKind::settings_of_others:
      return "cli.settings_of_others";
    case FaultKind::no_deed:
      return "what_if.refused.no_deed";
    case FaultKind::deeds_of_others:
      return "what_if.refused.deeds_of_others";
    case FaultKind::deeds_and_threads:
      return "what_if.refused.deeds_and_threads";
    case FaultKind::deeds_and_detail:
      return "what_if.refused.deeds_and_detail";
    case FaultKind::no_place_for_it:
      return "what_if.refused.no_place_for_it";
    case FaultKind::no_such_one:
      return "what_if.refused.no_such_one";
    case FaultKind::deed_to_itself:
      return "what_if.refused.deed_to_itself";
    case FaultKind::deed_to_dead:
      return "what_if.refused.deed_to_dead";
    case FaultKind::deed_elsewhere:
      return "what_if.refused.deed_elsewhere";
    case FaultKind::no_handle_of_it:
      return "what_if.refused.no_handle_of_it";
    case FaultKind::other_beginning:
      return "what_if.refused.other_beginning";
    case FaultKind::target_is_folder:
      return "cli.directory";
    case FaultKind::not_a_step:
      return "cli.step_word";
    case FaultKind::no_such_step:
      return "cli.no_step";
    case FaultKind::no_such_greenlet:
      return "cli.no_greenlet";
    case FaultKind::no_such_module:
      return "cli.no_such_module";
    case FaultKind::another_build:
      return "cli.another_build";
    case FaultKind::no_symbols_there:
      return "cli.no_symbols_there";
    case FaultKind::not_in_part:
      return "cli.not_in_part";
    case FaultKind::empty_range:
      return "cli.empty_range";
    case FaultKind::notes_not_json:
      return "error.notes.json";
    case FaultKind::notes_twice:
      return "error.notes.twice";
    case FaultKind::notes_too_much:
      return "error.notes.too_much";
    case FaultKind::not_notes:
      return "error.notes.other";
    case FaultKind::notes_unwritable:
      return "error.notes.unwritable";
    case FaultKind::no_such_note:
      return "error.notes.none";
    case FaultKind::not_answers:
      return "error.answers";
    case FaultKind::other_answers:
      return "error.answers.other";
    case FaultKind::not_an_attempt:
      return "error.attempt";
    case FaultKind::no_switch_there:
      return "error.no_switch_there";
    case FaultKind::no_condition:
      return "error.condition";
    case FaultKind::nowhere:
      return "error.condition.nowhere";
    case FaultKind::needs_own_switch:
      return "error.together.needs_switch";
    case FaultKind::looks_elsewhere:
      return "error.together.auto";
    case FaultKind::scenarios_switch:
      return "error.together.scenario";
    case FaultKind::threads_elsewhere:
      return "error.together.threads";
    case FaultKind::no_python:
      return "error.together.python";
    case FaultKind::no_interpreter:
      return "error.together.no_interpreter";
    case FaultKind::python_version:
      return "error.together.python_version";
    case FaultKind::python_only:
      return "error.together.python_only";
    case FaultKind::stubs_arguments:
      return "error.together.arguments";
  }
  return "";  // only a cast can come here
}

std::string usable(const Messages& messages, uint64_t events) {
  if (events == 0) return messages.text("error.trace.nothing_usable");
  return messages.text("error.trace.usable", {{"events", std::to_string(events)}});
}

}  // namespace

std::string sentence(const Messages& messages, const Fault& fault) {
  if (!fault) return "";
  std::string id = message_id(fault.kind);
  if (id.empty()) return "";
  if (fault.kind == FaultKind::unknown_target && !fault.details.empty()) id += ".near";
  if (fault.kind == FaultKind::no_place_for_it && fault.at == 0) id += ".first";
  if (fault.kind == FaultKind::no_place_for_it && fault.usable == 0) id += ".last";
  if (fault.kind == FaultKind::killed && !fault.details.empty()) id += ".by";
  const std::string place =
      fault.place.empty() ? messages.text("error.trace.unnamed") : fault.place;
  return messages.text(id, {{"place", place},
                            {"at", std::to_string(fault.at)},
                            {"details", fault.details},
                            {"known", std::to_string(fault.usable)},
                            {"usable", usable(messages, fault.usable)}});
}

}  // namespace greenlens::words
