// How a C function becomes callable from outside: extensions, shared libraries with a table.
//
// The articles' foobar.c, line by line:
//
//     static int wrap_add(void* self, const greenlens_value* arguments,     // wrap_add
//                         const greenlens_value* keywords, greenlens_value** result) {
//       int first, second;
//       if (greenlens_parse(arguments, "ii:add", &first, &second) != GREENLENS_OK) {
//         return GREENLENS_ERROR;                                           // PyArg_ParseTuple
//       }
//       *result = greenlens_build("i", first + second);                     // Py_BuildValue
//       return GREENLENS_OK;
//     }
//     static const greenlens_method methods[] = {{"add", wrap_add}, {NULL, NULL}};  // PyMethodDef
//     GREENLENS_MODULE_INIT initfoobar(greenlens_module* module) {          // PyMODINIT_FUNC
//       return greenlens_init_module(module, "foobar", methods);            // Py_InitModule
//     }
//
// Built with   gcc -fpic -c foobar.c && gcc -shared -o foobar.so foobar.o
// The three names must agree: the file foobar.so, the function initfoobar and the name "foobar"
// that it gives. engine/c/load_extension.h loads it.
//
// An extension takes the functions of this interface from the program that loads it, which must be
// linked with -rdynamic for that (in CMake: ENABLE_EXPORTS).
#ifndef GREENLENS_ENGINE_C_EXTENSION_H_
#define GREENLENS_ENGINE_C_EXTENSION_H_

#include "engine/c/api.h"

#ifdef __cplusplus
extern "C" {
#define GREENLENS_MODULE_INIT extern "C" __attribute__((visibility("default"))) int
#else
#define GREENLENS_MODULE_INIT __attribute__((visibility("default"))) int
#endif

// Grows when an extension that was built before would no longer work.
enum { GREENLENS_C_API_VERSION = 1 };

// One function of an extension. The table ends with a null name, and is static: the extension stays
// loaded until the process ends.
typedef struct {
  const char* name;
  greenlens_function function;
} greenlens_method;

typedef struct greenlens_module greenlens_module;

// Says what the extension is; its init function returns what this returns. The init function runs
// once for each load_extension, in its thread, and may fail with an error of its own.
int greenlens_init_module_of_version(greenlens_module* module, const char* name,
                                     const greenlens_method* methods, int version);
#define greenlens_init_module(module, name, methods) \
  greenlens_init_module_of_version(module, name, methods, GREENLENS_C_API_VERSION)

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_ENGINE_C_EXTENSION_H_
