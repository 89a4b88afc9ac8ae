#include "tracer/foreign/program.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>

#include "tracer/drain/names.h"
#include "tracer/drain/symbols.h"
#include "tracer/foreign/variables.h"

namespace greenlens::foreign {
namespace {

constexpr size_t kMostFrames = 64;
constexpr size_t kMostSources = 64;
constexpr uint64_t kMostSourceBytes = 512 << 10;
// Of a function without a size that no other symbol follows.
constexpr uint64_t kMostGuessed = 4096;
constexpr const char* kMain = "main";

// Debug information in separate files is not looked for: that could ask the network.
int no_debug_file(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*,
                  GElf_Word, char**) {
  return -1;
}

struct Symbol {
  std::string name;
  uint64_t address = 0, size = 0;
  bool is_code = false;
  bool odd = false;
};

// Of one file, ascending.
std::vector<Symbol> symbols_of(Dwfl_Module* module, bool has_flag) {
  std::vector<Symbol> all;
  const int count = dwfl_module_getsymtab(module);
  for (int i = 0; i < count; ++i) {
    GElf_Sym symbol;
    GElf_Addr address = 0;
    GElf_Word section = 0;
    Elf* elf = nullptr;
    Dwarf_Addr bias = 0;
    const char* name = dwfl_module_getsym_info(module, i, &symbol, &address, &section, &elf, &bias);
    if (name == nullptr || *name == '\0' || section == SHN_UNDEF || address == 0) continue;
    if (*name == '$') continue;  // says what kind of code begins there, on CPUs that have several
    const int type = GELF_ST_TYPE(symbol.st_info);
    // Instructions may be written as an array (higan's libco).
    const bool is_array = type == STT_OBJECT;
    if (type != STT_FUNC && type != STT_NOTYPE && type != STT_GNU_IFUNC && !is_array) continue;
    // Where instructions are at even addresses, an odd one says what kind they are.
    const bool odd = has_flag && (address & 1) != 0;
    if (odd) --address;
    // Assembly that says nothing of its names has some that are no functions.
    GElf_Shdr header{};
    Elf_Scn* in = elf != nullptr && section < SHN_LORESERVE ? elf_getscn(elf, section) : nullptr;
    const bool is_code = in != nullptr && gelf_getshdr(in, &header) != nullptr &&
                         (header.sh_flags & SHF_EXECINSTR) != 0;
    if (is_array && !is_code) continue;
    all.push_back({name, address, symbol.st_size, is_code, odd});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Symbol& a, const Symbol& b) { return a.address < b.address; });
  return all;
}

bool is_named(const Symbol& symbol, std::string_view name) {
  // "f@@VERSION" of a library.
  const std::string_view plain = std::string_view(symbol.name).substr(0, symbol.name.find('@'));
  return plain == name || drain::readable_name(symbol.name.c_str(), 0) == name;
}

uint64_t end_of(const std::vector<Symbol>& all, size_t i) {
  if (all[i].size != 0) return all[i].address + all[i].size;
  for (size_t next = i + 1; next < all.size(); ++next) {
    if (all[next].address > all[i].address) {
      return std::min(all[next].address, all[i].address + kMostGuessed);
    }
  }
  return all[i].address + kMostGuessed;
}

Function function_of(const std::vector<Symbol>& all, size_t i) {
  const std::string readable = drain::readable_name(all[i].name.c_str(), 0);
  return {readable.empty() ? all[i].name : readable, all[i].address, end_of(all, i), all[i].odd};
}

std::string read_file(const std::string& path) {
  std::error_code failed;
  const uint64_t bytes = std::filesystem::file_size(path, failed);
  if (failed || bytes > kMostSourceBytes) return "";
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What the walk up the stack asks for.
struct Asked {
  const step::Cpu* cpu = nullptr;
  const step::Registers* registers = nullptr;
  uint64_t pc = 0, sp = 0;
  uint64_t high = 0;  // of the stack; 0: not known
  const Program::ReadWord* read = nullptr;
  pid_t pid = 0;
  struct Found {
    uint64_t pc = 0, sp = 0;
  };
  std::vector<Found> found{};
};

pid_t next_thread(Dwfl*, void* asked, void** thread_arg) {
  if (*thread_arg != nullptr) return 0;
  *thread_arg = asked;
  return static_cast<Asked*>(asked)->pid;
}

bool get_thread(Dwfl*, pid_t, void* asked, void** thread_arg) {
  *thread_arg = asked;
  return true;
}

bool read_memory(Dwfl*, Dwarf_Addr address, Dwarf_Word* word, void* asked) {
  return (*static_cast<Asked*>(asked)->read)(address, word);
}

bool set_registers(Dwfl_Thread* thread, void* thread_arg) {
  const auto& asked = *static_cast<Asked*>(thread_arg);
  const step::Cpu& cpu = *asked.cpu;
  for (size_t i = 0; i < cpu.registers.size(); ++i) {
    const step::CpuRegister& one = cpu.registers[i];
    if (one.dwarf < 0 || !asked.registers->has(one.name)) continue;
    Dwarf_Word value = asked.registers->value(one.name);
    if (i == cpu.sp) value = asked.sp;
    if (i == cpu.pc) value = asked.pc;
    // Those that nobody asks for on this CPU may be refused.
    dwfl_thread_state_registers(thread, one.dwarf, 1, &value);
  }
  dwfl_thread_state_register_pc(thread, asked.pc);
  return true;
}

int take_frame(Dwfl_Frame* frame, void* to) {
  auto& asked = *static_cast<Asked*>(to);
  const step::Cpu& cpu = *asked.cpu;
  Dwarf_Addr pc = 0;
  Dwarf_Word sp = 0;
  bool is_activation = false;
  if (!dwfl_frame_pc(frame, &pc, &is_activation)) return DWARF_CB_ABORT;
  const int number = cpu.registers[cpu.sp].dwarf;
  if (dwfl_frame_reg(frame, static_cast<unsigned>(number), &sp) != 0) return DWARF_CB_ABORT;
  // A context's first frame is nobody's call: what lies behind it may lead round and round.
  const bool is_stuck =
      !asked.found.empty() && sp <= asked.found.back().sp && asked.found.size() > 1;
  const bool is_above = asked.high != 0 && !asked.found.empty() && sp >= asked.high;
  if (is_stuck || is_above) return DWARF_CB_ABORT;
  asked.found.push_back({pc, sp});
  return asked.found.size() < kMostFrames ? DWARF_CB_OK : DWARF_CB_ABORT;
}

constexpr Dwfl_Thread_Callbacks kCallbacks = {.next_thread = next_thread,
                                              .get_thread = get_thread,
                                              .memory_read = read_memory,
                                              .set_initial_registers = set_registers,
                                              .detach = nullptr,
                                              .thread_detach = nullptr};

}  // namespace

struct Program::Impl {
  Impl(pid_t of, step::Cpu its) : pid(of), cpu(std::move(its)), names(of, "") {
    callbacks.find_elf = dwfl_linux_proc_find_elf;
    callbacks.find_debuginfo = no_debug_file;
    dwfl = dwfl_begin(&callbacks);
    if (dwfl == nullptr) return;
    dwfl_report_begin(dwfl);
    dwfl_linux_proc_report(dwfl, pid);
    dwfl_report_end(dwfl, nullptr, nullptr);
    take_modules();
    std::error_code failed;
    const std::string exe =
        std::filesystem::read_symlink("/proc/" + std::to_string(pid) + "/exe", failed);
    for (Dwfl_Module* module : modules) {
      const char* file = nullptr;
      dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, &file, nullptr);
      const char* name =
          dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
      if ((file != nullptr && exe == file) || (name != nullptr && exe == name)) own = module;
    }
    if (own == nullptr && !modules.empty()) own = modules.front();
  }
  Impl(const std::string& file, uint64_t bias, step::Cpu its)
      : pid(getpid()), cpu(std::move(its)), names(file, bias) {
    callbacks.find_elf = dwfl_build_id_find_elf;
    callbacks.section_address = dwfl_offline_section_address;
    callbacks.find_debuginfo = no_debug_file;
    dwfl = dwfl_begin(&callbacks);
    if (dwfl == nullptr) return;
    const std::string name = file.substr(file.rfind('/') + 1);
    dwfl_report_begin(dwfl);
    own = dwfl_report_elf(dwfl, name.c_str(), file.c_str(), -1, bias, true);
    dwfl_report_end(dwfl, nullptr, nullptr);
    take_modules();
  }
  void take_modules() {
    dwfl_attach_state(dwfl, nullptr, pid, &kCallbacks, &asked);
    const auto collect = [](Dwfl_Module* module, void**, const char*, Dwarf_Addr, void* to) {
      static_cast<std::vector<Dwfl_Module*>*>(to)->push_back(module);
      return int{DWARF_CB_OK};
    };
    dwfl_getmodules(dwfl, collect, &modules, 0);
  }
  ~Impl() {
    if (dwfl != nullptr) dwfl_end(dwfl);
  }

