#include "tracer/ring/futex.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <climits>

namespace greenlens::ring {
namespace {

static_assert(sizeof(std::atomic<uint32_t>) == sizeof(uint32_t));

void futex(const std::atomic<uint32_t>& word, int operation, uint32_t value, const timespec* most) {
  const int before = errno;
  syscall(SYS_futex, &word, operation, value, most, nullptr, 0);
  errno = before;
}

}  // namespace

void wait_on(const std::atomic<uint32_t>& word, uint32_t seen, std::chrono::milliseconds most) {
  const auto milliseconds = static_cast<long>(most.count());
  const timespec span{milliseconds / 1000, milliseconds % 1000 * 1000000};
  futex(word, FUTEX_WAIT, seen, &span);
}

void wake_all(const std::atomic<uint32_t>& word) { futex(word, FUTEX_WAKE, INT_MAX, nullptr); }

void wake_one(const std::atomic<uint32_t>& word) { futex(word, FUTEX_WAKE, 1, nullptr); }

}  // namespace greenlens::ring
