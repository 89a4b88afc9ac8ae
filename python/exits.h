// Hears of how processes end: of os._exit(), after which the interpreter does nothing more, and of
// what comes of waiting for a child (os.wait and its kin). Functions of the same names take their
// places, and do the same.
//
// Only in the module that records. Under the interpreter's lock.
#ifndef GREENLENS_PYTHON_EXITS_H_
#define GREENLENS_PYTHON_EXITS_H_

namespace greenlens::python {

// `end` is called before the process ends with that status; the children that it waits for are
// told. Of who has taken one of the functions by its name before nothing is heard. False with an
// error set.
bool listen_to_exits(void (*end)(int status));

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_EXITS_H_
