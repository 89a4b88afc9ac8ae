#include "tracer/ring/watched.h"

#include <sys/syscall.h>
#include <unistd.h>

namespace greenlens::ring {

Holder::Holder(HolderWord& word) : word_(word) {
  size_t size = 0;
  syscall(SYS_get_robust_list, 0, &before_, &size);
  // A list with one entry, whose word lies where it lies: in the shared memory.
  entry_.next = &list_.list;
  list_.list.next = &entry_;
  list_.futex_offset = reinterpret_cast<char*>(&word_) - reinterpret_cast<char*>(&entry_);
  word_.store(static_cast<uint32_t>(syscall(SYS_gettid)), std::memory_order_release);
  syscall(SYS_set_robust_list, &list_, sizeof list_);
}

Holder::~Holder() {
  // What is said when it ends in order is what the system would say.
  word_.store(FUTEX_OWNER_DIED, std::memory_order_release);
  syscall(SYS_set_robust_list, before_, sizeof list_);
}

}  // namespace greenlens::ring
