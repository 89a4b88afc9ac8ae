#include "tests/cli/command.h"

#include <stdlib.h>
#include <sys/wait.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace greenlens::cli {

std::vector<const scenarios::Scenario*> scenarios_to_try() {
  constexpr size_t kEach = 3;
  const size_t each = std::getenv("GREENLENS_ALL_TESTS") != nullptr ? 1 : kEach;
  std::vector<const scenarios::Scenario*> some;
  size_t number = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    if (number++ % each == 0) some.push_back(scenario);
  }
  return some;
}

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void Command::SetUp() {
  char name[] = "/tmp/greenlens-cli-XXXXXX";
  folder_ = mkdtemp(name);
  // Who runs in the background of a shell has inherited that these are ignored.
  for (const int signal : {SIGINT, SIGQUIT, SIGHUP}) std::signal(signal, SIG_DFL);
}

void Command::TearDown() { std::filesystem::remove_all(folder_); }

Result Command::greenlens(const std::string& arguments) {
  return shell("timeout 60 \"$GREENLENS\" " + arguments);
}

Result Command::shell(const std::string& line) {
  // In files beside the folder: a test may look at what is in it.
  const std::string beside = folder_ + ".";
  std::ofstream(beside + "line") << line << '\n';
  const std::string command =
      "cd " + folder_ + " && env -u DISPLAY -u WAYLAND_DISPLAY GREENLENS=" + GREENLENS_BINARY +
      " bash " + beside + "line >" + beside + "out 2>" + beside + "err </dev/null";
  const int status = std::system(command.c_str());
  Result result{WEXITSTATUS(status), slurp(beside + "out"), slurp(beside + "err")};
  for (const char* part : {"line", "out", "err"}) std::filesystem::remove(beside + part);
  return result;
}

std::string Command::recorded(const std::string& id) {
  std::string file = folder_ + "/" + id + ".gltrace";
  EXPECT_EQ(greenlens("record " + id + " -o " + file).code, 0);
  return file;
}

nlohmann::json Command::state_at(const std::string& file, const std::string& event, int from,
                                 int* step) {
  for (int n = from; n < 500; ++n) {
    Result shown = greenlens("show " + file + " --json --step " + std::to_string(n));
    if (shown.code != 0) break;
    auto json = nlohmann::json::parse(shown.out);
    if (!json["event"].is_null() && json["event"]["name"] == event) {
      *step = n;
      return json;
    }
  }
  ADD_FAILURE() << "no " << event << " from step " << from;
  return {};
}

}  // namespace greenlens::cli
