#include "python/object.h"

#include <cstddef>

#include "engine/core/lifetime.h"
#include "engine/core/own_stack.h"
#include "python/attributes.h"
#include "python/host.h"
#include "python/methods.h"
#include "python/module.h"
#include "python/recording.h"
#include "python/thread.h"

namespace greenlens::python {
namespace {

int mains = 0;

bool is_suspended(const PyGreenlet* greenlet) {
  const core::Core* core = greenlet->core;
  return core != nullptr && core->active() && !core->is_main();
}

// Whether this thread can switch to it, here and now.
bool can_be_ended_here(const core::Core& core) {
  core::ThreadState* thread = core::this_thread;
  return core::CoreAccess::thread(core) == thread && thread->current->active() &&
         core::stands_on_own_stack(*thread, __builtin_frame_address(0));
}

// A suspended greenlet that nobody refers to is alive once more, and told to end. False when it is
// not to be freed: somebody has a reference of it, or it refused to end.
bool ends(PyObject* object) {
  PyGreenlet* greenlet = as_greenlet(object);
  const ErrorAside aside;
  Py_SET_REFCNT(object, 1);
  PyObject_GC_Track(object);
  if (!can_be_ended_here(*greenlet->core)) {
    if (PythonThread* thread = thread_of(*greenlet->core)) {
      thread->dropped.add(object);  // which has the reference now
      return false;
    }
  } else {
    kill(greenlet);
    // As its frames may be needed by others, it stays as it is.
    if (is_suspended(greenlet) && Py_REFCNT(object) == 1) {
      core::CoreAccess::host(*greenlet->core).refused_to_die(*greenlet->core);
      return false;
    }
  }
  Py_SET_REFCNT(object, Py_REFCNT(object) - 1);
  if (Py_REFCNT(object) > 0) return false;
  PyObject_GC_UnTrack(object);
  return true;
}

void clear_state(PythonState& state) {
  state.run = Ref();
  state.body = Ref();
  state.parent = Ref();
  Py_CLEAR(state.interpreter.context);
  Py_CLEAR(state.interpreter.handled);
}

void dealloc(PyObject* object) {
  PyGreenlet* greenlet = as_greenlet(object);
  PyObject_GC_UnTrack(object);
  if (is_suspended(greenlet) && !ends(object)) {
    // The type of a class written in Python loses a reference when this returns.
    if (PyType_HasFeature(Py_TYPE(object), Py_TPFLAGS_HEAPTYPE)) Py_INCREF(Py_TYPE(object));
    return;
  }
  if (greenlet->weakrefs != nullptr) PyObject_ClearWeakRefs(object);
  Py_CLEAR(greenlet->dict);
  if (core::Core* core = std::exchange(greenlet->core, nullptr)) {
    if (core->is_main()) --mains;
    PythonState& state = state_of(*core);
    note_end(*core);
    state.self = nullptr;
    clear_state(state);
    lose_frames(state.interpreter);
    core::release(*core);
  }
  Py_TYPE(object)->tp_free(object);
}

int traverse(PyObject* object, visitproc visit, void* arg) {
  PyGreenlet* greenlet = as_greenlet(object);
  Py_VISIT(greenlet->dict);
  if (greenlet->core == nullptr) return 0;
  PythonState& state = state_of(*greenlet->core);
  Py_VISIT(state.run.get());
  Py_VISIT(state.body.get());
  Py_VISIT(state.parent.get());
  Py_VISIT(state.interpreter.context);
  Py_VISIT(state.interpreter.handled);
  return 0;
}

int clear(PyObject* object) {
  PyGreenlet* greenlet = as_greenlet(object);
  Py_CLEAR(greenlet->dict);
  if (greenlet->core != nullptr) clear_state(state_of(*greenlet->core));
  return 0;
}

// What lies on a stack, and in frames that run, the collector does not see.
int is_collectable(PyObject* object) {
  const core::Core* core = as_greenlet(object)->core;
  return core == nullptr || core->is_main() || !core->active();
}

int is_true(PyObject* object) { return as_greenlet(object)->core->active() ? 1 : 0; }

PyObject* make_greenlet(PyTypeObject* type, PyObject*, PyObject*) {
  bury_left_threads();
  if (ready() == nullptr) return nullptr;
  const Ref nothing(PyTuple_New(0));
  if (!nothing) return nullptr;
  // Refuses abstract classes.
  PyObject* object = PyBaseObject_Type.tp_new(type, nothing.get(), nullptr);
  if (object == nullptr) return nullptr;
  note_type(type);
  // Making it may have collected garbage, and that run anything.
  PyGreenlet* parent = this_thread().current;
  PyGreenlet* greenlet = as_greenlet(object);
  note_acting_line();
  PythonState state(greenlet);
  state.parent = Ref::to(object_of(parent));
  greenlet->core = core::new_core(python_host(), {}, *parent->core, state);
  return object;
}

int init(PyObject* object, PyObject* arguments, PyObject* keywords) {
  static const char* names[] = {"run", "parent", nullptr};
  PyObject *run = nullptr, *parent = nullptr;
  const Py_ssize_t count = PyTuple_GET_SIZE(arguments);
  if (keywords == nullptr && count <= 1) {  // as most are made; the parser is slower
    if (count == 1) run = PyTuple_GET_ITEM(arguments, 0);
  } else if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "|OO:greenlet",
                                          const_cast<char**>(names), &run, &parent)) {
    return -1;
  }
  if (run != nullptr && set_run(as_greenlet(object), run) < 0) return -1;
  if (run != nullptr) note_body(run);
  const bool has_parent = parent != nullptr && parent != Py_None;
  return has_parent ? set_parent(as_greenlet(object), parent) : 0;
}

