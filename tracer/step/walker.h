// Leads the threads of a traced program through functions that switch stacks, one instruction at a
// time.
//
// Breakpoints stand at the beginning of each such function and behind the calls that it makes. Who
// comes to the first one is led through the function; what that calls runs freely. The program's
// signals wait while one of its threads is between two instructions there. What becomes of what is
// seen is the derived class's business.
//
// Everything happens on one thread, which alone has to do with the program (machine.h); only
// leave() may be called by others.
#ifndef GREENLENS_TRACER_STEP_WALKER_H_
#define GREENLENS_TRACER_STEP_WALKER_H_

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tracer/step/decoder.h"
#include "tracer/step/machine.h"

namespace greenlens::step {

// A function that switches stacks.
struct Code {
  std::string name;
  uint64_t begin = 0, end = 0;  // [begin, end) in the program's memory
  std::string bytes{};          // without breakpoints
  // What its offsets are counted from, where several functions are told as one piece of code.
  uint64_t first_offset = 0;
  bool odd = false;  // as its symbol says: code of the CPU's other kind (step::Cpu::odd_mode)
  bool has(uint64_t pc) const { return begin <= pc && pc < end; }
  uint64_t offset(uint64_t pc) const { return pc - begin + first_offset; }
};

// A thread on its way through one.
struct Walk {
  const Code* code = nullptr;
  Registers before;         // the instruction that is next
  uint64_t executed = 0;    // instructions so far
  bool in_call = false;     // it runs a function that this one has called
  uint64_t returns_to = 0;  // likewise: where that comes back
  uint64_t held = 0;        // the program's own signal mask
  bool over = false;        // it has gone out of the function, and was told of
};

class Walker {
 public:
  Walker(const Walker&) = delete;
  virtual ~Walker() = default;
  // From any thread: go() returns soon, and the program runs on without us.
  void leave() { leaves_ = true; }

 protected:
  explicit Walker(std::unique_ptr<Machine> machine);

  // --- for who derives, in this order
  // All threads that the program has now are led. Empty, or why that cannot be.
  std::string seize(pid_t program);
  // The program's memory is another one than before, or is to be looked at for the first time.
  void look_at_memory();
  // Breakpoints for this function. False where its code cannot be read or is none.
  bool add(Code code);
  // One more, of the derived class's own: comes_to() hears of who comes there.
  bool add_breakpoint(uint64_t at);
  // Until the program ends, becomes another one, or leave() is called.
  void go();
  // The threads go on, without breakpoints, and are not traced any more.
  void let_all_go();

  // --- what it decides and hears
  // Whether this one is led through, which has come to the function's first instruction.
  virtual bool enters(pid_t thread, const Code& code, const Registers& now) = 0;
  // An instruction was executed: `walk.before` has what was before it. `called`: with all that the
  // called function did.
  virtual void steps(pid_t thread, const Walk& walk, const Decoded& done, const Registers& after,
                     bool called) = 0;
  // Whether it may execute the next one. Asked often while it may not.
  virtual bool may_go_on(pid_t thread) = 0;
  // It has gone out of the function: `walk.before` has what it goes on with.
  virtual void returns(pid_t, const Walk&) {}
  // The walk does not come to its end: a signal or the thread's end came first.
  virtual void breaks_off(pid_t) {}
  // It has come to a breakpoint of the derived class, and stands there until it may pass, which is
  // asked often.
  virtual void comes_to(pid_t, uint64_t) {}
  virtual bool may_pass(pid_t) { return true; }
  // It is about to get a signal; it gets the one that is returned.
  virtual int gets_signal(pid_t, int signal) { return signal; }
  // It enters or leaves the system; only where hears_system_calls_ is set.
  virtual void calls_system(pid_t) {}
  // Its process has become another program. True: which is ours, too.
  virtual bool becomes_another(pid_t) { return false; }
  virtual void ends(pid_t) {}
  // Nothing has happened for a moment.
  virtual void idles() {}

  // Over an instruction in whose place a breakpoint stands. Meanwhile nobody else may come there.
  bool step_over(pid_t thread, uint64_t at);
  void go_on(pid_t thread, int signal = 0);
  const std::vector<Code>& codes() const { return codes_; }
  Decoded decoded(const Code& code, uint64_t pc) const;

  Decoder& decoder(bool odd) { return odd ? odd_decoder_ : decoder_; }

  const std::unique_ptr<Machine> machine_;
  bool hears_system_calls_ = false;

 private:
  std::optional<Stop> next_stop(bool* over);
  void hear(const Stop& stop, bool* over);
  void hear_beginning(pid_t thread);
  void hear_signal(const Stop& stop);
  void enter(pid_t thread, const Code& code);
  void come_back(pid_t thread, const Code& code, uint64_t at);
  void lead(pid_t thread);
  bool single_step(pid_t thread);
  std::vector<pid_t> stop_others();
  void lend_memory(pid_t thread);
  void hear_of_loan(const Stop& stop);
  void pass_gate();
  void pass(pid_t thread, uint64_t at);
  const Code* code_at(uint64_t pc) const;
  std::optional<uint64_t> called_from(const Code& code, const Registers& after,
                                      uint64_t behind) const;
  void runs(pid_t thread);
  void stands(pid_t thread);
  void break_off(pid_t thread);
  void step_back(pid_t thread);

  Decoder decoder_, odd_decoder_;
  std::vector<Code> codes_;
  std::map<pid_t, Walk> walks_;
  std::vector<pid_t> running_;  // threads that are traced; those that stand still are not in it
  std::vector<pid_t> at_gate_;
  std::map<pid_t, uint64_t> standing_;  // at breakpoints of the derived class
  std::deque<Stop> later_;              // stops that came while another one was waited for
  std::vector<pid_t> vforked_;
  std::vector<uint64_t> own_;  // breakpoints of the derived class
  pid_t vforks_ = 0;  // whose child runs in the program's memory: those are lifted meanwhile
  std::atomic<bool> leaves_{false};
};

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_WALKER_H_
