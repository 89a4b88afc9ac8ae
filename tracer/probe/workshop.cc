#include "tracer/probe/workshop.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "arch/arch.h"
#include "assets/assets.h"
#include "tracer/probe/elf_file.h"
#include "tracer/probe/text.h"

namespace greenlens::probe {
namespace {

namespace fs = std::filesystem;

constexpr int kCompileSeconds = 60, kRunSeconds = 8;  // the harness ends itself before
constexpr const char* kCompiler = "cc";

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// "arch/x/" of this machine's CPU.
std::string cpu_folder() {
  const std::string source = arch_describe()->switch_source;
  return source.substr(0, source.rfind('/') + 1);
}

// Sources of the harness, headers, and those of this CPU.
std::vector<std::string> harness_files() {
  std::vector<std::string> files;
  for (const std::string_view path : assets::paths()) {
    const bool shared = path.starts_with("arch/") && std::count(path.begin(), path.end(), '/') == 1;
    if (shared || path.starts_with("tracer/probe/harness/") || path.starts_with(cpu_folder())) {
      files.emplace_back(path);
    }
  }
  return files;
}

// Which of them are compiled; the rest are headers, or the engine's own.
bool is_compiled(const std::string& path) {
  const std::string name = fs::path(path).filename();
  const bool of_cpu = path.starts_with(cpu_folder());
  if (path.ends_with(".S")) return of_cpu && name != "switch.S";
  const bool describes = name == "describe.c" || (of_cpu && name == "frame.c");
  return path.ends_with(".c") && !describes;
}

bool write_file(const std::string& path, std::string_view text) {
  std::error_code ignored;
  fs::create_directories(fs::path(path).parent_path(), ignored);
  std::ofstream file(path, std::ios::binary);
  file << text;
  return file.flush().good();
}

bool is_undefined(const std::string& said, const std::string& name) {
  struct Saying {
    const char* before;
    const char* behind;
  };
  // Linkers quote differently.
  static const Saying sayings[] = {{"undefined reference to `", "'"},
                                   {"undefined reference to '", "'"},
                                   {"undefined symbol: ", "\n"}};
  return std::any_of(std::begin(sayings), std::end(sayings), [&](const Saying& saying) {
    return said.find(saying.before + name + saying.behind) != said.npos;
  });
}

// A file that the compiler's driver knows what to do with.
Refused look_at_file(const std::string& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return {"probe.no_file", {{"file", file}}};
  const std::string name = fs::path(file).filename();
  const std::string bytes = slurp(file);
  const auto machine = machine_of(bytes);
  const auto own = machine_of(slurp("/proc/self/exe"));
  if (machine && own && machine != own) {
    return {"probe.other_cpu",
            {{"file", file},
             {"machine", std::to_string(machine->number)},
             {"bits", std::to_string(machine->bits)},
             {"own", std::to_string(own->number)},
             {"own_bits", std::to_string(own->bits)},
             {"cpu", arch_describe()->name}}};
  }
  const bool is_archive = bytes.starts_with("!<arch>\n");
  const bool is_source = name.ends_with(".c") || name.ends_with(".S") || name.ends_with(".s");
  if (machine || is_archive || is_source) return {};
  return {"probe.what_file", {{"file", file}}};
}

// " (switch.S:12)", if the program was built from sources and who knows of lines is installed.
std::string line_of(const std::string& folder, uint64_t pc) {
  const Ran ran = run_program({"addr2line", "-s", "-e", "run", hexadecimal(pc)}, folder, 5, {});
  const std::string line = ran.said.substr(0, ran.said.find_first_of("\n ("));
  const bool known = ran.error == 0 && ran.status == 0 && line.find('?') == line.npos;
  return known && !line.empty() && !line.ends_with(":0") ? " (" + line + ")" : "";
}

}  // namespace

std::unique_ptr<Workshop> Workshop::open(Refused* refused, Stop stop) {
  const char* wanted = std::getenv("TMPDIR");
  std::string folder = wanted != nullptr && *wanted != '\0' ? wanted : "/tmp";
  folder = fs::absolute(folder).string() + "/greenlens-probe-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) {
    *refused = {"probe.no_folder",
                {{"folder", folder}, {"reason", std::generic_category().message(errno)}}};
    return nullptr;
  }
  std::unique_ptr<Workshop> workshop(new Workshop(folder, std::move(stop)));
  return workshop->build_harness(refused) ? std::move(workshop) : nullptr;
}

Workshop::~Workshop() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

// An empty `refused` unless it was called off; then the rest does not matter.
Ran Workshop::run_here(const std::vector<std::string>& words, int seconds, Refused* refused) {
  Ran ran = run_program(words, folder_, seconds, stop_);
  *refused = {ran.stopped ? "probe.called_off" : "", {}};
  return ran;
}

