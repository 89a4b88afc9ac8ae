#include "gui/passes.h"

#include <algorithm>
#include <utility>

#include "tracer/facts/event.h"
#include "tracer/words/find_text.h"

namespace greenlens::gui {
namespace {

// Events that are looked at in a millisecond, when nothing is said of them.
constexpr uint64_t kEventsAtOnce = 2048;

}  // namespace

WayToStep::WayToStep(uint64_t from, Direction direction, uint64_t size)
    : at_(from), direction_(direction), from_(from), size_(size) {}

Worker::Progress WayToStep::progress() const {
  if (forward()) return {at_ - std::min(from_, at_), size_ - std::min(from_, size_)};
  return {from_ - std::min(at_, from_), from_};
}

WayToEvent::WayToEvent(uint64_t from, Direction direction, uint64_t size, Wanted wanted,
                       facts::GreenletId about)
    : WayToStep(from, direction, size), wanted_(std::move(wanted)), about_(about) {}

bool WayToEvent::go_on(const store::Trace& trace) {
  uint64_t looked = 0;
  bool is_wanted = false;
  // Where one stops to rest one has looked as well.
  const auto look = [&](const facts::Event& event) {
    is_wanted = wanted_(event);
    return is_wanted || ++looked >= kEventsAtOnce;
  };
  const std::optional<uint64_t> step = trace.find(at(), direction(), look, about_);
  if (!step) return false;
  come_to(*step);
  if (is_wanted) found(*step);
  return !is_wanted;
}

WayToWords::WayToWords(uint64_t from, Direction direction, uint64_t size,
                       const words::Messages& messages, std::vector<std::string> wanted)
    : WayToStep(from, direction, size), messages_(messages), wanted_(std::move(wanted)) {}

bool WayToWords::go_on(const store::Trace& trace) {
  uint64_t looked = 0, all = 0;
  const auto rest = [&](uint64_t done, uint64_t of) {
    looked = done, all = of;
    return false;
  };
  const std::optional<uint64_t> step =
      words::find_text(messages_, trace, at(), direction(), wanted_, rest);
  if (step) {
    found(*step);
    return false;
  }
  come_to(forward() ? at() + looked : at() - std::min(looked, at()));
  return looked < all;
}

bool Check::go_on(const store::Trace& trace) {
  const bool more = trace.check_more();
  progress_ = {trace.checked(), trace.size()};
  const std::vector<uint64_t>& all = trace.contradicted();
  const std::lock_guard lock(mutex_);
  // Another trace begins at its beginning.
  if (all.size() > contradicted_.size()) contradicted_ = all;
  return more;
}

Worker::Progress Check::progress() const { return progress_; }

void Check::take(std::vector<uint64_t>* contradicted) const {
  const std::lock_guard lock(mutex_);
  if (contradicted->size() != contradicted_.size()) *contradicted = contradicted_;
}

}  // namespace greenlens::gui
