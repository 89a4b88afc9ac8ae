// The variables of a program that lie at fixed addresses, from its debug information and symbols.
#ifndef GREENLENS_TRACER_FOREIGN_VARIABLES_H_
#define GREENLENS_TRACER_FOREIGN_VARIABLES_H_

#include <elfutils/libdwfl.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "tracer/foreign/program.h"

namespace greenlens::foreign {

class Variables {
 public:
  // Of one file, which stays open.
  explicit Variables(Dwfl_Module* module);
  // The smallest part that is an array of bytes, or the variable where its parts are not known.
  std::optional<Variable> at(uint64_t address) const;
  std::optional<Variable> named(std::string_view name) const;

 private:
  struct Known {
    Variable variable;
    Dwarf_Die type{};
    bool has_type = false;
  };
  void add_described(Dwarf_Die* around, uint64_t bias);
  void add_symbols(Dwfl_Module* module);

  std::vector<Known> all_;
};

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_VARIABLES_H_
