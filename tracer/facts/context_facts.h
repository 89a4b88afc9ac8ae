// What a stepper sees of a program that knows nothing of us and switches stacks with a function of
// its own: a fiber library, ucontext, an exercise of an operating-systems course.
//
// A context is what such a function switches between: registers that were put away, on a stack of
// its own. It has a GreenletId, a name and a stack; nothing of it is ever copied. Who tells all
// this stands outside of the program and knows only what it sees: that the function was called,
// where the stack pointer went, what the registers held.
#ifndef GREENLENS_TRACER_FACTS_CONTEXT_FACTS_H_
#define GREENLENS_TRACER_FACTS_CONTEXT_FACTS_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/declare.h"

namespace greenlens::facts {

// How the ends of a context's stack were found: as the program's own variable; a block of its heap;
// memory that it has asked the system for (mmap); told by whoever records. Or nothing is known
// but where the stack pointer was first, which is taken for the high end.
enum class StackFoundBy : uint8_t { variable, heap_block, mapping, told, use };
constexpr std::array<const char*, 5> enum_names(StackFoundBy) {
  return {"variable", "heap_block", "mapping", "told", "use"};
}

// A register that a call has to preserve and had another value when the call returned.
struct RegisterPair {
  std::string name;  // as the ABI document spells it
  uint64_t kept = 0, found = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("name", &RegisterPair::name), f("kept", &RegisterPair::kept);
    f("found", &RegisterPair::found);
  }
};

// The stack pointer has come to a stack on which nobody stood up to now: a context is there.
struct ContextFound {
  GREENLENS_FACT(ContextFound, 80, "context_found", Stops(Grain::story), context);
  GreenletId context = 0;
  std::string name;  // of its stack, until it is known what it runs (GreenletRenamed)
  StackId stack = 0;
  StackFoundBy by = StackFoundBy::use;
  std::string where;    // the variable's or the file's name; may be empty
  Address low = kNull;  // the ends of its stack, [low, high); kNull: not known
  Address high = kNull;
  Address sp = kNull;  // where it was prepared to begin
  template <typename F>
  static constexpr void fields(F&& f) {
    f("context", &ContextFound::context), f("name", &ContextFound::name);
    f("stack", &ContextFound::stack), f("by", &ContextFound::by);
    f("where", &ContextFound::where), f("low", &ContextFound::low);
    f("high", &ContextFound::high), f("sp", &ContextFound::sp);
  }
};
// The program has called its function that switches; its first instruction comes next. A switch is
// under way until SwitchReturned.
struct SwitchCalled {
  GREENLENS_FACT(SwitchCalled, 81, "switch_called", Stops(Grain::line), origin);
  GreenletId origin = 0;
  std::string function;
  SourceLine at;       // the line that has called it
  Address sp = kNull;  // as it will be when the call has returned
  // Those that a call has to preserve, as they are.
  std::vector<RegisterValue> registers;
  std::vector<CFrame> frames;  // from the caller outwards
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &SwitchCalled::origin), f("function", &SwitchCalled::function);
    f("at", &SwitchCalled::at), f("sp", &SwitchCalled::sp);
    f("registers", &SwitchCalled::registers), f("frames", &SwitchCalled::frames);
  }
};
// The stack pointer stands on another context's stack from here on. The origin is left where it
// stood.
struct ContextEntered {
  GREENLENS_FACT(ContextEntered, 82, "context_entered", Stops(Grain::story), target);
  GreenletId origin = 0;
  GreenletId target = 0;
  Address origin_sp = kNull;  // the lowest that the origin has of its stack
  Address sp = kNull;
  bool first_start = false;  // nobody has ever left it
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &ContextEntered::origin), f("target", &ContextEntered::target);
    f("origin_sp", &ContextEntered::origin_sp), f("sp", &ContextEntered::sp);
    f("first_start", &ContextEntered::first_start);
  }
};
// The function is over: the target goes on behind the call that it had made itself, or begins. A
// target that is the origin: nothing was switched.
struct SwitchReturned {
  GREENLENS_FACT(SwitchReturned, 83, "switch_returned", Stops(Grain::switch_), target);
  GreenletId origin = 0;
  GreenletId target = 0;
  std::string function;  // that switches
  SourceLine at;         // where the target goes on
  Address sp = kNull;
  // The target's, where it is not as it was when the target had called: the switch has not kept it.
  // (Not of one that begins.)
  std::vector<RegisterPair> lost;
  Address sp_kept = kNull;  // where the stack pointer should be; kNull of one that begins
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &SwitchReturned::origin), f("target", &SwitchReturned::target);
    f("function", &SwitchReturned::function), f("at", &SwitchReturned::at);
    f("sp", &SwitchReturned::sp), f("lost", &SwitchReturned::lost);
    f("sp_kept", &SwitchReturned::sp_kept);
  }
};

using ContextFacts = Family<ContextFound, SwitchCalled, ContextEntered, SwitchReturned>;

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_CONTEXT_FACTS_H_
