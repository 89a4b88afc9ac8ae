#include "tracer/lints/lint.h"

#include <algorithm>

namespace greenlens::lints {
namespace {

constexpr std::array<Severity, kLints> kSeverities = {
    Severity::warning,  // never-finished
    Severity::warning,  // never-started
    Severity::warning,  // big-copy
    Severity::note,     // deep-stack: recursion is no mistake, it costs
    Severity::note,     // copy-churn: likewise
    Severity::note,     // switch-storm: who waits for a flag may know why
    Severity::warning,  // self-switch
    Severity::warning,  // hub-blocked
    Severity::warning,  // switch-to-dead
    Severity::warning,  // parent-cycle
    Severity::warning,  // cross-thread
    Severity::warning,  // surprising-parent
    Severity::warning,  // dangling-into-slice
    Severity::error,    // clobbered-register
    Severity::error,    // misaligned-sp
    Severity::warning,  // lost-wakeup
    Severity::error,    // slice-invariant
    Severity::error,    // trace-loss
};

}  // namespace

Severity severity_of(Lint lint) { return kSeverities[static_cast<size_t>(lint)]; }

const char* id_of(Lint lint) { return enum_names(Lint{})[static_cast<size_t>(lint)]; }

std::array<Lint, kLints> all_lints() {
  std::array<Lint, kLints> all{};
  for (size_t i = 0; i < kLints; ++i) all[i] = static_cast<Lint>(i);
  return all;
}

std::optional<Lint> lint_named(std::string_view id) {
  for (const Lint lint : all_lints()) {
    if (id == id_of(lint)) return lint;
  }
  return {};
}

std::string message_of(Lint lint) {
  std::string name = id_of(lint);
  std::replace(name.begin(), name.end(), '-', '_');
  return "lint." + name;
}

}  // namespace greenlens::lints
