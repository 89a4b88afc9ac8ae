#include "tracer/live/emulator.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace greenlens::live {
namespace {

using facts::Fault;
using facts::FaultKind;

// Debian's names: the emulator that needs nothing else, or the one of this system.
constexpr const char* kEndings[] = {"-static", ""};

std::string in_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::string folders = path != nullptr ? path : "";
  while (!folders.empty()) {
    std::string folder = folders.substr(0, folders.find(':'));
    folders.erase(0, folder.size() + 1);
    std::string there = folder;
    there += '/';
    there += program;
    if (access(there.c_str(), X_OK) == 0) return there;
  }
  return "";
}

std::string first_bytes(const std::string& path) {
  constexpr size_t kHead = 64;
  std::ifstream file(path, std::ios::binary);
  std::string bytes(kHead, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<size_t>(file.gcount()));
  return bytes;
}

std::string all_of(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

}  // namespace

facts::Result<const gdb::RemoteCpu*> cpu_of(const std::string& file, const std::string& shown_name,
                                            const std::string& cpu) {
  const std::string bytes = first_bytes(file);
  if (bytes.empty()) return Fault{FaultKind::cannot_start, shown_name, 0, 0, strerror(ENOENT)};
  const gdb::RemoteCpu* its = gdb::cpu_of_program(bytes);
  const gdb::RemoteCpu* wanted = gdb::find_remote_cpu(cpu);
  if (!cpu.empty() && wanted == nullptr) {
    return Fault{FaultKind::no_such_cpu, cpu, 0, 0, all_of(gdb::remote_cpu_names())};
  }
  if (its == nullptr) return Fault{FaultKind::unknown_cpu, shown_name, 0, 0, ""};
  if (wanted != nullptr && its != wanted) {
    return Fault{FaultKind::other_cpu, shown_name, 0, 0, its->id};
  }
  return its;
}

const gdb::RemoteCpu* other_cpu(const std::string& file) {
  const gdb::RemoteCpu* its = gdb::cpu_of_program(first_bytes(file));
  const gdb::RemoteCpu* here = gdb::cpu_of_program(first_bytes("/proc/self/exe"));
  return its == here ? nullptr : its;
}

Emulator::~Emulator() { hide_place(); }

void Emulator::hide_place() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  folder_.clear();
}

Fault Emulator::find() {
  const std::string name = "qemu-" + cpu_.qemu;
  for (const char* ending : kEndings) {
    if (path_.empty()) path_ = in_path(name + ending);
  }
  return path_.empty() ? Fault{FaultKind::no_emulator, "", 0, 0, name} : Fault();
}

Fault Emulator::prepare(int output) {
  if (Fault fault = make_place()) return fault;
  return printed_.open(output) ? Fault()
                               : Fault{FaultKind::cannot_start, "", 0, 0, strerror(errno)};
}

Fault Emulator::make_place() {
  if (Fault fault = find()) return fault;
  std::error_code failed;
  std::string folder = std::filesystem::temp_directory_path(failed).string() + "/greenlens-XXXXXX";
  if (failed || mkdtemp(folder.data()) == nullptr) {
    return {FaultKind::cannot_start, "", 0, 0, strerror(errno)};
  }
  folder_ = folder;
  place_ = folder + "/stub";
  return {};
}

uint64_t Emulator::origin() const {
  constexpr uint64_t kBehindShortOnes = uint64_t{1} << 32;
  return cpu_.cpu.pointer_size < sizeof(uint64_t) ? kBehindShortOnes : 0;
}

std::vector<std::string> Emulator::command(const std::vector<std::string>& program) const {
  // Who tells by itself names texts and code by their addresses, and those are looked up in the
  // emulator's own memory.
  std::vector<std::string> words = {path_, "-B", std::to_string(origin())};
  if (!place_.empty()) words.insert(words.end(), {"-g", place_});
  if (!cpu_.model.empty()) words.insert(words.end(), {"-cpu", cpu_.model});
  // Where the libraries of that CPU's programs are, if nobody says otherwise.
  std::error_code ignored;
  const std::string libraries = "/usr/" + cpu_.libraries;
  if (std::getenv("QEMU_LD_PREFIX") == nullptr && std::filesystem::exists(libraries, ignored)) {
    words.insert(words.end(), {"-L", libraries});
  }
  words.insert(words.end(), program.begin(), program.end());
  return words;
}

}  // namespace greenlens::live
