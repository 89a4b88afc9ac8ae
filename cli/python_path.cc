// greenlens python-path: where greenlet for Python lies that runs on this engine.
#include <filesystem>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/say.h"

namespace greenlens::cli {
namespace {

namespace fs = std::filesystem;

// Beside the command: as it is built (build/PRESET/cli), and as it is installed (bin).
fs::path python_folder() {
  std::error_code failed;
  const fs::path beside = fs::read_symlink("/proc/self/exe", failed).parent_path().parent_path();
  for (const char* place : {"python", "lib/greenlens/python"}) {
    const fs::path folder = beside / place;
    if (fs::is_regular_file(folder / "greenlet" / "__init__.py", failed)) return folder;
  }
  return {};
}

}  // namespace

void add_python_path(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("python-path", say("cli.help.python_path"));
  command->callback([&status] {
    const fs::path folder = python_folder();
    if (folder.empty()) {
      print_aside(say("cli.python_path.none"));
      status = kWrongUsage;
      return;
    }
    print(folder.string());
    status = kFine;
  });
}

}  // namespace greenlens::cli
