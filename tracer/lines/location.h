// Where a variable is, from the expression that the debug information has for it.
#ifndef GREENLENS_TRACER_LINES_LOCATION_H_
#define GREENLENS_TRACER_LINES_LOCATION_H_

#include <elfutils/libdwfl.h>

#include <cstdint>
#include <optional>

#include "tracer/lines/thread.h"

namespace greenlens::lines {

struct Location {
  enum class Kind : uint8_t {
    nowhere,      // optimised away, or said in a way that is not understood here
    memory,       // at the address `value`
    in_register,  // in register `number`, which holds `value`
    known,        // nowhere, but its value is `value`
  } kind = Kind::nowhere;
  uint64_t value = 0;
  int number = 0;
};

// Of a variable of `function`, where the thread stands at `pc` in the file's own counting.
Location location_of(Dwarf_Die* variable, Dwarf_Die* function, Dwfl_Module* module, Dwarf_Addr bias,
                     const Thread& thread);

}  // namespace greenlens::lines

#endif  // GREENLENS_TRACER_LINES_LOCATION_H_
