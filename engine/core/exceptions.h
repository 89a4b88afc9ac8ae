// C++ exceptions belong to a greenlet: which ones are being handled, and how many are in flight.
//
// The C++ ABI keeps both per thread (Itanium C++ ABI, 2.2.2: __cxa_eh_globals). A greenlet that
// switches inside a catch block must find its own there when it comes back, so they are exchanged
// at each switch.
#ifndef GREENLENS_ENGINE_CORE_EXCEPTIONS_H_
#define GREENLENS_ENGINE_CORE_EXCEPTIONS_H_

namespace greenlens::core {

struct ExceptionState {
  void* caught = nullptr;       // the stack of exceptions being handled
  unsigned int uncaught = 0;    // thrown and not yet caught
#ifdef __ARM_EABI__             // whose exceptions need a third member (EHABI32)
  void* propagating = nullptr;  // the stack of exceptions whose destructors are running
#endif
};

// The state in force in this thread: what the ABI's runtime itself works with. It stays where it is
// as long as the thread lives.
ExceptionState& exceptions_in_force();

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_EXCEPTIONS_H_
