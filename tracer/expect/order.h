// Whether the switches of a thread come in an order that was written down: as they come, and
// keeping no more of them than are written between two gaps.
#ifndef GREENLENS_TRACER_EXPECT_ORDER_H_
#define GREENLENS_TRACER_EXPECT_ORDER_H_

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "tracer/compare/story_event.h"
#include "tracer/expect/rules.h"

namespace greenlens::expect {

struct OrderResult {
  enum class Problem : uint8_t {
    none,
    other,      // another one than was expected
    missing,    // there are no more
    more,       // there are more
    not_found,  // what stands behind a gap does not come
    other_end,  // the last ones are others
  };
  Problem problem = Problem::none;
  uint64_t number = 0;  // which switch of the thread, from 1; of what was not found, behind which
  std::string expected, found;  // "main -> gr1"
  uint64_t step = 0;
  facts::SourceLine at;
  uint64_t switches = 0;  // of the thread
};

class OrderWatch {
 public:
  // The rule has to live as long.
  explicit OrderWatch(const OrderRule& rule);
  // A switch of the thread.
  void see(const compare::StoryEvent& event);
  OrderResult finish();

 private:
  // A switch that may still be needed.
  struct Seen {
    compare::Who from, to;
    uint64_t step = 0;
    facts::SourceLine at;
  };
  // Entries [begin, end), behind a gap or at the beginning.
  struct Part {
    size_t begin = 0, end = 0;
    bool behind_gap = false, to_the_end = false;
    size_t size() const { return end - begin; }
  };
  static bool fits_entry(const OrderEntry& entry, const Seen& seen);
  static std::string text_of(const OrderEntry& entry);
  static std::string text_of(const Seen& seen);
  void fail(OrderResult::Problem problem, const std::string& expected, const Seen* seen);
  void see_next(const Seen& seen);
  bool window_fits(const Part& part) const;
  void finish_part(const Part& part);

  const OrderRule& rule_;
  std::vector<Part> parts_;
  size_t part_ = 0, at_ = 0;  // which part is expected; how much of it has come, if it is the first
  std::deque<Seen> window_;
  OrderResult result_;
  uint64_t found_until_ = 0;
};

}  // namespace greenlens::expect

#endif  // GREENLENS_TRACER_EXPECT_ORDER_H_
