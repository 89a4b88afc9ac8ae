// What a compilation unit's debug information says about the functions around a code address.
//
// libdw's own search stops at a function whose code does not hold the address, and so misses the
// lambdas that stand in it: their code lies elsewhere. Each unit is therefore read once.
#ifndef GREENLENS_TRACER_DRAIN_DEBUG_INFO_H_
#define GREENLENS_TRACER_DRAIN_DEBUG_INFO_H_

#include <elfutils/libdwfl.h>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace greenlens::drain {

class DebugInfo {
 public:
  // Of one unit, which must stay open.
  explicit DebugInfo(Dwarf_Die unit);

  // A function that is running at an address.
  struct Function {
    std::string name;            // as people read it; "" when the debug information does not say
    uint32_t lambda_line = 0;    // where it is written; 0: it is no lambda
    const char* file = nullptr;  // the line in it that is running
    uint32_t line = 0;           // 0: unknown
  };
  // Innermost first: all but the last were inlined, each into the next. `code` is an address in the
  // unit's own counting. Empty when no function of this unit has it.
  std::vector<Function> functions_at(Dwarf_Addr code);

 private:
  struct Range {
    Dwarf_Addr low, high;
    Dwarf_Die function;
  };
  void read(Dwarf_Die* around);
  std::vector<Dwarf_Die> scopes_around(const Dwarf_Die& entry) const;
  uint32_t lambda_line(const Dwarf_Die& function) const;
  std::string name_by_scopes(const Dwarf_Die& function) const;
  Function named(Dwarf_Die function) const;

  Dwarf_Die unit_;
  std::vector<Range> ranges_;
  std::unordered_map<Dwarf_Off, Dwarf_Off> around_;  // what encloses a scope
};

// The unit that has this code; `bias` is to be added to its addresses. Null: none has. Also where
// the compiler writes no table of address ranges, as clang does not.
Dwarf_Die* unit_at(Dwfl_Module* module, Dwarf_Addr code, Dwarf_Addr* bias);

// The address that an operation of a location names, as the file counts; none: it names none. Clang
// keeps addresses in a table of their own.
std::optional<uint64_t> address_named(Dwarf_Attribute* location, const Dwarf_Op& operation);

// A file of a unit's line table, as it was named to the compiler. A build that does not want its
// folders known has relative ones: then what the compiler stood in, which clang puts before each
// file, says nothing.
std::string path_of(Dwarf_Die* unit, const char* file);

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_DEBUG_INFO_H_
