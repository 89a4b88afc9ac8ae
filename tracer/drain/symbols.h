// Names for code addresses of a process, from the symbol tables and debug information of its files.
// Where those lie is kept: a process that has ended still has names.
#ifndef GREENLENS_TRACER_DRAIN_SYMBOLS_H_
#define GREENLENS_TRACER_DRAIN_SYMBOLS_H_

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/store/trace_info.h"

namespace greenlens::drain {

// One of the calls that stand at a code address.
struct Call {
  std::string function;  // as people read it: qualified, lambdas named; "" when there is no symbol
  std::string path;      // of its line, as the debug information has it; "" when unknown
  std::string shown;     // the same as traces name it
  uint32_t line = 0;     // where in `function` it stands; 0 when unknown
};

class Symbols {
 public:
  struct Place {
    // Innermost first. All but the last were inlined, each into the next; the last is the function
    // that has the frame. Never empty.
    std::vector<Call> calls;
    uint64_t code_offset = 0;  // relative to its module's load address
    std::string module;        // the base name of its file; "" when there is none
    facts::Nameless nameless = facts::Nameless::unknown;  // why the last one's function is ""
  };
  // Of that process, which must be there now.
  Symbols(pid_t pid, std::string source_root);
  // Of a program's file, or one with its debug information, that no process has to run.
  explicit Symbols(const std::string& path);
  // Likewise, whose addresses are `bias` higher in the memory of who runs it.
  Symbols(const std::string& path, uint64_t bias);
  ~Symbols();
  // Of such a file: whether it is one; its build id, in hexadecimal; whether it has any names.
  bool opened() const;
  std::string build_id() const;
  bool has_names() const;
  // Of the call that returns to so many bytes behind its beginning. Cached.
  const Place& of_offset(uint64_t code_offset);
  // The files that the process has in its memory.
  std::vector<store::ModuleInfo> modules() const;
  // Of the call that returns to `return_address`. Cached. One thread.
  const Place& of_return_address(uint64_t return_address);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::map<uint64_t, Place> known_;
};

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_SYMBOLS_H_
