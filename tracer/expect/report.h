// What became of rules: a line for each, for people, programs and whoever counts tests.
#ifndef GREENLENS_TRACER_EXPECT_REPORT_H_
#define GREENLENS_TRACER_EXPECT_REPORT_H_

#include <string>
#include <vector>

#include "tracer/expect/verdict.h"
#include "tracer/facts/json.h"
#include "tracer/words/messages.h"

namespace greenlens::expect {

// A line each, and one for all; as they may be shown.
std::string report_text(const words::Messages& messages, const std::vector<Verdict>& verdicts);
inline constexpr int kReportVersion = 1;
facts::Json report_json(const std::vector<Verdict>& verdicts);
// As continuous integration reads it: a test suite of that name with a test case for each rule.
std::string report_junit(const words::Messages& messages, const std::string& suite,
                         const std::vector<Verdict>& verdicts);

}  // namespace greenlens::expect

#endif  // GREENLENS_TRACER_EXPECT_REPORT_H_
