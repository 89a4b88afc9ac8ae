#include "tracer/drain/symbols.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>

#include "tracer/drain/debug_info.h"
#include "tracer/drain/maps.h"
#include "tracer/drain/names.h"
#include "tracer/facts/json.h"

namespace greenlens::drain {
namespace {

// Debug information in separate files is not looked for: that could ask the network.
int no_separate_file(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*,
                     GElf_Word, char**) {
  return -1;
}

std::string name_of(Dwfl_Module* module) {
  const char* path =
      dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
  std::string_view whole = path != nullptr ? path : "";
  // What the system says behind the path of a file that is not there any more.
  constexpr std::string_view kDeleted = " (deleted)";
  if (whole.ends_with(kDeleted)) whole.remove_suffix(kDeleted.size());
  return std::string(whole.substr(whole.rfind('/') + 1));
}

Dwarf_Addr start_of(Dwfl_Module* module) {
  Dwarf_Addr start = 0;
  dwfl_module_info(module, nullptr, &start, nullptr, nullptr, nullptr, nullptr, nullptr);
  return start;
}

std::string build_id_of(Dwfl_Module* module) {
  GElf_Addr bias = 0, at = 0;
  const unsigned char* bits = nullptr;
  if (dwfl_module_getelf(module, &bias) == nullptr) return "";
  const int bytes = dwfl_module_build_id(module, &bits, &at);
  if (bytes <= 0) return "";
  return facts::to_hex({reinterpret_cast<const char*>(bits), static_cast<size_t>(bytes)});
}

// Names of its own functions, and not only of those that it offers to others.
bool has_own_names(Dwfl_Module* module) {
  GElf_Addr bias = 0;
  Elf* elf = dwfl_module_getelf(module, &bias);
  Dwarf* debug = dwfl_module_getdwarf(module, &bias);
  if (elf == nullptr) return false;
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf, section)) != nullptr;) {
    GElf_Shdr header;
    if (gelf_getshdr(section, &header) == nullptr) continue;
    if (header.sh_type == SHT_SYMTAB) return true;
  }
  return debug != nullptr;
}

}  // namespace

struct Symbols::Impl {
  Impl(pid_t of, std::string source_root) : pid(of), root(std::move(source_root)) {
    callbacks.find_elf = dwfl_linux_proc_find_elf;
    callbacks.find_debuginfo = no_separate_file;
    dwfl = dwfl_begin(&callbacks);
    look();
  }
  explicit Impl(const std::string& path, std::optional<uint64_t> bias = {}) : pid(0) {
    callbacks.find_elf = dwfl_build_id_find_elf;
    callbacks.section_address = dwfl_offline_section_address;
    callbacks.find_debuginfo = no_separate_file;
    dwfl = dwfl_begin(&callbacks);
    if (dwfl == nullptr) return;
    dwfl_report_begin(dwfl);
    const std::string name = path.substr(path.rfind('/') + 1);
    only = bias ? dwfl_report_elf(dwfl, name.c_str(), path.c_str(), -1, *bias, true)
                : dwfl_report_offline(dwfl, "", path.c_str(), -1);
    dwfl_report_end(dwfl, nullptr, nullptr);
  }
  ~Impl() {
    if (dwfl != nullptr) dwfl_end(dwfl);
  }

