#include "tracer/processes/names.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>

namespace greenlens::processes {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// "w", "4711", ".gltrace" of "w.4711.gltrace" and "w.4711.2.gltrace"; no number of "w.gltrace".
struct Parts {
  std::string root, number, ending;
};

Parts parts_of(const std::string& name) {
  Parts parts;
  const size_t dot = name.rfind('.');
  const bool has_ending = dot != name.npos && dot > 0 && !is_number(name.substr(dot + 1));
  parts.ending = has_ending ? name.substr(dot) : "";
  parts.root = name.substr(0, name.size() - parts.ending.size());
  // At most two numbers: a process's, and how many programs it had been before.
  for (int i = 0; i < 2; ++i) {
    const size_t last = parts.root.rfind('.');
    if (last == parts.root.npos || last == 0 || !is_number(parts.root.substr(last + 1))) break;
    parts.number = parts.root.substr(last + 1);
    parts.root.resize(last);
  }
  return parts;
}

}  // namespace

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string program_name(const store::TraceInfo& info) {
  std::string otherwise = info.scenario.empty() ? info.title : info.scenario;
  if (!info.process || info.process->command.empty()) return otherwise;
  const std::vector<std::string>& words = info.process->command;
  const std::string program = base_name(words[0]);
  if (!program.starts_with("python")) return program.empty() ? otherwise : program;
  for (size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "-m" && i + 1 < words.size()) return words[i + 1];
    if (words[i] == "-c") return otherwise.empty() ? program : otherwise;
    if (!words[i].starts_with('-')) return base_name(words[i]);
  }
  return otherwise.empty() ? program : otherwise;
}

std::string name_for_children(const std::string& file) {
  const size_t folder = file.rfind('/') + 1;  // 0 without one
  const Parts parts = parts_of(file.substr(folder));
  const size_t ending = file.size() - parts.ending.size();
  return file.substr(0, ending) + ".%p" + parts.ending;
}

uint64_t number_in(const std::string& file) {
  const std::string number = parts_of(base_name(file)).number;
  uint64_t read = 0;
  std::from_chars(number.data(), number.data() + number.size(), read);
  return read;
}

std::vector<std::string> names_beside(const std::string& file,
                                      const std::vector<std::string>& names) {
  const std::string own = base_name(file);
  const Parts parts = parts_of(own);
  std::vector<std::string> beside;
  for (const std::string& name : names) {
    const Parts its = parts_of(name);
    if (name != own && its.root == parts.root && its.ending == parts.ending) {
      beside.push_back(name);
    }
  }
  std::sort(beside.begin(), beside.end());
  return beside;
}

std::vector<std::string> files_beside(const std::string& file) {
  namespace fs = std::filesystem;
  const std::string folder = file.substr(0, file.rfind('/') + 1);
  std::vector<std::string> names;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder.empty() ? "." : folder, failed)) {
    std::error_code ignored;
    if (entry.is_regular_file(ignored)) names.push_back(entry.path().filename());
  }
  std::vector<std::string> beside;
  for (const std::string& name : names_beside(file, names)) beside.push_back(folder + name);
  return beside;
}

}  // namespace greenlens::processes
