#include "cli/counted.h"

#include "cli/interrupts.h"
#include "cli/progress.h"
#include "tracer/store/trace.h"

namespace greenlens::cli {
namespace {

template <typename Look>
auto while_shown(Look&& look) {
  Interrupts interrupts;
  Progress progress;
  return look([&](uint64_t done, uint64_t all) {
    progress.show(done, all);
    return interrupts.wanted() == Interrupts::Wanted::nothing;
  });
}

}  // namespace

std::optional<store::Numbers> count_shown(const store::Trace& trace, uint64_t from, uint64_t to) {
  return while_shown([&](const store::OnProgress& progress) {
    return store::count_steps(trace, from, to, progress);
  });
}

std::optional<std::vector<findings::Finding>> find_shown(const store::Trace& trace,
                                                         uint64_t long_run_ns) {
  return while_shown([&](const store::OnProgress& progress) {
    return findings::find_all(trace, progress, nullptr, long_run_ns);
  });
}

std::optional<std::vector<lints::Fired>> lint_shown(const store::Trace& trace) {
  return while_shown(
      [&](const store::OnProgress& progress) { return lints::find_all(trace, progress); });
}

}  // namespace greenlens::cli
