// Steps by a condition that a person writes (tracer/past/condition.h).
#ifndef GREENLENS_CLI_FIND_H_
#define GREENLENS_CLI_FIND_H_

#include <string>

#include "tracer/facts/fault.h"
#include "tracer/store/trace.h"

namespace greenlens::cli {

// The nearest step after this one, or before it, at which it stops; a fault when there is none, or
// when it is no condition.
facts::Result<uint64_t> find_condition(const store::Trace& trace, const std::string& text,
                                       uint64_t from, store::Trace::Direction direction);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_FIND_H_
