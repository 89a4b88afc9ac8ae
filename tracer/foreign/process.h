// The surroundings of a process of this system, which this thread traces.
#ifndef GREENLENS_TRACER_FOREIGN_PROCESS_H_
#define GREENLENS_TRACER_FOREIGN_PROCESS_H_

#include "tracer/foreign/surroundings.h"
#include "tracer/foreign/system_calls.h"

namespace greenlens::foreign {

class Process final : public Surroundings {
 public:
  bool is_program() const override { return false; }
  uint64_t entry(pid_t process) override;
  std::unique_ptr<Program> open(pid_t process) override;
  std::vector<drain::Mapped> maps(pid_t process) override;
  uint64_t most_stack(pid_t process) override;
  std::string thread_name(pid_t thread) override;
  std::optional<uint64_t> fault_address(pid_t thread, int signal) override;
  std::optional<Written> wrote(pid_t thread, const step::Machine& memory) override {
    return writes_.hear(thread, memory);
  }
  std::vector<Written> printed() override { return {}; }
  void ends(pid_t thread) override { writes_.forget(thread); }
  void kill(pid_t process) override;

 private:
  Writes writes_;
};

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_PROCESS_H_
