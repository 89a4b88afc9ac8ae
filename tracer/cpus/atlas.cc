#include "tracer/cpus/atlas.h"

#include <algorithm>
#include <cctype>

#include "assets/assets.h"

namespace greenlens::cpus {
namespace {

constexpr std::string_view kFolder = "arch/", kFile = "/atlas.txt";
constexpr std::string_view kOrder = "arch/atlas_order.txt";

std::string plain(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c == '-' || c == '_' || c == ' ') continue;
    letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return letters;
}

// The folders in the order of the list, then the others.
std::vector<std::string> folders() {
  std::vector<std::string> found, ordered;
  for (const std::string_view path : assets::paths()) {
    if (!path.starts_with(kFolder) || !path.ends_with(kFile)) continue;
    found.emplace_back(path.substr(kFolder.size(), path.size() - kFolder.size() - kFile.size()));
  }
  std::string_view list = assets::text(kOrder);
  while (!list.empty()) {
    const std::string line(list.substr(0, list.find('\n')));
    list.remove_prefix(std::min(list.size(), line.size() + 1));
    const auto there = std::find(found.begin(), found.end(), line);
    if (there == found.end()) continue;
    ordered.push_back(line);
    found.erase(there);
  }
  ordered.insert(ordered.end(), found.begin(), found.end());
  return ordered;
}

std::vector<Cpu> read_all() {
  std::vector<Cpu> cpus;
  for (const std::string& folder : folders()) {
    const std::string path = std::string(kFolder) + folder + std::string(kFile);
    cpus.push_back(read_cpu(folder, assets::text(path), nullptr));
  }
  return cpus;
}

}  // namespace

const std::vector<Cpu>& all() {
  static const std::vector<Cpu> cpus = read_all();
  return cpus;
}

const Cpu* find(std::string_view name) {
  for (const Cpu& cpu : all()) {
    if (plain(cpu.name) == plain(name) || plain(cpu.id) == plain(name)) return &cpu;
  }
  return nullptr;
}

std::vector<std::string> known_names() {
  std::vector<std::string> known;
  for (const Cpu& cpu : all()) {
    known.push_back(cpu.name);
    if (plain(cpu.name) != plain(cpu.id)) known.push_back(cpu.id);
  }
  return known;
}

}  // namespace greenlens::cpus
