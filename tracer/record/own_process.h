// Whether this is still the process that is recorded, and no copy of it that fork() made.
#ifndef GREENLENS_TRACER_RECORD_OWN_PROCESS_H_
#define GREENLENS_TRACER_RECORD_OWN_PROCESS_H_

#include <atomic>
#include <cstdint>

namespace greenlens::record {

// A page that the system clears in every process that is copied from this one, whichever way
// (MADV_WIPEONFORK): fork, _Fork, clone. A child that shares the memory of its parent, as after
// vfork, is its parent as far as anybody can see.
class OwnProcess {
 public:
  OwnProcess();
  ~OwnProcess();
  OwnProcess(const OwnProcess&) = delete;

  // Not 0 in this process, 0 in a copy. In memory that lives as long as this. Null when the system
  // refuses the page.
  const std::atomic<uint32_t>* word() const { return word_; }
  bool is_it() const { return word_ == nullptr || word_->load(std::memory_order_acquire) != 0; }
  // In a copy, for a system that does not clear such pages.
  void disown();

 private:
  std::atomic<uint32_t>* word_ = nullptr;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_OWN_PROCESS_H_
