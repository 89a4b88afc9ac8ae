#include "tracer/lines/lines.h"

#include <dwarf.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "tracer/drain/names.h"
#include "tracer/lines/location.h"
#include "tracer/lines/shape.h"

namespace greenlens::lines {
namespace {

constexpr size_t kMostLocals = 32;
constexpr uint64_t kMostBytes = 1024;  // of a variable that is read

bool is_function(int tag) { return tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine; }
bool holds_functions(int tag) {
  return is_function(tag) || tag == DW_TAG_namespace || tag == DW_TAG_lexical_block ||
         tag == DW_TAG_structure_type || tag == DW_TAG_class_type || tag == DW_TAG_union_type;
}

// One row of a unit's line table.
struct Row {
  const char* file = nullptr;
  int line = 0;
  Dwarf_Addr address = 0;
  bool is_statement = false, ends = false;
};
Row row(Dwarf_Lines* lines, size_t i) {
  Row row;
  Dwarf_Line* one = dwarf_onesrcline(lines, i);
  row.file = dwarf_linesrc(one, nullptr, nullptr);
  dwarf_lineno(one, &row.line);
  dwarf_lineaddr(one, &row.address);
  dwarf_linebeginstatement(one, &row.is_statement);
  dwarf_lineendsequence(one, &row.ends);
  return row;
}

Row row_at(Dwarf_Die* unit, Dwarf_Addr pc) {
  Row row;
  Dwarf_Line* one = dwarf_getsrc_die(unit, pc);
  if (one == nullptr) return row;
  row.file = dwarf_linesrc(one, nullptr, nullptr);
  dwarf_lineno(one, &row.line);
  return row;
}

// Declared on this line or behind it: there is nothing in it yet.
bool is_to_come(Dwarf_Die* variable, const Row& here) {
  Dwarf_Attribute attribute;
  Dwarf_Die declared = *variable;
  if (dwarf_formref_die(dwarf_attr(variable, DW_AT_abstract_origin, &attribute), &declared) ==
      nullptr) {
    declared = *variable;
  }
  int line = 0;
  const char* file = dwarf_decl_file(&declared);
  // Clang counts files from 0, which libdw takes for none: it is the unit's own.
  Dwarf_Die unit;
  if (file == nullptr && dwarf_diecu(&declared, &unit, nullptr, nullptr) != nullptr) {
    file = dwarf_diename(&unit);
  }
  if (here.file == nullptr || file == nullptr || dwarf_decl_line(&declared, &line) != 0) {
    return false;
  }
  return drain::same_file(here.file, file) && line >= here.line;
}

// A register's, as they would lie in memory.
std::string bytes_of(const Thread& thread, uint64_t value, size_t size) {
  std::string bytes;
  size = std::min(size, sizeof value);
  for (size_t at = 0; at < size; ++at) {
    bytes += static_cast<char>(value >> (8 * (thread.big_endian ? size - 1 - at : at)));
  }
  return bytes;
}

}  // namespace

uint64_t number(const Thread& thread, std::string_view bytes) {
  uint64_t value = 0;
  if (bytes.size() > sizeof value) return 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const size_t at = thread.big_endian ? i : bytes.size() - 1 - i;
    value = value << 8 | static_cast<unsigned char>(bytes[at]);
  }
  return value;
}

Lines::Lines(Dwfl_Module* module) : module_(module) {}

Lines::Unit& Lines::known(const Dwarf_Die& unit, Dwarf_Addr bias) {
  Unit& one = units_[unit.addr];
  if (one.names == nullptr) {
    one.die = unit;
    one.bias = bias;
    one.names = std::make_unique<drain::DebugInfo>(unit);
  }
  return one;
}

Lines::Unit& Lines::whole(const Dwarf_Die& die, Dwarf_Addr bias) {
  Unit& unit = known(die, bias);
  if (!unit.read) read(&unit, &unit.die);
  unit.read = true;
  return unit;
}

