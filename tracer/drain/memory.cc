#include "tracer/drain/memory.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace greenlens::drain {

std::string OwnMemory::text(uint64_t address) {
  const auto* text = reinterpret_cast<const char*>(address);
  return text == nullptr ? "" : std::string(text, strnlen(text, kLongest));
}

ProcessMemory::ProcessMemory(pid_t pid) : pid_(pid) { look(); }

ProcessMemory::~ProcessMemory() {
  for (const auto& [inode, file] : files_) close(file);
}

// False when there is nothing new. What was known of a process that has ended stays known.
bool ProcessMemory::look() {
  std::string text = maps_of(pid_);
  if (text.empty() || text == looked_at_) return false;
  looked_at_ = std::move(text);
  maps_ = parse_maps(looked_at_);
  for (const Mapped& one : maps_) {
    if (one.writable || one.path[0] != '/' || files_.count(one.inode) != 0) continue;
    const int file = open(one.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat about {};
    // Another file may have its name by now.
    if (file >= 0 && fstat(file, &about) == 0 && about.st_ino == one.inode) {
      files_[one.inode] = file;
    } else if (file >= 0) {
      close(file);
    }
  }
  return true;
}

const Mapped* ProcessMemory::mapped_at(uint64_t address) const {
  const auto one = std::find_if(maps_.begin(), maps_.end(), [&](const Mapped& candidate) {
    return candidate.low <= address && address < candidate.high;
  });
  return one == maps_.end() ? nullptr : &*one;
}

// As much as there is of it in one piece.
size_t ProcessMemory::read(uint64_t address, char* to, size_t bytes) const {
  const Mapped* mapped = mapped_at(address);
  if (mapped == nullptr) return 0;
  bytes = std::min<uint64_t>(bytes, mapped->high - address);
  ssize_t got = -1;
  const auto file = files_.find(mapped->inode);
  if (!mapped->writable && mapped->inode != 0 && file != files_.end()) {
    got =
        pread(file->second, to, bytes, static_cast<off_t>(address - mapped->low + mapped->offset));
  } else {
    const iovec here{to, bytes}, there{reinterpret_cast<void*>(address), bytes};
    got = process_vm_readv(pid_, &here, 1, &there, 1, 0);
  }
  return got < 0 ? 0 : static_cast<size_t>(got);
}

std::string ProcessMemory::text(uint64_t address) {
  if (address == 0) return "";
  if (mapped_at(address) == nullptr && (!look() || mapped_at(address) == nullptr)) return "";
  std::string text;
  char piece[256];
  while (text.size() < kLongest) {
    const size_t got = read(address + text.size(), piece, sizeof piece);
    const size_t length = strnlen(piece, got);
    text.append(piece, length);
    if (got == 0 || length < got) break;
  }
  return text;
}

}  // namespace greenlens::drain
