#include "cli/write_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace greenlens::cli {

namespace {

// What is written stands beside the file until it is whole.
class Replacement {
 public:
  Replacement(const std::string& path, Readers readers) {
    struct stat there {};
    const bool exists = stat(path.c_str(), &there) == 0;
    if (exists && !S_ISREG(there.st_mode)) {
      file_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
      return;
    }
    // A link stays a link, and what may not be written stays as it is.
    std::error_code failed;
    path_ = exists ? std::filesystem::canonical(path, failed).string() : path;
    if (exists && access(path.c_str(), W_OK) != 0) return;
    beside_ = path_ + ".XXXXXX";
    file_ = mkostemp(beside_.data(), O_CLOEXEC);
    const mode_t mask = umask(0);
    umask(mask);
    const mode_t made = readers == Readers::owner ? 0600 : 0666 & ~mask;
    if (file_ >= 0) fchmod(file_, exists ? there.st_mode & 0777 : made);
  }
  ~Replacement() {
    if (file_ < 0) return;
    close(file_);
    if (!beside_.empty()) unlink(beside_.c_str());
  }
  Replacement(const Replacement&) = delete;

  bool is_open() const { return file_ >= 0; }
  bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(written));
    }
    return true;
  }
  bool take_the_place() {
    if (beside_.empty()) return true;
    if (rename(beside_.c_str(), path_.c_str()) != 0) return false;
    beside_.clear();
    return true;
  }

 private:
  int file_ = -1;
  std::string path_, beside_;
};

}  // namespace

std::string write_file(const std::string& path, const std::function<bool(const Sink&)>& make,
                       Readers readers) {
  Replacement file(path, readers);
  if (!file.is_open()) return std::strerror(errno);
  int failed = 0;
  const bool whole = make([&](std::string_view bytes) {
    if (file.write(bytes)) return true;
    failed = errno;
    return false;
  });
  if (failed == 0 && whole && !file.take_the_place()) failed = errno;
  return failed == 0 ? "" : std::strerror(failed);
}

}  // namespace greenlens::cli
