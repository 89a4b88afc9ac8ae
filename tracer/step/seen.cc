#include "tracer/step/seen.h"

#include <algorithm>
#include <string>
#include <vector>

namespace greenlens::step {
namespace {

void see_memory(const Machine& program, const MemoryOperand& memory, const Registers& before,
                drain::Step* step) {
  if (!memory.base.empty() && !before.has(memory.base)) return;  // by a register that nobody knows
  const uint64_t at = before.value(memory.base) +
                      before.value(memory.index) * static_cast<uint64_t>(memory.scale) +
                      static_cast<uint64_t>(memory.displacement);
  if (memory.reads) step->read_at = at, step->read = memory.size;
  if (!memory.writes) return;
  step->wrote_at = at;
  step->wrote = program.read(at, memory.size);
}

}  // namespace

drain::Step seen(const Machine& memory, const Walk& walk, const Decoded& done,
                 const Registers& after) {
  const Registers& before = walk.before;
  const Code& code = *walk.code;
  drain::Step step;
  step.function = code.name;
  step.offset = code.offset(before.pc);
  step.returned = !code.has(after.pc);
  if (!step.returned) step.next = code.offset(after.pc);
  step.code = code.bytes.substr(before.pc - code.begin, done.size);
  step.text = done.text;
  step.sp = after.sp;
  step.sp_change = static_cast<int64_t>(after.sp - before.sp);
  for (size_t i = 0; i < after.all.size(); ++i) {
    const bool changed = walk.executed == 0 || after.all[i].value != before.all[i].value;
    const bool written =
        std::find(done.writes.begin(), done.writes.end(), after.all[i].name) != done.writes.end();
    if (changed || written) step.registers.push_back(after.all[i]);
  }
  for (const MemoryOperand& one : done.memory) see_memory(memory, one, before, &step);
  for (const CpuRegister& one : memory.cpu().registers) {
    if (step.returned && one.status != 0) step.free_bits.push_back({one.name, one.status});
  }
  const bool comes_back_by_stack = done.returns && memory.cpu().pushed_by_call != 0;
  if (comes_back_by_stack || done.pops) {
    step.read_at = before.sp;
    step.read =
        after.sp > before.sp && done.pops ? after.sp - before.sp : memory.cpu().pointer_size;
  }
  if (done.pushes && after.sp < before.sp) {
    step.wrote_at = after.sp;
    step.wrote = memory.read(after.sp, before.sp - after.sp);
  }
  return step;
}

}  // namespace greenlens::step