// --- lines

// What a call makes room for, and saves, is no line of the program's yet: the first row of a
// function that has another one behind it.
bool Lines::is_prologue(const Unit& unit, Dwarf_Lines* lines, size_t i, size_t count) {
  const Dwarf_Addr low = row(lines, i).address;
  const auto found =
      std::find_if(unit.functions.begin(), unit.functions.end(), [&](const Unit::Range& range) {
        Dwarf_Die function = range.function;
        return range.low == low && dwarf_tag(&function) == DW_TAG_subprogram;
      });
  if (found == unit.functions.end()) return false;
  for (size_t next = i + 1; next < count; ++next) {
    const Row one = row(lines, next);
    if (one.ends || one.address >= found->high) return false;
    if (one.is_statement && one.address > low && one.line > 0) return true;
  }
  return false;
}

std::vector<LineStart> Lines::starts(const std::function<std::string(const char*)>& shown) {
  std::vector<LineStart> all;
  std::map<std::string, std::string> names;
  Dwarf_Addr bias = 0;
  Dwarf_Die* die = nullptr;
  while (module_ != nullptr && (die = dwfl_module_nextcu(module_, die, &bias)) != nullptr) {
    Dwarf_Lines* lines = nullptr;
    size_t count = 0;
    if (dwarf_getsrclines(die, &lines, &count) != 0) continue;
    Unit* unit = nullptr;
    Row before;
    for (size_t i = 0; i < count; ++i) {
      const Row one = row(lines, i);
      if (!one.ends && (!one.is_statement || one.line <= 0 || one.file == nullptr)) continue;
      if (one.ends) {
        before = {};
        continue;
      }
      const auto [name, is_new] = names.try_emplace(one.file);
      if (is_new) name->second = shown(drain::path_of(die, one.file).c_str());
      const bool goes_on = one.file == before.file && one.line == before.line;
      before = name->second.empty() ? Row{} : one;
      if (name->second.empty() || goes_on) continue;
      if (unit == nullptr) unit = &whole(*die, bias);
      if (is_prologue(*unit, lines, i, count)) {
        before = {};
        continue;
      }
      const auto functions = unit->names->functions_at(one.address);
      LineStart start;
      start.address = one.address + bias;
      start.at.file = name->second;
      start.at.line = static_cast<uint32_t>(one.line);
      if (!functions.empty()) start.at.function = drain::short_name(functions.front().name);
      all.push_back(std::move(start));
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const LineStart& a, const LineStart& b) { return a.address < b.address; });
  // Of several that begin with one instruction the last one has something done there.
  for (size_t i = 0; i + 1 < all.size();) {
    all[i].address == all[i + 1].address ? void(all.erase(all.begin() + static_cast<long>(i)))
                                         : void(++i);
  }
  return all;
}

// --- variables

void Lines::read(Unit* unit, Dwarf_Die* around) {
  Dwarf_Die part;
  if (dwarf_child(around, &part) != 0) return;
  do {
    const int tag = dwarf_tag(&part);
    if (!holds_functions(tag)) continue;
    if (is_function(tag)) {
      Dwarf_Addr base = 0, low = 0, high = 0;
      for (ptrdiff_t at = 0; (at = dwarf_ranges(&part, at, &base, &low, &high)) > 0;) {
        unit->functions.push_back({low, high, part});
      }
    }
    read(unit, &part);
  } while (dwarf_siblingof(&part, &part) == 0);
}

Lines::Unit* Lines::unit_at(uint64_t pc) {
  Dwarf_Addr bias = 0;
  Dwarf_Die* die = module_ != nullptr ? drain::unit_at(module_, pc, &bias) : nullptr;
  if (die == nullptr) return nullptr;
  return &whole(*die, bias);
}

