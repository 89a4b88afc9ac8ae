#include "tracer/record/symbols.h"

#include <cxxabi.h>
#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <unistd.h>

#include <cstdlib>

#include "tracer/record/names.h"

namespace greenlens::record {
namespace {

// Debug information in separate files is not looked for: that could ask the network.
int no_separate_file(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*,
                     GElf_Word, char**) {
  return -1;
}

std::string demangled(const char* name) {
  int status = 0;
  char* text = abi::__cxa_demangle(name, nullptr, nullptr, &status);
  std::string result = text != nullptr ? without_parameters(text) : name;
  std::free(text);
  return result;
}

struct RawLine {
  const char* file = nullptr;
  const char* directory = nullptr;  // the compiler's
  int number = 0;
};

RawLine line_of(Dwfl_Module* module, Dwarf_Addr code) {
  RawLine found;
  if (Dwfl_Line* line = dwfl_module_getsrc(module, code)) {
    found.file = dwfl_lineinfo(line, nullptr, &found.number, nullptr, nullptr, nullptr);
    found.directory = dwfl_line_comp_dir(line);
    return found;
  }
  // Clang writes no table of address ranges: each unit is asked.
  Dwarf_Addr bias = 0;
  for (Dwarf_Die* unit = dwfl_module_nextcu(module, nullptr, &bias); unit != nullptr;
       unit = dwfl_module_nextcu(module, unit, &bias)) {
    if (dwarf_haspc(unit, code - bias) <= 0) continue;
    Dwarf_Line* line = dwarf_getsrc_die(unit, code - bias);
    if (line == nullptr) continue;
    found.file = dwarf_linesrc(line, nullptr, nullptr);
    dwarf_lineno(line, &found.number);
    Dwarf_Attribute directory;
    found.directory = dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &directory));
    return found;
  }
  return found;
}

}  // namespace

std::string shown_file(std::string_view path, std::string_view root) {
  if (path.empty() || path[0] != '/') return std::string(path);
  if (!root.empty() && path.size() > root.size() && path.substr(0, root.size()) == root &&
      path[root.size()] == '/') {
    return std::string(path.substr(root.size() + 1));
  }
  return std::string(path.substr(path.rfind('/') + 1));
}

struct Symbols::Impl {
  Dwfl_Callbacks callbacks{};
  Dwfl* dwfl = nullptr;
};

Symbols::Symbols(std::string source_root)
    : source_root_(std::move(source_root)), impl_(std::make_unique<Impl>()) {
  impl_->callbacks.find_elf = dwfl_linux_proc_find_elf;
  impl_->callbacks.find_debuginfo = no_separate_file;
  impl_->dwfl = dwfl_begin(&impl_->callbacks);
  if (impl_->dwfl == nullptr) return;
  dwfl_report_begin(impl_->dwfl);
  dwfl_linux_proc_report(impl_->dwfl, getpid());
  dwfl_report_end(impl_->dwfl, nullptr, nullptr);
}

Symbols::~Symbols() {
  if (impl_->dwfl != nullptr) dwfl_end(impl_->dwfl);
}

const Symbols::Place& Symbols::of_return_address(uint64_t return_address) {
  const auto [it, is_new] = known_.try_emplace(return_address);
  Place& place = it->second;
  if (!is_new || impl_->dwfl == nullptr) return place;
  const Dwarf_Addr call = return_address - 1;
  Dwfl_Module* module = dwfl_addrmodule(impl_->dwfl, call);
  if (module == nullptr) return place;
  Dwarf_Addr start = 0;
  dwfl_module_info(module, nullptr, &start, nullptr, nullptr, nullptr, nullptr, nullptr);
  place.code_offset = return_address - start;
  if (const char* name = dwfl_module_addrname(module, call)) place.function = demangled(name);
  const RawLine line = line_of(module, call);
  if (line.file != nullptr) {
    // A file name that was made relative comes back below the compiler's directory.
    const std::string below = shown_file(line.file, source_root_);
    const bool in_root = below.find('/') != below.npos;
    place.file =
        in_root || line.directory == nullptr ? below : shown_file(line.file, line.directory);
    place.line = static_cast<uint32_t>(line.number);
  }
  return place;
}

}  // namespace greenlens::record
