// Looks at every file of some folders, and at so many others that are made of them by chance: what
// the fuzzer does, without one.  usage: reader_replay CHANGES FOLDER...
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/tracer/fuzz/change.h"
#include "tests/tracer/fuzz/look.h"

namespace {

constexpr size_t kMostBytes = size_t{1} << 16;

std::vector<std::string> files_in(int count, char** folders) {
  std::vector<std::filesystem::path> paths;
  for (int i = 0; i < count; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(folders[i]))
      paths.push_back(entry);
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    files.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace greenlens::fuzz;
  if (argc < 3) return std::printf("usage: reader_replay CHANGES FOLDER...\n"), 2;
  std::vector<std::string> files = files_in(argc - 2, argv + 2);
  Seen all;
  const auto look = [&](const std::string& file, bool believe) {
    const Seen seen = look_at(file, believe);
    all.steps += seen.steps, all.faults += seen.faults, all.contradicted += seen.contradicted;
  };
  for (const std::string& file : files) look(file, true), look(file, false);
  const size_t kept = files.size();
  std::mt19937_64 random(1);
  const long changes = std::atol(argv[1]);
  for (long i = 0; i < changes && kept > 0; ++i) {
    const std::string& file = files[random() % files.size()];
    const ChangeBytes bytes = at_random(random());
    std::string made = random() % 8 == 0 ? mixed(file, files[random() % files.size()], random())
                                         : changed(file, random(), bytes);
    if (made.size() > kMostBytes) continue;
    look(made, i % 2 == 0);
    // Changes of changes lead farther.
    if (files.size() < 2 * kept)
      files.push_back(std::move(made));
    else
      files[kept + random() % kept] = std::move(made);
  }
  std::printf("%zu files and %ld changes: %lu steps, %lu faults said, %lu contradictions\n", kept,
              changes, static_cast<unsigned long>(all.steps),
              static_cast<unsigned long>(all.faults), static_cast<unsigned long>(all.contradicted));
  return kept > 0 && all.steps > 0 ? 0 : 1;
}