  // Which files it has where. False when there is nothing new. Those of before stay, and what was
  // read of them.
  bool look() {
    std::string text = pid == 0 ? "" : maps_of(pid);
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
  std::string shown(Dwarf_Die* unit, const std::string& file) const {
    std::string below = shown_file(file, root);
    if (below.find('/') != below.npos) return below;
    Dwarf_Attribute found;
    const char* directory = dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &found));
    return directory == nullptr ? below : shown_file(file, directory);
  }

  // By the line table alone.
  Call line_at(Dwarf_Die* unit, Dwarf_Addr code) const {
    Call call;
    Dwarf_Line* found = dwarf_getsrc_die(unit, code);
    int line = 0;
    if (found == nullptr || dwarf_lineno(found, &line) != 0 || line <= 0) return call;
    const char* file = dwarf_linesrc(found, nullptr, nullptr);
    call.line = static_cast<uint32_t>(line);
    call.path = path_of(unit, file);
    if (!call.path.empty()) call.shown = shown(unit, call.path);
    return call;
  }

  std::vector<Call> calls_at(Dwfl_Module* module, Dwarf_Addr code) {
    std::vector<Call> calls;
    uint32_t lambda_line = 0;
    Dwarf_Addr bias = 0;
    if (Dwarf_Die* unit = unit_at(module, code, &bias)) {
      DebugInfo& info = known_units.try_emplace(unit->addr, *unit).first->second;
      for (const DebugInfo::Function& function : info.functions_at(code - bias)) {
        const std::string file = path_of(unit, function.file);
        calls.push_back(
            {function.name, file, file.empty() ? "" : shown(unit, file), function.line});
        lambda_line = function.lambda_line;
      }
      // Assembly whose author has not said that a label is a function has lines all the same.
      if (calls.empty()) calls.push_back(line_at(unit, code - bias));
    }
    if (calls.empty()) calls.emplace_back();
    // The symbol's name is there also without debug information.
    const char* symbol = dwfl_module_addrname(module, code);
    std::string name = symbol != nullptr ? readable_name(symbol, lambda_line) : "";
    if (!name.empty()) calls.back().function = std::move(name);
    if (calls.back().function.empty() && symbol != nullptr) calls.back().function = symbol;
    return calls;
  }

  Symbols::Place place_at(Dwfl_Module* module, uint64_t return_address) {
    Symbols::Place place;
    place.module = name_of(module);
    place.code_offset = return_address - start_of(module);
    place.calls = calls_at(module, return_address - 1);
    if (!place.calls.back().function.empty()) return place;
    Dwarf_Addr bias = 0;
    const bool readable = dwfl_module_getelf(module, &bias) != nullptr;
    place.nameless = !readable               ? facts::Nameless::no_file
                     : has_own_names(module) ? facts::Nameless::no_symbol
                                             : facts::Nameless::stripped;
    return place;
  }

  const pid_t pid;
  Dwfl_Module* only = nullptr;  // of a file without a process
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
  Dwfl_Module* module = impl_->module_at(return_address - 1);
  place.nameless = facts::Nameless::no_module;
  if (module != nullptr) place = impl_->place_at(module, return_address);
  return place;
}

Symbols::Symbols(const std::string& path) : impl_(std::make_unique<Impl>(path)) {}

Symbols::Symbols(const std::string& path, uint64_t bias)
    : impl_(std::make_unique<Impl>(path, bias)) {}

bool Symbols::opened() const { return impl_->only != nullptr; }

std::string Symbols::build_id() const { return build_id_of(impl_->only); }

bool Symbols::has_names() const { return has_own_names(impl_->only); }

const Symbols::Place& Symbols::of_offset(uint64_t code_offset) {
  const auto [it, is_new] = known_.try_emplace(code_offset);
  if (is_new) it->second = impl_->place_at(impl_->only, start_of(impl_->only) + code_offset);
  return it->second;
}

std::vector<store::ModuleInfo> Symbols::modules() const {
  std::vector<store::ModuleInfo> modules;
  if (impl_->dwfl == nullptr) return modules;
  const auto add = [](Dwfl_Module* module, void**, const char*, Dwarf_Addr, void* all) {
    static_cast<std::vector<store::ModuleInfo>*>(all)->push_back(
        {name_of(module), build_id_of(module)});
    return int{DWARF_CB_OK};
  };
  dwfl_getmodules(impl_->dwfl, add, &modules, 0);
  return modules;
}

}  // namespace greenlens::drain
