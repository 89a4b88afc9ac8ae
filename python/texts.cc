#include "python/texts.h"

namespace greenlens::python {

std::string text_in(PyObject* object) {
  const bool is_text = object != nullptr && PyUnicode_Check(object);
  Py_ssize_t size = 0;
  const char* bytes = is_text ? PyUnicode_AsUTF8AndSize(object, &size) : nullptr;
  if (is_text && bytes == nullptr) PyErr_Clear();
  return bytes != nullptr ? std::string(bytes, static_cast<size_t>(size)) : "";
}

std::string shortened(const std::string& text, size_t most) {
  if (text.size() <= most) return text;
  const std::string more = "…";
  size_t size = most - more.size();
  while (size > 0 && (text[size] & 0xc0) == 0x80) --size;
  return text.substr(0, size) + more;
}

std::string text_of(PyObject* object, const char* attribute) {
  const Ref value(PyObject_GetAttrString(object, attribute));
  if (!value) PyErr_Clear();
  return text_in(value.get());
}

}  // namespace greenlens::python
