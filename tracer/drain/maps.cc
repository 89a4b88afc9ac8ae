#include "tracer/drain/maps.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>

namespace greenlens::drain {

// Not by a stream: one throws when the process ends while it reads.
std::string process_file(pid_t pid, const char* name) {
  const std::string path = "/proc/" + std::to_string(pid) + "/" + name;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return "";
  std::string text;
  char piece[4096];
  for (ssize_t got = 0; (got = read(file, piece, sizeof piece)) > 0;) {
    text.append(piece, static_cast<size_t>(got));
  }
  close(file);
  return text;
}

std::string maps_of(pid_t pid) { return process_file(pid, "maps"); }

std::vector<Mapped> parse_maps(std::string_view text) {
  std::vector<Mapped> maps;
  while (!text.empty()) {
    const std::string line(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    Mapped one;
    char rights[8] = "";
    int path_at = 0;
    const int fields =
        std::sscanf(line.c_str(), "%" SCNx64 "-%" SCNx64 " %7s %" SCNx64 " %*x:%*x %" SCNu64 " %n",
                    &one.low, &one.high, rights, &one.offset, &one.inode, &path_at);
    if (fields < 5 || path_at == 0) continue;
    one.writable = rights[1] == 'w';
    one.path = line.substr(static_cast<size_t>(path_at));
    maps.push_back(std::move(one));
  }
  return maps;
}

}  // namespace greenlens::drain
