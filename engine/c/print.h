// Python's print for C: one line at once, that pictures and recordings show beside the code.
#ifndef GREENLENS_ENGINE_C_PRINT_H_
#define GREENLENS_ENGINE_C_PRINT_H_

#include "engine/c/error.h"

#ifdef __cplusplus
extern "C" {
#endif

// Writes a line, formatted as printf does it, and ends it with a line feed: greenlens_print("%d",
// n). Past stdio: whoever mixes both calls fflush(stdout) first. The line goes to this thread's
// output, stdout unless C++ has redirected it (engine/cpp/print.h), and to the observer.
// GREENLENS_ERROR, with an error pending, when the format is none or memory is lacking; nothing is
// written then. A null `format` is an empty line.
#define greenlens_print(...) greenlens_print_at(__FILE__, __func__, __LINE__, __VA_ARGS__)

// The same for other languages, from a line that they name. Both texts must be static.
__attribute__((format(printf, 4, 5))) int greenlens_print_at(const char* file, const char* function,
                                                             int line, const char* format, ...);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_ENGINE_C_PRINT_H_
