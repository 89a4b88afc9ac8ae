#include "tracer/step/binutils.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace greenlens::step {
namespace {

// The program's output; empty when it could not be started.
std::string output_of(std::vector<std::string> words) {
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) != 0) return "";
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(pipe_ends[1]);
  std::string all;
  char room[4096];
  for (ssize_t got = 1; failed == 0 && got > 0;) {
    do {
      got = read(pipe_ends[0], room, sizeof room);
    } while (got < 0 && errno == EINTR);
    if (got > 0) all.append(room, static_cast<size_t>(got));
  }
  close(pipe_ends[0]);
  int status = 0;
  while (failed == 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return all;
}

}  // namespace

std::map<uint64_t, std::string> read_disassembly(std::string_view text) {
  std::map<uint64_t, std::string> all;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line(text.substr(begin, end - begin));
    begin = end + 1;
    char* behind = nullptr;
    const uint64_t at = std::strtoull(line.c_str(), &behind, 16);
    const size_t bytes = line.find('\t');
    if (behind == line.c_str() || *behind != ':' || bytes == line.npos) continue;
    const size_t words = line.find('\t', bytes + 1);
    if (words == line.npos) continue;
    std::string said = line.substr(words + 1);
    for (char& letter : said) {
      if (letter == '\t') letter = ' ';
    }
    for (const char* remark : {" #", " //", " ;", " <"})
      said.resize(std::min(said.find(remark), said.size()));
    while (!said.empty() && said.back() == ' ') said.pop_back();
    all[at] = said;
  }
  return all;
}

std::map<uint64_t, std::string> ask_binutils(const std::vector<std::string>& programs,
                                             const std::string& machine, std::string_view code,
                                             uint64_t offset) {
  const int file = memfd_create("code", 0);
  if (file < 0) return {};
  std::map<uint64_t, std::string> all;
  if (write(file, code.data(), code.size()) == static_cast<ssize_t>(code.size())) {
    const std::string path = "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(file);
    for (const std::string& program : programs) {
      all = read_disassembly(output_of({program, "-D", "-b", "binary", "-m", machine,
                                        "--adjust-vma=" + std::to_string(offset), path}));
      if (!all.empty()) break;
    }
  }
  close(file);
  return all;
}

}  // namespace greenlens::step
