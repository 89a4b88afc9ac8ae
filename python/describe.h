// Values of a program in words, for a recording in which locals were asked for. Runs the program's
// code where a value says by such what it is; what that raises is not the program's error.
#ifndef GREENLENS_PYTHON_DESCRIBE_H_
#define GREENLENS_PYTHON_DESCRIBE_H_

#include <string>
#include <vector>

#include "python/interpreter.h"

namespace greenlens::python {

// The locals of a Python frame as the ring has them: of each its name, type and value, each ending
// with a NUL (tracer/ring/record.h). At most kMostLocals, each value at most kMostLetters bytes. Of
// a module's frame only what is neither a module, a function, a type nor a name with underscores
// around it.
inline constexpr size_t kMostLocals = 32, kMostLetters = 120;
std::string describe(const std::vector<Local>& locals);

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_DESCRIBE_H_
