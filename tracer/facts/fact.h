// Any fact: the variant of all families.
//
// There is no default branch anywhere: a new fact, one more name in its family's list, does not
// compile until every consumer has decided what to do with it (std::visit with Overloaded).
#ifndef GREENLENS_TRACER_FACTS_FACT_H_
#define GREENLENS_TRACER_FACTS_FACT_H_

#include <string>
#include <variant>

#include "tracer/facts/context_facts.h"
#include "tracer/facts/engine_facts.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/facts/recording_facts.h"
#include "tracer/facts/thread_facts.h"

namespace greenlens::facts {

namespace internal {
template <typename... Families>
struct Join;
template <typename... A, typename... B, typename... More>
struct Join<Family<A...>, Family<B...>, More...> : Join<Family<A..., B...>, More...> {};
template <typename... Facts>
struct Join<Family<Facts...>> {
  using Variant = std::variant<Facts...>;
};
}  // namespace internal

// A variant by another name, so that what copies, moves and destroys any of them is compiled once,
// in fact.cc, and not by everybody who holds one.
class Fact : public internal::Join<EngineFacts, ThreadFacts, RecordingFacts, InstructionFacts,
                                   ContextFacts>::Variant {
 public:
  using Any = internal::Join<EngineFacts, ThreadFacts, RecordingFacts, InstructionFacts,
                             ContextFacts>::Variant;
  using Any::Any;
  Fact();
  Fact(const Fact& other);
  Fact(Fact&& other) noexcept;
  Fact& operator=(const Fact& other);
  Fact& operator=(Fact&& other) noexcept;
  ~Fact();
};

// For std::visit with one lambda a fact, so that a missing one does not compile.
template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

// Facts as their struct says: name and tag, the greenlet it is about (0: none), and whether a step
// of that grain ends with it. The beginning and the end of a trace always are stops. The names live
// for ever.
const char* fact_name(const Fact& fact);
uint16_t fact_tag(const Fact& fact);
GreenletId subject(const Fact& fact);
bool is_stop(const Fact& fact, Grain grain);

// Another number when a fact, or a field of one, comes, goes, or has another name or place: two
// programs that hand over facts bit by bit have to agree on it.
uint32_t layout_of_facts();

// Equality by the field lists: copied bytes and frames too.
bool same_fact(const Fact& a, const Fact& b);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_FACT_H_
