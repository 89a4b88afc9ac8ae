#include "tracer/drain/sources.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "tracer/drain/names.h"

namespace greenlens::drain {
namespace {

// What the system makes up when it is read, and may wait for.
bool is_made_up(std::string_view path) {
  return path.starts_with("/proc/") || path.starts_with("/sys/") || path.starts_with("/dev/");
}

// "" when it is no file, or too large. Anything may call itself the source of a function.
std::string text_of(const std::string& path, size_t most) {
  std::error_code failed;
  const std::string real = std::filesystem::canonical(path, failed);
  if (failed || is_made_up(real)) return "";
  const int file = open(real.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return "";
  struct stat about {};
  std::string text;
  if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0 &&
      static_cast<size_t>(about.st_size) <= most) {
    text.resize(static_cast<size_t>(about.st_size));
    size_t there = 0;
    for (ssize_t got = 1; got > 0 && there < text.size(); there += static_cast<size_t>(got)) {
      got = std::max<ssize_t>(0, read(file, text.data() + there, text.size() - there));
    }
    text.resize(there);
  }
  close(file);
  return text.find('\0') == text.npos ? text : "";
}

}  // namespace

// As traces call files, but two never the same: then with so many of the folders above as it takes.
const std::string& Sources::name_of(std::string_view path, std::string_view root) {
  const auto known = names_.find(std::string(path));
  if (known != names_.end()) return known->second;
  std::string name = shown_file(path, root);
  if (!path.empty() && path[0] == '/' && names_.size() < kMostFiles) {
    while (noted_.contains(name) && name.size() + 1 < path.size()) {
      const size_t above = path.rfind('/', path.size() - name.size() - 2);
      name = path.substr(above + 1);
    }
    if (noted_.insert(name).second && !is_library_header(path)) new_.emplace_back(path, name);
    return names_.emplace(path, std::move(name)).first->second;
  }
  return other_ = std::move(name);
}

std::vector<store::SourceText> Sources::take(const std::vector<store::SourceText>& known) {
  std::vector<store::SourceText> texts;
  for (const auto& [path, shown] : std::exchange(new_, {})) {
    const auto is_it = [&called = shown](const store::SourceText& one) {
      return one.file == called;
    };
    if (std::any_of(known.begin(), known.end(), is_it)) continue;
    std::string text = text_of(path, std::min(kMostBytesOfOne, kMostBytes - bytes_));
    if (text.empty()) continue;
    bytes_ += text.size();
    texts.push_back({shown, store::SourceKind::program, std::move(text)});
  }
  return texts;
}

}  // namespace greenlens::drain
