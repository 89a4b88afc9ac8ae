#include "tracer/rules/promises.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "tracer/state/queries.h"

namespace greenlens::rules {
namespace {

using facts::InstructionExecuted;
using facts::RegisterValue;
using state::GreenletState;
using state::State;
using state::Thread;

std::optional<uint64_t> value_of(std::string_view name, const std::vector<RegisterValue>& all) {
  for (const RegisterValue& one : all) {
    if (one.name == name) return one.value;
  }
  return std::nullopt;
}

std::optional<uint64_t> value_now(std::string_view name, const Thread& teller,
                                  const InstructionExecuted& told) {
  if (const std::optional<uint64_t> written = value_of(name, told.registers)) return written;
  if (!teller.machine) return std::nullopt;
  for (const state::MachineRegister& one : teller.machine->registers) {
    if (one.name == name) return one.value;
  }
  return std::nullopt;
}

bool was_moved(const Thread& teller) { return teller.machine && teller.machine->moved; }

}  // namespace

const GreenletState* who_has_called(const State& before, const Thread& teller,
                                    const InstructionExecuted& told) {
  if (!teller.in_switch) return nullptr;
  const bool moved = told.moved || was_moved(teller);
  const GreenletState* caller =
      state::find(before, moved ? teller.in_switch->target : teller.in_switch->origin);
  return caller != nullptr && caller->call_sp != facts::kNull ? caller : nullptr;
}

// Which they are is known from what the switch spills.
std::vector<facts::RegisterPair> lost_registers(const GreenletState& caller, const Thread& teller,
                                                const InstructionExecuted& told) {
  std::vector<facts::RegisterPair> lost;
  for (const facts::SavedRegister& slot : caller.registers) {
    const std::optional<uint64_t> kept = value_of(slot.name, caller.call_registers);
    const std::optional<uint64_t> found = value_now(slot.name, teller, told);
    const uint64_t counts = ~value_of(slot.name, told.free_bits).value_or(0);
    const bool same = kept && found && (*kept & counts) == (*found & counts);
    if (kept && found && !same) lost.push_back({slot.name, *kept, *found});
  }
  return lost;
}

// Where the return address is on the stack, returning takes it from there.
facts::Address kept_sp(const GreenletState& caller, const InstructionExecuted& told) {
  const bool pops = told.read_at != facts::kNull;
  return caller.call_sp + (pops ? static_cast<facts::Address>(told.read) : 0);
}

namespace {

// Of a call whose beginning was seen: its first instruction is what that begins with.
bool is_on_its_way(const Thread& teller, const InstructionExecuted& told) {
  return !told.returned && teller.machine && teller.machine->executed > 0 &&
         !teller.machine->returned;
}

// It has left its frame, and goes to somewhere in the switch all the same: a return, to an address
// that a call of its own has left.
bool returns_into_itself(const GreenletState& caller, const Thread& teller,
                         const InstructionExecuted& told) {
  const bool follows = told.next == told.offset + told.code.size();
  return teller.machine->sp == caller.call_sp && told.sp == caller.call_sp && !follows;
}

std::vector<Contradiction> broken_on_its_way(const State& before, const GreenletState& caller,
                                             const Thread& teller,
                                             const InstructionExecuted& told) {
  const bool is_above = told.sp > caller.call_sp;
  const bool is_back = returns_into_itself(caller, teller, told);
  // Anybody's switch may take its return address from the stack itself, and go there.
  if ((!is_above && !is_back) || state::has_contexts(before)) return {};
  if (is_above) return {{"sp", told.sp, caller.call_sp}};
  return {{"next", told.next, {}}};
}

// What lies above is not yet the target's, and no longer the origin's; what lies below is nobody's.
// (Above the base is what no slice has.)
bool calls_through_the_stack(const Thread& teller, const InstructionExecuted& told) {
  const facts::Address lowest = std::min(teller.own_stack.lowest, told.sp);
  return told.called && was_moved(teller) && facts::is_stack_address(told.read_at) &&
         lowest <= told.read_at && told.read_at < 0;
}

// Where who ran last was not the target, its bytes are not in place. (Where nothing is copied, a
// switch may keep its records on any stack.)
bool reads_somebody_elses(const Thread& teller, const InstructionExecuted& told) {
  if (told.called || told.returned || !was_moved(teller) || !teller.in_switch) return false;
  if (!facts::is_stack_address(told.read_at)) return false;
  for (const state::Footprint& one : teller.own_stack.footprints) {
    const bool here = one.low <= told.read_at && told.read_at < one.high;
    if (here) return one.greenlet != teller.in_switch->target;
  }
  return false;
}

}  // namespace

std::vector<Contradiction> broken_promises(const State& before, const Thread& teller,
                                           const InstructionExecuted& told) {
  std::vector<Contradiction> found;
  const GreenletState* caller = who_has_called(before, teller, told);
  if (caller != nullptr && is_on_its_way(teller, told)) {
    found = broken_on_its_way(before, *caller, teller, told);
  }
  if (caller != nullptr && told.returned) {
    const facts::Address kept = kept_sp(*caller, told);
    if (told.sp != kept) found.push_back({"sp", told.sp, kept});
    for (const facts::RegisterPair& pair : lost_registers(*caller, teller, told)) {
      found.push_back({"registers", pair.name, {}});
    }
  }
  const bool ahead = reads_somebody_elses(teller, told) && !state::has_contexts(before);
  if (calls_through_the_stack(teller, told) || ahead) {
    found.push_back({"read_at", told.read_at, {}});
  }
  if (told.misaligned != 0) found.push_back({"misaligned", told.misaligned, uint64_t{0}});
  return found;
}

}  // namespace greenlens::rules