bool Workshop::build_harness(Refused* refused) {
  if (assets::text(cpu_folder() + "subject.S").empty()) {
    *refused = {"probe.no_cpu", {{"cpu", arch_describe()->name}, {"folder", cpu_folder()}}};
    return false;
  }
  // Its constructor is needed, so it is one object.
  std::vector<std::string> words = {kCompiler, "-std=gnu11", "-O1",       "-w", "-fno-sanitize=all",
                                    "-I.",     "-r",         "-nostdlib", "-o", "harness.o"};
  for (const std::string& path : harness_files()) {
    if (!write_file(folder_ + "/" + path, assets::text(path))) {
      *refused = {"probe.no_folder",
                  {{"folder", folder_}, {"reason", std::generic_category().message(errno)}}};
      return false;
    }
    if (is_compiled(path)) words.push_back(path);
  }
  const Ran ran = run_here(words, kCompileSeconds, refused);
  if (ran.stopped) return false;
  if (ran.error != 0) {
    *refused = {"probe.no_compiler",
                {{"compiler", kCompiler}, {"reason", std::generic_category().message(ran.error)}}};
  } else if (ran.status != 0 || ran.timed_out) {
    *refused = {"probe.harness", {{"compiler", kCompiler}, {"said", first_error(ran.said)}}};
  }
  return ran.error == 0 && ran.status == 0 && !ran.timed_out;
}

bool Workshop::build(const std::vector<Request>& requests, Refused* refused) {
  if (!write_file(folder_ + "/subjects.c", subjects_source(requests))) {
    *refused = {"probe.no_folder",
                {{"folder", folder_}, {"reason", std::generic_category().message(errno)}}};
    return false;
  }
  // A program at a fixed address takes objects that were compiled in any way.
  std::vector<std::string> words = {kCompiler, "-O1", "-g",  "-no-pie",   "-I.",
                                    "-w",      "-o",  "run", "harness.o", "subjects.c"};
  for (const std::string& file : requests[0].files) {
    *refused = look_at_file(file);
    if (!refused->id.empty()) return false;
    const fs::path whole = fs::absolute(file);
    words.push_back(whole);
    if (whole.string().find(".so") != std::string::npos) {
      // Its name may have commas.
      words.insert(words.end(), {"-Xlinker", "-rpath", "-Xlinker", whole.parent_path().string()});
    }
  }
  words.emplace_back("-Wl,-z,noexecstack");
  fs::remove(folder_ + "/run");
  const Ran ran = run_here(words, kCompileSeconds, refused);
  if (ran.stopped) return false;
  if (ran.error == 0 && ran.status == 0 && !ran.timed_out) return true;
  const std::string files = joined(requests[0].files);
  std::vector<std::string> names;
  for (const Request& request : requests) {
    names.insert(names.end(), {request.function, request.restore});
    if (request.maker) names.push_back(request.maker->name);
  }
  for (const std::string& name : names) {
    if (name.empty() || !is_undefined(ran.said, name)) continue;
    const char* id = files.empty() ? "probe.no_function.library" : "probe.no_function";
    *refused = {id, {{"name", name}, {"files", files}}};
    return false;
  }
  *refused = {"probe.not_built", {{"compiler", kCompiler}, {"said", first_error(ran.said)}}};
  return false;
}

std::optional<std::vector<Examination>> Workshop::examine(const std::vector<Request>& requests,
                                                          Refused* refused) {
  for (const Request& request : requests) {
    *refused = look_at(request);
    if (!refused->id.empty()) return std::nullopt;
  }
  if (!build(requests, refused)) return std::nullopt;
  std::vector<Examination> all;
  for (size_t i = 0; i < requests.size(); ++i) {
    const auto one = run(i, refused);
    if (!one) return std::nullopt;
    all.push_back(*one);
  }
  return all;
}

std::optional<Examination> Workshop::run(size_t number, Refused* refused) {
  const std::string place = folder_ + "/report";
  const int file = ::open(place.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool room = file >= 0 && ftruncate(file, sizeof(probe_report)) == 0;
  void* shared =
      room ? mmap(nullptr, sizeof(probe_report), PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
  const int error = errno;
  if (file >= 0) close(file);
  if (shared == MAP_FAILED) {
    *refused = {"probe.no_folder",
                {{"folder", folder_}, {"reason", std::generic_category().message(error)}}};
    return std::nullopt;
  }
  const Ran ran = run_here({"./run", "report", std::to_string(number)}, kRunSeconds, refused);
  Examination examination;
  std::memcpy(&examination.report, shared, sizeof(probe_report));
  munmap(shared, sizeof(probe_report));
  if (ran.stopped) return std::nullopt;
  if (ran.error != 0) {
    *refused = {"probe.cannot_run",
                {{"folder", folder_}, {"reason", std::generic_category().message(ran.error)}}};
    return std::nullopt;
  }
  examination.status = ran.status;
  examination.timed_out = ran.timed_out;
  if (examination.report.signal != 0) {
    examination.function = function_at(slurp(folder_ + "/run"), examination.report.pc);
    if (!examination.function.empty()) {
      examination.function += line_of(folder_, examination.report.pc);
    }
  }
  return examination;
}

}  // namespace greenlens::probe
