#include "python/code_places.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <string_view>

#include "python/kept_texts.h"
#include "python/texts.h"

namespace greenlens::python {
namespace {

// Names of folders below which nobody's program is written.
constexpr std::array<std::string_view, 5> kLibraries = {"/site-packages/", "/dist-packages/",
                                                        "/lib-dynload/", "/python/greenlens/",
                                                        "/python/greenlet/"};

// Python's own modules lie in ".../lib/python3.11/".
size_t end_of_library(std::string_view path) {
  for (const std::string_view folder : kLibraries) {
    const size_t at = path.rfind(folder);
    if (at != path.npos) return at + folder.size();
  }
  constexpr std::string_view kOwn =
      "/lib/python" Py_STRINGIFY(PY_MAJOR_VERSION) "." Py_STRINGIFY(PY_MINOR_VERSION) "/";
  const size_t own = path.rfind(kOwn);
  return own != path.npos ? own + kOwn.size() : 0;
}

// Code that is in no file: "<frozen importlib._bootstrap>", "<string>".
bool is_frozen(std::string_view path) { return path.starts_with("<frozen "); }

// A function may be said to be in anything. What the system makes up when it is read may have to be
// waited for, and says that it has no bytes.
bool is_source(const std::string& path) {
  constexpr std::uintmax_t kMostBytes = 4 << 20;
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed)) return false;
  const std::uintmax_t size = std::filesystem::file_size(path, failed);
  return !failed && size > 0 && size <= kMostBytes;
}

// A program's source, as it is now. What is too large to be one is not read.
const std::vector<std::string>& lines_of(const std::string& path) {
  static auto* const all = new std::map<std::string, std::vector<std::string>>;
  const auto [known, is_new] = all->try_emplace(path);
  if (!is_new || !is_source(path)) return known->second;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) known->second.push_back(line);
  return known->second;
}

std::string source_line(const std::string& path, int number) {
  const std::vector<std::string>& lines = lines_of(path);
  const auto index = static_cast<size_t>(number - 1);
  return index < lines.size() ? lines[index] : "";
}

constexpr size_t kMostOfACall = 80;

void forget(void* place) { delete static_cast<CodePlace*>(place); }

// Where the interpreter keeps what others want to know of a function's code; negative: no room.
Py_ssize_t extra_index() {
  static const Py_ssize_t index = _PyEval_RequestCodeExtraIndex(forget);
  return index;
}

CodePlace* new_place(PyCodeObject* code) {
  auto* place = new CodePlace;
  const std::string path = text_in(code->co_filename);
  const size_t library = end_of_library(path);
  place->is_library = library != 0 || is_frozen(path);
  place->file = kept(path.substr(library));
  place->function = kept(plain(text_in(code->co_qualname)));
  place->instructions.resize(static_cast<size_t>(Py_SIZE(code)));
  return place;
}

}  // namespace

std::string plain(std::string name) {
  // "main.<locals>.work" is what people call work.
  constexpr std::string_view kLocals = ".<locals>.";
  if (const size_t at = name.rfind(kLocals); at != name.npos) name.erase(0, at + kLocals.size());
  const bool has_brackets = name.size() > 2 && name.front() == '<' && name.back() == '>';
  return has_brackets ? name.substr(1, name.size() - 2) : name;
}

CodePlace& place_of(PyCodeObject* code) {
  const Py_ssize_t index = extra_index();
  void* known = nullptr;
  auto* object = reinterpret_cast<PyObject*>(code);
  if (_PyCode_GetExtra(object, index, &known) == 0 && known != nullptr) [[likely]] {
    return *static_cast<CodePlace*>(known);
  }
  const ErrorAside aside;
  CodePlace* made = new_place(code);
  // Without room for it: each time anew, and the one of before goes.
  if (_PyCode_SetExtra(object, index, made) == 0) return *made;
  PyErr_Clear();
  static CodePlace* last = nullptr;
  delete std::exchange(last, made);
  return *made;
}

namespace {

// Null: it has none with that number.
CodePlace::Instruction* instruction_of(CodePlace& place, int instruction) {
  const auto number = static_cast<size_t>(instruction) / sizeof(_Py_CODEUNIT);
  return instruction < 0 || number >= place.instructions.size() ? nullptr
                                                                : &place.instructions[number];
}

}  // namespace

core::Where where(PyCodeObject* code, int instruction) {
  return where(place_of(code), code, instruction);
}

core::Where where(CodePlace& place, PyCodeObject* code, int instruction) {
  CodePlace::Instruction* known = instruction_of(place, instruction);
  if (known == nullptr) return {place.file, place.function, code->co_firstlineno};
  if (known->line < 0) known->line = std::max(0, PyCode_Addr2Line(code, instruction));
  return {place.file, place.function, known->line};
}

const char* call_text(PyCodeObject* code, int instruction) {
  CodePlace::Instruction* known = instruction_of(place_of(code), instruction);
  if (known == nullptr) return "";
  if (known->call != nullptr) return known->call;
  int line = 0, column = 0, last_line = 0, end = 0;
  std::string text;
  if (PyCode_Addr2Location(code, instruction, &line, &column, &last_line, &end) != 0 && line > 0) {
    const std::string source = source_line(text_in(code->co_filename), line);
    const size_t from = static_cast<size_t>(std::max(column, 0));
    // Of one that goes on on other lines, its beginning.
    if (from < source.size()) {
      text = last_line == line && end > column
                 ? source.substr(from, static_cast<size_t>(end - column))
                 : source.substr(from) + (source.ends_with(':') ? "" : "…");
    }
  }
  return known->call = kept(shortened(text, kMostOfACall));
}

const char* call_or_line_text(PyCodeObject* code, int instruction) {
  const char* call = call_text(code, instruction);
  if (std::string_view(call).ends_with(')')) return call;
  const std::string path = text_in(code->co_filename);
  const std::string line = source_line(path, where(code, instruction).line);
  const size_t begin = line.find_first_not_of(" \t");
  return begin == line.npos ? call : kept(shortened(line.substr(begin), kMostOfACall));
}

}  // namespace greenlens::python
