// A program of this machine's own CPU, which this thread traces (ptrace).
#ifndef GREENLENS_TRACER_STEP_TRACED_H_
#define GREENLENS_TRACER_STEP_TRACED_H_

#include <optional>
#include <string>
#include <vector>

#include "tracer/step/machine.h"
#include "tracer/step/patches.h"
#include "tracer/step/tracees.h"

namespace greenlens::step {

class Traced final : public Machine {
 public:
  Traced();

  std::string begin(pid_t program) override;
  const Cpu& cpu() const override { return cpu_; }
  pid_t program() const override { return tracees_.program(); }
  std::vector<pid_t> threads() const override { return threads_of(tracees_.program()); }
  bool is_of_program(pid_t thread) const override { return tracees_.is_of_program(thread); }
  std::optional<Stop> next(bool* over) override { return tracees_.next(over); }
  Stop wait(pid_t thread) override { return tracees_.wait(thread); }
  void go_on(pid_t thread, int signal) override { tracees_.go_on(thread, signal); }
  void go_on_to_system_call(pid_t thread, int signal) override {
    tracees_.go_on_to_system_call(thread, signal);
  }
  void go_on_stopped(pid_t thread) override { tracees_.go_on_stopped(thread); }
  void step(pid_t thread) override { tracees_.step(thread); }
  void interrupt(pid_t thread) override { tracees_.interrupt(thread); }
  void let_go(pid_t thread, int signal) override { tracees_.let_go(thread, signal); }
  uint64_t hold_signals(pid_t thread) override { return tracees_.hold_signals(thread); }
  void release_signals(pid_t thread, uint64_t held) override {
    tracees_.release_signals(thread, held);
  }
  bool read_registers(pid_t thread, Registers* registers) override;
  bool set_pc(pid_t thread, uint64_t pc) override;
  void look_at_memory() override { patches_.emplace(tracees_.program()); }
  std::string read(uint64_t address, size_t bytes) const override;
  uint64_t behind_breakpoint() const override;
  bool set_breakpoint(uint64_t address) override { return patches_ && patches_->set(address); }
  bool has_breakpoint(uint64_t address) const override {
    return patches_ && patches_->has(address);
  }
  void lift(uint64_t address) override { patches_->lift(address); }
  void put_back(uint64_t address) override { patches_->put_back(address); }
  void clear_breakpoints() override;
  void clear_in(pid_t copy) override;

 private:
  Cpu cpu_;
  Tracees tracees_;
  std::optional<Patches> patches_;
};

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_TRACED_H_
