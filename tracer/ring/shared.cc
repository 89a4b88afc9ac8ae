#include "tracer/ring/shared.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <new>

#include "tracer/facts/fact.h"

namespace greenlens::ring {
namespace {

constexpr std::array<char, 8> kMagic = {'G', 'L', 'R', 'I', 'N', 'G', '\r', '\n'};
// Of what stands in the memory beside the records, which say themselves what is in them.
constexpr uint32_t kVersion = 4;
uint32_t version() { return kVersion ^ facts::layout_of_facts(); }
constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
// Where a limit of the size of files (ulimit -f) allows no more.
constexpr size_t kLeastRingBytes = size_t{1} << 20;
constexpr mode_t kPrivate = 0600;  // bytes of the program's stack lie in it

static_assert(std::atomic<uint64_t>::is_always_lock_free, "two processes share no lock");

size_t whole_pages(size_t bytes) {
  const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return (bytes + page - 1) / page * page;
}

void* map(size_t bytes, int flags, int descriptor, void* at = nullptr) {
  void* memory = mmap(at, bytes, PROT_READ | PROT_WRITE, flags, descriptor, 0);
  return memory == MAP_FAILED ? nullptr : memory;
}

// -1: there is none.
int number_in_environment() {
  const char* text = std::getenv(kVariable);
  if (text == nullptr) return -1;
  char* end = nullptr;
  const long number = std::strtol(text, &end, 10);
  const bool is_number =
      end != text && *end == '\0' && number > STDERR_FILENO && number < INT32_MAX;
  unsetenv(kVariable);
  return is_number ? static_cast<int>(number) : -1;
}

bool is_sealed(int file) {
  const int seals = fcntl(file, F_GET_SEALS);
  return seals >= 0 && (seals & kSeals) == kSeals;
}

// Whether a header is that of this memory, made by this version.
bool is_ours(const Header& header, uint64_t all_bytes) {
  return header.magic == kMagic && header.version == version() &&
         header.header_bytes == sizeof(Header) && header.all_bytes == all_bytes &&
         header.ring_bytes % Ring::kAlignment == 0 && header.ring_bytes < all_bytes &&
         (header.note_slots == 0 || header.note_slots == kNoteSlots);
}

}  // namespace

void SystemThreads::say(facts::ThreadId thread, int32_t tid) {
  said_[thread % said_.size()].store(uint64_t{thread} << 32 | static_cast<uint32_t>(tid),
                                     std::memory_order_release);
}

facts::ThreadId SystemThreads::thread(int32_t tid) const {
  facts::ThreadId last = 0;
  for (const Word<uint64_t>& slot : said_) {
    const uint64_t said = slot.load(std::memory_order_acquire);
    if (static_cast<int32_t>(said & UINT32_MAX) != tid) continue;
    last = std::max(last, static_cast<facts::ThreadId>(said >> 32));
  }
  return last;
}

void Forks::say(uint32_t number, int32_t pid) {
  pids_[number % pids_.size()].store(uint64_t{number} << 32 | static_cast<uint32_t>(pid),
                                     std::memory_order_release);
}

int32_t Forks::pid_of(uint32_t number) const {
  const uint64_t said = pids_[number % pids_.size()].load(std::memory_order_acquire);
  return said >> 32 == number ? static_cast<int32_t>(said & UINT32_MAX) : 0;
}

size_t Shared::header_bytes() { return whole_pages(sizeof(Header)); }

Shared::Shared(char* memory, size_t ring_bytes, size_t notes_bytes, int descriptor)
    : memory_(memory),
      ring_bytes_(ring_bytes),
      notes_bytes_(notes_bytes),
      descriptor_(descriptor),
      ring_(header().ring, memory + header_bytes(), ring_bytes),
      gate_(header().gate) {}

size_t Shared::all_bytes() const {
  return header_bytes() + ring_bytes_ + kLastWordsBytes + notes_bytes_;
}

std::unique_ptr<Shared> Shared::begin(void* memory, size_t ring_bytes, size_t notes_bytes,
                                      int descriptor) {
  auto* header = new (memory) Header;
  header->magic = kMagic;
  header->version = version();
  header->header_bytes = sizeof(Header);
  header->ring_bytes = ring_bytes;
  header->all_bytes = header_bytes() + ring_bytes + kLastWordsBytes + notes_bytes;
  header->note_slots = notes_bytes != 0 ? kNoteSlots : 0;
  return std::unique_ptr<Shared>(
      new Shared(static_cast<char*>(memory), ring_bytes, notes_bytes, descriptor));
}

std::unique_ptr<Shared> Shared::create(size_t ring_bytes) {
  ring_bytes = whole_pages(ring_bytes);
  size_t notes_bytes = kNotesBytes;
  const auto all = [&] { return header_bytes() + ring_bytes + kLastWordsBytes + notes_bytes; };
  const int file = memfd_create("greenlens", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0) return nullptr;
  int sized = -1;
  while ((sized = ftruncate(file, static_cast<off_t>(all()))) != 0 && errno == EFBIG &&
         ring_bytes / 2 >= kLeastRingBytes) {
    ring_bytes = whole_pages(ring_bytes / 2);
    notes_bytes = 0;
  }
  void* memory = nullptr;
  if (sized == 0 && fchmod(file, kPrivate) == 0 && fcntl(file, F_ADD_SEALS, kSeals) == 0) {
    memory = map(all(), MAP_SHARED, file);
  }
  if (memory == nullptr) {
    const int reason = errno;
    close(file);
    errno = reason;
    return nullptr;
  }
  return begin(memory, ring_bytes, notes_bytes, file);
}

std::unique_ptr<Shared> Shared::own(size_t ring_bytes) {
  ring_bytes = whole_pages(ring_bytes);
  void* memory = map(header_bytes() + ring_bytes + kLastWordsBytes + kNotesBytes,
                     MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1);
  if (memory == nullptr) return nullptr;
  auto shared = begin(memory, ring_bytes, kNotesBytes, -1);
  shared->header().attached.store(1);
  shared->header().pid.store(getpid());
  return shared;
}

// Of any file: closes it if it is one of ours, and else leaves it alone.
std::unique_ptr<Shared> Shared::of_file(int file, bool* is_closed) {
  *is_closed = false;
  struct stat about {};
  // Only ours has these seals.
  if (file < 0 || !is_sealed(file) || fstat(file, &about) != 0) return nullptr;
  const auto bytes = static_cast<size_t>(about.st_size);
  void* memory = bytes < sizeof(Header) ? nullptr : map(bytes, MAP_SHARED, file);
  if (memory == nullptr) return nullptr;
  auto& header = *static_cast<Header*>(memory);
  if (!is_ours(header, bytes)) {
    munmap(memory, bytes);
    return nullptr;
  }
  uint32_t nobody = 0;
  const bool is_first = header.attached.compare_exchange_strong(nobody, 1);
  if (is_first) {
    header.pid.store(getpid());
  } else {
    header.others.fetch_add(1);
    munmap(memory, bytes);
  }
  // Not before: somebody who looks for a holder has to find one, or the process.
  close(file);
  *is_closed = true;
  if (!is_first) return nullptr;
  return std::unique_ptr<Shared>(new Shared(static_cast<char*>(memory),
                                            static_cast<size_t>(header.ring_bytes),
                                            header.note_slots != 0 ? kNotesBytes : 0, -1));
}

std::unique_ptr<Shared> Shared::inherited() {
  bool is_closed = false;
  return of_file(number_in_environment(), &is_closed);
}

std::unique_ptr<Shared> Shared::adopt(int file) {
  bool is_closed = false;
  auto shared = of_file(file, &is_closed);
  if (!is_closed) close(file);
  return shared;
}

Shared::~Shared() {
  close_descriptor();
  munmap(memory_, all_bytes());
}

uint64_t Shared::number() const {
  struct stat about {};
  return descriptor_ >= 0 && fstat(descriptor_, &about) == 0 ? about.st_ino : 0;
}

void Shared::close_descriptor() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

void Shared::forsake() {
  map(all_bytes(), MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, memory_);
}

}  // namespace greenlens::ring
