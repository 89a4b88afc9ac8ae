// Texts that a recording names by their addresses: of files, functions and calls. Each is told to
// whoever records before anything is that has its address, so that the recording of a program that
// is killed has them.
//
// Under the interpreter's lock; nothing here runs Python code.
#ifndef GREENLENS_PYTHON_KEPT_TEXTS_H_
#define GREENLENS_PYTHON_KEPT_TEXTS_H_

#include <string>

#include "tracer/record/observer.h"

namespace greenlens::python {

// For as long as the process lives. Equal texts have one address.
const char* kept(std::string text);

// Whether there are some that this recording does not know.
bool has_untold_texts();
// They are told.
void tell_texts(record::RingObserver& observer);
// Another recording begins, which knows none.
void forget_told_texts();

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_KEPT_TEXTS_H_
