#include "gui/platform/config.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace greenlens::gui {
namespace {

constexpr size_t kMostBytes = size_t{256} << 10;

}  // namespace

std::filesystem::path config_folder() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  if (config != nullptr && *config != 0) return std::filesystem::path(config) / "greenlens";
  return std::filesystem::path(home != nullptr ? home : ".") / ".config/greenlens";
}

std::filesystem::path keys_path() { return config_folder() / "keys"; }

namespace {

std::filesystem::path progress_path() { return config_folder() / "progress"; }

}  // namespace

std::string read_progress() {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(progress_path(), failed)) return "";
  std::ifstream file(progress_path());
  std::string text(kMostBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  return text;
}

// The whole file or the one of before: another window may read it meanwhile.
facts::Fault write_progress(const std::string& text) {
  std::error_code failed;
  std::filesystem::create_directories(config_folder(), failed);
  const std::filesystem::path next = progress_path().string() + ".new";
  errno = 0;
  bool is_written = false;
  {
    std::ofstream file(next, std::ios::trunc);
    file << text;
    file.close();
    is_written = file.good();
  }
  if (is_written) std::filesystem::rename(next, progress_path(), failed);
  if (is_written && !failed) return {};
  const int reason = failed ? failed.value() : errno;
  return {facts::FaultKind::notes_unwritable, progress_path().string(), 0, 0,
          std::strerror(reason)};
}

facts::Result<std::string> read_keys() {
  const auto fault = [](int reason) {
    return facts::Fault{facts::FaultKind::file_unreadable, keys_path().string(), 0, 0,
                        std::strerror(reason)};
  };
  std::error_code failed;
  const std::filesystem::file_status there = std::filesystem::status(keys_path(), failed);
  if (there.type() == std::filesystem::file_type::not_found) return std::string();
  // Nobody waits for a pipe, and a folder has no text.
  if (!std::filesystem::is_regular_file(there)) return fault(failed ? failed.value() : EINVAL);
  errno = 0;
  std::ifstream file(keys_path());
  if (!file) return fault(errno);
  std::string text(kMostBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return fault(errno);
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.size() > kMostBytes) return fault(EFBIG);
  return text;
}

}  // namespace greenlens::gui
