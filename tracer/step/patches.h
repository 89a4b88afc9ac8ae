// A program's code and memory, from outside, with breakpoints in the code.
#ifndef GREENLENS_TRACER_STEP_PATCHES_H_
#define GREENLENS_TRACER_STEP_PATCHES_H_

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>

namespace greenlens::step {

// One thread, which may trace the program.
class Patches {
 public:
  explicit Patches(pid_t program);
  ~Patches();  // leaves the breakpoints where they are
  Patches(const Patches&) = delete;

  // What lies there; shorter where there is no memory.
  std::string read(uint64_t address, size_t bytes) const;
  // Puts a breakpoint there. False when that cannot be.
  bool set(uint64_t address);
  bool has(uint64_t address) const { return replaced_.contains(address); }
  // Takes one away for a moment, and puts it back.
  void lift(uint64_t address) const;
  void put_back(uint64_t address) const;
  // Takes all away, for good; or in a copy of the program.
  void clear();
  void clear_in(pid_t copy) const;

 private:
  bool write(uint64_t address, const std::string& bytes) const;

  int memory_ = -1;
  std::map<uint64_t, std::string> replaced_;  // what stood there
};

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_PATCHES_H_
