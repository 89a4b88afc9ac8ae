#include "python/module.h"

#include <ctime>

#include "python/capi.h"
#include "python/host.h"
#include "python/object.h"
#include "python/recording.h"
#include "python/thread.h"
#include "python/unswitchable.h"

namespace greenlens::python {

PyObject* GreenletError = nullptr;
PyObject* GreenletExit = nullptr;
PyObject* run_name = nullptr;

namespace {

PyObject* getcurrent(PyObject*, PyObject*) { return object_of(current_greenlet()); }

PyObject* settrace(PyObject*, PyObject* arguments) {
  PyObject* trace = nullptr;
  if (!PyArg_ParseTuple(arguments, "O:settrace", &trace) || ready() == nullptr) return nullptr;
  PyObject* before = exchange_trace(trace == Py_None ? nullptr : trace);
  return before != nullptr ? before : Py_NewRef(Py_None);
}

PyObject* gettrace(PyObject*, PyObject*) {
  const PythonThread* thread = ready();
  if (thread == nullptr) return nullptr;
  return Py_NewRef(thread->trace ? thread->trace.get() : Py_None);
}

PyObject* set_thread_local(PyObject*, PyObject* arguments) {
  PyObject *key = nullptr, *value = nullptr;
  if (!PyArg_ParseTuple(arguments, "OO:set_thread_local", &key, &value)) return nullptr;
  PyObject* dict = PyThreadState_GetDict();
  if (dict == nullptr || PyDict_SetItem(dict, key, value) < 0) return nullptr;
  return Py_NewRef(Py_None);
}

PyObject* get_pending_cleanup_count(PyObject*, PyObject*) {
  bury_left_threads();
  return PyLong_FromSize_t(pending());
}
PyObject* get_total_main_greenlets(PyObject*, PyObject*) {
  bury_left_threads();
  return PyLong_FromLong(main_greenlets());
}

PyObject* get_trash_nesting(PyObject*, PyObject*) {
  return PyLong_FromLong(trash_nesting(*PyThreadState_Get()));
}

// The original may look for leaks at the end of a thread, which costs time that it counts. Here a
// thread ends its greenlets itself, and there is nothing to look for.
bool cleans_up = true;

PyObject* enable_optional_cleanup(PyObject*, PyObject* flag) {
  const int wanted = PyObject_IsTrue(flag);
  if (wanted < 0) return nullptr;
  cleans_up = wanted != 0;
  return Py_NewRef(Py_None);
}

PyObject* get_clocks_used(PyObject*, PyObject*) {
  return cleans_up ? PyLong_FromLong(0) : Py_NewRef(Py_None);
}

PyMethodDef kFunctions[] = {
    {"getcurrent", getcurrent, METH_NOARGS,
     "getcurrent() -> greenlet\n\nReturns the greenlet that runs in this thread."},
    {"settrace", settrace, METH_VARARGS,
     "settrace(callback) -> object\n\nSets a trace function that is called at every switch of this "
     "thread, or None. Returns the one before."},
    {"gettrace", gettrace, METH_NOARGS, "gettrace() -> object\n\nThis thread's, or None."},
    {"set_thread_local", set_thread_local, METH_VARARGS,
     "set_thread_local(key, value) -> None\n\nPuts it into the thread state's dict: for tests."},
    {"get_pending_cleanup_count", get_pending_cleanup_count, METH_NOARGS,
     "How many greenlets wait for their own thread to end them."},
    {"get_total_main_greenlets", get_total_main_greenlets, METH_NOARGS,
     "How many main greenlets there are."},
    {"get_tstate_trash_delete_nesting", get_trash_nesting, METH_NOARGS,
     "How deep deallocations are nested in this thread: for tests."},
    {"enable_optional_cleanup", enable_optional_cleanup, METH_O,
     "enable_optional_cleanup(bool) -> None"},
    {"get_clocks_used_doing_optional_cleanup", get_clocks_used, METH_NOARGS,
     "None when it is not enabled."},
    {nullptr, nullptr, 0, nullptr},
};

bool is_main_interpreter() {
  if (PyInterpreterState_Get() == PyInterpreterState_Main()) return true;
  PyErr_SetString(PyExc_ImportError,
                  "greenlet cannot be used in a sub-interpreter: its greenlets would share the "
                  "thread's stack with those of the main one. Import it in the main interpreter");
  return false;
}

bool add(PyObject* module, const char* name, PyObject* owned) {
  const Ref value(owned);
  return value && PyModule_AddObjectRef(module, name, value.get()) == 0;
}

bool make_names() {
  if (GreenletError != nullptr) return true;
  GreenletError = PyErr_NewException("greenlet.error", nullptr, nullptr);
  GreenletExit = PyErr_NewException("greenlet.GreenletExit", PyExc_BaseException, nullptr);
  run_name = PyUnicode_InternFromString("run");
  return GreenletError != nullptr && GreenletExit != nullptr && run_name != nullptr;
}

// As in the original, greenlet.greenlet has them too.
bool copy_to_type(PyObject* module) {
  for (const char* name : {"getcurrent", "error", "GreenletExit", "settrace", "gettrace"}) {
    const Ref value(PyObject_GetAttrString(module, name));
    if (!value || PyDict_SetItemString(GreenletType.tp_dict, name, value.get()) < 0) return false;
  }
  PyType_Modified(&GreenletType);
  return true;
}

bool fill(PyObject* module) {
  return add(module, "greenlet", Py_NewRef(reinterpret_cast<PyObject*>(&GreenletType))) &&
         add(module, "UnswitchableGreenlet",
             Py_NewRef(reinterpret_cast<PyObject*>(&UnswitchableType))) &&
         add(module, "error", Py_NewRef(GreenletError)) &&
         add(module, "GreenletExit", Py_NewRef(GreenletExit)) &&
         add(module, "_C_API", make_capsule()) && copy_to_type(module) &&
         add(module, "GREENLET_USE_GC", PyBool_FromLong(1)) &&
         add(module, "GREENLET_USE_TRACING", PyBool_FromLong(1)) &&
         add(module, "GREENLET_USE_CONTEXT_VARS", PyLong_FromLong(1)) &&
         add(module, "GREENLET_USE_STANDARD_THREADING", PyLong_FromLong(1)) &&
         add(module, "CLOCKS_PER_SEC", PyLong_FromLong(CLOCKS_PER_SEC));
}

// In each interpreter that imports it: so that it can be refused there.
int execute(PyObject* module) {
  const bool good = is_main_interpreter() && make_names() && make_type() == 0 &&
                    make_unswitchable_type() == 0 && fill(module) && add_recording_functions() &&
                    begin_recording();
  return good ? 0 : -1;
}

PyModuleDef_Slot kSlots[] = {{Py_mod_exec, reinterpret_cast<void*>(execute)}, {0, nullptr}};

PyModuleDef definition = [] {
  PyModuleDef made = {PyModuleDef_HEAD_INIT};
  made.m_name = "greenlet._greenlet";
  made.m_doc = "Greenlets on greenlens's engine.";
  made.m_methods = kFunctions;
  made.m_slots = kSlots;
  return made;
}();

}  // namespace
}  // namespace greenlens::python

// As the plain module and the one that records are called.
extern "C" {
__attribute__((visibility("default"))) PyObject* PyInit__greenlet() {
  return PyModuleDef_Init(&greenlens::python::definition);
}
__attribute__((visibility("default"))) PyObject* PyInit__recording() {
  return PyModuleDef_Init(&greenlens::python::definition);
}
}
