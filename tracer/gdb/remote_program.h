// The surroundings of a program that a stub leads: its file, which lies here.
#ifndef GREENLENS_TRACER_GDB_REMOTE_PROGRAM_H_
#define GREENLENS_TRACER_GDB_REMOTE_PROGRAM_H_

#include <functional>
#include <string>
#include <vector>

#include "tracer/foreign/surroundings.h"
#include "tracer/gdb/stub.h"

namespace greenlens::gdb {

class RemoteProgram final : public foreign::Surroundings {
 public:
  using Printed = std::function<std::vector<foreign::Written>()>;
  // The stub outlives this. `printed` takes what the program has written since it was asked last.
  RemoteProgram(Stub& stub, std::string file, Printed printed)
      : stub_(stub), file_(std::move(file)), printed_(std::move(printed)) {}

  bool is_program() const override { return true; }
  uint64_t entry(pid_t) override { return 0; }
  std::unique_ptr<foreign::Program> open(pid_t) override;
  std::vector<drain::Mapped> maps(pid_t) override { return {}; }
  uint64_t most_stack(pid_t) override { return 0; }
  std::string thread_name(pid_t) override { return ""; }
  std::optional<uint64_t> fault_address(pid_t thread, int signal) override;
  std::optional<foreign::Written> wrote(pid_t, const step::Machine&) override { return {}; }
  std::vector<foreign::Written> printed() override { return printed_(); }
  void ends(pid_t) override {}
  void kill(pid_t) override {}

 private:
  Stub& stub_;
  const std::string file_;
  const Printed printed_;
};

}  // namespace greenlens::gdb

#endif  // GREENLENS_TRACER_GDB_REMOTE_PROGRAM_H_
