// A trace to look at: the moment at every step, and the steps that are stops at a grain.
//
// A step is a number n: the state after n events. Step 0 is the empty beginning, size() the end of
// what is there; a live trace grows. Everything is answered by value: an answer stays true whatever
// is asked next. Numbers beyond the end mean the end. One thread.
#ifndef GREENLENS_TRACER_STORE_TRACE_H_
#define GREENLENS_TRACER_STORE_TRACE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/declare.h"
#include "tracer/facts/fault.h"
#include "tracer/facts/grain.h"
#include "tracer/state/moment.h"
#include "tracer/store/column.h"
#include "tracer/store/history.h"
#include "tracer/store/onlooker.h"
#include "tracer/store/progress.h"
#include "tracer/store/times.h"
#include "tracer/store/trace_info.h"

namespace greenlens::store {

class FileTrace;

// So many steps can be read for one picture, in some ten milliseconds; of more, levels of detail
// tell.
inline constexpr uint64_t kExactSteps = 32 * 1024;

class Trace {
 public:
  virtual ~Trace() = default;

  virtual const TraceInfo& info() const = 0;
  // The last step's number.
  virtual uint64_t size() const = 0;

  // Cheap for steps near the last ones asked for; at most a keyframe's distance of work otherwise.
  virtual state::Moment at(uint64_t n) const = 0;
  virtual state::State state(uint64_t n) const = 0;  // at(n).after
  // The event that led to step n, 1 <= n <= size().
  virtual facts::Event event(uint64_t n) const = 0;

  // How many stops of this grain there are, without the beginning; and how many up to step n.
  virtual uint64_t count(facts::Grain grain) const = 0;
  virtual uint64_t count_until(facts::Grain grain, uint64_t n) const = 0;
  // The step of the k-th stop, from 1; 0 for k = 0.
  virtual uint64_t stop(facts::Grain grain, uint64_t k) const = 0;
  // The next stop after n, none when there is none (yet); the one before n, 0 when there is none.
  virtual std::optional<uint64_t> next(facts::Grain grain, uint64_t n) const = 0;
  virtual uint64_t previous(facts::Grain grain, uint64_t n) const = 0;

  // The nearest step after (or before) n whose event is wanted. Who wants only events about one
  // greenlet says so too: then what has none of them need not be read.
  enum class Direction : uint8_t { forward, backward };
  virtual std::optional<uint64_t> find(uint64_t n, Direction direction,
                                       const std::function<bool(const facts::Event&)>& wanted,
                                       facts::GreenletId about = facts::kNobody) const = 0;

  // The steps whose facts cannot be so by the rules (tracer/rules/check.h), ascending: of those
  // that were looked at. rules::check of a moment's before and event says what is wrong there.
  virtual const std::vector<uint64_t>& contradicted() const = 0;
  // Looks at some more, for a moment; false when all were looked at. What contradicted() gave
  // grows by that.
  virtual bool check_more() const { return false; }
  // Up to which step all were looked at.
  virtual uint64_t checked() const { return size(); }

  // Who ran when, and what else can be told of the whole without its events. All of a long trace is
  // read for it, once.
  virtual const History& history() const = 0;
  // The same for a picture of the whole: exact while that takes no longer than a picture may, else
  // as exact as the index is.
  virtual std::shared_ptr<const History> overview() const {
    return {std::shared_ptr<void>(), &history()};
  }
  // How many lines of those that are here the program had printed at step n; and those from the
  // `first` on, from 1, at most `count` of them.
  virtual uint64_t printed_until(uint64_t n) const = 0;
  virtual std::vector<PrintedLine> printed(uint64_t first, uint64_t count) const = 0;

  // Who ran when in steps (from, to], exactly: only these steps are read, and a few before and
  // behind them. It may tell of more than that, and begins where it says.
  virtual std::shared_ptr<const History> history(uint64_t from, uint64_t to) const = 0;
  // The same steps of any number, in at most so many columns of a picture.
  virtual std::vector<Column> columns(uint64_t from, uint64_t to, size_t count) const = 0;
  // When steps from..to were told; every one of them while they are no more than kExactSteps. The
  // beginning was told with the first step.
  virtual std::shared_ptr<const Times> times(uint64_t from, uint64_t to) const;
  // Takes a state of this trace a part of the way on, up to step `to` at most, and tells of it. In
  // parts of a millisecond or so: to be called until the state is where one wants it; it is at the
  // end when it goes no farther. Nothing is kept of it.
  virtual void go_along(state::State* state, uint64_t to, Onlooker* onlooker) const;
  // How another thread comes to a trace of its own with the same steps, or more: to be called
  // there. Empty when there is none, as of a program that is alive. It may outlive this one.
  using Opening = std::function<facts::Result<std::unique_ptr<Trace>>(const OnProgress& progress)>;
  virtual Opening another() const { return {}; }
  // Itself, if it lies in a file: for who copies that. Null: it does not.
  virtual const FileTrace* in_file() const { return nullptr; }
  // What is wrong with it, as far as it was looked at; none while all is well.
  virtual facts::Fault fault() const { return {}; }
  // Texts that have all letters beyond ASCII that the program printed: for who needs fonts. Of very
  // many different ones the first.
  virtual std::vector<std::string> letters() const;
};

// What was printed up to a step: how many lines, with those before a part, and the last of them.
struct Output {
  uint64_t lines = 0;
  uint64_t not_there = 0;  // of them, before a part: nobody has their text
  std::vector<PrintedLine> last;
};
inline constexpr uint64_t kAllLines = UINT64_MAX;
Output output_at(const Trace& trace, uint64_t n, uint64_t most_lines);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TRACE_H_
