#include "engine/exceptions.h"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

#include "engine/greenlet.h"
#include "engine/opaque.h"
#include "engine/value.h"

namespace greenlens::engine {
namespace {

// Without namespaces and template arguments.
std::string class_name(const std::type_info& type) {
  int status = 0;
  std::unique_ptr<char, void (*)(void*)> demangled(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), std::free);
  std::string name = demangled ? demangled.get() : type.name();
  name = name.substr(0, name.find('<'));
  size_t colons = name.rfind("::");
  return colons == std::string::npos ? name : name.substr(colons + 2);
}

}  // namespace

// What __cxa_get_globals points to has the members of ExceptionState: the ABI names them; its
// header leaves the type incomplete.
ExceptionState& exceptions_in_force() {
  return *reinterpret_cast<ExceptionState*>(abi::__cxa_get_globals());
}

std::string describe(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const GreenletExit& exit) {
    return exit.repr();
  } catch (const std::exception& exception) {
    return class_name(typeid(exception)) + "(" + Value(exception.what()).repr() + ")";
  } catch (...) {
    const std::type_info* type = abi::__cxa_current_exception_type();
    return type ? class_name(*type) + "()" : "an exception of another language";
  }
}

}  // namespace greenlens::engine
