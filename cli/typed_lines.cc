#include "cli/typed_lines.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

namespace greenlens::cli {
namespace {

constexpr size_t kLongestTyped = 4096;

}  // namespace

facts::Result<std::string> read_typed_file(const std::string& file, size_t most_bytes) {
  errno = 0;
  std::ifstream in(file);
  std::string text(most_bytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || !in.is_open() || (in.gcount() == 0 && errno != 0)) {
    return facts::Fault{facts::FaultKind::file_unreadable, file, 0, 0, std::strerror(errno)};
  }
  text.resize(static_cast<size_t>(in.gcount()));
  return text;
}

std::optional<std::string> TypedLines::next() {
  if (text_) {
    if (text_->empty()) return {};
    const size_t end = std::min(text_->find('\n'), text_->size());
    std::string line = text_->substr(0, std::min(end, kLongestTyped));
    text_->erase(0, std::min(end + 1, text_->size()));
    ++number_;
    return line;
  }
  std::fflush(stdout);
  std::string line;
  int c = std::getchar();
  if (c == EOF) return {};
  for (; c != EOF && c != '\n'; c = std::getchar()) {
    if (line.size() < kLongestTyped) line += static_cast<char>(c);
  }
  ++number_;
  return line;
}

}  // namespace greenlens::cli
