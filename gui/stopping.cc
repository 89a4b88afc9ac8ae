#include "gui/stopping.h"

#include <algorithm>
#include <utility>

#include "tracer/past/find_where.h"

namespace greenlens::gui {
namespace {

// So many steps in a millisecond or two.
constexpr uint64_t kAtOnce = 1024;

}  // namespace

WayToStop::WayToStop(uint64_t from, Direction direction, uint64_t size,
                     std::vector<past::Condition> conditions)
    : WayToStep(from, direction, size), conditions_(std::move(conditions)) {}

bool WayToStop::go_on(const store::Trace& trace) {
  uint64_t looked = 0, all = 0;
  const auto rest = [&](uint64_t done, uint64_t of) {
    looked = done, all = of;
    return false;
  };
  if (const auto step = past::find_where(trace, conditions_, at(), direction(), rest)) {
    found(*step);
    return false;
  }
  come_to(forward() ? at() + looked : at() - std::min(looked, at()));
  return looked < all;
}

WayOfStops::WayOfStops(std::vector<past::Condition> conditions, uint64_t from)
    : conditions_(std::move(conditions)) {
  found_.read = from;
}

bool WayOfStops::go_on(const store::Trace& trace) {
  uint64_t from = 0;
  {
    const std::lock_guard lock(mutex_);
    from = found_.read;
  }
  const uint64_t to = std::min(from + kAtOnce, trace.size());
  const std::vector<uint64_t> steps = past::steps_where(trace, conditions_, from, to);
  progress_ = {to, trace.size()};
  const std::lock_guard lock(mutex_);
  found_.steps.insert(found_.steps.end(), steps.begin(), steps.end());
  found_.read = to;
  return to < trace.size();
}

void WayOfStops::take(Stops* stops) {
  const std::lock_guard lock(mutex_);
  stops->steps.insert(stops->steps.end(), found_.steps.begin(), found_.steps.end());
  stops->read = found_.read;
  found_.steps.clear();
}

void Stopping::set(const std::vector<std::string>& texts) {
  leave();
  for (const std::string& text : texts) {
    past::ParsedCondition parsed = past::parse_condition(text);
    if (parsed.condition) conditions_.push_back(std::move(*parsed.condition));
  }
}

void Stopping::go_on(const store::Trace& trace) {
  if (conditions_.empty()) return;
  if (!passing_.busy() && !cancelled_ && stops_.read < trace.size()) {
    way_ = std::make_shared<WayOfStops>(conditions_, stops_.read);
    passing_.begin(trace, way_);
  }
  passing_.go_on(trace);
  if (way_ != nullptr) way_->take(&stops_);
  passing_.take();
}

void Stopping::cancel() {
  cancelled_ = cancelled_ || passing_.busy();
  passing_.cancel();
}

void Stopping::leave() {
  passing_.leave();
  way_.reset();
  conditions_.clear();
  stops_ = {};
  cancelled_ = false;
}

}  // namespace greenlens::gui
