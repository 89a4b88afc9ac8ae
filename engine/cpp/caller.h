// An address in the frame of whoever called the enclosing function: where the caller's stack
// pointer was at the call.
#ifndef GREENLENS_ENGINE_CPP_CALLER_H_
#define GREENLENS_ENGINE_CPP_CALLER_H_

#define GREENLENS_CALLER_SP static_cast<const char*>(__builtin_dwarf_cfa())

#endif  // GREENLENS_ENGINE_CPP_CALLER_H_
