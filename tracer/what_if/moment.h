// The same moment in another run of a program, whose steps have other numbers.
#ifndef GREENLENS_TRACER_WHAT_IF_MOMENT_H_
#define GREENLENS_TRACER_WHAT_IF_MOMENT_H_

#include <cstdint>

#include "tracer/store/trace.h"

namespace greenlens::what_if {

// The n-th event of a kind by a greenlet of that name, while it stood on that line, is the same
// moment wherever it is the n-th again.
struct SameMoment {
  uint64_t step = 0;  // of the other run
  uint64_t of = 0;  // which step of this run that is: the one that was asked about, or the nearest
                    // before it that the other run has, too; 0: the beginning of both
  bool operator==(const SameMoment&) const = default;
};
SameMoment same_moment(const store::Trace& run, uint64_t step, const store::Trace& other);

// Up to where both have told the same, step by step, addresses and times aside: the number of such
// steps. What a run that goes another way is held to.
uint64_t common_beginning(const store::Trace& run, const store::Trace& other, uint64_t most);

}  // namespace greenlens::what_if

#endif  // GREENLENS_TRACER_WHAT_IF_MOMENT_H_
