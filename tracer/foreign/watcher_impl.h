// What a watcher is made of, for the files that share it: how the program begins, its threads and
// contexts, what becomes of each switch, and what else is heard of it.
#ifndef GREENLENS_TRACER_FOREIGN_WATCHER_IMPL_H_
#define GREENLENS_TRACER_FOREIGN_WATCHER_IMPL_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tracer/drain/maps.h"
#include "tracer/drain/steps.h"
#include "tracer/facts/event.h"
#include "tracer/foreign/contexts.h"
#include "tracer/foreign/crash.h"
#include "tracer/foreign/output.h"
#include "tracer/foreign/program.h"
#include "tracer/foreign/stack_places.h"
#include "tracer/foreign/surroundings.h"
#include "tracer/foreign/watcher.h"
#include "tracer/step/line_stops.h"
#include "tracer/step/walker.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::foreign {

// A thread of the program that has come to the switch.
struct Watched {
  facts::ThreadId id = 0;
  uint64_t base = 0;  // the raw address of Address 0
  Context* main = nullptr;
  Context* current = nullptr;
  uint64_t stack_bytes = 0;
  // Of the switch that it is in.
  std::string walks;  // the function
  Context* origin = nullptr;
  Context* target = nullptr;  // null: not left yet
  bool first = false;
  uint64_t lowest = 0;                // sp of the origin
  std::vector<uint64_t> wrote, read;  // the words that it has, up to now
  // What it told last, for the gate.
  uint64_t number = 0;
  facts::Stops stops{};
};

uint64_t watchers_clock_ns();

struct Watcher::Impl final : step::Walker {
  Impl(Wanted what, ring::Gate& where, Watcher::Sink to, std::unique_ptr<step::Machine> led,
       std::unique_ptr<Surroundings> around_it);
  using Walker::go;
  using Walker::leave;

  // --- the program begins

  std::string begin(pid_t process);

  bool becomes_another(pid_t process) override;

  // Its libraries are there.
  void comes_to(pid_t process, uint64_t at) override;
  void take_program(pid_t process);

  // But for those of the functions that are led through anyway.
  void add_lines();

  void begin_line(pid_t tid, uint64_t at);
  bool may_pass(pid_t tid) override;

  // Somebody else may have switched meanwhile.
  void stand_at(Watched* one, uint64_t sp);

  void add_function(const Function& one);

  // Functions of the program and its own libraries with an instruction that may switch.
  void add_suspected(std::vector<Function>* all);

  // --- telling

  facts::Address relative(const Watched& one, uint64_t raw) const;

  void tell(Watched* one, facts::Fact fact);
  void add_event(const facts::Event& event);
  uint64_t time() const { return watchers_clock_ns() - began_ns; }
  void flush();
  void idles() override;

  bool may_go_on(pid_t tid) override;

  // --- a thread and its contexts

  bool read_word(uint64_t address, uint64_t* word) const;
  Program::ReadWord reader() const {
    return [this](uint64_t address, uint64_t* word) { return read_word(address, word); };
  }
  std::vector<drain::Mapped> maps() const { return around->maps(machine_->program()); }
  const step::Cpu& cpu() const { return machine_->cpu(); }

  // The frames of who has called, from that one outwards. Those that lie above the base are not
  // the program's.
  std::vector<facts::CFrame> frames_of(const step::Registers& now, uint64_t return_address,
                                       uint64_t sp, uint64_t base, const Context& on) const;

  // The end of main's frame, or of the outermost one of the program's own; which `function` it is.
  uint64_t base_of(const step::Registers& now, uint64_t return_address, uint64_t sp,
                   uint64_t stack_high, std::string* function) const;

  Watched& meet(pid_t tid, const step::Registers& now, uint64_t return_address, uint64_t sp);

  // The stack that somebody stands on of whom no system says it.
  StackPlace place_without_system(uint64_t sp) const;

  void begin_trace(uint64_t base);

  void append_code(const step::Code& code, store::TraceInfo* info) const;

  // The function that it was prepared to begin with: its address lies in the frame that was made
  // for it. Empty: it is not seen there.
  std::string prepared_for(uint64_t sp, uint64_t high) const;

  Context& found_at(Watched* one, uint64_t sp);

  void tell_found(Watched* one, const Context& made, uint64_t sp);
  void tell_entered(Watched* one, const Context& target, uint64_t sp, bool first);

  // --- a switch

  bool enters(pid_t tid, const step::Code& code, const step::Registers& now) override;

  // What runs there in the end. A library begins each context with a function of its own, which
  // calls the one that it was given by its address.
  // Where that has gone on as another one without a call, its name stays.
  std::string given_to(const Watched& one, const Context& origin,
                       const std::vector<facts::CFrame>& frames, uint64_t return_address) const;
  // Not by a call that has the callee's address in it. Its first byte may be a breakpoint's. Only
  // of x86's calls it is known how they have it.
  bool is_called_by_address(uint64_t back, uint64_t callee) const;

  // Of those that were only suspected.
  bool innocent(const step::Code& code) const;

  // Whether the instruction has left the origin's stack.
  bool leaves_stack(const Watched& one, uint64_t before, uint64_t after);

  void steps(pid_t tid, const step::Walk& walk, const step::Decoded& done,
             const step::Registers& after, bool called) override;

  void tell_instruction(Watched* one, drain::Step step, bool called, bool moved);

  // On another stack.
  void arrive(Watched* one, const step::Code& code, uint64_t sp);

  void returns(pid_t tid, const step::Walk& walk) override;
  // The function has called another one that switches, which is followed from here on.
  void tell_given_up(Watched* one);

  // Not behind the call that it was left in, but where a function begins: somebody has prepared its
  // stack for another one.
  bool is_at_another_beginning(const Watched& one, const Context& target, uint64_t pc,
                               uint64_t sp) const;
  Context& begin_again(Watched* one, Context& before);

  // It is called by what it runs.
  void name_by_function(Watched* one, Context* target, uint64_t pc);

  // --- what else happens

  void calls_system(pid_t tid) override;
  // Of who does not say in which system call it was written: by who runs now.
  void hear_output();
  void take_lines(pid_t tid, const Written& written);
  void print(pid_t tid, std::string line);

  int gets_signal(pid_t tid, int signal) override;
  void note_crash(pid_t tid, int signal);
  void ends(pid_t tid) override;
  uint64_t contexts_of(facts::ThreadId thread) const { return contexts.count_on(thread); }

  // --- the end

  void finish(facts::ProgramFinished fact, const Crash* why);

  Wanted wanted;
  ring::Gate& gate;
  store::TraceWriter writer;
  const std::unique_ptr<Surroundings> around;
  bool automatic = false;
  bool begun = false;      // the stream
  bool collected = false;  // something that was not flushed
  const uint64_t began_ns = watchers_clock_ns();
  uint64_t entry = 0;
  uint64_t next_offset = 0;  // of the next function's code
  std::unique_ptr<Program> program;
  std::vector<Variable> told;  // stacks
  Contexts contexts;
  std::map<pid_t, Watched> threads;
  int threads_met = 0;
  std::map<uint64_t, int> walks_without;  // a change of stacks, by the function's address
  std::map<int, Lines> lines;
  step::LineStops lines_of;                 // its sources
  std::vector<std::string> printed_before;  // the first thread was known
  std::optional<Crash> crash;               // that a signal has announced
  Watcher::Found found;
};

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_WATCHER_IMPL_H_
