// Python programs: the package that they run on, and the interpreter.
#ifndef GREENLENS_CLI_PYTHON_PATH_H_
#define GREENLENS_CLI_PYTHON_PATH_H_

#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/fault.h"

namespace greenlens::cli {

// "-m pytest" names a module to be run, as after `python -m`.
inline constexpr std::string_view kModule = "-m ";
// Whether that names a Python program: a file whose name ends in ".py", or a module.
bool is_python_program(const std::string& name);
// The folder to put on PYTHONPATH; "" when greenlet for Python is not there.
std::string python_folder();
// That of the virtual environment that is active, where there is one; else the first python3.11 on
// the path, or the first python3. A fault: there is none, or it is of another version.
facts::Result<std::string> python_interpreter(const std::string& program);
// What runs it, without its arguments.
facts::Result<std::vector<std::string>> python_command(const std::string& name);
// Has programs that are started from here find that folder first.
void put_on_python_path(const std::string& folder);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_PYTHON_PATH_H_
