#include "tracer/export/moments.h"

#include "tracer/export/way.h"

namespace greenlens::exports {
namespace {

// Steps between two questions whether anybody wants them any more.
constexpr uint64_t kStepsAtATime = 256;

}  // namespace

facts::Fault tell_moments(const store::Trace& trace, const ExportOptions& options,
                          const Pieces& pieces,
                          const std::function<void(const state::Moment&)>& tell) {
  const scene::Steps steps = exported_steps(trace, options);
  for (uint64_t n = steps.from + 1; n <= steps.to && pieces.fine(); ++n) {
    if (options.progress && n % kStepsAtATime == 0 &&
        !options.progress(n - steps.from, steps.to - steps.from)) {
      return {facts::FaultKind::export_cancelled, "", 0, 0, ""};
    }
    tell(trace.at(n));
  }
  return {};
}

}  // namespace greenlens::exports
