// The emulator that runs a program of another CPU, and a place where it can be asked about it.
#ifndef GREENLENS_TRACER_LIVE_EMULATOR_H_
#define GREENLENS_TRACER_LIVE_EMULATOR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/fault.h"
#include "tracer/gdb/remote_cpu.h"
#include "tracer/live/printed.h"

namespace greenlens::live {

// The CPU with that name, or, without one, the one that the program's file is for. A fault when
// there is none, or when the file is for another one.
facts::Result<const gdb::RemoteCpu*> cpu_of(const std::string& file, const std::string& shown_name,
                                            const std::string& cpu);

// None when it is this machine's own, or unknown.
const gdb::RemoteCpu* other_cpu(const std::string& file);

class Emulator {
 public:
  explicit Emulator(const gdb::RemoteCpu& cpu) : cpu_(cpu) {}
  ~Emulator();
  Emulator(const Emulator&) = delete;

  // A place where it can be asked; a fault when there is no such emulator, or no place.
  facts::Fault make_place();
  // A fault when there is no such emulator.
  facts::Fault find();
  // find(), for a program that is led through the emulator's stub: also a fault when there is no
  // place for that. `output` is as Printed::open() takes it.
  facts::Fault prepare(int output);
  // What has to be started for this program and its arguments.
  std::vector<std::string> command(const std::vector<std::string>& program) const;
  // Where address 0 of a program is in the emulator's memory, which is not led through its stub. A
  // program whose addresses are short ones cannot have all of them where the emulator itself lies.
  uint64_t origin() const;
  const std::string& place() const { return place_; }
  Printed& printed() { return printed_; }
  // It was reached: whoever ends now, however that is, leaves no place behind.
  void hide_place();

 private:
  const gdb::RemoteCpu& cpu_;
  std::string path_, folder_, place_;
  Printed printed_;
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_EMULATOR_H_
