// A trace as a file that is opened, in memory.
#ifndef GREENLENS_TESTS_TRACER_STORE_FILED_H_
#define GREENLENS_TESTS_TRACER_STORE_FILED_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "tests/support/sample_trace.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::testing {

inline std::unique_ptr<store::FileTrace> filed(const store::Trace& trace) {
  std::string bytes;
  store::TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; }, 1);
  writer.begin(sample_info());
  for (uint64_t n = 1; n <= trace.size(); ++n) writer.add(trace.event(n));
  writer.finish();
  auto opened = store::FileTrace::open(store::bytes_in_memory(std::move(bytes)), "x");
  EXPECT_TRUE(opened);
  return std::move(*opened);
}

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_STORE_FILED_H_
