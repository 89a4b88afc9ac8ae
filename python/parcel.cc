#include "python/parcel.h"

#include <cstdlib>
#include <new>
#include <vector>

#include "python/module.h"
#include "python/texts.h"

namespace greenlens::python {
namespace {

// Under the interpreter's lock.
struct Place {
  Place* next;
};
Place* first_place = nullptr;
int places = 0;
constexpr int kMostPlaces = 32;

std::unique_ptr<Parcel> parcel() { return std::unique_ptr<Parcel>(new Parcel); }

constexpr size_t kMostText = 200;

// Of what no code of the program has a say in; anything else by its type's name.
std::string described(PyObject* value) {
  const bool is_plain = value == Py_None || PyBool_Check(value) || PyLong_CheckExact(value) ||
                        PyFloat_CheckExact(value) || PyUnicode_CheckExact(value);
  if (is_plain) {
    const ErrorAside aside;
    const Ref text(PyObject_Repr(value));
    const char* bytes = text ? PyUnicode_AsUTF8(text.get()) : nullptr;
    std::string said = bytes != nullptr ? bytes : "a text that cannot be shown";
    if (bytes == nullptr) PyErr_Clear();
    if (said.size() > kMostText) said = said.substr(0, kMostText) + "...";
    return said;
  }
  std::string all;
  if (PyTuple_CheckExact(value)) {
    all = "(";
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(value) && all.size() < kMostText; ++i) {
      if (i > 0) all += ", ";
      all += described(PyTuple_GET_ITEM(value, i));
    }
    all += PyTuple_GET_SIZE(value) == 1 ? ",)" : ")";
  } else {
    all = "<";
    all += Py_TYPE(value)->tp_name;
    all += ">";
  }
  return all;
}

std::string name_of(PyObject* type) {
  return PyType_Check(type) ? reinterpret_cast<PyTypeObject*>(type)->tp_name : "an error";
}

// What an error was made with; one that says itself what it says is not asked.
std::string message_of(PyObject* error) {
  if (!PyExceptionInstance_Check(error)) return described(error);
  PyObject* arguments = reinterpret_cast<PyBaseExceptionObject*>(error)->args;
  if (arguments == nullptr || !PyTuple_CheckExact(arguments)) return "";
  const Py_ssize_t count = PyTuple_GET_SIZE(arguments);
  return count == 0 ? "" : described(count == 1 ? PyTuple_GET_ITEM(arguments, 0) : arguments);
}

constexpr size_t kMostCalls = 12;

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// Where it was raised and who had called that: "work, app.py:12; main, app.py:30". A traceback has
// the outermost call first.
std::string calls_of(PyObject* traceback) {
  std::vector<std::string> calls;
  while (traceback != nullptr && PyTraceBack_Check(traceback)) {
    auto* entry = reinterpret_cast<PyTracebackObject*>(traceback);
    PyCodeObject* code = PyFrame_GetCode(entry->tb_frame);
    const Ref owned(reinterpret_cast<PyObject*>(code));
    const int line =
        entry->tb_lineno > 0 ? entry->tb_lineno : PyCode_Addr2Line(code, entry->tb_lasti);
    calls.push_back(text_in(code->co_name) + ", " + base_name(text_in(code->co_filename)) + ":" +
                    std::to_string(line));
    traceback = reinterpret_cast<PyObject*>(entry->tb_next);
  }
  std::string all;
  for (size_t i = 0; i < calls.size(); ++i) {
    if (i == kMostCalls) return all + "; ...";
    all += (i > 0 ? "; " : "") + calls[calls.size() - 1 - i];
  }
  return all;
}

}  // namespace

std::string described_error(PyObject* type, PyObject* error, PyObject* traceback) {
  const ErrorAside aside;
  std::string said = name_of(type);
  const std::string message = error != nullptr ? message_of(error) : "";
  if (!message.empty()) said.append(": ").append(message);
  const std::string calls = calls_of(traceback);
  if (!calls.empty()) said.append(" (").append(calls).append(")");
  return said;
}

void* Parcel::operator new(size_t size) {
  if (Place* place = first_place) {
    first_place = place->next;
    --places;
    return place;
  }
  void* made = std::malloc(size);
  if (made == nullptr) Py_FatalError("greenlet: no memory for what a switch carries");
  return made;
}

void Parcel::operator delete(void* place) noexcept {
  if (places >= kMostPlaces) return std::free(place);
  first_place = ::new (place) Place{first_place};
  ++places;
}

std::string Parcel::describe() const noexcept {
  if (value) return described(value.get());
  std::string said;
  if (type) {
    said = described_error(type.get(), error.get(), traceback.get());
  } else {
    said = arguments ? described(arguments.get()) : "()";
    if (keywords && PyDict_GET_SIZE(keywords.get()) > 0) said += ", {...}";
  }
  return said;
}

core::Delivery carry_value(PyObject* value) {
  std::unique_ptr<Parcel> made = parcel();
  made->value = Ref(value);
  return {core::DeliveryKind::value, std::move(made)};
}

core::Delivery carry_arguments(Ref arguments, Ref keywords) {
  std::unique_ptr<Parcel> made = parcel();
  made->arguments = std::move(arguments);
  made->keywords = std::move(keywords);
  return {core::DeliveryKind::value, std::move(made)};
}

core::Delivery carry_error(PyObject* type, PyObject* error, PyObject* traceback) {
  std::unique_ptr<Parcel> made = parcel();
  made->type = Ref(type);
  made->error = Ref(error);
  made->traceback = Ref(traceback);
  return {core::DeliveryKind::error, std::move(made)};
}

core::Delivery carry_set_error() {
  PyObject *type, *error, *traceback;
  PyErr_Fetch(&type, &error, &traceback);
  return carry_error(type, error, traceback);
}

core::Delivery carry_set_error_or_exit(bool* is_exit) {
  *is_exit = PyErr_ExceptionMatches(GreenletExit) != 0;
  if (!*is_exit) return carry_set_error();
  PyObject *type, *error, *traceback;
  PyErr_Fetch(&type, &error, &traceback);
  PyErr_NormalizeException(&type, &error, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return carry_value(error);
}

PyObject* unpack(core::Delivery delivery) {
  if (delivery.kind == core::DeliveryKind::error) {
    set_error(std::move(delivery));
    return nullptr;
  }
  auto& parcel = static_cast<Parcel&>(*delivery.carried);
  if (parcel.value) return parcel.value.release();
  PyObject* arguments = parcel.arguments.get();
  const bool has_keywords = parcel.keywords && PyDict_GET_SIZE(parcel.keywords.get()) > 0;
  if (!has_keywords) {
    if (PyTuple_GET_SIZE(arguments) != 1) return parcel.arguments.release();
    return Py_NewRef(PyTuple_GET_ITEM(arguments, 0));
  }
  if (PyTuple_GET_SIZE(arguments) == 0) return parcel.keywords.release();
  return PyTuple_Pack(2, arguments, parcel.keywords.get());
}

void unpack_call(core::Delivery delivery, Ref* arguments, Ref* keywords) {
  auto& parcel = static_cast<Parcel&>(*delivery.carried);
  if (parcel.value) {
    *arguments = Ref(PyTuple_Pack(1, parcel.value.get()));
  } else {
    *arguments = std::move(parcel.arguments);
    *keywords = std::move(parcel.keywords);
  }
}

void set_error(core::Delivery delivery) {
  auto& parcel = static_cast<Parcel&>(*delivery.carried);
  PyErr_Restore(parcel.type.release(), parcel.error.release(), parcel.traceback.release());
}

}  // namespace greenlens::python
