// Whether statistics say what the events say, counted in another way.
#ifndef GREENLENS_TESTS_TRACER_STORE_STATISTICS_CHECKS_H_
#define GREENLENS_TESTS_TRACER_STORE_STATISTICS_CHECKS_H_

#include <string>

#include "tracer/store/statistics.h"
#include "tracer/store/trace.h"

namespace greenlens::testing {

// All of a trace's numbers hold against its totals, its history and its events; and the parts of it
// before and behind a step add up to it. Of a trace in which nothing is missing.
void expect_statistics_add_up(const store::Trace& trace);

// All that is counted, as text, but for how many switches were only noted: that is nothing that
// happened.
std::string numbers_of(const store::Numbers& counted);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_STORE_STATISTICS_CHECKS_H_
