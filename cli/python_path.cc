#include "cli/python_path.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/say.h"

namespace greenlens::cli {

namespace fs = std::filesystem;

bool is_python_program(const std::string& name) {
  if (name.starts_with(kModule)) return true;
  std::error_code failed;
  return name.ends_with(".py") && fs::is_regular_file(name, failed);
}

namespace {

// The package's own files are there before its modules are built.
bool has_modules(const fs::path& package) {
  bool plain = false, recording = false;
  std::error_code failed;
  for (const auto& file : fs::directory_iterator(package, failed)) {
    const std::string name = file.path().filename();
    plain = plain || (name.starts_with("_greenlet.") && name.ends_with(".so"));
    recording = recording || (name.starts_with("_recording.") && name.ends_with(".so"));
  }
  return plain && recording;
}

}  // namespace

// Beside the command: as it is built (build/PRESET/cli), and as it is installed (bin).
std::string python_folder() {
  std::error_code failed;
  const fs::path beside = fs::read_symlink("/proc/self/exe", failed).parent_path().parent_path();
  for (const char* place : {"python", "lib/greenlens/python"}) {
    const fs::path folder = beside / place;
    if (has_modules(folder / "greenlet")) return folder;
  }
  return "";
}

std::string python_interpreter() {
  const char* path = std::getenv("PATH");
  for (const char* name : {"python3.11", "python3"}) {
    std::istringstream folders(path != nullptr ? path : "/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');) {
      const std::string file = folder + "/" + name;
      if (!folder.empty() && access(file.c_str(), X_OK) == 0) return file;
    }
  }
  return "python3";
}

std::vector<std::string> python_command(const std::string& name) {
  if (!name.starts_with(kModule)) return {python_interpreter(), name};
  return {python_interpreter(), "-m", name.substr(kModule.size())};
}

void put_on_python_path(const std::string& folder) {
  const char* there = std::getenv("PYTHONPATH");
  const std::string all = there != nullptr && *there != '\0' ? folder + ":" + there : folder;
  setenv("PYTHONPATH", all.c_str(), 1);
}

void add_python_path(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("python-path", say("cli.help.python_path"));
  command->callback([&status] {
    const std::string folder = python_folder();
    status = folder.empty() ? kWrongUsage : kFine;
    folder.empty() ? print_aside(say("cli.python_path.none")) : print(folder);
  });
}

}  // namespace greenlens::cli
