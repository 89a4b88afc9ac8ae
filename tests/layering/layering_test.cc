// Who may include whom: docs/architecture.md's table, decided by the #include lines of every
// source.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace greenlens {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

// A folder's rule covers its subfolders unless they have one of their own. `folders` are the
// project's other folders that it may include; `libraries` are the first parts of other projects'
// headers. The standard library and the C library's are not listed: what a folder may not take from
// them stands in `never`.
struct Rule {
  Names folders;
  Names libraries;
  Names never;
};

const Names kThreads = {"thread",    "mutex",        "condition_variable", "future",  "pthread.h",
                        "semaphore", "shared_mutex", "stop_token",         "barrier", "latch"};
const Names kTracerNever = [] {
  Names names = kThreads;
  names.insert({"random", "chrono", "ctime", "time.h"});  // replay is arithmetic
  return names;
}();

const std::map<std::string, Rule> kRules = {
    {"arch", {{}, {}, kThreads}},
    {"engine/core", {{"arch"}, {}, {}}},
    {"engine/cpp", {{"engine/core"}, {}, {}}},
    {"engine/c", {{"engine/cpp", "engine/core", "arch"}, {}, {}}},
    {"assets", {{}, {}, kThreads}},
    {"tracer/facts", {{}, {"fmt", "nlohmann"}, kTracerNever}},
    {"tracer/state", {{"tracer/facts"}, {}, kTracerNever}},
    {"tracer/rules", {{"tracer/facts", "tracer/state"}, {}, kTracerNever}},
    {"tracer/store",
     {{"tracer/facts", "tracer/state", "tracer/rules"},
      {"nlohmann", "zstd.h", "xxhash.h"},
      kTracerNever}},
    {"tracer/words",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "assets"},
      {"fmt"},
      kTracerNever}},
    {"tracer/past",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "tracer/words"},
      {"fmt", "nlohmann"},
      kTracerNever}},
    {"tracer/findings",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "tracer/words"},
      {"fmt", "nlohmann"},
      kTracerNever}},
    {"tracer/lints",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "tracer/words",
       "tracer/findings"},
      {"fmt", "nlohmann"},
      kTracerNever}},
    {"tracer/what_if",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "tracer/words"},
      {"fmt", "nlohmann"},
      kTracerNever}},
    // Truth is read from the recording, not worked out: that is the rules' business, and a test's.
    {"tracer/questions",
     {{"tracer/facts", "tracer/state", "tracer/store", "tracer/words"},
      {"fmt", "nlohmann"},
      kTracerNever}},
    {"tracer/roleplay",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "tracer/words"},
      {"fmt", "nlohmann"},
      kTracerNever}},
    {"tracer/lessons",
     {{"tracer/facts", "tracer/state", "tracer/store", "tracer/words", "tracer/questions",
       "assets"},
      {"nlohmann"},
      kTracerNever}},
    {"tracer/strategies",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "tracer/words"},
      {"fmt", "nlohmann"},
      kTracerNever}},
    {"tracer/processes",
     {{"tracer/facts", "tracer/state", "tracer/store", "tracer/words"},
      {"fmt", "nlohmann"},
      kTracerNever}},
    {"tracer/cpus",
     {{"tracer/facts", "tracer/words", "assets"}, {"fmt", "nlohmann"}, kTracerNever}},
    {"tracer/session", {{"tracer/facts", "tracer/state", "tracer/store"}, {}, kTracerNever}},
    {"tracer/scene",
     {{"tracer/facts", "tracer/state", "tracer/store", "tracer/words", "tracer/processes",
       "tracer/strategies"},
      {"fmt"},
      kTracerNever}},
    {"tracer/export",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "tracer/words",
       "tracer/findings", "tracer/lessons", "tracer/lints", "tracer/past", "tracer/processes",
       "tracer/questions", "tracer/scene", "tracer/strategies", "assets"},
      {"cairo.h", "cairo-pdf.h", "fmt", "librsvg", "nlohmann", "zlib.h"},
      kTracerNever}},
    {"tracer/compare",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "tracer/words"},
      {"fmt", "nlohmann", "xxhash.h"},
      kTracerNever}},
    {"tracer/expect",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "tracer/words",
       "tracer/compare"},
      {"fmt", "nlohmann", "toml++", "gmock"},
      kTracerNever}},
    {"tracer/callers", {{"arch"}, {}, kTracerNever}},
    {"tracer/ring", {{"tracer/facts", "tracer/session"}, {}, {}}},
    {"tracer/drain",
     {{"tracer/facts", "tracer/store", "tracer/ring", "arch"}, {"dwarf.h", "elfutils"}, {}}},
    {"tracer/lines", {{"tracer/facts", "tracer/drain"}, {"dwarf.h", "elfutils"}, {}}},
    {"tracer/step",
     {{"tracer/facts", "tracer/ring", "tracer/drain", "tracer/lines", "arch"}, {"capstone"}, {}}},
    {"tracer/foreign",
     {{"tracer/facts", "tracer/store", "tracer/ring", "tracer/drain", "tracer/lines", "tracer/step",
       "arch"},
      {"dwarf.h", "elfutils"},
      {}}},
    {"tracer/gdb",
     {{"tracer/facts", "tracer/drain", "tracer/step", "tracer/foreign", "tracer/cpus", "assets"},
      {"gelf.h", "netdb.h", "pugixml.hpp"},
      {}}},
    {"tracer/record",
     {{"tracer/facts", "tracer/store", "tracer/session", "tracer/callers", "tracer/ring",
       "tracer/drain", "engine/core", "engine/cpp", "arch", "assets"},
      {"capstone", "fmt", "xxhash.h"},
      {}}},
    {"tracer/live",
     {{"tracer/facts", "tracer/state", "tracer/store", "tracer/session", "tracer/cpus",
       "tracer/ring", "tracer/drain", "tracer/step", "tracer/foreign", "tracer/gdb"},
      {"fmt"},
      {}}},
    {"tracer/probe",
     {{"tracer/facts", "tracer/words", "tracer/probe/harness", "arch", "assets"}, {}, {}}},
    {"tracer/probe/harness", {{"arch"}, {}, kThreads}},
    {"tracer/lab",
     {{"tracer/facts", "tracer/state", "tracer/rules", "tracer/store", "tracer/words",
       "tracer/probe", "arch", "assets"},
      {},
      kThreads}},
    {"python",
     {{"engine/core", "tracer/facts", "tracer/ring", "tracer/record"},
      {"Python.h", "internal", "structmember.h"},
      {}}},
    {"scenarios", {{"engine/cpp", "assets"}, {}, {}}},
    {"scenarios/turns", {{"engine/core", "arch"}, {}, kThreads}},
    {"bench",
     {{"engine/core", "engine/cpp", "arch"},
      {"benchmark", "boost", "Python.h", "greenlet.h", "nlohmann"},
      {}}},
    {"bench/peers", {{"bench"}, {"aco.h", "co_routine.h", "minicoro.h"}, {}}},
    {"bench/recording", {{"engine/cpp", "tracer/record"}, {}, {}}},
    {"bench/past", {{"tracer/facts", "tracer/store", "tracer/past"}, {}, {}}},
    {"bench/store", {{"tracer/facts", "tracer/state", "tracer/store"}, {}, {}}},
    {"bench/window",
     {{"gui", "gui/platform", "tracer/facts", "tracer/session", "tracer/scene"}, {"imgui.h"}, {}}},
    {"gui",
     {{"tracer/facts", "tracer/state", "tracer/store", "tracer/words", "tracer/session",
       "tracer/scene", "tracer/compare", "tracer/cpus", "tracer/findings", "tracer/lessons",
       "tracer/lints", "tracer/past", "tracer/processes", "tracer/questions", "tracer/roleplay",
       "tracer/strategies", "tracer/what_if", "assets"},
      {"imgui.h", "imgui_internal.h", "fmt"},
      {}}},
    {"gui/platform",
     {{"gui", "tracer/facts", "tracer/state", "tracer/store", "tracer/words", "tracer/questions",
       "tracer/session", "tracer/scene", "assets"},
      {"imgui.h", "imgui_internal.h", "backends", "imgui_impl_glfw.h", "imgui_impl_opengl3.h",
       "imgui_impl_opengl2.h", "GLFW", "GL", "EGL", "fontconfig", "stb_image_write.h",
       "stb_truetype.h", "stb", "fmt"},
      {}}},
};
// The only wiring: may include everything.
const Names kWiring = {"cli", "gui/main"};

