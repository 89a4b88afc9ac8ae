#include "tracer/words/machine_narration.h"

#include <string>

#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/pointers.h"
#include "tracer/state/queries.h"
#include "tracer/words/lists.h"

namespace greenlens::words {
namespace {

// Registers that nearly every instruction changes.
constexpr const char* kInstructionPointer = "rip";
constexpr const char* kFlags = "eflags";
constexpr const char* kStackPointer = "rsp";

// The register that an instruction is about: the first that it has changed, besides those that
// every one may change.
const facts::RegisterValue* loaded_register(const facts::InstructionExecuted& fact) {
  for (const facts::RegisterValue& changed : fact.registers) {
    const bool is_usual = changed.name == kInstructionPointer || changed.name == kFlags ||
                          changed.name == kStackPointer;
    if (!is_usual) return &changed;
  }
  return nullptr;
}

// The one that a thread stands on.
const state::Stack& stack_of(const state::State& state, const state::Thread& thread) {
  const auto found = state.stacks.find(thread.stack);
  return found != state.stacks.end() ? found->second : thread.own_stack;
}

// Whose switch it is: of a program that has its own, the target is known when its stack is reached.
bool is_own_switch(const Saying& s) {
  const auto& now = s.is_.in_switch;
  if (!now) return false;
  const auto stands_apart = [&](facts::GreenletId id) {
    const state::GreenletState* g = find(s.after_, id);
    return g != nullptr && g->stack != 0;
  };
  return now->target == 0 || stands_apart(now->target) || stands_apart(now->origin);
}

// Which sentence an instruction gets.
std::string kind_of(const Saying& s, const facts::InstructionExecuted& fact, facts::Address was,
                    const facts::RegisterValue* loaded) {
  const bool moves = fact.moved && !(s.was_.machine && s.was_.machine->moved);
  const bool is_programs = is_own_switch(s);
  if (fact.returned) {
    if (!fact.moved) return is_programs ? ".return_unmoved" : ".return_here";
    return is_programs && s.is_.in_switch->first_start ? ".return_begins" : ".return";
  }
  if (moves && is_programs) return ".elsewhere";
  if (s.is_.machine && s.is_.machine->executed == 1) return ".first";
  if (moves) return fact.sp == was ? ".stays" : fact.sp > was ? ".up" : ".down";
  if (fact.called) return is_programs ? ".call_out" : ".call";
  if (fact.sp != was && fact.wrote_at != facts::kNull) return ".push";
  if (fact.sp != was && fact.read_at != facts::kNull && loaded != nullptr) return ".pop";
  if (fact.sp != was) return fact.sp < was ? ".room" : ".room_back";
  if (fact.wrote_at != facts::kNull) return is_programs ? ".put_away" : ".write";
  if (fact.read_at != facts::kNull && loaded != nullptr)
    return is_programs ? ".take_back" : ".read";
  return loaded != nullptr ? ".change" : "";
}

}  // namespace

Narration narrate_fact(const Saying& s, const facts::InstructionExecuted& fact) {
  const facts::GreenletId origin = s.is_.in_switch ? s.is_.in_switch->origin : s.is_.current;
  const facts::GreenletId target = s.is_.in_switch ? s.is_.in_switch->target : s.is_.current;
  const facts::RegisterValue* loaded = loaded_register(fact);
  const state::Stack& stands_on = stack_of(s.before_, s.was_);
  const facts::Address was = s.was_.machine ? s.was_.machine->sp : stands_on.sp;
  const uint64_t distance = state::slice_size(was, fact.sp) + state::slice_size(fact.sp, was);
  return s.say("instruction_executed" + kind_of(s, fact, was, loaded),
               {{"text", facts::shown(fact.text)},
                {"function", facts::shown(fact.function)},
                {"number", number(s.is_.machine ? s.is_.machine->executed : 0)},
                {"origin", s.name(origin)},
                {"target", s.name(target)},
                {"whose", s.name(fact.moved ? target : origin)},
                {"register", loaded ? facts::shown(loaded->name) : ""},
                {"bytes", number(fact.wrote.size())},
                {"at", s.address(fact.wrote_at)},
                {"from", s.address(fact.read_at)},
                {"distance", number(distance)},
                {"sp", s.address(fact.sp)}},
               kLongerText);
}

Narration narrate_fact(const Saying& s, const facts::LineBegun& fact) {
  constexpr size_t kMostVariables = 4;
  const state::GreenletState* runs = find(s.after_, s.is_.current);
  std::string variables, pointer, owner, variable;
  size_t told = 0;
  for (const facts::LocalValue& local : fact.locals) {
    const auto only =
        runs == nullptr ? std::nullopt : state::only_in_heap(s.after_, *runs, local.points_to);
    if (only && pointer.empty()) {
      pointer = facts::shown(local.name), owner = s.name(only->owner);
      variable = facts::shown(only->variable);
    }
    const std::string words = facts::shown(local.name) + " = " + facts::shown(local.value);
    // What is in braces is long, and to be seen where all are.
    const bool is_plain = !local.value.empty() && words.find_first_of("{}") == words.npos;
    if (!is_plain || told++ >= kMostVariables) continue;
    add_clause(s.messages_, words, &variables);
  }
  return s.say(!pointer.empty()    ? "line_begun.in_heap"
               : variables.empty() ? "line_begun"
                                   : "line_begun.variables",
               {{"name", s.name(s.is_.current)},
                {"line", number(fact.at.line)},
                {"function", facts::shown(fact.at.function)},
                {"file", facts::shown(fact.at.file)},
                {"variables", variables},
                {"pointer", pointer},
                {"owner", owner},
                {"variable", variable}},
               kLongerText);
}

Narration narrate_fact(const Saying& s, const facts::ContextFound& fact) {
  const uint64_t bytes = state::slice_size(fact.low, fact.high);
  return s.say(std::string("context_found.") + facts::enum_name(fact.by),
               {{"name", s.name(fact.context)},
                {"where", facts::shown(fact.where)},
                {"bytes", number(bytes)},
                {"words", number(state::slice_size(fact.sp, fact.high) / 8)},
                {"sp", s.address(fact.sp)}});
}

Narration narrate_fact(const Saying& s, const facts::SwitchCalled& fact) {
  return s.say(fact.at.line ? "switch_called" : "switch_called.unknown",
               {{"name", s.name(fact.origin)},
                {"function", facts::shown(fact.function)},
                {"line", number(fact.at.line)},
                {"caller", facts::shown(fact.at.function)},
                {"file", facts::shown(fact.at.file)},
                {"registers", number(fact.registers.size())}});
}

Narration narrate_fact(const Saying& s, const facts::ContextEntered& fact) {
  return s.say(fact.first_start ? "context_entered.first" : "context_entered",
               {{"target", s.name(fact.target)},
                {"origin", s.name(fact.origin)},
                {"origin_sp", s.address(fact.origin_sp)},
                {"sp", s.address(fact.sp)}});
}

Narration narrate_fact(const Saying& s, const facts::SwitchReturned& fact) {
  const bool began = s.was_.in_switch && s.was_.in_switch->first_start;
  const char* id = fact.origin == fact.target ? "switch_returned.same"
                   : !fact.lost.empty()       ? "switch_returned.lost"
                   : began                    ? "switch_returned.first"
                                              : "switch_returned";
  std::string lost;
  for (const facts::RegisterPair& pair : fact.lost) {
    add_name(s.messages_, facts::shown(pair.name), &lost);
  }
  return s.say(id, {{"target", s.name(fact.target)},
                    {"origin", s.name(fact.origin)},
                    {"function", facts::shown(fact.function)},
                    {"caller", facts::shown(fact.at.function)},
                    {"line", number(fact.at.line)},
                    {"lost", lost},
                    {"count", number(fact.lost.size())},
                    {"number", number(s.after_.switches)},
                    {"sp", s.address(fact.sp)}});
}

}  // namespace greenlens::words
