// Where the bytes of suspended greenlets lie that are not on the stack.
//
// A collector of garbage that looks for pointers in a thread's stack and registers does not find
// what only a suspended greenlet holds: its slice is in the heap, in blocks that the collector does
// not know. With this it looks there, too.
#ifndef GREENLENS_ENGINE_CORE_STACK_COPIES_H_
#define GREENLENS_ENGINE_CORE_STACK_COPIES_H_

#include <type_traits>

namespace greenlens::core {

// Calls `visit` with each copy [begin, end) of this thread's greenlets, the main one's among them;
// with none before the thread's first greenlet and after its last one. `begin` is aligned as a
// pointer, and words lie in a copy as they lay in the stack.
//
// A copy has all that a suspended greenlet may need and that is not in place: locals, arguments,
// and the registers that a call keeps, which each switch writes into the slice. What is in place
// lies in the thread's stack above the frame of the caller, where who looks through the stack finds
// it. The values that greenlets hand over, their bodies and their locals (GreenletLocal) lie in
// neither, but in blocks from operator new.
//
// Only for the calling thread, and wherever it may call the engine: not in a handler of a signal,
// which may have come in the middle of a switch, nor for a thread that such a handler has stopped.
// A collector that stops threads has to let them stop where they are outside of the engine. `visit`
// must not switch, nor create or drop greenlets. Asks for no memory.
void for_each_stack_copy(void (*visit)(const void* begin, const void* end, void* context),
                         void* context);

// The same for whatever can be called with (const void* begin, const void* end).
template <typename Visit>
void for_each_stack_copy(Visit&& visit) {
  using Plain = std::remove_reference_t<Visit>;
  for_each_stack_copy([](const void* begin, const void* end,
                         void* context) { (*static_cast<Plain*>(context))(begin, end); },
                      const_cast<std::remove_const_t<Plain>*>(&visit));
}

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_STACK_COPIES_H_