// Headers of the compiler and the operating system, which no rule forbids.
const std::regex kSystemHeader(
    R"(^([a-z_]+|c?std[a-z]+\.h|(alloca|assert|cxxabi|ctype|dirent|dlfcn|elf|errno|execinfo|fcntl|fenv|link|limits|)"
    R"(locale|math|poll|pwd|sched|signal|spawn|string|strings|syscall|termios|time|ucontext|unistd|unwind|wchar|immintrin|malloc|pthread)\.h|)"
    R"((sys|linux|asm|arpa|netinet)/.*)$)");

std::string read(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool is_source(const fs::path& path) {
  const Names kinds = {".h", ".c", ".cc", ".cpp", ".S"};
  return kinds.count(path.extension().string()) > 0;
}

// Every source below the project's folders, relative to the project.
std::vector<std::string> sources() {
  const fs::path root = GREENLENS_SOURCE_DIR;
  std::vector<std::string> paths;
  for (const char* folder : {"arch", "engine", "assets", "tracer", "scenarios", "gui", "cli", "hub",
                             "bench", "python"}) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file() && is_source(entry.path())) {
        paths.push_back(fs::relative(entry.path(), root).generic_string());
      }
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The deepest folder with a rule (or free of rules) that holds this path; empty when there is none.
// Also for file names: gui/main.cc belongs to gui/main.
std::string folder_of(const std::string& path) {
  std::string at = path.substr(0, path.rfind('.'));
  while (!at.empty()) {
    if (kRules.count(at) || kWiring.count(at)) return at;
    const size_t slash = at.rfind('/');
    at = slash == at.npos ? "" : at.substr(0, slash);
  }
  return "";
}

bool is_project_path(const std::string& header) {
  return header.find('/') != header.npos &&
         fs::exists(fs::path(GREENLENS_SOURCE_DIR) / header.substr(0, header.find('/'))) &&
         !folder_of(header).empty();
}

// Empty when `from` may include `header`; else why not.
std::string objection(const std::string& from, const std::string& header) {
  const std::string folder = folder_of(from);
  if (folder.empty()) return "no rule covers " + from + "; add its folder to the table";
  if (kWiring.count(folder)) return "";
  const Rule& rule = kRules.at(folder);
  if (is_project_path(header)) {
    const std::string target = folder_of(header);
    if (target == folder || rule.folders.count(target)) return "";
    return folder + " must not include " + target;
  }
  if (rule.never.count(header)) return folder + " must never see " + header;
  const std::string first = header.substr(0, header.find('/'));
  if (rule.libraries.count(first) || std::regex_match(header, kSystemHeader)) return "";
  return folder + " has no business with " + header;
}

std::vector<std::string> includes(const std::string& text) {
  static const std::regex line(R"re((?:^|\n)[ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">])re");
  std::vector<std::string> headers;
  for (std::sregex_iterator it(text.begin(), text.end(), line), end; it != end; ++it) {
    headers.push_back((*it)[1]);
  }
  return headers;
}

