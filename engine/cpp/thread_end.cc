#include "engine/cpp/thread_end.h"

#include <unwind.h>

#include <exception>
#include <utility>

#include "engine/core/exceptions.h"

namespace greenlens::engine {
namespace {

// The C++ runtime keeps a pointer to a record of its own for what is caught. In it the unwinder's
// record comes last, and an exception object that is C++'s own follows it: so one such object
// tells how large both are, whichever runtime this is.
char* end_of_record(void* caught) {
  static const size_t size = [] {
    try {
      throw 0;
    } catch (const int& object) {
      return static_cast<size_t>(reinterpret_cast<const char*>(&object) -
                                 static_cast<char*>(core::exceptions_in_force().caught));
    }
  }();
  return static_cast<char*>(caught) + size;
}

}  // namespace

void* take_thread_end() noexcept {
  // As after a rethrow, the block's end finds nothing to end.
  void* caught = std::exchange(core::exceptions_in_force().caught, nullptr);
  return end_of_record(caught) - sizeof(_Unwind_Exception);
}

void go_on_ending_thread(void* taken) {
  _Unwind_Resume_or_Rethrow(static_cast<_Unwind_Exception*>(taken));
  std::terminate();  // there is nothing left to unwind
}

}  // namespace greenlens::engine
