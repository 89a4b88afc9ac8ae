// The lints by name: what a recording can show to be wrong or surprising. One row each, of which
// everything else is made: lists, pages, `--allow` and `--deny`.
#ifndef GREENLENS_TRACER_LINTS_LINT_H_
#define GREENLENS_TRACER_LINTS_LINT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace greenlens::lints {

enum class Lint : uint8_t {
  never_finished,       // suspended when the program had ended
  never_started,        // made, and never switched to
  big_copy,             // a copy of more than kBigCopy bytes
  deep_stack,           // left while one function had called itself kDeepCalls times
  copy_churn,           // the same bytes were copied kChurn times
  switch_storm,         // two handed over to each other kStorm times, and nothing else happened
  self_switch,          // a switch to whoever ran already
  hub_blocked,          // one ran for kHubBlockedNs while others were ready
  switch_to_dead,       // a switch to one that had ended, which landed somewhere else
  parent_cycle,         // a parent was refused that descends from its child
  cross_thread,         // a switch to another thread's greenlet was refused
  surprising_parent,    // one ended, and who had started it went on waiting
  dangling_into_slice,  // a pointer to bytes that are only in the heap
  clobbered_register,   // a register that a call preserves had another value afterwards
  misaligned_sp,        // a call with a stack pointer that is not aligned
  lost_wakeup,          // nothing could wake those who were parked
  slice_invariant,      // what was told cannot be so by the rules
  trace_loss,           // events are missing
};
inline constexpr size_t kLints = 18;
// As people write them.
constexpr std::array<const char*, kLints> enum_names(Lint) {
  return {"never-finished",      "never-started",      "big-copy",      "deep-stack",
          "copy-churn",          "switch-storm",       "self-switch",   "hub-blocked",
          "switch-to-dead",      "parent-cycle",       "cross-thread",  "surprising-parent",
          "dangling-into-slice", "clobbered-register", "misaligned-sp", "lost-wakeup",
          "slice-invariant",     "trace-loss"};
}

// A note may well be meant; a warning rarely is; after an error the rest is not to be relied on.
enum class Severity : uint8_t { note, warning, error };
constexpr std::array<const char*, 3> enum_names(Severity) { return {"note", "warning", "error"}; }

// What a lint is where nobody says otherwise.
Severity severity_of(Lint lint);
const char* id_of(Lint lint);
std::optional<Lint> lint_named(std::string_view id);
std::array<Lint, kLints> all_lints();
// The beginning of its messages' ids: "lint.never_finished".
std::string message_of(Lint lint);

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_LINT_H_
