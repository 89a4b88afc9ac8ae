// Where a thing is says what it is called: file = header = namespace = include guard. Exceptions
// stand here, each with its reason.
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace greenlens {
namespace {

namespace fs = std::filesystem;
using Patterns = std::vector<std::pair<const char*, const char*>>;

// Bodies that several of one header declare, or that nobody calls by name.
const Patterns kHeaderElsewhere = {
    {R"(gui/app_(branches|focus|jobs|keys|lesson|notes|past|processes|quiz|requests|wall)\.cc)",
     "gui/app.h"},
    {"cli/main[.]cc", ""},                    // the program's beginning
    {"cli/(lab|scenario)_program[.]cc", ""},  // others'
    {"cli/lab_part[.]cc", ""},                // and another CPU's
    {"tracer/foreign/watcher_(begins|contexts|hears|switches)[.]cc",
     "tracer/foreign/watcher_impl.h"},  // one class
    {"tracer/record/attached_by_nobody[.]cc",
     "tracer/record/attached_by_itself.h"},  // the same where there is nothing to record with
    {"tracer/record/undisassembled[.]cc", "tracer/record/disassemble.h"},  // likewise
    {"cli/"
     "(atlas|check|cut|diff|export|findings|glossary|hash|import|keys|lab|lesson|lint|list|probe|"
     "record|"
     "run|"
     "show|"
     "parked|processes|quiz|snapshot|"
     "statistics|strategies|"
     "symbols|top|"
     "view|what_if|where)[.]cc",
     "cli/commands.h"},                                      // a line each
    {"engine/c/(build|parse)[.]cc", "engine/c/value.h"},     // C sees one interface of values
    {"engine/c/call[.]cc", "engine/c/bridge.h"},             // the other direction of it
    {"engine/core/unwatched[.]cc", "engine/core/switch.h"},  // the same function on a shorter path
    {"gui/views/[a-z_]+/draw[.]cc", "gui/views/view.h"},     // a view is a row of the catalogue
    {"tracer/export/(csv|dot|gif|html|json|jsonl|md|mp4|pdf|pftrace|png|speedscope|txt|webm)[.]cc",
     "tracer/export/exporter.h"},                                     // a format is one, too
    {"tracer/expect/read_(json|toml)[.]cc", "tracer/expect/node.h"},  // two ways to write one thing
    {"tracer/lessons/format[.]cc", "tracer/lessons/lesson.h"},        // likewise
    {"tracer/past/condition_parser[.]cc", "tracer/past/condition.h"},  // its text, and its meaning
    {"tracer/state/apply_(contexts|place|switch)[.]cc", "tracer/state/applier.h"},  // one class
    {"tracer/scene/stack/"
     "stack_(calls|column|frames|heap|homes|marks|move|opened|pointers|ribbons)[.]cc",
     "tracer/scene/stack/stack_picture.h"},  // parts of one picture
    {"tracer/scene/timeline/timeline_(exact|lanes|levels|scale)[.]cc",
     "tracer/scene/timeline/timeline_picture.h"},  // likewise
    {"tracer/scene/processes/processes_(arrows|lanes)[.]cc",
     "tracer/scene/processes/processes_painter.h"},  // likewise
    {"tracer/scene/processes/processes_time[.]cc",
     "tracer/scene/processes/processes_scene.h"},  // where a click on it leads
};

// Folders whose namespace is not greenlens::<last folder>; docs/architecture.md says why.
const Patterns kNamespaces = {
    {"engine/(cpp|c)/.*", "engine"},
    {"tracer/export/.*", "exports"},
    {"tracer/scene/.*", "scene"},
    {"gui/(platform/|views/)?[a-z_]+[.](h|cc)", "gui"},
    {"gui/views/([a-z_]+)/.*", "gui::$1"},
    {"scenarios/(catalog|handles|scenario|module)[.](h|cc)", "scenarios"},
    {"scenarios/lab/lab[.](h|cc)", "scenarios::lab"},
    {"scenarios/detour/another_way[.](h|cc)", "scenarios::detour"},
    {"scenarios/([a-z0-9_]+)[.]cc", "scenarios::$1"},
};
// Macros alone, or C.
const std::regex kWithoutNamespace(
    "engine/core/opaque[.]h|engine/cpp/caller[.]h|engine/c/(api|error|extension|frame|print|value)"
    "[.]h|tracer/record/(attach|start_trace)_c[.](h|cc)|tracer/probe/harness/[a-z]+[.]h");

std::string read(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The product's C++ files, relative to the project.
std::vector<std::string> files() {
  const fs::path root = GREENLENS_SOURCE_DIR;
  std::vector<std::string> paths;
  for (const char* folder : {"engine", "tracer", "gui", "cli", "assets", "scenarios"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string kind = entry.path().extension().string();
      if (kind != ".h" && kind != ".cc") continue;
      paths.push_back(fs::relative(entry.path(), root).generic_string());
    }
  }
  return paths;
}

// What the first fitting pattern gives for this path; null when none fits.
const char* given(const Patterns& patterns, const std::string& path) {
  for (const auto& [pattern, value] : patterns) {
    if (std::regex_match(path, std::regex(pattern))) return value;
  }
  return nullptr;
}

std::string namespace_of(const std::string& path) {
  for (const auto& [pattern, value] : kNamespaces) {
    if (std::regex_match(path, std::regex(pattern))) {
      return std::regex_replace(path, std::regex(pattern), value);
    }
  }
  return fs::path(path).parent_path().filename().string();
}

TEST(Names, ABodyHasAHeaderOfItsNameOrIsKnownToHaveAnother) {
  size_t bodies = 0;
  for (const std::string& path : files()) {
    if (!path.ends_with(".cc") || path.starts_with("scenarios/")) continue;
    ++bodies;
    const fs::path root = GREENLENS_SOURCE_DIR;
    const std::string header = path.substr(0, path.size() - 2) + "h";
    const char* elsewhere = given(kHeaderElsewhere, path);
    if (elsewhere == nullptr) {
      EXPECT_TRUE(fs::exists(root / header)) << path << " has no " << header;
    } else {
      EXPECT_FALSE(fs::exists(root / header)) << path << " is no exception any more";
      EXPECT_TRUE(*elsewhere == '\0' || fs::exists(root / elsewhere)) << elsewhere;
    }
  }
  EXPECT_GT(bodies, 100u) << "the sources were not found";
}

TEST(Names, AFileIsInTheNamespaceOfItsFolder) {
  for (const std::string& path : files()) {
    if (std::regex_match(path, kWithoutNamespace)) continue;
    const std::string opening = "namespace greenlens::" + namespace_of(path);
    const std::string text = read(fs::path(GREENLENS_SOURCE_DIR) / path);
    const bool there =
        std::regex_search(text, std::regex("(^|\n)" + opening + "(::[a-z0-9]+)? \\{"));
    EXPECT_TRUE(there) << path << " has no " << opening;
  }
}

TEST(Names, AHeadersGuardIsItsPath) {
  for (const std::string& path : files()) {
    if (!path.ends_with(".h")) continue;
    std::string guard = "GREENLENS_" + path + "_";
    for (char& c : guard) {
      c = std::isalnum(static_cast<unsigned char>(c))
              ? static_cast<char>(std::toupper(static_cast<unsigned char>(c)))
              : '_';
    }
    const std::string text = read(fs::path(GREENLENS_SOURCE_DIR) / path);
    EXPECT_NE(text.find("#ifndef " + guard + "\n#define " + guard + "\n"), text.npos)
        << path << " is not guarded by " << guard;
  }
}

}  // namespace
}  // namespace greenlens
