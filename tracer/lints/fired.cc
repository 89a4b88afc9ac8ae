#include "tracer/lints/fired.h"

#include <utility>

#include "tracer/lints/thresholds.h"

namespace greenlens::lints {

bool says(const Fired& fired, const findings::Finding& finding) {
  return fired.finding && fired.finding->kind == finding.kind &&
         fired.finding->step == finding.step;
}

void Merged::add(Fired one) {
  if (!told_) {
    one.steps = {one.step};
    told_ = std::move(one);
    return;
  }
  std::vector<uint64_t> steps = std::move(told_->steps);
  const uint64_t times = told_->times + 1;
  if (steps.size() < kSteps && one.step > steps.back()) steps.push_back(one.step);
  if (tell_ == Tell::largest && one.count > told_->count) told_ = std::move(one);
  told_->steps = std::move(steps);
  told_->times = times;
}

void Merged::give(std::vector<Fired>* all) const {
  if (told_) all->push_back(*told_);
}

}  // namespace greenlens::lints
