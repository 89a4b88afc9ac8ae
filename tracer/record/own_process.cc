#include "tracer/record/own_process.h"

#include <sys/mman.h>
#include <unistd.h>

#include <new>

namespace greenlens::record {
namespace {

size_t page_bytes() { return static_cast<size_t>(sysconf(_SC_PAGESIZE)); }

}  // namespace

OwnProcess::OwnProcess() {
  void* page =
      mmap(nullptr, page_bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return;
  madvise(page, page_bytes(), MADV_WIPEONFORK);
  word_ = new (page) std::atomic<uint32_t>(1);
}

OwnProcess::~OwnProcess() {
  if (word_ != nullptr) munmap(word_, page_bytes());
}

void OwnProcess::disown() {
  if (word_ != nullptr) word_->store(0, std::memory_order_release);
}

}  // namespace greenlens::record
