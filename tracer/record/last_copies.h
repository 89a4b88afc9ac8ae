// Where the last copies of slices lay in the heap, for whoever has to say what address a crash was
// about.
#ifndef GREENLENS_TRACER_RECORD_LAST_COPIES_H_
#define GREENLENS_TRACER_RECORD_LAST_COPIES_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace greenlens::record {

// A thread's, which may be asked by its own signal handler. Nothing here allocates.
class LastCopies {
 public:
  // The greenlet's copy has grown to `bytes`, and lies there now.
  void saved(uint32_t greenlet, const char* at, size_t bytes) {
    Copy* copy = of(greenlet);
    if (copy == nullptr || copy->at != reinterpret_cast<uint64_t>(at)) {
      if (copy != nullptr) copy->freed = true;  // it has moved
      copy = &copies_[next_++ % copies_.size()];
    }
    *copy = {greenlet, false, reinterpret_cast<uint64_t>(at), bytes};
  }
  void freed(uint32_t greenlet) {
    if (Copy* copy = of(greenlet)) copy->freed = true;
  }
  // Whose copy lay there and is freed: the last one. 0: nobody's, as far as is known, or another
  // one lies there by now.
  uint32_t freed_at(uint64_t address) const {
    for (size_t back = 1; back <= copies_.size(); ++back) {
      const Copy& copy = copies_[(next_ + copies_.size() - back) % copies_.size()];
      if (copy.greenlet == 0 || address - copy.at >= copy.bytes) continue;
      return copy.freed ? copy.greenlet : 0;
    }
    return 0;
  }

 private:
  struct Copy {
    uint32_t greenlet = 0;  // 0: none
    bool freed = false;
    uint64_t at = 0, bytes = 0;
  };
  Copy* of(uint32_t greenlet) {
    for (Copy& copy : copies_) {
      if (copy.greenlet == greenlet && !copy.freed) return &copy;
    }
    return nullptr;
  }
  std::array<Copy, 32> copies_{};
  size_t next_ = 0;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_LAST_COPIES_H_
