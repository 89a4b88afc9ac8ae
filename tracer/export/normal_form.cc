#include "tracer/export/normal_form.h"

#include <memory>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "tracer/facts/fields.h"
#include "tracer/facts/json_fields.h"

namespace greenlens::exports {
namespace {

using facts::Address;

// How far below its base a thread's stack is looked for; and another one below its high end, where
// its low one is not known.
constexpr uint64_t kStackReach = uint64_t{64} << 20;
constexpr Address kOtherReach = Address{16} << 20;
constexpr Address kMegabyte = Address{1} << 20;
// Stacks of other numbers lie so far from each other.
constexpr Address kApart = Address{1} << 40;
constexpr facts::StackId kMostStacks = facts::StackId{1} << 19;
// It is in every program, and called by the number of the process that it was read from.
constexpr const char* kKernelsCode = "[vdso]";
// So low no stack lies: it is an address through a null pointer.
constexpr uint64_t kFirstPage = 4096;
// Where no system puts code, data or a stack.
constexpr uint64_t kFirstAddress = 1 << 16;

Address place_of(facts::StackId stack) { return -(Address{stack} + 1) * kApart; }

Address rounded_down(Address a) {
  if (!facts::is_stack_address(a)) return a;
  const Address rest = a % kMegabyte;
  return a - (rest < 0 ? rest + kMegabyte : rest);
}
Address rounded_up(Address a) {
  if (!facts::is_stack_address(a)) return a;
  const Address down = rounded_down(a);
  return down == a ? a : down + kMegabyte;
}

}  // namespace

// Changes a value by its list of fields, whatever it is.
class NormalForm::Change {
 public:
  explicit Change(const Known& known) : known_(known) {}

  template <typename T>
  void operator()(const char* field, T* value) const {
    if constexpr (std::is_same_v<T, Address>) {
      *value = address(*value);
    } else if constexpr (std::is_same_v<T, std::string>) {
      // An instruction's code is the same everywhere.
      if (facts::is_raw_bytes(field) && field != std::string_view("code")) value->clear();
    } else if constexpr (facts::IsVector<T>::value) {
      for (auto& item : *value) (*this)("", &item);
    } else if constexpr (facts::IsShared<T>::value) {
      if (!*value) return;
      auto changed = **value;
      (*this)(field, &changed);
      *value = std::make_shared<const decltype(changed)>(std::move(changed));
    } else if constexpr (facts::IsMaybe<T>::value) {
      if (*value) (*this)(field, &**value);
    } else if constexpr (facts::IsMap<T>::value) {
      each(value);
    } else if constexpr (facts::HasFields<T>) {
      T::fields([&](const char* name, auto member) { (*this)(name, &(value->*member)); });
      special(value);
    }
  }

  uint64_t raw(uint64_t value) const {
    const uint64_t below = known_.base - value;
    return below > 0 && below <= kStackReach ? value - known_.base : 0;
  }

 private:
  template <typename T>
  void each(T* map) const {
    std::vector<typename T::key_type> keys;
    for (const auto& [key, item] : *map) keys.push_back(key);
    for (const auto key : keys) (*this)("", &(*map)[key]);
  }
  Address address(Address a) const {
    if (!facts::is_stack_address(a) || known_.ranges.empty()) return a;
    if (known_.low != facts::kNull && a >= known_.low && a <= known_.high) return a;
    const auto found = known_.ranges.lower_bound(a);
    return found != known_.ranges.end() && a >= found->second.low ? a + found->second.moved : a;
  }

  // What its fields do not say.
  template <typename T>
  void special(T*) const {}
  void special(facts::SavedRegister* saved) const { saved->value = raw(saved->value); }
  // Numbers that can be no address are the same everywhere.
  void special(facts::RegisterValue* one) const { hide(&one->value); }
  void special(state::MachineRegister* one) const { hide(&one->value); }
  void special(facts::RegisterPair* one) const { hide(&one->kept), hide(&one->found); }
  void hide(uint64_t* value) const {
    if (*value >= kFirstAddress) *value = raw(*value);
  }
  void special(facts::CFrame* frame) const {
    if (frame->module.starts_with("[vdso")) frame->module = kKernelsCode;
  }
  // Memory in no stack lies anywhere.
  void special(facts::InstructionExecuted* one) const {
    if (!is_near(one->read_at)) one->read_at = facts::kNull, one->read = 0;
    if (!is_near(one->wrote_at)) one->wrote_at = facts::kNull;
  }
  static bool is_near(Address a) {
    return a != facts::kNull && a < 0 && a >= -static_cast<Address>(kStackReach);
  }
  void special(facts::SliceSaved* saved) const { saved->hash = 0; }
  void special(facts::ProgramForked* forked) const { forked->child = 0; }
  void special(facts::SignalSent* sent) const { sent->receiver = 0; }
  void special(facts::ChildEnded* ended) const { ended->child = 0; }
  void special(facts::ThreadBegan* began) const {
    began->base = 0;
    began->low = rounded_down(began->low);
    began->high = rounded_up(began->high);
  }
  void special(facts::ProgramFinished* finished) const {
    if (finished->how == facts::End::daemonized) finished->what.clear();
    if (finished->fault_address >= kFirstPage) {
      finished->fault_address = raw(finished->fault_address);
    }
  }
  void special(state::Thread* thread) const {
    thread->base = 0;
    thread->own_stack.low = rounded_down(thread->own_stack.low);
    thread->own_stack.high = rounded_up(thread->own_stack.high);
  }

