// What a recording says behind a step: where the truth of a question is read, never worked out.
//
// Reads so many steps at most; where events were lost, or a step is known to contradict the rules,
// nothing behind that is believed.
#ifndef GREENLENS_TRACER_QUESTIONS_AHEAD_H_
#define GREENLENS_TRACER_QUESTIONS_AHEAD_H_

#include <cstdint>
#include <functional>
#include <optional>

#include "tracer/facts/event.h"
#include "tracer/store/trace.h"

namespace greenlens::questions {

// Nobody foresees more, and a question on demand must not take long.
inline constexpr uint64_t kFarthest = 4096;

struct Found {
  uint64_t step = 0;
  facts::Event event{};
};

class Ahead {
 public:
  // Of a trace that stays. Instructions are passed over: no question is about one.
  Ahead(const store::Trace& trace, uint64_t step);

  const store::Trace& trace() const { return trace_; }
  uint64_t step() const { return step_; }
  const state::State& now() const { return now_; }
  // Whether there is a next step that can be asked about; if so, which, and who tells it.
  bool is_known() const { return next_.step != 0; }
  const Found& next() const { return next_; }
  facts::ThreadId thread() const { return next_.event.thread; }
  const state::Thread& teller() const;
  template <typename F>
  const F* comes() const {
    return std::get_if<F>(&next_.event.fact);
  }

  // The first wanted event behind the step. None: there is none so near, or something before it
  // cannot be believed.
  using Wanted = std::function<bool(const facts::Event&)>;
  std::optional<Found> first(const Wanted& wanted) const;
  // The same of what this thread tells; ends with the thread.
  std::optional<Found> first_told(const Wanted& wanted) const;
  // Whether nothing up to that step is known to contradict the rules.
  bool believes(uint64_t step) const { return !is_doubtful(step); }
  // Whether all up to the end was looked at by that, in vain: the program has come to its end
  // without such an event.
  bool never(const Wanted& wanted) const;
  // The last one before the next step, none when it is far.
  std::optional<Found> last(const Wanted& wanted) const;

  // How the switch ends that is under way or comes next in this thread: Delivered or SwitchFailed.
  std::optional<Found> end_of_switch() const;

 private:
  struct Looked {
    std::optional<Found> found;
    bool to_the_end = false;
  };
  Looked look(const Wanted& wanted) const;
  bool is_doubtful(uint64_t step) const;

  const store::Trace& trace_;
  uint64_t step_;
  state::State now_;
  Found next_;
};

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_AHEAD_H_
