#include "assets/assets.h"

#include <algorithm>

namespace greenlens::assets {

// Made by cmake/embed.cmake: sorted by path.
struct EmbeddedFile {
  std::string_view path;
  const char* bytes;
  size_t size;
};
extern const EmbeddedFile kEmbeddedFiles[];
extern const size_t kEmbeddedFileCount;

std::string_view text(std::string_view path) {
  const EmbeddedFile* end = kEmbeddedFiles + kEmbeddedFileCount;
  const EmbeddedFile* found = std::lower_bound(
      kEmbeddedFiles, end, path,
      [](const EmbeddedFile& file, std::string_view wanted) { return file.path < wanted; });
  if (found == end || found->path != path) return {};
  return {found->bytes, found->size};
}

const std::vector<std::string_view>& paths() {
  static const std::vector<std::string_view> all = [] {
    std::vector<std::string_view> list;
    for (size_t i = 0; i < kEmbeddedFileCount; ++i) list.push_back(kEmbeddedFiles[i].path);
    return list;
  }();
  return all;
}

}  // namespace greenlens::assets
