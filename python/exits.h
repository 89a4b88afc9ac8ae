// Hears of os._exit(), after which the interpreter does nothing more: it takes the place of a
// function of the same name that tells of it first.
//
// Only in the module that records. Under the interpreter's lock.
#ifndef GREENLENS_PYTHON_EXITS_H_
#define GREENLENS_PYTHON_EXITS_H_

namespace greenlens::python {

// `end` is called before the process ends with that status. Who has taken the function by its name
// before ends as ever. False with an error set.
bool listen_to_exit(void (*end)(int status));

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_EXITS_H_
