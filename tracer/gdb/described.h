// The registers that a stub says it has, from its target description ("target.xml"). Pure.
#ifndef GREENLENS_TRACER_GDB_DESCRIBED_H_
#define GREENLENS_TRACER_GDB_DESCRIBED_H_

#include <functional>
#include <string>
#include <vector>

namespace greenlens::gdb {

struct Described {
  std::string name;
  unsigned number = 0;  // the stub's
  size_t bytes = 0;
};

// `read` gets an annex ("target.xml" and what that includes) as text; empty where there is none.
// Ascending numbers; nothing of what cannot be read.
std::vector<Described> registers_described(
    const std::function<std::string(const std::string& annex)>& read);

}  // namespace greenlens::gdb

#endif  // GREENLENS_TRACER_GDB_DESCRIBED_H_
