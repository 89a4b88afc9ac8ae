// A file as a format writes it, in one string.
#ifndef GREENLENS_TESTS_TRACER_EXPORT_WHOLE_H_
#define GREENLENS_TESTS_TRACER_EXPORT_WHOLE_H_

#include <gtest/gtest.h>

#include <string>

#include "tests/support/english.h"
#include "tracer/export/exporter.h"

namespace greenlens::exports {

inline std::string whole(const Exporter& exporter, const store::Trace& trace,
                         const ExportOptions& options = {}) {
  std::string file;
  const facts::Fault fault =
      exporter.write(testing::english(), trace, options, [&](std::string_view bytes) {
        file += bytes;
        return true;
      });
  EXPECT_FALSE(fault) << exporter.id;
  return file;
}

}  // namespace greenlens::exports

#endif  // GREENLENS_TESTS_TRACER_EXPORT_WHOLE_H_
