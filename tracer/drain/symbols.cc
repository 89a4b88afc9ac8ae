#include "tracer/drain/symbols.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>

#include "tracer/drain/debug_info.h"
#include "tracer/drain/maps.h"
#include "tracer/drain/names.h"

namespace greenlens::drain {
namespace {

// Debug information in separate files is not looked for: that could ask the network.
int no_separate_file(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*,
                     GElf_Word, char**) {
  return -1;
}

// The unit that has this code; `bias` is to be added to its addresses.
Dwarf_Die* unit_at(Dwfl_Module* module, Dwarf_Addr code, Dwarf_Addr* bias) {
  Dwarf_Die* unit = dwfl_module_addrdie(module, code, bias);
  if (unit != nullptr) return unit;
  // Clang writes no table of address ranges: each unit is asked.
  while ((unit = dwfl_module_nextcu(module, unit, bias)) != nullptr) {
    if (dwarf_haspc(unit, code - *bias) > 0) break;
  }
  return unit;
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
  Impl(pid_t of, std::string source_root) : pid(of), root(std::move(source_root)) {
    callbacks.find_elf = dwfl_linux_proc_find_elf;
    callbacks.find_debuginfo = no_separate_file;
    dwfl = dwfl_begin(&callbacks);
    look();
  }
  ~Impl() {
    if (dwfl != nullptr) dwfl_end(dwfl);
  }

  // Which files it has where. False when there is nothing new. Those of before stay, and what was
  // read of them.
  bool look() {
    std::string text = maps_of(pid);
    if (dwfl == nullptr || text.empty() || text == looked_at) return false;
    looked_at = std::move(text);
    dwfl_report_begin_add(dwfl);
    dwfl_linux_proc_report(dwfl, pid);
    dwfl_report_end(dwfl, nullptr, nullptr);
    return true;
  }

  Dwfl_Module* module_at(Dwarf_Addr code) {
    Dwfl_Module* module = dwfl_addrmodule(dwfl, code);
    return module == nullptr && look() ? dwfl_addrmodule(dwfl, code) : module;
  }

  // A file name that was made relative comes back below the compiler's directory.
  std::string shown(Dwarf_Die* unit, const char* file) const {
    std::string below = shown_file(file, root);
    if (below.find('/') != below.npos) return below;
    Dwarf_Attribute found;
    const char* directory = dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &found));
    return directory == nullptr ? below : shown_file(file, directory);
  }

  std::vector<Call> calls_at(Dwfl_Module* module, Dwarf_Addr code) {
    std::vector<Call> calls;
    uint32_t lambda_line = 0;
    Dwarf_Addr bias = 0;
    if (Dwarf_Die* unit = unit_at(module, code, &bias)) {
      DebugInfo& info = known_units.try_emplace(unit->addr, *unit).first->second;
      for (const DebugInfo::Function& function : info.functions_at(code - bias)) {
        const char* file = function.file;
        calls.push_back(
            {function.name, file ? file : "", file ? shown(unit, file) : "", function.line});
        lambda_line = function.lambda_line;
      }
    }
    if (calls.empty()) calls.emplace_back();
    // The symbol's name is there also without debug information.
    const char* symbol = dwfl_module_addrname(module, code);
    std::string name = symbol != nullptr ? readable_name(symbol, lambda_line) : "";
    if (!name.empty()) calls.back().function = std::move(name);
    if (calls.back().function.empty() && symbol != nullptr) calls.back().function = symbol;
    return calls;
  }

  const pid_t pid;
  std::string root;
  std::string looked_at;  // the system's text
  Dwfl_Callbacks callbacks{};
  Dwfl* dwfl = nullptr;
  std::map<void*, DebugInfo> known_units;
};

Symbols::Symbols(pid_t pid, std::string source_root)
    : impl_(std::make_unique<Impl>(pid, std::move(source_root))) {}

Symbols::~Symbols() = default;

const Symbols::Place& Symbols::of_return_address(uint64_t return_address) {
  const auto [it, is_new] = known_.try_emplace(return_address);
  Place& place = it->second;
  if (!is_new) return place;
  place.calls.resize(1);
  if (impl_->dwfl == nullptr) return place;
  const Dwarf_Addr call = return_address - 1;
  Dwfl_Module* module = impl_->module_at(call);
  if (module == nullptr) return place;
  Dwarf_Addr start = 0;
  dwfl_module_info(module, nullptr, &start, nullptr, nullptr, nullptr, nullptr, nullptr);
  place.code_offset = return_address - start;
  place.calls = impl_->calls_at(module, call);
  return place;
}

}  // namespace greenlens::drain