  const std::vector<Symbol>& symbols(Dwfl_Module* module) {
    const auto [found, is_new] = all_symbols.try_emplace(module);
    if (is_new) found->second = symbols_of(module, !cpu.link.empty());
    return found->second;
  }
  const Variables& variables(Dwfl_Module* module) {
    return all_variables.try_emplace(module, module).first->second;
  }

  const pid_t pid;
  const step::Cpu cpu;
  drain::Symbols names;
  Dwfl_Callbacks callbacks{};
  Dwfl* dwfl = nullptr;
  Asked asked;
  std::vector<Dwfl_Module*> modules;
  Dwfl_Module* own = nullptr;  // the program itself
  std::map<Dwfl_Module*, std::vector<Symbol>> all_symbols;
  std::map<Dwfl_Module*, Variables> all_variables;
  std::map<std::string, std::string> shown;  // names of sources, by their paths
};

Program::Program(pid_t pid, step::Cpu cpu) : impl_(std::make_unique<Impl>(pid, std::move(cpu))) {}
Program::Program(const std::string& file, uint64_t bias, step::Cpu cpu)
    : impl_(std::make_unique<Impl>(file, bias, std::move(cpu))) {}
Program::~Program() = default;

std::vector<Function> Program::functions(std::string_view name) const {
  std::vector<Function> found;
  for (Dwfl_Module* module : impl_->modules) {
    const std::vector<Symbol>& all = impl_->symbols(module);
    for (size_t i = 0; i < all.size(); ++i) {
      if (!all[i].is_code || !is_named(all[i], name)) continue;
      const bool known = std::any_of(found.begin(), found.end(), [&](const Function& one) {
        return one.begin == all[i].address;
      });
      if (!known) found.push_back(function_of(all, i));
    }
    // What the program has itself is meant.
    if (module == impl_->own && !found.empty()) break;
  }
  return found;
}

