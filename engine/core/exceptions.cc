#include "engine/core/exceptions.h"

#include <cxxabi.h>

namespace greenlens::core {

// What __cxa_get_globals points to has the members of ExceptionState: the ABI names them; its
// header leaves the type incomplete.
ExceptionState& exceptions_in_force() {
  return *reinterpret_cast<ExceptionState*>(abi::__cxa_get_globals());
}

}  // namespace greenlens::core
