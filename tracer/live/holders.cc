#include "tracer/live/holders.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace greenlens::live {
namespace {

namespace fs = std::filesystem;

bool is_number(const std::string& name) {
  return name.find_first_not_of("0123456789") == name.npos;
}

bool holds(const fs::path& process, uint64_t inode) {
  std::error_code gone;
  for (fs::directory_iterator one(process / "fd", gone), end; !gone && one != end;
       one.increment(gone)) {
    struct stat about {};
    if (stat(one->path().c_str(), &about) == 0 && about.st_ino == inode) {
      const fs::path file = fs::read_symlink(one->path(), gone);
      if (file.string().find("/memfd:") == 0) return true;
    }
  }
  return false;
}

}  // namespace

bool anybody_else_holds(uint64_t inode) {
  std::error_code gone;
  for (fs::directory_iterator one("/proc", gone), end; !gone && one != end; one.increment(gone)) {
    const std::string name = one->path().filename().string();
    if (is_number(name) && name != std::to_string(getpid()) && holds(one->path(), inode)) {
      return true;
    }
  }
  return false;
}

}  // namespace greenlens::live
