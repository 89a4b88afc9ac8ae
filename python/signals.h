// What signals are called.
#ifndef GREENLENS_PYTHON_SIGNALS_H_
#define GREENLENS_PYTHON_SIGNALS_H_

#include <string.h>

#include <string>

namespace greenlens::python {

// "SIGTERM"; a number where it has no name.
inline std::string name_of_signal(long signal) {
  const char* name = sigabbrev_np(static_cast<int>(signal));
  return name != nullptr ? "SIG" + std::string(name) : std::to_string(signal);
}

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_SIGNALS_H_
