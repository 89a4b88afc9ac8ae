#include "engine/core/exceptions.h"

#include <cxxabi.h>

#ifdef _LIBCPP_VERSION  // whose header does not declare it, though its library has it
namespace __cxxabiv1 {
struct __cxa_eh_globals;
extern "C" __cxa_eh_globals* __cxa_get_globals() noexcept;
}  // namespace __cxxabiv1
#endif

namespace greenlens::core {

// What __cxa_get_globals points to has the members of ExceptionState: the ABI names them; its
// header leaves the type incomplete.
ExceptionState& exceptions_in_force() {
  return *reinterpret_cast<ExceptionState*>(abi::__cxa_get_globals());
}

}  // namespace greenlens::core
