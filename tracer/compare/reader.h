// The story of one thread of a recording, event by event, as far ahead as one wants to look.
#ifndef GREENLENS_TRACER_COMPARE_READER_H_
#define GREENLENS_TRACER_COMPARE_READER_H_

#include <cstddef>
#include <cstdint>
#include <deque>

#include "tracer/compare/teller.h"
#include "tracer/store/trace.h"

namespace greenlens::compare {

class Reader {
 public:
  // The trace has to live as long.
  Reader(const store::Trace& trace, facts::ThreadId thread, const Compared& compared);
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // The n-th of those that were not passed yet, from 0; null when there are no more. Valid until
  // the next call. What is looked ahead is kept, so n is to be bounded.
  const StoryEvent* ahead(size_t n);
  void pass(size_t count);
  // Passes one, which has to be there.
  StoryEvent take();
  uint64_t passed() const { return passed_; }
  uint64_t step() const { return state_.step; }  // up to where the recording has been read

 private:
  const store::Trace& trace_;
  state::State state_;
  std::deque<StoryEvent> events_;
  Teller teller_;
  uint64_t passed_ = 0;
  bool at_end_ = false;
};

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_READER_H_