std::vector<std::string> Program::function_names() const {
  std::vector<std::string> names;
  if (impl_->own == nullptr) return names;
  for (const Symbol& symbol : impl_->symbols(impl_->own)) {
    if (symbol.is_code) names.push_back(symbol.name);
  }
  return names;
}

std::vector<Function> Program::all_functions(std::span<const std::string_view> without) const {
  std::vector<Function> all;
  for (Dwfl_Module* module : impl_->modules) {
    const char* path =
        dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
    std::string_view name = path != nullptr ? path : "";
    name.remove_prefix(name.rfind('/') + 1);
    const bool is_left_out =
        std::any_of(without.begin(), without.end(),
                    [&](std::string_view prefix) { return name.starts_with(prefix); });
    if (is_left_out) continue;
    const std::vector<Symbol>& symbols = impl_->symbols(module);
    for (size_t i = 0; i < symbols.size(); ++i) {
      if (!symbols[i].is_code) continue;
      const Function one = function_of(symbols, i);
      if (all.empty() || all.back().begin != one.begin) all.push_back(one);
    }
  }
  return all;
}

bool Program::imports(std::string_view name) const {
  if (impl_->own == nullptr) return false;
  const int count = dwfl_module_getsymtab(impl_->own);
  for (int i = 0; i < count; ++i) {
    GElf_Sym symbol;
    GElf_Word section = 0;
    const char* its = dwfl_module_getsym(impl_->own, i, &symbol, &section);
    if (its == nullptr || section != SHN_UNDEF) continue;
    const std::string_view plain(its);
    if (plain.substr(0, plain.find('@')) == name) return true;
  }
  return false;
}

