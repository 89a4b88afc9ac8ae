// A program whose code lies in no file any more when it is recorded.
//   usage: program HOW PLUGIN
//   deleted   itself and PLUGIN, whose function the switches are called through, are deleted
//   unnamed   PLUGIN's code, data and all, is moved to memory that is no file's
#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "tracer/record/attach.h"

using namespace greenlens;

namespace {

void switch_once() {
  engine::Greenlet brief("brief", [](const engine::Arguments&) { return engine::Value(3); });
  brief.switch_to();
}

struct Mapping {
  uintptr_t from = 0, to = 0;
  int may = 0;
};

std::vector<Mapping> mappings_of(const std::string& file) {
  std::vector<Mapping> found;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    Mapping mapping;
    char may[5] = {};
    const bool is_read = std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " %4s", &mapping.from,
                                     &mapping.to, may) == 3;
    if (!is_read || !line.ends_with('/' + file)) continue;
    mapping.may = (may[0] == 'r' ? PROT_READ : 0) | (may[1] == 'w' ? PROT_WRITE : 0) |
                  (may[2] == 'x' ? PROT_EXEC : 0);
    found.push_back(mapping);
  }
  return found;
}

// The same bytes in the same places.
void move_to_memory(const Mapping& mapping) {
  if ((mapping.may & PROT_READ) == 0) return;
  void* there = reinterpret_cast<void*>(mapping.from);
  const size_t bytes = mapping.to - mapping.from;
  const std::string content(static_cast<const char*>(there), bytes);
  mmap(there, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  std::memcpy(there, content.data(), bytes);
  mprotect(there, bytes, mapping.may);
}

}  // namespace

int main(int, char** arguments) {
  const std::string how = arguments[1], plugin = arguments[2];
  void* loaded = dlopen(plugin.c_str(), RTLD_NOW);
  if (loaded == nullptr) return std::puts(dlerror()), 1;
  const auto through = reinterpret_cast<int (*)(void (*)())>(dlsym(loaded, "plugin_calls"));
  if (how == "deleted") {
    unlink(plugin.c_str());
    unlink(arguments[0]);
  } else {
    const std::string file = plugin.substr(plugin.rfind('/') + 1);
    for (const Mapping& mapping : mappings_of(file)) move_to_memory(mapping);
  }
  record::Attachment watched("a program in no file", __FILE__);
  through(switch_once);
  watched.finish();
}
