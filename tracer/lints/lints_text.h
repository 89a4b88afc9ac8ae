// What fired, in sentences and as JSON. Pure functions.
#ifndef GREENLENS_TRACER_LINTS_LINTS_TEXT_H_
#define GREENLENS_TRACER_LINTS_LINTS_TEXT_H_

#include <string>

#include "tracer/facts/json.h"
#include "tracer/lints/fired.h"
#include "tracer/words/messages.h"

namespace greenlens::lints {

// "gr2, made at test1_test2.cc:28, never ended: 2.1 KiB of stack copy stays in the heap."
std::string lint_text(const words::Messages& messages, const Fired& fired);
// "Likewise at steps 40, 61 and 12 more."; empty where there are no others.
std::string more_steps_text(const words::Messages& messages, const Fired& fired);
// "warning: never-finished, step 44: gr2, made at ...", in one line, with the other steps.
std::string told_line(const words::Messages& messages, const Fired& fired);
// "warning".
std::string severity_text(const words::Messages& messages, Severity severity);
facts::Json fired_to_json(const words::Messages& messages, const Fired& fired, Severity severity);

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_LINTS_TEXT_H_
