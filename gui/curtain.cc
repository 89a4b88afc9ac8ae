#include "gui/curtain.h"

#include <algorithm>

namespace greenlens::gui {

Curtain::Curtain(const store::Trace& behind, uint64_t step)
    : behind_(behind), step_(std::min(step, behind.size())) {
  for (const uint64_t n : behind.contradicted()) {
    if (n <= step_) contradicted_.push_back(n);
  }
  // A part begins with a state that no event of it has told.
  if (behind.size() > store::kExactSteps || behind.info().part) return;
  short_ = std::make_unique<store::Timeline>();
  short_->set_info(behind.info());
  for (uint64_t n = 1; n <= step_; ++n) short_->append(behind.event(n));
}

std::optional<uint64_t> Curtain::next(facts::Grain grain, uint64_t n) const {
  const std::optional<uint64_t> found = behind_.next(grain, n);
  return found && *found <= step_ ? found : std::nullopt;
}

std::optional<uint64_t> Curtain::find(uint64_t n, Direction direction,
                                      const std::function<bool(const facts::Event&)>& wanted,
                                      facts::GreenletId about) const {
  if (short_) return short_->find(n, direction, wanted, about);
  const std::optional<uint64_t> found = behind_.find(within(n), direction, wanted, about);
  return found && *found <= step_ ? found : std::nullopt;
}

const store::History& Curtain::history() const {
  return short_ ? short_->history() : behind_.history();
}

std::shared_ptr<const store::History> Curtain::overview() const {
  return short_ ? short_->overview() : behind_.overview();
}

std::vector<store::PrintedLine> Curtain::printed(uint64_t first, uint64_t count) const {
  const uint64_t lines = behind_.printed_until(step_);
  if (first > lines) return {};
  return behind_.printed(first, std::min(count, lines - first + 1));
}

std::shared_ptr<const store::History> Curtain::history(uint64_t from, uint64_t to) const {
  return short_ ? short_->history(from, to) : behind_.history(within(from), within(to));
}

std::vector<store::Column> Curtain::columns(uint64_t from, uint64_t to, size_t count) const {
  return short_ ? short_->columns(from, to, count)
                : behind_.columns(within(from), within(to), count);
}

}  // namespace greenlens::gui
