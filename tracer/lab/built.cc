#include "tracer/lab/built.h"

#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

#include "assets/assets.h"
#include "tracer/probe/text.h"

namespace greenlens::lab {
namespace {

namespace fs = std::filesystem;

using probe::Refused;
using probe::Stop;

constexpr int kCompileSeconds = 60;
// The engine's files that are compiled when one of them has changed, as one: what is known of a
// function must not be what a compiler knew of the right one.
constexpr std::string_view kAlgorithm[] = {"engine/core/slice.cc", "engine/core/switch.cc",
                                           "engine/core/unwatched.cc"};
constexpr const char* kTogether = "algorithm.cc";
constexpr const char* kProgram = "program";  // for another CPU
// What stands in for the engine's own, and nothing beside it.
constexpr std::string_view kExported =
    "{ global: arch_switch; arch_enter; arch_describe; _ZN9greenlens*; _ZNK9greenlens*; "
    "local: *; };\n";

std::string frame_path(const Whose& whose) { return "arch/" + whose.folder + "/frame.c"; }

// Of the sources that are built in: headers, and what describes the switch.
bool is_needed(std::string_view path, const Whose& whose) {
  const bool header = path.starts_with("arch/") || path.starts_with("engine/core/");
  if (header && path.ends_with(".h")) return true;
  if (path == whose.switch_path() || path == frame_path(whose)) return true;
  if (path == "arch/describe.c") return true;
  return std::find(std::begin(kAlgorithm), std::end(kAlgorithm), path) != std::end(kAlgorithm);
}

bool write_file(const std::string& path, std::string_view text) {
  std::error_code ignored;
  fs::create_directories(fs::path(path).parent_path(), ignored);
  std::ofstream file(path, std::ios::binary);
  file << text;
  return file.flush().good();
}

Refused no_folder(const std::string& folder) {
  return {"lab.no_folder",
          {{"folder", folder}, {"reason", std::generic_category().message(errno)}}};
}

}  // namespace

std::unique_ptr<Built> Built::of(const Variant& variant, const Whose& whose, Refused* refused,
                                 const Stop& stop) {
  std::optional<std::vector<Changed>> changed = apply(variant, assets::text, refused);
  return changed ? make(std::move(*changed), whose, "", refused, stop) : nullptr;
}

std::unique_ptr<Built> Built::of_file(const std::string& file, const Whose& whose, Refused* refused,
                                      const Stop& stop) {
  std::ifstream in(file, std::ios::binary);
  std::error_code ignored;
  if (!in || !fs::is_regular_file(file, ignored)) {
    *refused = {"lab.no_file", {{"file", file}}};
    return nullptr;
  }
  Changed changed{whose.switch_path(), {std::istreambuf_iterator<char>(in), {}}};
  // Compiled where it is, so that what the compiler says names it.
  return make({std::move(changed)}, whose, fs::absolute(file), refused, stop);
}

std::unique_ptr<Built> Built::right(const Whose& whose, Refused* refused, const Stop& stop) {
  return make({}, whose, "", refused, stop);
}

std::string Built::program() const { return folder_ + "/" + kProgram; }

std::unique_ptr<Built> Built::make(std::vector<Changed> changed, const Whose& whose,
                                   const std::string& switch_file, Refused* refused,
                                   const Stop& stop) {
  const char* wanted = std::getenv("TMPDIR");
  std::string folder = wanted != nullptr && *wanted != '\0' ? wanted : "/tmp";
  folder = fs::absolute(folder).string() + "/greenlens-lab-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) {
    *refused = no_folder(folder);
    return nullptr;
  }
  std::unique_ptr<Built> built(new Built(folder, whose, std::move(changed)));
  const bool made = built->write_sources(refused) && built->compile(switch_file, refused, stop);
  return made ? std::move(built) : nullptr;
}

Built::~Built() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

bool Built::write_sources(Refused* refused) const {
  std::string names, together;
  for (const std::string_view path : kAlgorithm) {
    together += "#include \"" + std::string(path) + "\"\n";
  }
  bool good = write_file(folder_ + "/exported", kExported) &&
              write_file(folder_ + "/" + kTogether, together);
  for (const std::string_view path : assets::paths()) {
    if (is_needed(path, whose_)) {
      good = good && write_file(folder_ + "/" + std::string(path), assets::text(path));
    }
  }
  for (const Changed& one : changed_) {
    good = good && write_file(folder_ + "/" + one.file, one.text);
    names += one.file + "\n";
  }
  good = good && write_file(folder_ + "/changed", names);
  if (!good) *refused = no_folder(folder_);
  return good;
}

bool Built::compile(const std::string& switch_file, Refused* refused, const Stop& stop) const {
  const bool is_engine = std::any_of(changed_.begin(), changed_.end(), [](const Changed& one) {
    return one.file.starts_with("engine/");
  });
  if (is_engine &&
      !run({whose_.compiler, "-std=c++20", "-O1", "-g", "-w", "-fPIC", "-I.", "-c", kTogether},
           refused, stop)) {
    return false;
  }
  std::vector<std::string> words = {whose_.compiler, "-O1", "-g", "-w", "-fPIC", "-I."};
  words.push_back(switch_file.empty() ? whose_.switch_path() : switch_file);
  words.insert(words.end(), {frame_path(whose_), "arch/describe.c", "-Wl,-z,noexecstack"});
  if (is_engine) words.emplace_back("algorithm.o");
  if (whose_.rest.empty()) {
    words.insert(words.end(), {"-shared", "-o", "variant.so", "-Wl,--version-script=exported"});
    if (!is_engine) words.emplace_back("-Wl,-z,defs");  // what is missing is said now
  } else {
    // Of what is there twice the linker takes the first: ours. That code becomes shorter where it
    // can would take it longer than all the rest.
    words.insert(words.end(),
                 {whose_.rest, "-static", "-o", kProgram, "-Wl,-z,muldefs", "-Wl,--no-relax",
                  "-Wl,--eh-frame-hdr", "-Wl,-z,noseparate-code", "-lstdc++", "-lm", "-pthread"});
  }
  return run(words, refused, stop);
}

bool Built::run(const std::vector<std::string>& words, Refused* refused, const Stop& stop) const {
  const probe::Ran ran = probe::run_program(words, folder_, kCompileSeconds, stop);
  if (ran.stopped) {
    *refused = {"lab.called_off", {}};
  } else if (ran.error != 0) {
    *refused = {"lab.no_compiler",
                {{"compiler", whose_.compiler},
                 {"reason", std::generic_category().message(ran.error)},
                 {"package", whose_.package}}};
  } else if (ran.status != 0 || ran.timed_out) {
    *refused = {"lab.not_built",
                {{"compiler", whose_.compiler}, {"said", probe::first_error(ran.said)}}};
  } else {
    return true;
  }
  return false;
}

}  // namespace greenlens::lab
