// Python's texts as C++'s.
#ifndef GREENLENS_PYTHON_TEXTS_H_
#define GREENLENS_PYTHON_TEXTS_H_

#include <string>

#include "python/python.h"

namespace greenlens::python {

// "" when it is none, or null. Leaves no error.
std::string text_in(PyObject* object);
// Of more than `most` bytes its beginning, without a letter that would be cut, and "…".
std::string shortened(const std::string& text, size_t most);
// Of an attribute that is a text; "" when it is none, or not there. May run what attributes run.
std::string text_of(PyObject* object, const char* attribute);

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_TEXTS_H_
