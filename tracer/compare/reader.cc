#include "tracer/compare/reader.h"

#include <utility>

namespace greenlens::compare {

Reader::Reader(const store::Trace& trace, facts::ThreadId thread, const Compared& compared)
    : trace_(trace),
      state_(trace.state(0)),
      teller_(trace.info(), state_, compared, [this, thread](StoryEvent&& event, std::string_view) {
        if (event.thread == thread) events_.push_back(std::move(event));
      }) {}

const StoryEvent* Reader::ahead(size_t n) {
  while (events_.size() <= n && !at_end_) {
    const uint64_t before = state_.step;
    trace_.go_along(&state_, trace_.size(), &teller_);
    if (state_.step > before) continue;
    teller_.finish();
    at_end_ = true;
  }
  return n < events_.size() ? &events_[n] : nullptr;
}

StoryEvent Reader::take() {
  StoryEvent event = std::move(events_.front());
  pass(1);
  return event;
}

void Reader::pass(size_t count) {
  for (; count > 0 && !events_.empty(); --count, ++passed_) events_.pop_front();
}

}  // namespace greenlens::compare