TEST(Layering, EveryIncludeObeysTheTable) {
  size_t seen = 0;
  for (const std::string& path : sources()) {
    for (const std::string& header : includes(read(fs::path(GREENLENS_SOURCE_DIR) / path))) {
      ++seen;
      EXPECT_EQ(objection(path, header), "") << path << " includes " << header;
    }
  }
  EXPECT_GT(seen, 100u) << "the sources were not found";
}

TEST(Layering, TheTableForbidsWhatItShould) {
  EXPECT_NE(objection("engine/core/core.cc", "tracer/facts/event.h"), "");
  EXPECT_NE(objection("engine/core/core.cc", "engine/cpp/greenlet.h"), "");
  EXPECT_NE(objection("engine/cpp/host.cc", "engine/c/api.h"), "");
  EXPECT_NE(objection("engine/greenlet.cc", "string"), "");
  EXPECT_NE(objection("scenarios/jump.cc", "engine/core/switch.h"), "");
  EXPECT_NE(objection("arch/x86_64/frame.c", "engine/core/where.h"), "");
  EXPECT_NE(objection("tracer/state/state.cc", "engine/cpp/greenlet.h"), "");
  EXPECT_NE(objection("tracer/state/state.cc", "mutex"), "");
  EXPECT_NE(objection("tracer/state/state.cc", "capstone/capstone.h"), "");
  EXPECT_NE(objection("tracer/state/state.cc", "imgui.h"), "");
  EXPECT_NE(objection("tracer/state/state.cc", "tracer/scene/scene.h"), "");
  EXPECT_NE(objection("tracer/rules/check.cc", "tracer/store/timeline.h"), "");
  EXPECT_NE(objection("tracer/rules/check.cc", "engine/core/slice.h"), "");
  EXPECT_NE(objection("tracer/store/trace_reader.cc", "tracer/words/messages.h"), "");
  EXPECT_NE(objection("tracer/live/target_process.cc", "engine/cpp/greenlet.h"), "");
  EXPECT_NE(objection("tracer/record/recorder.cc", "scenarios/scenario.h"), "");
  EXPECT_NE(objection("tracer/record/unwind.cc", "libunwind.h"), "");
  EXPECT_NE(objection("tracer/callers/walk.cc", "tracer/record/unwind.h"), "");
  EXPECT_NE(objection("tracer/callers/walk.cc", "mutex"), "");
  EXPECT_NE(objection("tracer/cpus/atlas.cc", "arch/arch.h"), "");
  EXPECT_NE(objection("scenarios/jump.cc", "tracer/facts/event.h"), "");
  EXPECT_NE(objection("gui/app.cc", "engine/cpp/greenlet.h"), "");
  EXPECT_NE(objection("gui/app.cc", "GLFW/glfw3.h"), "");
  EXPECT_NE(objection("gui/app.cc", "tracer/live/target_process.h"), "");
  EXPECT_NE(objection("tracer/probe/workshop.cc", "engine/core/where.h"), "");
  EXPECT_NE(objection("tracer/probe/workshop.cc", "tracer/record/recorder.h"), "");
  EXPECT_NE(objection("tracer/probe/harness/contexts.c", "tracer/probe/shape.h"), "");
  EXPECT_NE(objection("tracer/lab/built.cc", "engine/core/slice.h"), "");
  EXPECT_NE(objection("tracer/lab/outcome.cc", "tracer/live/target_process.h"), "");
  EXPECT_NE(objection("tracer/probe/harness/contexts.c", "pthread.h"), "");
  EXPECT_NE(objection("newfolder/a.cc", "string"), "");
  EXPECT_EQ(objection("engine/c/api.cc", "engine/cpp/greenlet.h"), "");
  EXPECT_EQ(objection("gui/platform/window.cc", "GLFW/glfw3.h"), "");
  EXPECT_EQ(objection("gui/main.cc", "tracer/live/target_process.h"), "");
  EXPECT_EQ(objection("cli/main.cc", "scenarios/scenario.h"), "");
  EXPECT_EQ(objection("tracer/drain/symbols.cc", "elfutils/libdwfl.h"), "");
  EXPECT_NE(objection("tracer/record/unwind.cc", "elfutils/libdwfl.h"), "");
  EXPECT_EQ(objection("tracer/probe/harness/contexts.c", "arch/subject.h"), "");
  EXPECT_EQ(objection("tracer/probe/findings.h", "tracer/probe/harness/report.h"), "");
  EXPECT_NE(objection("tracer/ring/ring.cc", "tracer/drain/drain.h"), "");
  EXPECT_NE(objection("tracer/drain/drain.cc", "engine/core/where.h"), "");
}

