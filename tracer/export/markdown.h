// What pages of Markdown are made of. Private to this folder. Pure.
#ifndef GREENLENS_TRACER_EXPORT_MARKDOWN_H_
#define GREENLENS_TRACER_EXPORT_MARKDOWN_H_

#include <string>
#include <string_view>

#include "tracer/facts/values.h"
#include "tracer/store/trace_info.h"

namespace greenlens::exports::md {

// A text in a line, as it is: nothing in it marks anything up. What marks up at the beginning of a
// line is behind something else there.
std::string plain(std::string_view text);
// The same as a line of its own, where signs and numbers in front would begin a list.
std::string as_own_line(std::string_view text);
// Lines as they are, between fences that do not occur in them.
std::string block(const std::string& lines, const char* language);
// That line of a file that the trace has, as it may be shown; empty when it has not.
std::string source_line(const store::TraceInfo& info, const facts::SourceLine& at);

}  // namespace greenlens::exports::md

#endif  // GREENLENS_TRACER_EXPORT_MARKDOWN_H_
