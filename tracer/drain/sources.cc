#include "tracer/drain/sources.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "tracer/drain/names.h"

namespace greenlens::drain {
namespace {

// "" when it is none, or too large: a device, say, would never end.
std::string text_of(const std::string& path, size_t most) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return "";
  if (const auto size = std::filesystem::file_size(path, error); error || size > most) return "";
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  return text.size() <= most && text.find('\0') == text.npos ? text : "";
}

}  // namespace

// Almost every time it is one that was noted before.
void Sources::note(std::string_view path, const std::string& shown) {
  if (path.empty() || path[0] != '/' || noted_.size() >= kMostFiles) return;
  if (noted_.contains(shown) || is_library_header(path)) return;
  noted_.try_emplace(shown, path);
  new_.emplace_back(path, shown);
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
