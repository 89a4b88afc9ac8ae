// A program that somebody else runs and leads for us: an emulator, or a machine with a debugger's
// stub in it, asked by gdb's remote protocol.
//
// When one of its threads stops, all do; they go on when they are looked for. Threads are what the
// stub calls threads: of a whole machine that are its processors.
#ifndef GREENLENS_TRACER_GDB_STUB_H_
#define GREENLENS_TRACER_GDB_STUB_H_

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/gdb/described.h"
#include "tracer/gdb/remote_cpu.h"
#include "tracer/gdb/wire.h"
#include "tracer/step/machine.h"

namespace greenlens::gdb {

class Stub final : public step::Machine {
 public:
  // `where` is as Wire::connect() takes it. The stub is waited for as long as `may_come` says that
  // it may be there yet.
  Stub(const RemoteCpu& cpu, std::string where, std::function<bool()> may_come);

  std::string begin(pid_t program) override;
  const step::Cpu& cpu() const override { return remote_.cpu; }
  pid_t program() const override { return first_; }
  std::vector<pid_t> threads() const override;
  bool is_of_program(pid_t) const override { return true; }
  std::optional<step::Stop> next(bool* over) override;
  step::Stop wait(pid_t thread) override;
  void go_on(pid_t thread, int signal) override;
  void go_on_to_system_call(pid_t thread, int signal) override { go_on(thread, signal); }
  void go_on_stopped(pid_t thread) override { go_on(thread, 0); }
  void step(pid_t thread) override;
  void interrupt(pid_t thread) override;
  void let_go(pid_t thread, int signal) override;
  uint64_t hold_signals(pid_t) override { return 0; }
  void release_signals(pid_t, uint64_t) override {}
  bool read_registers(pid_t thread, step::Registers* registers) override;
  bool set_pc(pid_t thread, uint64_t pc) override;
  void look_at_memory() override { breakpoints_.clear(); }
  std::string read(uint64_t address, size_t bytes) const override;
  uint64_t behind_breakpoint() const override { return 0; }
  bool set_breakpoint(uint64_t address) override;
  bool has_breakpoint(uint64_t address) const override { return breakpoints_.contains(address); }
  void lift(uint64_t address) override;
  void put_back(uint64_t address) override;
  void clear_breakpoints() override;
  void clear_in(pid_t) override {}

  // Where the program itself begins, as the system has told it. 0: it is no system's program.
  uint64_t entry() const;

 private:
  struct Place {  // of one of the CPU's registers
    bool is_there = false;
    unsigned number = 0;   // the stub's
    size_t bytes = 0;      // that the stub has of it
    size_t at = SIZE_MAX;  // in what it says of all at once; SIZE_MAX: it has to be asked for
  };

  std::string connect();
  std::string shake_hands();
  void find_registers();
  bool say(const std::string& content) const;
  std::optional<std::string> hear(std::chrono::milliseconds wait) const;
  std::optional<std::string> hear_of_stop(std::chrono::milliseconds wait) const;
  void keep_for_later(const std::string& said) const;
  std::string ask(const std::string& content) const;
  std::string transfer(const std::string& what, const std::string& annex) const;
  bool choose(pid_t thread) const;
  void resume();
  std::optional<step::Stop> taken(const std::string& reply);
  pid_t thread_of(const std::string& name) const;
  uint64_t value_of(std::string_view bytes, const step::CpuRegister& of) const;

  const RemoteCpu& remote_;
  const std::string where_;
  const std::function<bool()> may_come_;
  mutable Wire wire_;
  bool acknowledges_ = true;  // each packet
  mutable bool owes_acknowledgement_ = false;
  std::vector<Place> places_;
  size_t at_once_ = 0;  // bytes that the stub says of all registers
  pid_t first_ = 0;
  mutable std::map<pid_t, std::string> names_;  // of threads, as the stub has them
  mutable pid_t chosen_ = 0;                    // whose registers are asked for
  std::set<pid_t> held_;          // those that have stopped and were not told to go on
  std::map<pid_t, int> signals_;  // to be given to those that go on
  bool running_ = false;
  bool wants_to_run_ = false;
  std::set<pid_t> asked_to_stop_;
  // What was said of stops while something else was waited for: other threads run meanwhile.
  mutable std::deque<std::string> unheard_;
  std::set<uint64_t> breakpoints_;
};

}  // namespace greenlens::gdb

#endif  // GREENLENS_TRACER_GDB_STUB_H_
