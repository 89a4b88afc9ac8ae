// C++ as a host of the core: bodies are functions, errors are exceptions, arguments are Values.
#ifndef GREENLENS_ENGINE_CPP_HOST_H_
#define GREENLENS_ENGINE_CPP_HOST_H_

#include <exception>
#include <memory>

#include "engine/core.h"
#include "engine/greenlet.h"

namespace greenlens::engine {

Host& cpp_host();

// A greenlet's body, and the exception state that is its own while it is suspended.
std::unique_ptr<HostState> make_cpp_state(Greenlet::Body body);

Delivery carry(Arguments arguments);
Delivery carry(std::exception_ptr error);
// Like the last, but a GreenletExit arrives as a value.
Delivery carry_quietly(std::exception_ptr error);
// The value that was carried; throws the error that was.
Value unpack(Delivery delivery);

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_HOST_H_
