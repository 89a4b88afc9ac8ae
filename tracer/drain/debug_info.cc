#include "tracer/drain/debug_info.h"

#include <dwarf.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "tracer/drain/names.h"

namespace greenlens::drain {
namespace {

std::string_view plain_name(Dwarf_Die entry) {
  const char* name = dwarf_diename(&entry);
  return name != nullptr ? name : "";
}

bool is_class(Dwarf_Die* entry) {
  const int tag = dwarf_tag(entry);
  return tag == DW_TAG_structure_type || tag == DW_TAG_class_type || tag == DW_TAG_union_type;
}

// Functions can stand inside of these.
bool is_scope(Dwarf_Die* entry) {
  const int tag = dwarf_tag(entry);
  return is_class(entry) || tag == DW_TAG_namespace || tag == DW_TAG_subprogram ||
         tag == DW_TAG_lexical_block;
}

// The entry that stands in the class or namespace that the function belongs to.
Dwarf_Die declaration_of(Dwarf_Die function) {
  for (const unsigned attribute : {DW_AT_abstract_origin, DW_AT_specification}) {
    Dwarf_Attribute found;
    Dwarf_Die referred;
    if (dwarf_formref_die(dwarf_attr(&function, attribute, &found), &referred) != nullptr) {
      function = referred;
    }
  }
  return function;
}

uint32_t number_of(Dwarf_Die* entry, unsigned attribute) {
  Dwarf_Attribute found;
  Dwarf_Word number = 0;
  if (dwarf_formudata(dwarf_attr(entry, attribute, &found), &number) != 0) return 0;
  return static_cast<uint32_t>(number);
}

// The part of `around` that is running at `code`: a block or an inlined function.
bool find_part(const Dwarf_Die& around, Dwarf_Addr code, Dwarf_Die* part) {
  Dwarf_Die parent = around;
  for (int end = dwarf_child(&parent, part); end == 0; end = dwarf_siblingof(part, part)) {
    const int tag = dwarf_tag(part);
    if (tag != DW_TAG_lexical_block && tag != DW_TAG_inlined_subroutine) continue;
    if (dwarf_haspc(part, code) > 0) return true;
  }
  return false;
}

}  // namespace

DebugInfo::DebugInfo(Dwarf_Die unit) : unit_(unit) { read(&unit_); }

void DebugInfo::read(Dwarf_Die* around) {
  Dwarf_Die entry;
  for (int end = dwarf_child(around, &entry); end == 0; end = dwarf_siblingof(&entry, &entry)) {
    if (!is_scope(&entry)) continue;
    around_[dwarf_dieoffset(&entry)] = dwarf_dieoffset(around);
    if (dwarf_tag(&entry) == DW_TAG_subprogram) {
      Dwarf_Addr base = 0, low = 0, high = 0;
      for (ptrdiff_t at = 0; (at = dwarf_ranges(&entry, at, &base, &low, &high)) > 0;) {
        ranges_.push_back({low, high, entry});
      }
    }
    read(&entry);
  }
}

// The entry itself, then what encloses it, outwards.
std::vector<Dwarf_Die> DebugInfo::scopes_around(const Dwarf_Die& entry) const {
  std::vector<Dwarf_Die> scopes = {entry};
  Dwarf_Die unit = unit_;
  Dwarf* all = dwarf_cu_getdwarf(unit.cu);
  for (auto at = around_.find(dwarf_dieoffset(&scopes[0])); at != around_.end();
       at = around_.find(at->second)) {
    Dwarf_Die scope;
    if (dwarf_offdie(all, at->second, &scope) == nullptr) break;
    scopes.push_back(scope);
  }
  return scopes;
}

// The line that a lambda's code, or else its type, is declared in.
uint32_t DebugInfo::lambda_line(const Dwarf_Die& function) const {
  std::vector<Dwarf_Die> scopes = scopes_around(declaration_of(function));
  if (scopes.size() < 2 || !is_class(&scopes[1])) return 0;
  const std::string_view type = plain_name(scopes[1]);
  const bool unnamed = type.empty() || type[0] == '<';
  if (!unnamed || plain_name(scopes[0]).substr(0, 10) != "operator()") return 0;
  int line = 0;
  if (dwarf_decl_line(&scopes[0], &line) != 0) dwarf_decl_line(&scopes[1], &line);
  return static_cast<uint32_t>(line);
}

// From the classes and namespaces around it; a lambda's from the function around it.
std::string DebugInfo::name_by_scopes(const Dwarf_Die& function) const {
  std::vector<Dwarf_Die> scopes = scopes_around(declaration_of(function));
  const uint32_t lambda = lambda_line(function);
  std::string name = lambda != 0 ? "" : std::string(plain_name(scopes[0]));
  const auto put_before = [&](std::string_view scope) {
    if (!scope.empty()) name = std::string(scope) + (name.empty() ? "" : "::" + name);
  };
  for (size_t i = lambda != 0 ? 2 : 1; i < scopes.size(); ++i) {
    if (dwarf_tag(&scopes[i]) == DW_TAG_subprogram) {
      const std::string outer = name_by_scopes(scopes[i]);
      put_before(std::string_view(outer).substr(0, outer.find(", lambda ")));
      break;
    }
    if (is_class(&scopes[i]) || dwarf_tag(&scopes[i]) == DW_TAG_namespace) {
      put_before(plain_name(scopes[i]));
    }
  }
  if (lambda == 0) return name;
  return (name.empty() ? "" : name + ", ") + "lambda at line " + std::to_string(lambda);
}

DebugInfo::Function DebugInfo::named(Dwarf_Die function) const {
  Function named;
  named.lambda_line = lambda_line(function);
  // Functions that only one file knows have no name for the linker.
  Dwarf_Attribute found;
  const char* linkage =
      dwarf_formstring(dwarf_attr_integrate(&function, DW_AT_linkage_name, &found));
  if (linkage != nullptr) named.name = readable_name(linkage, named.lambda_line);
  if (named.name.empty()) named.name = name_by_scopes(function);
  return named;
}

std::vector<DebugInfo::Function> DebugInfo::functions_at(Dwarf_Addr code) {
  const auto own = std::find_if(ranges_.begin(), ranges_.end(), [&](const Range& range) {
    return range.low <= code && code < range.high;
  });
  if (own == ranges_.end()) return {};
  Dwarf_Files* files = nullptr;
  dwarf_getsrcfiles(&unit_, &files, nullptr);
  // From the outermost inwards: each inlined function says where it stands in the one around it.
  std::vector<Function> functions = {named(own->function)};
  Dwarf_Die part;
  for (Dwarf_Die around = own->function; find_part(around, code, &part); around = part) {
    if (dwarf_tag(&part) != DW_TAG_inlined_subroutine) continue;
    functions.back().file =
        files ? dwarf_filesrc(files, number_of(&part, DW_AT_call_file), nullptr, nullptr) : nullptr;
    functions.back().line = number_of(&part, DW_AT_call_line);
    functions.push_back(named(part));
  }
  if (Dwarf_Line* line = dwarf_getsrc_die(&unit_, code)) {
    int number = 0;
    dwarf_lineno(line, &number);
    functions.back().file = dwarf_linesrc(line, nullptr, nullptr);
    functions.back().line = static_cast<uint32_t>(number);
  }
  std::reverse(functions.begin(), functions.end());
  return functions;
}

Dwarf_Die* unit_at(Dwfl_Module* module, Dwarf_Addr code, Dwarf_Addr* bias) {
  Dwarf_Die* unit = dwfl_module_addrdie(module, code, bias);
  if (unit != nullptr) return unit;
  // Clang writes no table of address ranges: each unit is asked.
  while ((unit = dwfl_module_nextcu(module, unit, bias)) != nullptr) {
    if (dwarf_haspc(unit, code - *bias) > 0) break;
  }
  return unit;
}

std::optional<uint64_t> address_named(Dwarf_Attribute* location, const Dwarf_Op& operation) {
  if (operation.atom == DW_OP_addr) return operation.number;
  if (operation.atom != DW_OP_addrx && operation.atom != DW_OP_GNU_addr_index) return {};
  Dwarf_Attribute at;
  Dwarf_Addr address = 0;
  if (dwarf_getlocation_attr(location, &operation, &at) != 0) return {};
  if (dwarf_formaddr(&at, &address) != 0) return {};
  return address;
}

std::string path_of(Dwarf_Die* unit, const char* file) {
  std::string path = file != nullptr ? file : "";
  Dwarf_Attribute found;
  const char* folder = dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &found));
  if (folder == nullptr || folder[0] == '/' || folder[0] == '\0') return path;
  const std::string below = std::string(folder) + '/';
  return path.starts_with(below) ? path.substr(below.size()) : path;
}

}  // namespace greenlens::drain
