// What a switch will do, worked out beforehand: greenlet.c's g_switch without doing it.
//
// A plan follows from a state in which nobody is switching, and from a question. What a state
// cannot tell stands in the question: where compilers and programs put things, and whether memory
// can be had. Everything else follows. Pure; bounded by the number of greenlets and frames.
#ifndef GREENLENS_TRACER_RULES_PLAN_H_
#define GREENLENS_TRACER_RULES_PLAN_H_

#include <optional>
#include <vector>

#include "tracer/rules/slices.h"

namespace greenlens::rules {

// The current greenlet asks for a switch.
struct Ask {
  facts::GreenletId requested = 0;  // whom the program names; who ends: its parent, or its killer
  // Where the origin's registers come to lie: how deep its calls are, the compiler knows alone.
  facts::Address sp = facts::kNull;
  // The mark in the starter's frame that a new greenlet's slice ends at (dummymarker). Of no
  // meaning when nobody is started, or when the starter is dying.
  facts::Address mark = facts::kNull;
  // The origin's body has just ended. Also when the state says that it has finished.
  bool body_has_ended = false;
  facts::ThreadId thread = 1;  // in which it is asked
};

// Why there can be no plan, as far as a state can tell. That a new one has nothing to run, or that
// memory is lacking, no state knows.
enum class Refusal : uint8_t {
  none,
  no_origin,          // nobody is current in this thread
  another_thread,     // the requested one's: no greenlet leaves its thread
  unknown_greenlet,   // the requested one, or an ancestor of it that is needed
  nobody_alive,       // the requested one is dead, and so are all its ancestors
  no_place,           // `sp`, or the mark of a first start, is no address of the stack
  left_its_stack,     // `sp` is not below the origin's stack_stop: reached as by longjmp
  unknown_neighbour,  // stack_prev leads to nobody, or in a circle
};

// A dead one on the way from the requested greenlet to the target.
struct PassedOver {
  facts::GreenletId dead = 0;
  facts::GreenletId next = 0;  // its parent
  bool operator==(const PassedOver&) const = default;
};

// How a new greenlet begins.
struct Start {
  facts::Address stack_stop = facts::kNull;
  facts::GreenletId stack_prev = 0;
  // The starter's. None: it is not known. (depth() says when it is.)
  std::optional<uint32_t> recursion_depth;
  bool operator==(const Start&) const = default;
};

// What a switch exchanges of the host's state.
struct HostState {
  facts::FrameId origin_top_frame = 0;      // put away in the origin
  facts::FrameId target_top_frame = 0;      // the thread's from now on
  std::optional<uint32_t> recursion_depth;  // likewise; none: it is not known
  bool operator==(const HostState&) const = default;
};

struct Plan {
  Refusal refusal = Refusal::none;  // otherwise nothing below holds but who asks for whom
  facts::GreenletId origin = 0;
  facts::GreenletId requested = 0;
  std::vector<PassedOver> passed_over;  // in order
  facts::GreenletId target = 0;         // who runs then; may be the origin itself
  std::optional<Start> start;           // of a target that runs for the first time
  bool origin_is_dying = false;
  facts::Address origin_stack_start = facts::kNull;  // stays NULL for one that is dying
  std::vector<Save> saves;                           // in order
  std::optional<Range> sp_moves;                     // from, to; none on a first start
  std::optional<Range> restored;                     // none when the target has no copy
  facts::GreenletId target_stack_prev = 0;           // who lies next above the target then
  facts::GreenletId origin_stack_prev = 0;           // 0 when it is dead; else it stays
  HostState host_state;
};

Plan plan(const state::State& state, const Ask& ask);

// --- parts of it, for whoever asks one question only

// The nearest of `greenlet` and its ancestors that is not dead: who gets what is sent to it. With
// a finished one's parent this says where control goes. `passed_over` may be null.
Refusal find_target(const state::State& state, facts::GreenletId greenlet,
                    facts::GreenletId* target, std::vector<PassedOver>* passed_over = nullptr);

// g_initialstub's beginning: origin and target as in `c`, before the target has a stack_stop.
Start g_initialstub(const state::State& state, const Crossing& c, facts::Address mark);

// g_switchstack's second half. `first_start`: the target has no interpreter frames yet.
HostState g_switchstack(const state::State& state, facts::GreenletId origin,
                        facts::GreenletId target, bool first_start);

// The recursion depth that is in force, or is put away, with this greenlet. It is the starter's at
// its start and one more for each interpreter frame since, but a state has only the one of its last
// resumption. So it is known of a new greenlet until that is resumed, and of a main one whose
// frames all began in the recording. None: at least as many as it has frames.
std::optional<uint32_t> depth(const state::State& state, const state::GreenletState& greenlet);

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_PLAN_H_
