// Where a trace's bytes lie: in a file, or in memory.
//
// A file is read piece by piece and not mapped. It may be cut while it is open (a recorder takes
// back what it wrote in part, somebody copies over it): then a read brings less, where a mapping
// would end the process.
#ifndef GREENLENS_TRACER_STORE_BYTES_H_
#define GREENLENS_TRACER_STORE_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "tracer/facts/fault.h"

namespace greenlens::store {

class Bytes {
 public:
  virtual ~Bytes() = default;
  // How many there are now: a file may grow.
  virtual uint64_t size() const = 0;
  // Those at [at, at + count), as far as they are there: so perhaps fewer, or none.
  virtual std::string read(uint64_t at, size_t count) const = 0;
  // Whether somebody is writing them: the recorder holds its file locked as long as it does.
  virtual bool is_being_written() const { return false; }
  // The same bytes once more, for another thread; null when the system has no room for it.
  virtual std::unique_ptr<Bytes> again() const = 0;
};

// A fault when it cannot be read; what is no file in the system's sense (a pipe) is read to its end
// at once. The file stays open, and that one is meant, also when its name becomes another's.
facts::Result<std::unique_ptr<Bytes>> open_bytes(const std::string& path);

// For tests, and for what was read already.
std::unique_ptr<Bytes> bytes_in_memory(std::string bytes);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_BYTES_H_
