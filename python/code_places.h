// Where in the program's sources a Python function is: its file as recordings name it, its name,
// and the line of each of its instructions. Kept with each function's code for as long as that
// lives; the texts stay, for recordings name them by their addresses.
//
// Under the interpreter's lock; nothing here runs Python code.
#ifndef GREENLENS_PYTHON_CODE_PLACES_H_
#define GREENLENS_PYTHON_CODE_PLACES_H_

#include <string>
#include <vector>

#include "engine/core/where.h"
#include "python/python.h"

namespace greenlens::python {

// "<module>" is the module's own code: without the brackets, which elsewhere are a template's.
std::string plain(std::string name);

struct CodePlace {
  const char* file = nullptr;  // a path; of a library's file the part below the library's folder
  const char* function = nullptr;
  bool is_library = false;  // Python's own, or an installed package's
  struct Instruction {
    int line = -1;  // not asked for yet
    const char* call = nullptr;
  };
  std::vector<Instruction> instructions;  // by their numbers
};

// Of a function's code, which lives. Never null.
CodePlace& place_of(PyCodeObject* code);
// Of an instruction of it, by its offset in bytes.
core::Where where(PyCodeObject* code, int instruction);
// The same, of one whose place is known.
core::Where where(CodePlace& place, PyCodeObject* code, int instruction);
// What of its line's source the instruction executes, "q.get()"; "" when that is not known. (Reads
// the source, once.)
const char* call_text(PyCodeObject* code, int instruction);
// The same of a call, and of anything else the whole line: "s += i * i".
const char* call_or_line_text(PyCodeObject* code, int instruction);

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_CODE_PLACES_H_
