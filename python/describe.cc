#include "python/describe.h"

#include "python/texts.h"

namespace greenlens::python {
namespace {

std::string without_nul(std::string text) {
  std::erase(text, '\0');
  return text;
}

std::string in_words(PyObject* value) {
  const Ref repr(PyObject_Repr(value));
  Py_ssize_t size = 0;
  const char* bytes = repr ? PyUnicode_AsUTF8AndSize(repr.get(), &size) : nullptr;
  if (bytes == nullptr) return PyErr_Clear(), "(no words for it)";
  return without_nul(shortened({bytes, static_cast<size_t>(size)}, kMostLetters));
}

bool says_little(const std::string& name, PyObject* value) {
  return name.starts_with("__") || PyModule_Check(value) || PyFunction_Check(value) ||
         PyCFunction_Check(value) || PyType_Check(value);
}

void put(const std::string& name, PyObject* value, std::string* locals) {
  *locals += without_nul(name) + '\0' + Py_TYPE(value)->tp_name + '\0' + in_words(value) + '\0';
}

}  // namespace

std::string describe(const std::vector<Local>& locals) {
  const ErrorAside aside;
  std::string described;
  size_t count = 0;
  for (const Local& local : locals) {
    if (local.is_modules && says_little(local.name, local.value.get())) continue;
    if (++count > kMostLocals) break;
    put(local.name, local.value.get(), &described);
  }
  return described;
}

}  // namespace greenlens::python
