#include "cli/python_path.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/say.h"
#include "tracer/probe/run_program.h"

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

namespace {

bool can_be_run(const fs::path& file) { return access(file.c_str(), X_OK) == 0; }

// What it says of itself, "3.11"; "" when it says nothing.
std::string version_of(const std::string& interpreter) {
  constexpr int kSeconds = 20;
  const probe::Ran ran = probe::run_program(
      {interpreter, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"}, ".", kSeconds, {});
  return ran.error == 0 && ran.status == 0 ? ran.said.substr(0, ran.said.find('\n')) : "";
}

constexpr const char* kVersion = "3.11";

// Who has an environment active wants its packages, whatever else is on the path.
std::string first_interpreter() {
  if (const char* environment = std::getenv("VIRTUAL_ENV")) {
    for (const char* name : {"python3.11", "python3"}) {
      const fs::path file = fs::path(environment) / "bin" / name;
      if (can_be_run(file)) return file;
    }
  }
  const char* path = std::getenv("PATH");
  for (const char* name : {"python3.11", "python3"}) {
    std::istringstream folders(path != nullptr ? path : "/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');) {
      const fs::path file = fs::path(folder) / name;
      if (!folder.empty() && can_be_run(file)) return file;
    }
  }
  return "";
}

}  // namespace

facts::Result<std::string> python_interpreter(const std::string& program) {
  const std::string file = first_interpreter();
  if (file.empty()) return facts::Fault{facts::FaultKind::no_interpreter, program, 0, 0, ""};
  if (file.ends_with(kVersion)) return file;
  const std::string version = version_of(file);
  if (version == kVersion || version.empty()) return file;
  return facts::Fault{facts::FaultKind::python_version, file, 0, 0, version};
}

facts::Result<std::vector<std::string>> python_command(const std::string& name) {
  const facts::Result<std::string> interpreter = python_interpreter(name);
  if (!interpreter) return interpreter.fault();
  if (!name.starts_with(kModule)) return std::vector<std::string>{*interpreter, name};
  return std::vector<std::string>{*interpreter, "-m", name.substr(kModule.size())};
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
