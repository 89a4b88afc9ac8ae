// Which line of the program called the engine, when the compiler's note of it does not say.
//
// A call's Where is filled in where the call is written. In `v.emplace_back("name", body)` that is
// a header of the C++ library, and in a lambda the function's name is "operator()". Then the return
// addresses of that moment lead to the program's own line.
#ifndef GREENLENS_TRACER_DRAIN_PROGRAM_LINE_H_
#define GREENLENS_TRACER_DRAIN_PROGRAM_LINE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "tracer/drain/symbols.h"
#include "tracer/facts/values.h"

namespace greenlens::drain {

// What the compiler noted.
struct Noted {
  const char* file;
  const char* function;
  int line;
};

// For one that needs them (needs_callers, in tracer/drain/names.h). `callers` are the bytes of its
// return addresses, innermost first (tracer/record/unwind.h). Of a library's line it is the
// innermost call outside of libraries; when the debug information does not say, file and function
// are empty and the line is 0. A lambda's function is "program, lambda at line 12", any other
// class's "Adder::operator()"; when that cannot be found, it stays "operator()". `origin` is added
// to each address (Translator).
facts::SourceLine program_line(const Noted& noted, std::string_view callers,
                               std::string_view source_root, Symbols* symbols, uint64_t origin = 0);

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_PROGRAM_LINE_H_