std::optional<Function> Program::function_at(uint64_t code) const {
  Dwfl_Module* module = impl_->dwfl != nullptr ? dwfl_addrmodule(impl_->dwfl, code) : nullptr;
  if (module == nullptr) return {};
  const std::vector<Symbol>& all = impl_->symbols(module);
  for (size_t i = all.size(); i-- > 0;) {
    if (!all[i].is_code || all[i].address > code) continue;
    if (code < end_of(all, i)) return function_of(all, i);
  }
  return {};
}

// Whether a module has it for itself: libdwfl has its last one reach to the end of all memory.
bool Program::is_code(uint64_t address) const {
  Dwfl_Module* module = impl_->dwfl != nullptr ? dwfl_addrmodule(impl_->dwfl, address) : nullptr;
  Dwarf_Addr low = 0, high = 0;
  if (module == nullptr) return false;
  dwfl_module_info(module, nullptr, &low, &high, nullptr, nullptr, nullptr, nullptr);
  return low <= address && address < high;
}

std::optional<Variable> Program::variable_at(uint64_t address) const {
  // Memory that a file only says the size of may be no part of its mapping.
  if (impl_->own != nullptr) {
    if (auto found = impl_->variables(impl_->own).at(address)) return found;
  }
  Dwfl_Module* module = impl_->dwfl != nullptr ? dwfl_addrmodule(impl_->dwfl, address) : nullptr;
  return module != nullptr ? impl_->variables(module).at(address) : std::nullopt;
}

std::optional<Variable> Program::variable(std::string_view name) const {
  return impl_->own != nullptr ? impl_->variables(impl_->own).named(name) : std::nullopt;
}

facts::SourceLine Program::line_of_call(uint64_t return_address) {
  const drain::Symbols::Place& place = impl_->names.of_return_address(return_address);
  const drain::Call& innermost = place.calls.front();
  return {innermost.shown, innermost.function, innermost.line};
}

facts::SourceLine Program::source_line_of_call(uint64_t return_address) {
  const drain::Call& innermost = impl_->names.of_return_address(return_address).calls.front();
  return {shown(innermost.path.c_str()), innermost.function, innermost.line};
}

bool Program::is_own_line(uint64_t return_address) {
  const drain::Call& whole = impl_->names.of_return_address(return_address).calls.back();
  return whole.line != 0 && !drain::is_library_header(whole.path);
}

