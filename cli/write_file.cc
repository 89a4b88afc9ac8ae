#include "cli/write_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace greenlens::cli {

std::string write_file(const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  return file ? "" : std::strerror(errno);
}

std::string export_name(const std::string& shown, ShownIs shown_is, uint64_t step,
                        const std::string& ending) {
  std::filesystem::path name = shown;
  if (shown_is == ShownIs::program) name = name.filename();
  if (name.extension() == ".gltrace") name.replace_extension();
  return name.string() + "-" + std::to_string(step) + ending;
}

}  // namespace greenlens::cli
