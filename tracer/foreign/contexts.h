// Who is who: the contexts that a program's own switch goes between, known by their stacks.
//
// Numbers only: it knows neither processes nor how a stack was found. Raw addresses.
#ifndef GREENLENS_TRACER_FOREIGN_CONTEXTS_H_
#define GREENLENS_TRACER_FOREIGN_CONTEXTS_H_

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/foreign/stack_places.h"

namespace greenlens::foreign {

struct Context {
  facts::GreenletId id = 0;
  facts::StackId stack = 0;    // 0: its thread's own
  facts::ThreadId thread = 0;  // which it stands on, or stood on last
  uint64_t low = 0, high = 0;  // of its stack; low 0: not known
  bool exact = true;           // nobody else's stack can lie there
  facts::StackFoundBy by = facts::StackFoundBy::use;
  std::string where;
  std::string name;
  std::string runs;              // the function that its name is from
  bool began_in_source = false;  // and its source is the program's
  bool named = false;            // by what runs there in the end
  bool gone = false;             // another one has its stack
  // When it called the switch last; 0: it never has.
  uint64_t return_address = 0;
  uint64_t sp = 0;                              // as it has to be when that has returned
  uint64_t lowest = 0;                          // that it had of its stack when it was left
  std::vector<facts::RegisterValue> preserved;  // what it counts on
  std::vector<uint64_t> put_at;  // the words beside its stack that it was put away in
  bool left() const { return return_address != 0; }
};

class Contexts {
 public:
  // A thread's own, with the stack that the system gave to it.
  Context& add_thread(facts::ThreadId thread, const StackPlace& stack, std::string name);
  // One more, on a stack of its own; whoever had that is gone.
  Context& add(facts::ThreadId thread, const StackPlace& stack);
  // Likewise on the stack of one that is gone.
  Context& add_on(facts::StackId stack, const Context& gone);
  // The one that was left near there, or else whose stack has this address for itself; null:
  // nobody's that is known.
  Context* at(uint64_t sp);
  // The one that was put away where these words were read, and stood near there; null: nobody. It
  // may be gone, and comes back when the program has copied its stack.
  Context* put_away(const std::vector<uint64_t>& read, uint64_t sp);
  // It has its stack again, and whoever had it meanwhile is gone.
  void come_back(Context* one);
  // Whether somebody begins there, though another one was left on the same stack: then sp is back
  // at its beginning. Who is resumed stands where he was left.
  static bool begins_anew(const Context& there, uint64_t sp);
  // Whether somebody has his stack in the same memory, which is nobody's alone.
  bool is_shared(const StackPlace& stack) const;
  // A name that nobody else has: "worker", "worker 2".
  std::string free_name(std::string_view wanted) const;
  // That stand on a thread, or stood on it last, besides its own.
  uint64_t count_on(facts::ThreadId thread) const;

 private:
  std::deque<Context> all_;  // stay where they are
  facts::StackId stacks_ = 0;
  mutable std::map<std::string, int> numbers_;  // the last one that was given, by the name
};

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_CONTEXTS_H_