// Its own bodies: what it is, which way of a run it shows, where the focus goes, whom a key is for,
// what it does with lessons, with notes, with processes, with questions, in front of a class and
// for each request.
bool is_the_app(const std::string& path) {
  return path == "gui/app.cc" || path == "gui/app_branches.cc" || path == "gui/app_focus.cc" ||
         path == "gui/app_jobs.cc" || path == "gui/app_keys.cc" || path == "gui/app_lesson.cc" ||
         path == "gui/app_notes.cc" || path == "gui/app_past.cc" || path == "gui/app_quiz.cc" ||
         path == "gui/app_processes.cc" || path == "gui/app_requests.cc" ||
         path == "gui/app_wall.cc";
}

// Views look and ask: none of them, and nothing that they use, can reach the App; and none knows
// another one.
TEST(Layering, NoViewKnowsTheAppOrAnotherView) {
  size_t views = 0;
  for (const std::string& path : sources()) {
    if (path.rfind("gui/", 0) != 0 || path.rfind("gui/platform/", 0) == 0) continue;
    const bool of_a_view = std::count(path.begin(), path.end(), '/') == 3;
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    views += of_a_view;
    for (const std::string& header : includes(read(fs::path(GREENLENS_SOURCE_DIR) / path))) {
      if (!is_the_app(path)) {
        EXPECT_NE(header, "gui/app.h") << path;
      }
      const bool other = header.rfind("gui/views/", 0) == 0 && header != "gui/views/view.h";
      EXPECT_TRUE(!other || (of_a_view && header.rfind(folder, 0) == 0))
          << path << " includes " << header;
    }
  }
  EXPECT_GT(views, 20u);
}

