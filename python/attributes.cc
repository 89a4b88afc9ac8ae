#include "python/attributes.h"

#include "python/host.h"
#include "python/module.h"
#include "python/thread.h"

namespace greenlens::python {
namespace {

PythonState& its_state(PyObject* object) { return state_of(*as_greenlet(object)->core); }

bool runs_here(const PyGreenlet* greenlet) {
  return core::this_thread != nullptr && core::this_thread->current == greenlet->core;
}

PyObject* get_dict(PyObject* object, void*) {
  PyGreenlet* greenlet = as_greenlet(object);
  if (greenlet->dict == nullptr) greenlet->dict = PyDict_New();
  return Py_XNewRef(greenlet->dict);
}

int set_dict(PyObject* object, PyObject* dict, void*) {
  if (dict == nullptr) return PyErr_SetString(PyExc_TypeError, "__dict__ may not be deleted"), -1;
  if (!PyDict_Check(dict)) {
    return PyErr_SetString(PyExc_TypeError, "__dict__ must be a dictionary"), -1;
  }
  PyObject* before = std::exchange(as_greenlet(object)->dict, Py_NewRef(dict));
  Py_XDECREF(before);
  return 0;
}

PyObject* get_run(PyObject* object, void*) {
  PythonState& state = its_state(object);
  if (as_greenlet(object)->core->is_main()) {
    PyErr_SetString(PyExc_AttributeError, "Main greenlets do not have a run attribute.");
    return nullptr;
  }
  if (as_greenlet(object)->core->started() || !state.run) {
    PyErr_SetString(PyExc_AttributeError, "run");
    return nullptr;
  }
  return Py_NewRef(state.run.get());
}

int set_run_attribute(PyObject* object, PyObject* run, void*) {
  return set_run(as_greenlet(object), run);
}

PyObject* get_parent(PyObject* object, void*) {
  PyObject* parent = parent_of(as_greenlet(object));
  return parent != nullptr ? parent : Py_NewRef(Py_None);
}

int set_parent_attribute(PyObject* object, PyObject* parent, void*) {
  if (parent == nullptr) {
    PyErr_SetString(PyExc_AttributeError, "can't delete attribute");
    return -1;
  }
  return set_parent(as_greenlet(object), parent);
}

PyObject* get_dead(PyObject* object, void*) {
  bury_left_threads();
  return PyBool_FromLong(as_greenlet(object)->core->dead());
}

PyObject* get_stack_saved(PyObject* object, void*) {
  return PyLong_FromSize_t(as_greenlet(object)->core->stack_saved());
}

PyObject* get_frame(PyObject* object, void*) {
  const PyGreenlet* greenlet = as_greenlet(object);
  const bool is_suspended = greenlet->core->active() && !greenlet->core->is_current();
  PyObject* frame =
      is_suspended ? frame_of(*PyThreadState_Get(), its_state(object).interpreter) : nullptr;
  return frame != nullptr ? frame : Py_NewRef(Py_None);
}

PyObject* get_context(PyObject* object, void*) {
  PyGreenlet* greenlet = as_greenlet(object);
  PyObject* context = its_state(object).interpreter.context;
  if (runs_here(greenlet)) {
    context = context_in_force(*PyThreadState_Get());
  } else if (greenlet->core->is_current()) {
    PyErr_SetString(PyExc_ValueError,
                    "cannot get context of a greenlet that is running in a different thread");
    return nullptr;
  }
  return Py_NewRef(context != nullptr ? context : Py_None);
}

int set_context(PyObject* object, PyObject* context, void*) {
  PyGreenlet* greenlet = as_greenlet(object);
  if (context == nullptr) {
    return PyErr_SetString(PyExc_AttributeError, "can't delete context attribute"), -1;
  }
  if (context != Py_None && !PyContext_CheckExact(context)) {
    PyErr_SetString(PyExc_TypeError, "greenlet context must be a contextvars.Context or None");
    return -1;
  }
  PyObject* wanted = context == Py_None ? nullptr : context;
  if (runs_here(greenlet)) {
    set_context_in_force(*PyThreadState_Get(), wanted);
  } else if (greenlet->core->is_current()) {
    PyErr_SetString(PyExc_ValueError,
                    "cannot set context of a greenlet that is running in a different thread");
    return -1;
  } else {
    PyObject*& place = its_state(object).interpreter.context;
    PyObject* before = std::exchange(place, Py_XNewRef(wanted));
    Py_XDECREF(before);
  }
  return 0;
}

PyGetSetDef kAttributes[] = {
    {"__dict__", get_dict, set_dict, nullptr, nullptr},
    {"run", get_run, set_run_attribute, "What it runs, until it begins.", nullptr},
    {"parent", get_parent, set_parent_attribute, "Who gets control when it ends.", nullptr},
    {"gr_frame", get_frame, nullptr, "Its innermost frame while it is suspended, or None.",
     nullptr},
    {"gr_context", get_context, set_context, "Its contextvars.Context, or None.", nullptr},
    {"dead", get_dead, nullptr, "Whether it has ended.", nullptr},
    {"_stack_saved", get_stack_saved, nullptr, "How many bytes of its stack are in the heap.",
     nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

}  // namespace

PyGetSetDef* attributes() { return kAttributes; }

int set_run(PyGreenlet* greenlet, PyObject* run) {
  if (greenlet->core->is_main()) {
    PyErr_SetString(PyExc_AttributeError, "Main greenlets do not have a run attribute.");
    return -1;
  }
  if (greenlet->core->started()) {
    PyErr_SetString(PyExc_AttributeError, "run cannot be set after the start of the greenlet");
    return -1;
  }
  PythonState& state = state_of(*greenlet->core);
  state.run = Ref::to(run);
  return 0;
}

PyObject* repr(PyObject* object) {
  bury_left_threads();
  const core::Core& core = *as_greenlet(object)->core;
  const char* name = Py_TYPE(object)->tp_name;
  const void* of_thread = core::CoreAccess::thread(core);
  if (core.dead()) {
    const char* gone = core::CoreAccess::thread(core)->exited ? "(thread exited) " : "";
    return PyUnicode_FromFormat("<%s object at %p (otid=%p) %sdead>", name, object, of_thread,
                                gone);
  }
  const char* runs = runs_here(as_greenlet(object)) ? " current"
                     : core.started()               ? " suspended"
                                                    : "";
  const char* is = core.active() ? " active" : "";
  const char* began = core.started() ? " started" : " pending";
  return PyUnicode_FromFormat("<%s object at %p (otid=%p)%s%s%s%s>", name, object, of_thread, runs,
                              is, began, core.is_main() ? " main" : "");
}

}  // namespace greenlens::python
