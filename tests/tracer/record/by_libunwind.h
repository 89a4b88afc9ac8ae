// tracer/record/unwind.h by another unwinder, to compare the two. libunwind is for tests alone: in
// a program it takes the place of the C++ runtime's own unwinder.
#ifndef GREENLENS_TESTS_TRACER_RECORD_BY_LIBUNWIND_H_
#define GREENLENS_TESTS_TRACER_RECORD_BY_LIBUNWIND_H_

#include "tracer/record/unwind.h"

namespace greenlens::record::by_libunwind {

size_t unwind(const char* sp, const char* stop, RawFrame* frames, size_t capacity);
void unwind_interrupted(void* context, const char* stop, RawFrame* frames, size_t capacity,
                        size_t* count, const char** sp);
size_t return_addresses(const char* stop, uint64_t* addresses, size_t capacity);

}  // namespace greenlens::record::by_libunwind

#endif  // GREENLENS_TESTS_TRACER_RECORD_BY_LIBUNWIND_H_