// What writes on a terminal, into a window or into a picture makes it fit to be shown: so nobody
// else writes there.
TEST(Layering, OnlyTheRoomsThatMakeTextsFitToBeShownWriteThem) {
  static const std::regex window(
      R"(\b(AddText|TextUnformatted|TextColored|TextWrapped|TextDisabled|LabelText|BulletText|)"
      R"(LogText|SetTooltip|Selectable|MenuItem|TreeNode|CollapsingHeader|ImGui::Text|ImGui::Button)\()");
  static const std::regex terminal(
      R"(\b(printf|fprintf|puts|fputs|fwrite|cout|cerr|clog|dprintf)\b *(\(|<<))");
  const std::set<std::string> in_window = {"gui/widgets.cc", "gui/draw_scene.cc",
                                           "gui/explained.cc", "gui/fonts.cc"};
  size_t seen = 0;
  for (const std::string& path : sources()) {
    const std::string text = read(fs::path(GREENLENS_SOURCE_DIR) / path);
    std::smatch found;
    if (path.starts_with("gui/") && !path.starts_with("gui/platform/")) {
      const bool writes = std::regex_search(text, found, window);
      seen += writes;
      EXPECT_TRUE(!writes || in_window.count(path)) << path << " writes by " << found.str();
    }
    if (path.starts_with("cli/") && path != "cli/say.h") {
      EXPECT_FALSE(std::regex_search(text, found, terminal))
          << path << " writes by " << found.str();
    }
  }
  EXPECT_EQ(seen, in_window.size());
}

// The words by which compilers say what they compile for.
TEST(Layering, CpuAndSystemNamesStayInTheirFolders) {
  static const std::regex name(
      R"(\b(__x86_64__|__i386__|__amd64__|__aarch64__|__arm__|__riscv|__powerpc64?__|__s390x?__|)"
      R"(__loongarch__|__mips__|_M_X64|_M_ARM64|__linux__|__APPLE__|_WIN32|__FreeBSD__)\b)");
  for (const std::string& path : sources()) {
    const bool cpu_folder =
        path.rfind("arch/", 0) == 0 && std::count(path.begin(), path.end(), '/') > 1;
    if (cpu_folder || path.rfind("gui/platform/", 0) == 0) continue;
    const std::string text = read(fs::path(GREENLENS_SOURCE_DIR) / path);
    std::smatch found;
    EXPECT_FALSE(std::regex_search(text, found, name)) << path << " names " << found.str();
  }
}

// An empty one, which only keeps the compiler from moving things across it, names no CPU.
TEST(Layering, AssemblyStandsInArchAlone) {
  static const std::regex assembly(
      R"re(\b(asm|__asm__|__asm)\s*(volatile|__volatile__)?\s*\(\s*"[^"])re");
  for (const std::string& path : sources()) {
    if (path.rfind("arch/", 0) == 0) continue;
    EXPECT_NE(fs::path(path).extension(), ".S") << path;
    EXPECT_FALSE(std::regex_search(read(fs::path(GREENLENS_SOURCE_DIR) / path), assembly)) << path;
  }
}

}  // namespace
}  // namespace greenlens