PyNumberMethods as_number = [] {
  PyNumberMethods methods = {};
  methods.nb_bool = is_true;
  return methods;
}();

}  // namespace

PyTypeObject GreenletType = {PyVarObject_HEAD_INIT(nullptr, 0)};

int make_type() {
  PyTypeObject& type = GreenletType;
  if (PyType_HasFeature(&type, Py_TPFLAGS_READY)) return 0;  // it is imported once more
  type.tp_name = "greenlet.greenlet";
  type.tp_doc =
      "greenlet(run=None, parent=None) -> greenlet\n\n"
      "Creates a new greenlet object (without running it).\n\n"
      " - *run* -- The callable to invoke.\n"
      " - *parent* -- The parent greenlet. The default is the current greenlet.";
  type.tp_basicsize = sizeof(PyGreenlet);
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC;
  type.tp_dealloc = dealloc;
  type.tp_repr = repr;
  type.tp_as_number = &as_number;
  type.tp_traverse = traverse;
  type.tp_clear = clear;
  type.tp_is_gc = is_collectable;
  type.tp_weaklistoffset = offsetof(PyGreenlet, weakrefs);
  type.tp_dictoffset = offsetof(PyGreenlet, dict);
  type.tp_methods = methods();
  type.tp_getset = attributes();
  type.tp_init = init;
  type.tp_alloc = PyType_GenericAlloc;
  type.tp_new = make_greenlet;
  type.tp_free = PyObject_GC_Del;
  return PyType_Ready(&type);
}

PyGreenlet* new_main_object() {
  PyObject* object = PyType_GenericAlloc(&GreenletType, 0);
  if (object != nullptr) ++mains;
  return as_greenlet(object);
}

void discard_main_object(PyGreenlet* object) {
  --mains;
  Py_DECREF(object);
}

PyGreenlet* current_greenlet() {
  // Objects that are destroyed last ask: by then nothing may be switched any more.
  if (_Py_IsFinalizing()) {
    PyErr_SetString(PyExc_RuntimeError, "greenlet is being finalized");
    return nullptr;
  }
  bury_left_threads();
  const PythonThread* thread = ready();
  if (thread == nullptr) return nullptr;
  Py_INCREF(thread->current);
  return thread->current;
}

int main_greenlets() { return mains; }

PyGreenlet* new_greenlet(PyTypeObject* type, PyObject* run, PyObject* parent) {
  Ref made(make_greenlet(type, nullptr, nullptr));
  if (!made) return nullptr;
  if (run != nullptr && set_run(as_greenlet(made.get()), run) < 0) return nullptr;
  if (parent != nullptr && set_parent(as_greenlet(made.get()), parent) < 0) return nullptr;
  return as_greenlet(made.release());
}

int set_parent(PyGreenlet* greenlet, PyObject* parent) {
  if (!is_greenlet(parent)) {
    PyErr_Format(PyExc_TypeError, "GreenletChecker: Expected any type of greenlet, not %s",
                 Py_TYPE(parent)->tp_name);
    return -1;
  }
  if (ready() == nullptr) return -1;
  const char* refusal = core::set_parent(*greenlet->core, *as_greenlet(parent)->core);
  if (refusal != nullptr) {
    const bool is_main = greenlet->core->is_main();
    PyErr_SetString(is_main ? PyExc_AttributeError : PyExc_ValueError, refusal);
    return -1;
  }
  state_of(*greenlet->core).parent = Ref::to(parent);
  return 0;
}

PyObject* parent_of(PyGreenlet* greenlet) {
  const core::Core* parent = greenlet->core->parent();
  return parent != nullptr ? Py_XNewRef(object_of(state_of(*parent).self)) : nullptr;
}

}  // namespace greenlens::python
