// What a record only names by its address in the program: texts that live as long as it does.
//
// A program that has ended still has texts: those of its files. So they are read from the files
// first, and from the memory of the process only where no file has them.
#ifndef GREENLENS_TRACER_DRAIN_MEMORY_H_
#define GREENLENS_TRACER_DRAIN_MEMORY_H_

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tracer/drain/maps.h"

namespace greenlens::drain {

class Memory {
 public:
  static constexpr size_t kLongest = 4096;  // of a text; what is longer is cut
  virtual ~Memory() = default;
  // The text at this address, up to its NUL; "" when there is none to be had.
  virtual std::string text(uint64_t address) = 0;
};

// This process's: addresses are believed.
class OwnMemory final : public Memory {
 public:
  std::string text(uint64_t address) override;
};

// Another process's. Its files are opened when it is first looked at, and when an address is in
// none of those known, as after dlopen: what becomes of their names meanwhile does not matter.
class ProcessMemory final : public Memory {
 public:
  explicit ProcessMemory(pid_t pid);
  ~ProcessMemory() override;
  ProcessMemory(const ProcessMemory&) = delete;
  std::string text(uint64_t address) override;

 private:
  bool look();
  const Mapped* mapped_at(uint64_t address) const;
  size_t read(uint64_t address, char* to, size_t bytes) const;

  const pid_t pid_;
  std::string looked_at_;  // the system's text
  std::vector<Mapped> maps_;
  std::map<uint64_t, int> files_;  // descriptors, by inode
};

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_MEMORY_H_
