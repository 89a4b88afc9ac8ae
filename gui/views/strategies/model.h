// What the view of strategies says, without a window.
#ifndef GREENLENS_GUI_VIEWS_STRATEGIES_MODEL_H_
#define GREENLENS_GUI_VIEWS_STRATEGIES_MODEL_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/state/state.h"
#include "tracer/store/trace.h"
#include "tracer/strategies/costs.h"
#include "tracer/strategies/sweep.h"

namespace greenlens::gui::strategies {

// Costs at the step that is shown, gone along with from the last one. One of a later step costs its
// steps, one before it all of them: so only of recordings that are gone through in a moment.
inline constexpr uint64_t kMostSteps = 20'000;
class Along {
 public:
  // None: the step is too far from the beginning.
  std::optional<greenlens::strategies::Costs> at(const store::Trace& trace, uint64_t step);

 private:
  const store::Trace* trace_ = nullptr;
  state::State state_;
  greenlens::strategies::CostsAlong costs_{greenlens::strategies::Assumptions()};
};

// The place among them of the one that is nearest in bytes; 0 of none.
size_t nearest_size(const std::vector<greenlens::strategies::Point>& points, uint64_t bytes);

}  // namespace greenlens::gui::strategies

#endif  // GREENLENS_GUI_VIEWS_STRATEGIES_MODEL_H_
