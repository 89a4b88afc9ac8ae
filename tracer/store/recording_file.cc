#include "tracer/store/recording_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace greenlens::store {
namespace {

// Bytes of the program's stack are in it: they are its owner's alone.
constexpr mode_t kPrivate = 0600;

bool same_file(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool is_standard_output(const std::string& path, const struct stat* there) {
  struct stat output {};
  if (path == "-") return true;
  return there != nullptr && fstat(STDOUT_FILENO, &output) == 0 && same_file(*there, output);
}

// A link stays a link: what it leads to is replaced.
std::string resolved(const std::string& path) {
  std::error_code failed;
  const auto real = std::filesystem::canonical(path, failed);
  return failed ? path : real.string();
}

// Whether somebody holds the lock. Where there are no locks nobody does.
bool is_locked(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return false;
  const bool locked = flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(file);
  return locked;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// All of `from` behind that byte, at where `to` is. The system does it alone where it can.
bool copy_rest(int from, uint64_t at, int to) {
  struct stat there {};
  if (fstat(from, &there) != 0) return false;
  auto offset = static_cast<off_t>(at);
  std::string piece;
  while (offset < there.st_size) {
    const ssize_t copied =
        copy_file_range(from, &offset, to, nullptr, static_cast<size_t>(there.st_size - offset), 0);
    if (copied > 0) continue;
    if (copied < 0 && errno == ENOSPC) return false;
    piece.resize(size_t{1} << 20);
    const ssize_t read = pread(from, piece.data(), piece.size(), offset);
    if (read <= 0) return false;
    if (!write_all(to, std::string_view(piece).substr(0, static_cast<size_t>(read)))) return false;
    offset += read;
  }
  return true;
}

}  // namespace

RecordingFile::~RecordingFile() { finish(); }

bool RecordingFile::fail() {
  reason_ = std::strerror(errno);
  return false;
}

void RecordingFile::take(int file) {
  file_ = file;
  struct stat opened {};
  if (file < 0 || fstat(file, &opened) != 0) return;
  device_ = opened.st_dev;
  inode_ = opened.st_ino;
}

bool RecordingFile::is_still_open() {
  struct stat now {};
  const bool is_ours =
      file_ >= 0 && fstat(file_, &now) == 0 && now.st_dev == device_ && now.st_ino == inode_;
  if (!is_ours) file_ = -1;
  return is_ours;
}

RecordingFile::Opened RecordingFile::open(const std::string& path) {
  struct stat there {};
  const bool exists = path != "-" && stat(path.c_str(), &there) == 0;
  standard_output_ = store::is_standard_output(path, exists ? &there : nullptr);
  if (standard_output_) {
    take(STDOUT_FILENO);
    return isatty(file_) != 0 ? Opened::terminal : Opened::fine;
  }
  if (!exists || S_ISREG(there.st_mode)) {
    path_ = resolved(path);
    return open_beside();
  }
  take(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file_ < 0) return fail(), Opened::unwritable;
  if (isatty(file_) != 0) return Opened::terminal;
  return S_ISFIFO(there.st_mode) && !lock() ? Opened::in_use : Opened::fine;
}

bool RecordingFile::lock() { return flock(file_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK; }

// Whoever has the lock on FILE.part may look whether FILE is locked: another recorder has FILE
// locked because its own FILE.part has become FILE.
RecordingFile::Opened RecordingFile::open_beside() {
  const std::string beside = path_ + ".part";
  for (;;) {
    take(::open(beside.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kPrivate));
    if (file_ < 0) return fail(), Opened::unwritable;
    if (!lock()) return Opened::in_use;
    // Between the opening and the lock it may have taken its place, or have been removed.
    struct stat opened {
    }, named{};
    if (fstat(file_, &opened) == 0 && lstat(beside.c_str(), &named) == 0 &&
        same_file(opened, named)) {
      break;
    }
    close(file_);
  }
  beside_ = beside;
  if (is_locked(path_)) return Opened::in_use;
  struct stat old {};
  if (stat(path_.c_str(), &old) == 0) {
    if (access(path_.c_str(), W_OK) != 0) return fail(), Opened::unwritable;
    fchmod(file_, old.st_mode & 0777);
  }
  // What a recorder that was killed has left there.
  return ftruncate(file_, 0) == 0 ? Opened::fine : (fail(), Opened::unwritable);
}

bool RecordingFile::write(std::string_view bytes) {
  const uint64_t before = bytes_;
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      fail();
      // So it ends where a reader has everything of what it was given.
      if (!standard_output_ && ftruncate(file_, static_cast<off_t>(before)) == 0) bytes_ = before;
      return false;
    }
    bytes_ += static_cast<uint64_t>(written);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

bool RecordingFile::keep() {
  if (beside_.empty()) return true;
  if (rename(beside_.c_str(), path_.c_str()) != 0) return fail();
  beside_.clear();
  return true;
}

// Locked before it has its name: nobody else begins to record into it in between.
bool RecordingFile::replace_front(std::string_view head, uint64_t from) {
  const std::string beside = path_ + ".part";
  struct stat old {};
  const int made = ::open(beside.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kPrivate);
  if (made < 0) return fail();
  const bool ours = flock(made, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
  const bool good = ours && fstat(file_, &old) == 0 && ftruncate(made, 0) == 0 &&
                    fchmod(made, old.st_mode & 0777) == 0 && write_all(made, head) &&
                    copy_rest(file_, from, made) && rename(beside.c_str(), path_.c_str()) == 0;
  if (!good) {
    fail();
    if (ours) unlink(beside.c_str());
    ::close(made);
    return false;
  }
  ::close(file_);
  take(made);
  bytes_ = head.size() + bytes_ - from;
  return true;
}

bool RecordingFile::finish() {
  // Before it is closed and so unlocked: later it may be somebody else's.
  if (!beside_.empty()) unlink(beside_.c_str());
  beside_.clear();
  if (file_ < 0 || standard_output_) return true;
  const int closed = close(file_);
  file_ = -1;
  return closed == 0 || fail();
}

}  // namespace greenlens::store
