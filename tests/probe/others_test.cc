// Switches of others, whose authors have thought about what is kept.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/probe/switches.h"

namespace greenlens::probe {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> lost(const Findings& found) {
  std::vector<std::string> names;
  for (const Finding& finding : found.list) {
    names.push_back(finding.name.empty() ? finding.id : finding.name);
  }
  return names;
}

#ifdef GREENLENS_BOOST_CONTEXT
TEST(Others, BoostsContextKeepsAll) {
  Bench bench;
  std::vector<Request> requests(
      2, request_of("jump_fcontext", "transfer_t(fcontext_t,void*)", GREENLENS_BOOST_CONTEXT,
                    "make_fcontext(top,size,fn)"));
  requests[1].maker.reset();
  const std::vector<Findings> found = bench.found(requests);
  for (const Findings& each : found) {
    EXPECT_EQ(sentences(each), "");
    EXPECT_EQ(each.switches, 34u);
  }
  EXPECT_TRUE(found[0].first_entry);
}
#endif

TEST(Others, TheCLibrarysContextsKeepAll) {
  Bench bench;
  const Findings found =
      bench.found(request_of("swapcontext", "int(ucontext_t*,const ucontext_t*)"));
  EXPECT_EQ(sentences(found), "");
  EXPECT_EQ(found.switches, 34u);
}

// C leaves open what becomes of the control words, and here they are lost: who needs them kept
// cannot use it.
TEST(Others, TheCLibrarysJumpsLoseTheControlWordsAlone) {
  Bench bench;
  Request request = request_of("_setjmp,longjmp", "int(jmp_buf)+void(jmp_buf,int)");
  const Findings found = bench.found(request);
  EXPECT_THAT(lost(found), ElementsAre("mxcsr", "x87 control word"));
  EXPECT_EQ(found.switches, 34u);
  request.allowed = lost(found);
  const Findings allowed = bench.found(request);
  EXPECT_EQ(sentences(allowed), "");
  EXPECT_EQ(allowed.allowed, request.allowed);
  EXPECT_EQ(allowed.kept.size(), 6u);
}

}  // namespace
}  // namespace greenlens::probe
