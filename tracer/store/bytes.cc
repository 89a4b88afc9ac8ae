#include "tracer/store/bytes.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace greenlens::store {
namespace {

class InMemory : public Bytes {
 public:
  explicit InMemory(std::shared_ptr<const std::string> bytes) : bytes_(std::move(bytes)) {}
  uint64_t size() const override { return bytes_->size(); }
  std::string read(uint64_t at, size_t count) const override {
    return at < bytes_->size() ? bytes_->substr(at, count) : "";
  }
  std::unique_ptr<Bytes> again() const override { return std::make_unique<InMemory>(bytes_); }

 private:
  std::shared_ptr<const std::string> bytes_;
};

class InFile : public Bytes {
 public:
  explicit InFile(int file) : file_(file) {}
  ~InFile() override { close(file_); }
  InFile(const InFile&) = delete;
  InFile& operator=(const InFile&) = delete;

  uint64_t size() const override {
    struct stat now {};
    return fstat(file_, &now) == 0 && now.st_size > 0 ? static_cast<uint64_t>(now.st_size) : 0;
  }
  std::string read(uint64_t at, size_t count) const override {
    const uint64_t there = size();
    if (at >= there) return "";
    std::string bytes(static_cast<size_t>(std::min<uint64_t>(count, there - at)), '\0');
    size_t got = 0;
    while (got < bytes.size()) {
      const ssize_t more =
          pread(file_, bytes.data() + got, bytes.size() - got, static_cast<off_t>(at + got));
      if (more < 0 && errno == EINTR) continue;
      if (more <= 0) break;
      got += static_cast<size_t>(more);
    }
    bytes.resize(got);
    return bytes;
  }
  bool is_being_written() const override {
    if (flock(file_, LOCK_SH | LOCK_NB) != 0) return errno == EWOULDBLOCK;
    flock(file_, LOCK_UN);
    return false;
  }
  // It is read at places, so both may share one position; and one lock, which neither keeps.
  std::unique_ptr<Bytes> again() const override {
    const int file = fcntl(file_, F_DUPFD_CLOEXEC, 0);
    return file < 0 ? nullptr : std::make_unique<InFile>(file);
  }

 private:
  int file_;
};

constexpr size_t kPieceBytes = size_t{1} << 20;

// Zero, or the system's reason.
int read_all(int file, std::string* bytes) {
  for (;;) {
    const size_t before = bytes->size();
    bytes->resize(before + kPieceBytes);
    const ssize_t more = ::read(file, bytes->data() + before, kPieceBytes);
    const int reason = errno;
    bytes->resize(before + static_cast<size_t>(std::max<ssize_t>(more, 0)));
    if (more < 0 && reason != EINTR) return reason;
    if (more == 0) return 0;
  }
}

}  // namespace

facts::Result<std::unique_ptr<Bytes>> open_bytes(const std::string& path) {
  const auto unreadable = [&](int reason) {
    return facts::Fault{facts::FaultKind::file_unreadable, path, 0, 0, std::strerror(reason)};
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return unreadable(errno);
  struct stat what {};
  int reason = fstat(file, &what) == 0 ? 0 : errno;
  if (reason == 0 && S_ISDIR(what.st_mode)) reason = EISDIR;
  if (reason == 0 && S_ISREG(what.st_mode)) {
    return std::unique_ptr<Bytes>(std::make_unique<InFile>(file));
  }
  std::string bytes;
  if (reason == 0) reason = read_all(file, &bytes);
  close(file);
  if (reason != 0) return unreadable(reason);
  return bytes_in_memory(std::move(bytes));
}

std::unique_ptr<Bytes> bytes_in_memory(std::string bytes) {
  return std::make_unique<InMemory>(std::make_shared<const std::string>(std::move(bytes)));
}

}  // namespace greenlens::store
