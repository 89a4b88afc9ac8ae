#include "tests/tracer/past/random_slices.h"

#include <algorithm>
#include <utility>

namespace greenlens::testing {

using namespace facts;

namespace {

constexpr Address kPerGreenlet = 24, kFrame = 8;

}  // namespace

RandomSlices::RandomSlices(unsigned seed, uint32_t greenlets, uint32_t switches)
    : random_(seed), slices_(greenlets + 1) {
  steps_.emplace_back(slices_.size());
  for (GreenletId id = 1; id <= greenlets; ++id) {
    slices_[id].stop = -kPerGreenlet * static_cast<Address>(id - 1);
    const bool is_main = id == 1;
    tell(GreenletCreated{id, "g" + std::to_string(id), is_main ? 0U : 1U,
                         is_main ? kStarted : kNull, is_main ? kEverything : kNull});
  }
  slices_[1].began = slices_[1].runs = true;
  for (uint32_t i = 0; i < switches; ++i) {
    const GreenletId target = 1 + random_() % greenlets;
    if (target != current_) go(target);
  }
}

// What it leads to is kept: the bytes of all who were left.
template <typename F>
void RandomSlices::tell(F fact) {
  timeline_.append({0, 1, 0, 0, std::move(fact)});
  std::vector<Bytes> now(slices_.size());
  for (size_t id = 1; id < slices_.size(); ++id) {
    if (slices_[id].began && !slices_[id].runs) now[id] = slices_[id].wrote;
  }
  steps_.push_back(std::move(now));
}

// Each value is another one than before, so that what was written can be seen.
void RandomSlices::write(Slice* slice, Address at, bool by_instruction) {
  ++values_[{slice, at}];
  const uint64_t step = timeline_.size() + (by_instruction ? 1 : 0);
  slice->wrote[at] = {step, by_instruction};
}

// Its frames come to end at `start`; of what it has of them already it changes some.
void RandomSlices::run_code(Slice* slice, Address start) {
  std::erase_if(slice->wrote, [&](const auto& one) { return one.first < start; });
  for (Address at = start; at < slice->stop; ++at) {
    if (!slice->wrote.contains(at) || random_() % 8 == 0) write(slice, at, false);
  }
}

// The switch puts its registers into the lowest bytes.
void RandomSlices::spill(Slice* origin) {
  InstructionExecuted fact;
  fact.wrote_at = origin->start;
  for (Address at = origin->start; at < origin->start + kFrame; ++at) {
    write(origin, at, true);
    fact.wrote += static_cast<char>(values_[{origin, at}]);
  }
  tell(std::move(fact));
}

// Whatever is in its way, the lowest first: appended to what is saved of it already.
void RandomSlices::save_all_but(GreenletId target) {
  for (size_t id = slices_.size() - 1; id >= 1; --id) {
    Slice& slice = slices_[id];
    if (id == target || !slice.began || slice.start == kNull) continue;
    const Address from = slice.start + static_cast<Address>(slice.saved);
    const Address to = std::min(slice.stop, slices_[target].stop);
    if (from >= to) continue;
    facts::Bytes bytes;
    for (Address at = from; at < to; ++at) bytes += static_cast<char>(values_[{&slice, at}]);
    slice.saved += static_cast<uint64_t>(to - from);
    tell(SliceSaved{static_cast<GreenletId>(id), to == slice.stop ? Extent::whole : Extent::partial,
                    from, to, slice.saved, std::move(bytes)});
  }
}

void RandomSlices::go(GreenletId target_id) {
  Slice &origin = slices_[current_], &target = slices_[target_id];
  const Address depth = kFrame + 2 + static_cast<Address>(random_() % 40);
  origin.start = origin.stop - depth;
  run_code(&origin, origin.start);
  tell(SwitchRequested{current_, target_id, Payload::value, ""});
  tell(TargetFound{current_, target_id, !target.began});
  const bool steps = random_() % 2 == 0;
  if (steps) spill(&origin);
  tell(RegistersSaved{current_, target_id, origin.start, {}, {}});
  origin.runs = false;
  tell(StackStartSet{current_, origin.start});
  save_all_but(target_id);
  if (target.began) {
    tell(StackPointerMoved{target_id, origin.start, target.start});
    if (target.saved > 0) {
      const Address to = target.start + static_cast<Address>(target.saved);
      target.saved = 0;
      tell(SliceRestored{target_id, target.start, to});
    }
    if (steps) {
      InstructionExecuted fact;
      fact.moved = true;
      fact.read_at = target.start, fact.read = kFrame;
      tell(std::move(fact));
    }
  }
  target.began = target.runs = true;
  tell(Delivered{current_, target_id, Payload::value, ""});
  current_ = target_id;
}

}  // namespace greenlens::testing
