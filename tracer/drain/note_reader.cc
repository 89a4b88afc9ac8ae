#include "tracer/drain/note_reader.h"

#include <time.h>

#include <algorithm>
#include <optional>

#include "arch/ticks.h"

namespace greenlens::drain {
namespace {

constexpr uint64_t kMeasureEvery = 4096;  // notes

uint64_t clock_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

}  // namespace

NoteReader::Heads NoteReader::heads() const {
  Heads heads{};
  const auto& slots = shared_.header().notes.slots;
  for (size_t i = 0; i < slots.size(); ++i) {
    heads[i] = slots[i].head.load(std::memory_order_acquire);
  }
  return heads;
}

size_t NoteReader::take(const Heads& heads) { return take_until(heads, UINT64_MAX); }

size_t NoteReader::take_before(facts::ThreadId thread, uint64_t made) {
  if (made == 0) return 0;
  const auto& slots = shared_.header().notes.slots;
  for (size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].thread.load(std::memory_order_acquire) != thread || read_[i] >= made) continue;
    // What a program has overwritten is not followed beyond what there can be.
    const uint64_t head = slots[i].head.load(std::memory_order_acquire);
    if (made > head || made - read_[i] > ring::kNotesOfASlot) return 0;
    const uint64_t last = shared_.notes(i)[(made - 1) % ring::kNotesOfASlot].ticks;
    Heads ends = heads();
    ends[i] = made;
    return take_until(ends, last);
  }
  return 0;
}

size_t NoteReader::take_until(const Heads& ends, uint64_t last_ticks) {
  auto& slots = shared_.header().notes.slots;
  size_t taken = 0;
  for (;;) {
    std::optional<size_t> first;
    uint64_t ticks = 0;
    for (size_t i = 0; i < slots.size(); ++i) {
      if (read_[i] >= ends[i]) continue;
      const ring::Note& note = shared_.notes(i)[read_[i] % ring::kNotesOfASlot];
      if (first && note.ticks >= ticks) continue;
      first = i;
      ticks = note.ticks;
    }
    if (!first || ticks > last_ticks) break;
    const size_t i = *first;
    const ring::Note note = shared_.notes(i)[read_[i] % ring::kNotesOfASlot];
    hear_(note, slots[i].thread.load(std::memory_order_relaxed),
          slots[i].base.load(std::memory_order_relaxed), time_of(ticks));
    ++read_[i];
    ++taken;
    slots[i].tail.store(read_[i], std::memory_order_release);
  }
  // Who has ended makes room for another one.
  for (size_t i = 0; taken > 0 && i < slots.size(); ++i) {
    if (slots[i].ended.load(std::memory_order_acquire) == 0) continue;
    if (slots[i].head.load(std::memory_order_acquire) != read_[i]) continue;
    slots[i].ended.store(0, std::memory_order_relaxed);
    slots[i].thread.store(0, std::memory_order_relaxed);
    slots[i].taken.store(0, std::memory_order_release);
  }
  return taken;
}

// Both clocks are read now and then: over a long time that is exact.
uint64_t NoteReader::time_of(uint64_t ticks) {
  const ring::NoteSlots& notes = shared_.header().notes;
  const uint64_t began = notes.began_ticks.load(std::memory_order_relaxed);
  if (measured_++ % kMeasureEvery == 0) {
    const uint64_t now = arch_ticks();
    const uint64_t ns = clock_ns() - notes.began_ns.load(std::memory_order_relaxed);
    if (now > began) ns_a_tick_ = static_cast<double>(ns) / static_cast<double>(now - began);
  }
  return ticks <= began ? 0
                        : static_cast<uint64_t>(static_cast<double>(ticks - began) * ns_a_tick_);
}

}  // namespace greenlens::drain