std::vector<facts::CFrame> Program::frames(const step::Registers& registers,
                                           uint64_t return_address, uint64_t sp, uint64_t base,
                                           uint64_t stack_high, const ReadWord& read) {
  Asked& asked = impl_->asked;
  asked.cpu = &impl_->cpu;
  asked.registers = &registers;
  // The call, and not what comes behind it, which may belong to another function.
  asked.pc = return_address - 1;
  asked.sp = sp;
  asked.high = stack_high;
  asked.read = &read;
  asked.pid = impl_->pid;
  asked.found.clear();
  if (impl_->dwfl != nullptr) {
    dwfl_getthread_frames(impl_->dwfl, impl_->pid, take_frame, &asked);
  }
  if (asked.found.empty()) asked.found.push_back({return_address, sp});
  asked.found.front().pc = return_address;
  const uint64_t pushed = impl_->cpu.pushed_by_call;
  std::vector<facts::CFrame> frames;
  for (size_t i = 0; i < asked.found.size(); ++i) {
    const auto& [pc, low] = asked.found[i];
    const bool is_last = i + 1 == asked.found.size();
    uint64_t high = is_last ? stack_high : asked.found[i + 1].sp;
    if (high <= low || (stack_high != 0 && high > stack_high)) high = low + pushed;
    const drain::Symbols::Place& place = impl_->names.of_return_address(pc);
    // Nobody has called from there: it is what happens to lie there, or where a library wants one
    // to end who returns.
    const bool is_no_call = place.nameless == facts::Nameless::no_module || !is_code(pc) ||
                            (function_at(pc) && function_at(pc)->begin == pc);
    if (is_no_call && !frames.empty()) break;
    facts::CFrame frame;
    frame.function = place.calls.back().function;
    frame.file = place.calls.back().shown;
    frame.line = place.calls.back().line;
    frame.code_offset = place.code_offset;
    frame.module = place.module;
    frame.nameless = place.nameless;
    frame.low = static_cast<facts::Address>(low - base);
    frame.high = static_cast<facts::Address>(high - base);
    if (!is_last) frame.return_address_at = static_cast<facts::Address>(high - pushed - base);
    for (size_t call = 0; call + 1 < place.calls.size(); ++call) {
      const drain::Call& inlined = place.calls[call];
      frame.inlined.push_back({inlined.shown, inlined.function, inlined.line});
    }
    frames.push_back(std::move(frame));
  }
  return frames;
}

std::vector<store::SourceText> Program::sources() const {
  std::vector<store::SourceText> all;
  if (impl_->own == nullptr) return all;
  Dwarf_Addr bias = 0;
  Dwarf_Die* unit = nullptr;
  while ((unit = dwfl_module_nextcu(impl_->own, unit, &bias)) != nullptr) {
    Dwarf_Attribute attribute;
    const char* name = dwarf_diename(unit);
    const char* folder = dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &attribute));
    if (name == nullptr || all.size() >= kMostSources) continue;
    std::filesystem::path path = name;
    const bool is_whole = folder != nullptr && folder[0] == '/';
    if (path.is_relative() && is_whole) path = std::filesystem::path(folder) / path;
    path = path.lexically_normal();
    std::string text = read_file(path.string());
    // A build that does not want its folders known has names that count from the project's.
    if (text.empty()) text = read_file(name);
    if (text.empty()) continue;
    store::SourceText source;
    source.file = drain::shown_file(path.string(), folder != nullptr ? folder : "");
    source.text = std::move(text);
    impl_->shown[path.string()] = impl_->shown[name] = source.file;
    const bool known = std::any_of(all.begin(), all.end(), [&](const store::SourceText& one) {
      return one.file == source.file;
    });
    if (known) continue;
    const bool has_main = source.text.find(std::string(kMain) + "(") != std::string::npos;
    has_main ? void(all.insert(all.begin(), std::move(source))) : all.push_back(std::move(source));
  }
  return all;
}

Dwfl_Module* Program::file() const { return impl_->own; }

std::string Program::shown(const char* path) const {
  if (impl_->shown.empty()) sources();
  auto found = impl_->shown.find(path);
  if (found == impl_->shown.end()) {
    found = impl_->shown.find(std::filesystem::path(path).lexically_normal().string());
  }
  return found != impl_->shown.end() ? found->second : "";
}

std::vector<store::ModuleInfo> Program::modules() const { return impl_->names.modules(); }

}  // namespace greenlens::foreign
