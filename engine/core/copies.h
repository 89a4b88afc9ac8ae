// Two copies of the engine in one process: a program and a plugin that it loads were both linked
// with the static library, and neither sees the other's.
//
// That is harmless as long as no thread uses both. In one that does, each would take the other's
// slices for frames of its own main greenlet.
#ifndef GREENLENS_ENGINE_CORE_COPIES_H_
#define GREENLENS_ENGINE_CORE_COPIES_H_

#include <string>

namespace greenlens::core {

// For this thread's first use of this copy: says to other copies that it is in use here, until the
// thread ends.
void use_this_copy(bool used) noexcept;

// Empty, or which other copy is in use in this thread, as a sentence that says what to do. For
// hosts to refuse a thread's first greenlet with. std::bad_alloc when memory is lacking.
std::string refusal_of_another_copy();

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_COPIES_H_
