#include "tracer/record/gate.h"

#include <utility>

#include "tracer/facts/grain.h"

namespace greenlens::record {
namespace {

constexpr uint64_t kNothing = UINT64_MAX;
constexpr uint64_t kToTheEnd = UINT64_MAX - 1;

template <size_t... I>
void note_stops(uint8_t* grains, std::index_sequence<I...>) {
  for (facts::Grain grain : {facts::Grain::phase, facts::Grain::switch_, facts::Grain::line}) {
    const auto note = [&](const facts::Fact& fact) {
      if (is_stop(fact, grain)) {
        grains[fact_tag(fact)] |= static_cast<uint8_t>(1 << static_cast<int>(grain));
      }
    };
    (note(facts::Fact(std::in_place_index<I>)), ...);
  }
}

}  // namespace

Gate::Gate(bool closed) : permission_(closed ? kNothing : kToTheEnd) {
  note_stops(grains_, std::make_index_sequence<std::variant_size_v<facts::Fact>>());
}

void Gate::allow(const session::Permission& permission) {
  const uint64_t packed = permission.after << 2 | static_cast<uint64_t>(permission.grain);
  permission_.store(permission.to_the_end ? kToTheEnd : packed, std::memory_order_release);
  changed_.fetch_add(1, std::memory_order_release);
  changed_.notify_all();
}

bool Gate::open_for(uint64_t permission, uint64_t step, uint16_t tag) const {
  if (permission == kToTheEnd) return true;
  if (permission == kNothing) return false;
  return step <= permission >> 2 || (grains_[tag % kTags] >> (permission & 3) & 1) == 0;
}

void Gate::pass(uint64_t step, uint16_t tag) {
  for (;;) {
    const uint32_t seen = changed_.load(std::memory_order_acquire);
    if (open_for(permission_.load(std::memory_order_acquire), step, tag)) return;
    changed_.wait(seen, std::memory_order_acquire);
  }
}

}  // namespace greenlens::record
