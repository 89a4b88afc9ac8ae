// What the files of a process that knows nothing of us say: its functions, variables, sources, and
// who called whom.
#ifndef GREENLENS_TRACER_FOREIGN_PROGRAM_H_
#define GREENLENS_TRACER_FOREIGN_PROGRAM_H_

#include <elfutils/libdwfl.h>
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/step/cpu.h"
#include "tracer/store/trace_info.h"

namespace greenlens::foreign {

// [begin, end) in the process's memory.
struct Function {
  std::string name;
  uint64_t begin = 0, end = 0;
  bool odd = false;  // its address was, on a CPU where that says what kind of code it is
};

// A variable, or the part of one that is an array of bytes: "threads[1].stack", [low, high).
struct Variable {
  std::string name;
  uint64_t low = 0, high = 0;
  bool exact = true;  // false: parts of it may be others'
};

// One thread. Nothing of it fails: what is not known is empty.
class Program {
 public:
  // Of a process whose files are in its memory now.
  Program(pid_t pid, step::Cpu cpu);
  // Of a file whose addresses are `bias` higher in the program's memory; what else the program has
  // there is not known.
  Program(const std::string& file, uint64_t bias, step::Cpu cpu);
  ~Program();
  Program(const Program&) = delete;

  // All functions of that name, in the program itself and in its libraries.
  std::vector<Function> functions(std::string_view name) const;
  // Those of the program itself, for who has mistyped one.
  std::vector<std::string> function_names() const;
  // All of the program and of its libraries, but for those whose file's name begins like one of
  // these.
  std::vector<Function> all_functions(std::span<const std::string_view> without) const;
  // Whether the program uses a function of that name that it does not have itself.
  bool imports(std::string_view name) const;
  // The one that has this code.
  std::optional<Function> function_at(uint64_t code) const;
  bool is_code(uint64_t address) const;
  // Whether the call that returns there stands in a function with a source that is no library's.
  bool is_own_line(uint64_t return_address);
  // The smallest array or variable that holds this address.
  std::optional<Variable> variable_at(uint64_t address) const;
  std::optional<Variable> variable(std::string_view name) const;

  // The line that makes the call which returns there, and the function that it is written in.
  facts::SourceLine line_of_call(uint64_t return_address);
  // The same, with the file as sources() name it; "" when they do not have it.
  facts::SourceLine source_line_of_call(uint64_t return_address);
  // Who has called, innermost first, from a call on that returns to `return_address` with these
  // registers; `sp` is the stack pointer behind it. Addresses relative to `base`. The last one ends
  // at `stack_high` at most. `read` reads a word of the process's memory.
  using ReadWord = std::function<bool(uint64_t address, uint64_t* word)>;
  std::vector<facts::CFrame> frames(const step::Registers& registers, uint64_t return_address,
                                    uint64_t sp, uint64_t base, uint64_t stack_high,
                                    const ReadWord& read);

  // The program's own sources that can be read, those first that have main.
  std::vector<store::SourceText> sources() const;
  std::vector<store::ModuleInfo> modules() const;
  // For who wants to know of its lines: the program's file, which stays open, and how sources()
  // name a file that its debug information names. "" for one that they do not have.
  Dwfl_Module* file() const;
  std::string shown(const char* path) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_PROGRAM_H_
