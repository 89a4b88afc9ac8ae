// Which line of the program called the engine, when the compiler's note of it does not say.
//
// A call's Where is filled in where the call is written. In `v.emplace_back("name", body)` that is
// a header of the C++ library, and in a lambda the function's name is "operator()". Then the return
// addresses of that moment lead to the program's own line.
#ifndef GREENLENS_TRACER_RECORD_PROGRAM_LINE_H_
#define GREENLENS_TRACER_RECORD_PROGRAM_LINE_H_

#include <string>
#include <string_view>

#include "engine/core/where.h"
#include "tracer/facts/values.h"
#include "tracer/record/symbols.h"

namespace greenlens::record {

// Whether return addresses are needed. On the program's thread: no allocation, no lock.
bool needs_callers(const core::Where& noted);

// For one that needs them. `callers` are the bytes of its return addresses, innermost first
// (tracer/record/unwind.h). Of a library's line it is the innermost call outside of libraries; when
// the debug information does not say, file and function are empty and the line is 0. A lambda's
// function is "program, lambda at line 12", any other class's "Adder::operator()"; when that cannot
// be found, it stays "operator()".
facts::SourceLine program_line(const core::Where& noted, std::string_view callers,
                               std::string_view source_root, Symbols* symbols);

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_PROGRAM_LINE_H_
