#include "tracer/foreign/variables.h"

#include <dwarf.h>
#include <elfutils/libdw.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tracer/drain/debug_info.h"

namespace greenlens::foreign {
namespace {

// A type that is nested more deeply is not looked into.
constexpr int kMostLevels = 16;

std::optional<uint64_t> fixed_address(Dwarf_Die* variable) {
  Dwarf_Attribute location;
  Dwarf_Op* operations = nullptr;
  size_t count = 0;
  if (dwarf_attr(variable, DW_AT_location, &location) == nullptr) return {};
  if (dwarf_getlocation(&location, &operations, &count) != 0 || count != 1) return {};
  return drain::address_named(&location, operations[0]);
}

// Without typedefs, const and volatile.
bool type_of(Dwarf_Die* die, Dwarf_Die* type) {
  Dwarf_Attribute attribute;
  if (dwarf_attr_integrate(die, DW_AT_type, &attribute) == nullptr) return false;
  Dwarf_Die named;
  if (dwarf_formref_die(&attribute, &named) == nullptr) return false;
  return dwarf_peel_type(&named, type) == 0;
}

uint64_t size_of(Dwarf_Die* type) {
  Dwarf_Word bytes = 0;
  return dwarf_aggregate_size(type, &bytes) == 0 ? bytes : 0;
}

std::optional<uint64_t> offset_of(Dwarf_Die* member) {
  Dwarf_Attribute attribute;
  Dwarf_Word offset = 0;
  if (dwarf_attr(member, DW_AT_data_member_location, &attribute) == nullptr) return 0;
  if (dwarf_formudata(&attribute, &offset) != 0) return {};
  return offset;
}

// Goes on in the element, or in the member, that has the address. False: it goes no further.
bool descend_into_array(uint64_t address, Variable* part, Dwarf_Die* type) {
  Dwarf_Die element;
  if (!type_of(type, &element)) return false;
  const uint64_t each = size_of(&element);
  // Of bytes, or of words: a stack.
  constexpr uint64_t kWord = 8;
  const int tag = dwarf_tag(&element);
  const bool is_plain =
      tag == DW_TAG_base_type || tag == DW_TAG_pointer_type || tag == DW_TAG_enumeration_type;
  if (each == 0 || (is_plain && each <= kWord)) return false;
  const uint64_t index = (address - part->low) / each;
  part->name += "[" + std::to_string(index) + "]";
  part->low += index * each;
  part->high = part->low + each;
  *type = element;
  return true;
}

// How many there are of each dimension but the last, outermost first: "char stacks[3][4096]" is one
// type with two of them. False: not all are said.
bool outer_dimensions(Dwarf_Die* type, std::vector<uint64_t>* counts) {
  Dwarf_Die dimension;
  if (dwarf_child(type, &dimension) != 0) return false;
  do {
    if (dwarf_tag(&dimension) != DW_TAG_subrange_type) continue;
    Dwarf_Attribute attribute;
    Dwarf_Word value = 0;
    if (dwarf_attr(&dimension, DW_AT_count, &attribute) != nullptr) {
      if (dwarf_formudata(&attribute, &value) != 0) return false;
    } else if (dwarf_attr(&dimension, DW_AT_upper_bound, &attribute) != nullptr) {
      if (dwarf_formudata(&attribute, &value) != 0) return false;
      ++value;
    } else {
      return false;
    }
    counts->push_back(value);
  } while (dwarf_siblingof(&dimension, &dimension) == 0);
  if (counts->empty()) return false;
  counts->pop_back();
  return true;
}

// To the row that has the address.
void descend_into_rows(uint64_t address, Variable* part, Dwarf_Die* type) {
  std::vector<uint64_t> counts;
  if (!outer_dimensions(type, &counts)) return;
  for (const uint64_t count : counts) {
    const uint64_t each = count != 0 ? (part->high - part->low) / count : 0;
    if (each == 0) return;
    const uint64_t index = (address - part->low) / each;
    part->name += "[" + std::to_string(index) + "]";
    part->low += index * each;
    part->high = part->low + each;
  }
}

bool descend_into_struct(uint64_t address, Variable* part, Dwarf_Die* type) {
  Dwarf_Die member;
  if (dwarf_child(type, &member) != 0) return false;
  do {
    if (dwarf_tag(&member) != DW_TAG_member) continue;
    const std::optional<uint64_t> offset = offset_of(&member);
    Dwarf_Die its;
    if (!offset || !type_of(&member, &its)) continue;
    const uint64_t low = part->low + *offset, bytes = size_of(&its);
    if (address < low || address - low >= bytes) continue;
    const char* name = dwarf_diename(&member);
    if (name != nullptr) part->name += std::string(".") + name;
    part->low = low;
    part->high = low + bytes;
    *type = its;
    return true;
  } while (dwarf_siblingof(&member, &member) == 0);
  return false;
}

bool descend(uint64_t address, Variable* part, Dwarf_Die* type) {
  const int tag = dwarf_tag(type);
  if (tag == DW_TAG_array_type) {
    descend_into_rows(address, part, type);
    return descend_into_array(address, part, type);
  }
  if (tag == DW_TAG_structure_type || tag == DW_TAG_class_type || tag == DW_TAG_union_type) {
    return descend_into_struct(address, part, type);
  }
  return false;
}

}  // namespace

Variables::Variables(Dwfl_Module* module) {
  Dwarf_Addr bias = 0;
  Dwarf_Die* unit = nullptr;
  while ((unit = dwfl_module_nextcu(module, unit, &bias)) != nullptr) add_described(unit, bias);
  add_symbols(module);
}

// Also those that a function keeps to itself.
void Variables::add_described(Dwarf_Die* around, uint64_t bias) {
  Dwarf_Die die;
  if (dwarf_child(around, &die) != 0) return;
  do {
    const int tag = dwarf_tag(&die);
    if (tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block || tag == DW_TAG_namespace) {
      add_described(&die, bias);
    }
    if (tag != DW_TAG_variable) continue;
    const std::optional<uint64_t> address = fixed_address(&die);
    Known known;
    if (!address || !type_of(&die, &known.type)) continue;
    Dwarf_Attribute attribute;
    const char* name = dwarf_formstring(dwarf_attr_integrate(&die, DW_AT_name, &attribute));
    const uint64_t bytes = size_of(&known.type);
    if (name == nullptr || bytes == 0) continue;
    known.variable = {name, *address + bias, *address + bias + bytes};
    known.has_type = true;
    all_.push_back(std::move(known));
  } while (dwarf_siblingof(&die, &die) == 0);
}

void Variables::add_symbols(Dwfl_Module* module) {
  const int count = dwfl_module_getsymtab(module);
  for (int i = 0; i < count; ++i) {
    GElf_Sym symbol;
    GElf_Addr address = 0;
    const char* name =
        dwfl_module_getsym_info(module, i, &symbol, &address, nullptr, nullptr, nullptr);
    if (name == nullptr || symbol.st_size == 0) continue;
    if (GELF_ST_TYPE(symbol.st_info) != STT_OBJECT) continue;
    Known known;
    known.variable = {name, address, address + symbol.st_size};
    all_.push_back(std::move(known));
  }
}

std::optional<Variable> Variables::at(uint64_t address) const {
  const Known* found = nullptr;
  for (const Known& known : all_) {
    if (address < known.variable.low || address >= known.variable.high) continue;
    // The debug information knows what it consists of.
    if (found == nullptr || (known.has_type && !found->has_type)) found = &known;
  }
  if (found == nullptr) return {};
  Variable part = found->variable;
  part.exact = found->has_type;
  if (!found->has_type) return part;
  Dwarf_Die type = found->type;
  for (int level = 0; level < kMostLevels && descend(address, &part, &type); ++level) {
  }
  return part;
}

std::optional<Variable> Variables::named(std::string_view name) const {
  for (const Known& known : all_) {
    if (known.variable.name == name) return known.variable;
  }
  return {};
}

}  // namespace greenlens::foreign
