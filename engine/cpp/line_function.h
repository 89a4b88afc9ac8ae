// A function that is called at each line of the program that calls the engine, as the original's
// interpreter calls a trace function at each line (sys.settrace).
//
// It is called in whoever runs, on their stack, while somebody observes: behind the observer, which
// has heard of the line, and before the engine does what the line asks for. There it may do what
// the program itself could do: switch, throw, drop a handle. What it throws leaves the program's
// call, and a handle that it has dropped names nobody when the line goes on.
#ifndef GREENLENS_ENGINE_CPP_LINE_FUNCTION_H_
#define GREENLENS_ENGINE_CPP_LINE_FUNCTION_H_

#include <exception>
#include <functional>
#include <string>

#include "engine/cpp/greenlet.h"

namespace greenlens::engine {

using LineFunction = std::function<void()>;
// This thread's; an empty one ends it. Returns the one before.
LineFunction set_line_function(LineFunction function);

// Like Greenlet::switch_with and throw_in, but no line is told: the program stands on the one that
// was told last. They let go of their handle on arrival.
Value switch_from_line(Greenlet target, Arguments arguments);
Value throw_from_line(Greenlet target, std::exception_ptr error);

// The newest greenlet of this thread that is called so; an empty handle when there is none.
Greenlet newest_called(const std::string& name);

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_LINE_FUNCTION_H_
