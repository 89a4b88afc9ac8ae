#include "python/exits.h"

#include "python/python.h"

namespace greenlens::python {
namespace {

void (*before_exit)(int status) = nullptr;
PyObject* original = nullptr;  // kept for good

PyObject* exit_at_once(PyObject*, PyObject* arguments, PyObject* keywords) {
  static const char* names[] = {"status", nullptr};
  int status = 0;
  // What is wrong with them the original says.
  if (PyArg_ParseTupleAndKeywords(arguments, keywords, "i:_exit", const_cast<char**>(names),
                                  &status)) {
    const ErrorAside aside;
    before_exit(status);
  } else {
    PyErr_Clear();
  }
  return PyObject_Call(original, arguments, keywords);
}

PyMethodDef kExit = {"_exit", nullptr, METH_VARARGS | METH_KEYWORDS, nullptr};

// As it looks to who asks for help: its words with its arguments before them.
const char* words_of(PyObject* function) {
  return PyCFunction_Check(function) ? reinterpret_cast<PyCFunctionObject*>(function)->m_ml->ml_doc
                                     : nullptr;
}

}  // namespace

bool listen_to_exit(void (*end)(int status)) {
  if (original != nullptr) return true;
  const Ref system(PyImport_ImportModule("posix")), os(PyImport_ImportModule("os"));
  if (!system || !os) return false;
  original = PyObject_GetAttrString(system.get(), "_exit");
  if (original == nullptr) return false;
  before_exit = end;
  kExit.ml_meth = reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(exit_at_once));
  kExit.ml_doc = words_of(original);
  const Ref name(PyUnicode_FromString("posix"));
  const Ref ours(name ? PyCFunction_NewEx(&kExit, system.get(), name.get()) : nullptr);
  return ours && PyObject_SetAttrString(system.get(), "_exit", ours.get()) == 0 &&
         PyObject_SetAttrString(os.get(), "_exit", ours.get()) == 0;
}

}  // namespace greenlens::python
