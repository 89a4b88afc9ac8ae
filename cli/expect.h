// greenlens check --expect: a recording against a file of rules.
#ifndef GREENLENS_CLI_EXPECT_H_
#define GREENLENS_CLI_EXPECT_H_

#include <string>

#include "tracer/store/trace.h"

namespace greenlens::cli {

struct ExpectOptions {
  std::string rules;  // the file; empty: none was named
  std::string junit;  // a file to write; empty: none
  bool json = false;
};

// The rules of that file, before a recording is read: refuses what is wrong with it. The status to
// leave with, or kFine.
int look_at_rules(const ExpectOptions& options);
// Prints what became of them. `trace` was checked to its end; `name` is what its test suite is
// called.
int expect_rules(const ExpectOptions& options, const store::Trace& trace);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_EXPECT_H_
