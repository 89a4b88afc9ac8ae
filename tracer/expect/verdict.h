// What became of rules.
#ifndef GREENLENS_TRACER_EXPECT_VERDICT_H_
#define GREENLENS_TRACER_EXPECT_VERDICT_H_

#include <optional>
#include <string>
#include <vector>

#include "tracer/expect/rules.h"
#include "tracer/expect/watch.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::expect {

struct Verdict {
  std::string rule;  // as the file names it: "order", "finished.gr1"
  bool kept = false;
  std::string expected;  // in words
  std::string found;     // likewise; empty: as expected
  Place place;           // of what was found; step 0: nowhere
};

// By all rules of the file, in its order, and those that hold where it says nothing: events_lost
// and findings. `trace` was checked to its end (Trace::check_more). None when `progress` said not
// to go on.
std::optional<std::vector<Verdict>> judge(const words::Messages& messages, const Rules& rules,
                                          const store::Trace& trace,
                                          const store::OnProgress& progress = {});
bool all_kept(const std::vector<Verdict>& verdicts);

}  // namespace greenlens::expect

#endif  // GREENLENS_TRACER_EXPECT_VERDICT_H_
