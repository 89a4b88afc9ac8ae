// Every line of the program's own files, told as it begins: by the interpreter's own way of
// tracing, which a debugger or a coverage tool takes away again.
//
// Only in the module that records. Under the interpreter's lock.
#ifndef GREENLENS_PYTHON_LINES_H_
#define GREENLENS_PYTHON_LINES_H_

namespace greenlens::python {

// In all threads that use greenlets from here on; and in this one, now.
void tell_lines_from_here();
// In a thread that begins to use them, where that was said.
void tell_lines_of_thread();

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_LINES_H_