  const Known& known_;
};

NormalForm::NormalForm(const store::TraceInfo& info, const state::State& before)
    : base_(info.stack_base) {
  stand_at(before);
}

void NormalForm::stand_at(const state::State& state) {
  for (const auto& [id, thread] : state.threads) {
    Known& known = threads_[id];
    known.base = thread.base != 0 ? thread.base : base_;
    known.low = thread.own_stack.low;
    known.high = thread.own_stack.high;
  }
  for (const auto& [id, stack] : state.stacks) enter(stack.thread, id, stack.low, stack.high);
}

const NormalForm::Known& NormalForm::known(facts::ThreadId thread) const {
  static const Known nothing;
  const auto found = threads_.find(thread);
  return found != threads_.end() ? found->second : nothing;
}

// The first thread mostly does not say its base, nor that it began.
facts::Event NormalForm::event(facts::Event event) {
  const facts::ThreadId thread = event.thread;
  if (threads_.find(thread) == threads_.end()) threads_[thread].base = base_;
  if (const auto* began = std::get_if<facts::ThreadBegan>(&event.fact)) {
    Known& known = threads_[thread];
    if (began->base != 0) known.base = began->base;
    known.low = began->low;
    known.high = began->high;
  }
  if (const auto* entered = std::get_if<facts::StackEntered>(&event.fact)) {
    enter(thread, entered->stack, entered->low, entered->high);
  }
  if (const auto* found = std::get_if<facts::ContextFound>(&event.fact)) {
    enter(thread, found->stack, found->low, found->high != facts::kNull ? found->high : found->sp);
  }
  const Change change(known(thread));
  std::visit([&](auto& fact) { change("", &fact); }, event.fact);
  return event;
}

// It may prove to be larger later: its addresses stay where they were put.
void NormalForm::enter(facts::ThreadId thread, facts::StackId stack, Address low, Address high) {
  if (stack == 0 || stack > kMostStacks || !facts::is_stack_address(high)) return;
  std::map<Address, Range>& ranges = threads_[thread].ranges;
  Range range{stack, low, place_of(stack) - high};
  for (auto it = ranges.begin(); it != ranges.end(); ++it) {
    if (it->second.stack != stack) continue;
    range.moved = it->second.moved;
    ranges.erase(it);
    break;
  }
  if (!facts::is_stack_address(low)) range.low = high - kOtherReach;
  ranges[high] = range;
}

// Each thread's in its own addresses.
state::State NormalForm::state(state::State state) const {
  std::vector<facts::ThreadId> threads;
  for (const auto& [id, thread] : state.threads) threads.push_back(id);
  for (const facts::ThreadId id : threads) Change(known(id))("", &state.threads[id]);
  for (auto& [id, stack] : state.stacks) Change(known(stack.thread))("", &stack);
  std::vector<facts::GreenletId> greenlets;
  for (const auto& [id, greenlet] : state.greenlets) greenlets.push_back(id);
  for (const facts::GreenletId id : greenlets) {
    state::GreenletState& greenlet = state.greenlets[id];
    Change(known(greenlet.thread))("", &greenlet);
  }
  if (state.program_finished && state.end == facts::End::daemonized) state.end_text.clear();
  return state;
}

store::TraceInfo NormalForm::info(store::TraceInfo info) {
  info.stack_base = 0;
  info.modules.clear();
  info.process.reset();
  info.code_uses.clear();   // known where Capstone is new enough
  info.code_lines.clear();  // known where there is debug information
  return info;
}

}  // namespace greenlens::exports
