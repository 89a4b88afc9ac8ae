// Names by a pattern, and switches by a list of them. Pure.
#ifndef GREENLENS_TRACER_EXPECT_PATTERN_H_
#define GREENLENS_TRACER_EXPECT_PATTERN_H_

#include <string>
#include <string_view>

#include "tracer/compare/story_event.h"

namespace greenlens::expect {

// Whether there is a `*` (any letters, or none) or a `?` (any one) in it.
bool is_pattern(std::string_view text);
bool fits(std::string_view pattern, std::string_view text);

// "gr1", "gr1 #2": the second of that name in its thread.
std::string name_of(const compare::Who& who);
// "main" for the first one, "worker", "worker #2".
std::string name_of(const compare::ThreadName& thread);
// By its name, or by its thread's, a stroke and its name: "worker/gr3".
bool fits(std::string_view pattern, const compare::Who& who);

}  // namespace greenlens::expect

#endif  // GREENLENS_TRACER_EXPECT_PATTERN_H_