// The function that runs there, which may be inlined into the one that has the frame.
bool Lines::find_function(const Unit& unit, Dwarf_Addr pc, Dwarf_Die* function, Dwarf_Die* frame) {
  uint64_t shortest = UINT64_MAX, shortest_frame = UINT64_MAX;
  for (const Unit::Range& range : unit.functions) {
    if (pc < range.low || pc >= range.high) continue;
    Dwarf_Die die = range.function;
    const uint64_t size = range.high - range.low;
    // Ranges that are equally long: the one that stands in the other comes later.
    if (size <= shortest) shortest = size, *function = die;
    const bool has_frame = dwarf_tag(&die) == DW_TAG_subprogram;
    if (has_frame && size <= shortest_frame) shortest_frame = size, *frame = die;
  }
  return shortest_frame != UINT64_MAX;
}

// The function and the blocks in it that stand around the place, from outside.
std::vector<Dwarf_Die> Lines::blocks_at(const Dwarf_Die& function, Dwarf_Addr pc) {
  std::vector<Dwarf_Die> blocks{function};
  for (bool deeper = true; deeper;) {
    deeper = false;
    Dwarf_Die part, found{};
    if (dwarf_child(&blocks.back(), &part) != 0) break;
    do {
      if (dwarf_tag(&part) != DW_TAG_lexical_block || dwarf_haspc(&part, pc) <= 0) continue;
      found = part, deeper = true;
    } while (dwarf_siblingof(&part, &part) == 0);
    if (deeper) blocks.push_back(found);
  }
  return blocks;
}

facts::LocalValue Lines::local(Dwarf_Die* variable, Dwarf_Die* frame, Dwarf_Addr bias,
                               const Thread& thread) const {
  facts::LocalValue local;
  local.name = dwarf_diename(variable);
  local.type = type_name(variable);
  local.bytes = type_size(variable);
  const Location where = location_of(variable, frame, module_, bias, thread);
  const size_t size = std::min(local.bytes, kMostBytes);
  std::string bytes;
  switch (where.kind) {
    case Location::Kind::nowhere:
      local.optimised_out = true;
      break;
    case Location::Kind::memory:
      local.at = static_cast<facts::Address>(where.value);
      bytes = thread.read(where.value, size);
      break;
    case Location::Kind::in_register:
      local.in_register = thread.name(where.number);
      bytes = bytes_of(thread, where.value, size);
      break;
    case Location::Kind::known:
      bytes = bytes_of(thread, where.value, size);
      break;
  }
  if (bytes.empty()) return local;
  local.value = value_text(variable, bytes, thread);
  if (is_pointer(variable)) {
    local.points_to = static_cast<facts::Address>(number(thread, bytes));
  }
  return local;
}

std::vector<facts::LocalValue> Lines::locals(const Thread& thread) {
  std::vector<facts::LocalValue> all;
  Unit* unit = unit_at(thread.pc);
  Dwarf_Die function{}, frame{};
  if (unit == nullptr) return all;
  const Dwarf_Addr pc = thread.pc - unit->bias;
  if (!find_function(*unit, pc, &function, &frame)) return all;
  const Row here = row_at(&unit->die, pc);
  std::vector<Dwarf_Die> blocks = blocks_at(function, pc);
  std::set<std::string> names;  // of inner blocks, which hide others
  for (size_t i = blocks.size(); i-- > 0;) {
    Dwarf_Die part;
    if (dwarf_child(&blocks[i], &part) != 0) continue;
    do {
      const int tag = dwarf_tag(&part);
      const char* name = dwarf_diename(&part);
      if (tag != DW_TAG_variable && tag != DW_TAG_formal_parameter) continue;
      if (tag == DW_TAG_variable && is_to_come(&part, here)) continue;
      if (name == nullptr || all.size() >= kMostLocals || !names.insert(name).second) continue;
      all.push_back(local(&part, &frame, unit->bias, thread));
    } while (dwarf_siblingof(&part, &part) == 0);
  }
  return all;
}

}  // namespace greenlens::lines
