// A few lines of a program's source around one of them. Pure.
#ifndef GREENLENS_TRACER_WORDS_SOURCE_EXCERPT_H_
#define GREENLENS_TRACER_WORDS_SOURCE_EXCERPT_H_

#include <cstdint>
#include <string>

#include "tracer/facts/values.h"
#include "tracer/store/trace_info.h"

namespace greenlens::words {

// So many lines before that one and behind it, as far as there are, each with its number, that one
// with a `>` before it; ends with a line feed. Empty: the line or the text of its file is not
// known.
std::string source_excerpt(const store::TraceInfo& info, const facts::SourceLine& at,
                           uint32_t before, uint32_t behind);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_SOURCE_EXCERPT_H_
