#include "tracer/lines/file.h"

#include <filesystem>
#include <string>
#include <utility>

namespace greenlens::lines {
namespace {

// Debug information in separate files is not looked for: that could ask the network.
int no_debug_file(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*,
                  GElf_Word, char**) {
  return -1;
}

}  // namespace

File::File(pid_t pid) {
  std::error_code failed;
  const std::string program =
      std::filesystem::read_symlink("/proc/" + std::to_string(pid) + "/exe", failed);
  callbacks_.find_elf = dwfl_linux_proc_find_elf;
  callbacks_.find_debuginfo = no_debug_file;
  dwfl_ = dwfl_begin(&callbacks_);
  if (dwfl_ == nullptr) return;
  dwfl_report_begin(dwfl_);
  dwfl_linux_proc_report(dwfl_, pid);
  dwfl_report_end(dwfl_, nullptr, nullptr);
  std::pair<const std::string&, Dwfl_Module*> wanted{program, nullptr};
  const auto look = [](Dwfl_Module* module, void**, const char* name, Dwarf_Addr, void* to) {
    auto& its = *static_cast<std::pair<const std::string&, Dwfl_Module*>*>(to);
    if (name != nullptr && its.first == name) its.second = module;
    return its.second == nullptr ? int{DWARF_CB_OK} : int{DWARF_CB_ABORT};
  };
  dwfl_getmodules(dwfl_, look, &wanted, 0);
  module_ = wanted.second;
}

File::~File() {
  if (dwfl_ != nullptr) dwfl_end(dwfl_);
}

}  // namespace greenlens::lines
