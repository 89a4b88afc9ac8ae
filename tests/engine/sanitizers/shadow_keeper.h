// AddressSanitizer keeps notes about every frame in its shadow memory: which bytes lie between the
// locals. When a slice goes to the heap its notes have to go, too, and to come back with it; this
// observer takes care of that. Only switches that it watches keep the notes right.
#ifndef GREENLENS_TESTS_ENGINE_SANITIZERS_SHADOW_KEEPER_H_
#define GREENLENS_TESTS_ENGINE_SANITIZERS_SHADOW_KEEPER_H_

#include <sanitizer/asan_interface.h>

#include <cstdint>
#include <map>
#include <vector>

#include "engine/core/core.h"
#include "engine/core/null_observer.h"

namespace greenlens::engine {

class ShadowKeeper : public NullObserver {
 public:
  ShadowKeeper() { __asan_get_shadow_mapping(&scale_, &offset_); }

  long kept = 0, brought_back = 0;

  // What is copied out grows from its lower end upwards; nothing lives in its place any more.
  void slice_saved(Where, const Core& owner, SliceExtent, const char* from, const char* to,
                   const char*) override {
    std::vector<uint8_t>& notes = notes_[&owner];
    size_t before = notes.size();
    notes.resize(before + static_cast<size_t>(to - from) / kBytesOfANote);
    exchange(notes.data() + before, from, to, Way::out);
    ++kept;
  }
  void slice_restored(Where, const Core& target, const char* from, const char* to) override {
    exchange(notes_[&target].data(), from, to, Way::in);
    notes_.erase(&target);
    ++brought_back;
  }
  // The frames of the dead are left, not returned from.
  void origin_not_saved(Where, const Core& origin) override {
    const char* here = static_cast<const char*>(__builtin_frame_address(0));
    __asan_unpoison_memory_region(here, static_cast<size_t>(origin.stack_stop() - here));
  }

 private:
  enum class Way { out, in };
  static constexpr size_t kBytesOfANote = 8;

  // Byte by byte, as nobody may check: what is read and written is not the program's memory.
  __attribute__((no_sanitize("address"))) void exchange(uint8_t* notes, const char* from,
                                                        const char* to, Way way) {
    auto* first = shadow(from);
    for (volatile uint8_t* note = first; note != shadow(to); ++note, ++notes) {
      if (way == Way::out) *notes = *note;
      *note = way == Way::out ? 0 : *notes;
    }
  }
  __attribute__((no_sanitize("address"))) volatile uint8_t* shadow(const char* address) const {
    return reinterpret_cast<volatile uint8_t*>((reinterpret_cast<uintptr_t>(address) >> scale_) +
                                               offset_);
  }

  size_t scale_ = 0, offset_ = 0;
  std::map<const Core*, std::vector<uint8_t>> notes_;
};

}  // namespace greenlens::engine

#endif  // GREENLENS_TESTS_ENGINE_SANITIZERS_SHADOW_KEEPER_H_
