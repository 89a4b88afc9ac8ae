#include "tracer/record/switch_notes.h"

#include <chrono>
#include <cstddef>

#include "tracer/record/observer.h"
#include "tracer/ring/futex.h"

namespace greenlens::record {
namespace {

// Both are the same bytes: one has the program's types, the other nobody's.
using Note = ring::Note;
using Switch = core::SwitchNote;
static_assert(sizeof(Note) == sizeof(Switch) || sizeof(void*) != sizeof(uint64_t));
static_assert(offsetof(Note, sp) == offsetof(Switch, sp));
static_assert(sizeof(void*) != sizeof(uint64_t) ||
              (offsetof(Note, file) == offsetof(Switch, file) &&
               offsetof(Note, line) == offsetof(Switch, line) &&
               offsetof(Note, is_error) == offsetof(Switch, is_error)));

constexpr std::chrono::milliseconds kNap{1};

}  // namespace

std::unique_ptr<SwitchNotes> SwitchNotes::begin(std::shared_ptr<Records> records,
                                                facts::ThreadId thread, const void* base,
                                                RingObserver* observer) {
  if constexpr (sizeof(Note) != sizeof(Switch)) return nullptr;
  if (!records->is_recorded_process()) return nullptr;
  if (records->shared().header().note_slots == 0) return nullptr;
  ring::NoteSlots& all = records->shared().header().notes;
  for (size_t i = 0; i < all.slots.size(); ++i) {
    ring::NoteSlot& slot = all.slots[i];
    uint32_t nobody = 0;
    if (!slot.taken.compare_exchange_strong(nobody, 1)) continue;
    slot.base.store(reinterpret_cast<uint64_t>(base), std::memory_order_relaxed);
    slot.ended.store(0, std::memory_order_relaxed);
    slot.thread.store(thread, std::memory_order_release);
    return std::unique_ptr<SwitchNotes>(new SwitchNotes(std::move(records), i, observer));
  }
  return nullptr;
}

SwitchNotes::SwitchNotes(std::shared_ptr<Records> records, size_t slot, RingObserver* observer)
    : SwitchLog(reinterpret_cast<Switch*>(records->shared().notes(slot)), ring::kNotesOfASlot,
                &records->shared().header().notes.slots[slot].head,
                {.ours = records->word(), .asked = records->shared().gate().changed()}),
      records_(std::move(records)),
      slot_(records_->shared().header().notes.slots[slot]),
      observer_(observer) {}

SwitchNotes::~SwitchNotes() {
  if (records_->is_recorded_process()) slot_.ended.store(1, std::memory_order_release);
}

// Nothing of this may be touched behind it: it may have ended.
bool SwitchNotes::stays() { return observer_->goes_on_noting(); }

uint64_t SwitchNotes::make_room() {
  for (;;) {
    if (!records_->is_recorded_process() || !records_->watched().still() ||
        records_->shared().ring().closed()) {
      return made();
    }
    const uint64_t room = slot_.tail.load(std::memory_order_acquire) + ring::kNotesOfASlot;
    if (room != made()) return room;
    records_->shared().ring().wake();
    static const std::atomic<uint32_t> nothing{0};
    ring::wait_on(nothing, 0, kNap);
  }
}

}  // namespace greenlens::record
