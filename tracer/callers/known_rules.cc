#include "tracer/callers/known_rules.h"

#include <algorithm>

namespace greenlens::callers {
namespace {

constexpr size_t kPlaces = 256;  // a power of two
constexpr size_t kMostRegisters = 20;

}  // namespace

struct KnownRules::Known {
  uint64_t code = 0;
  uint64_t sum = 0;
  EntryPlace place;
  Rule frame{};
  uint16_t return_address = 0;
  bool is_signal_trampoline = false;
  size_t count = 0;
  Rule registers[kMostRegisters];
};

KnownRules::KnownRules() : known_(new Known[kPlaces]) {}

KnownRules::~KnownRules() = default;

bool KnownRules::take() { return taken_.exchange(1, std::memory_order_acquire) == 0; }

void KnownRules::give_back() { taken_.store(0, std::memory_order_release); }

KnownRules::Known& KnownRules::place_of(uint64_t code) const {
  const uint64_t mixed = code * 0x9e3779b97f4a7c15;  // of the golden ratio
  return known_[(mixed >> 40) % kPlaces];
}

bool KnownRules::find(uint64_t code, Rules* rules) const {
  const Known& known = place_of(code);
  if (known.code != code) return false;
  const uint64_t sum = sum_of_entry(code, known.place);
  if (sum == 0 || sum != known.sum) return false;
  rules->frame = known.frame;
  rules->return_address = known.return_address;
  rules->is_signal_trampoline = known.is_signal_trampoline;
  rules->count = known.count;
  std::copy(known.registers, known.registers + known.count, rules->registers);
  return true;
}

void KnownRules::add(uint64_t code, const FunctionEntry& entry, const Rules& rules) {
  if (rules.count > kMostRegisters) return;
  Known& known = place_of(code);
  known.code = code;
  known.sum = sum_of_entry(code, entry.place);
  known.place = entry.place;
  known.frame = rules.frame;
  known.return_address = static_cast<uint16_t>(rules.return_address);
  known.is_signal_trampoline = rules.is_signal_trampoline;
  known.count = rules.count;
  std::copy(rules.registers, rules.registers + rules.count, known.registers);
}

}  // namespace greenlens::callers
