// Types and values as people write them, from the debug information: "int", "struct box *"; "7",
// "\"abc\"", "{1, 2}".
#ifndef GREENLENS_TRACER_LINES_SHAPE_H_
#define GREENLENS_TRACER_LINES_SHAPE_H_

#include <elfutils/libdwfl.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "tracer/lines/thread.h"

namespace greenlens::lines {

// Of what an entry's DW_AT_type says; "void" where it says none.
std::string type_name(Dwarf_Die* entry);
// How many bytes it takes. 0: that is not known.
uint64_t type_size(Dwarf_Die* entry);
// Whether its value is an address.
bool is_pointer(Dwarf_Die* entry);
// Of the bytes of one. Of a pointer to letters it is what they say, of another one that is not
// NULL nothing. Addresses are in no value: they are others in each run.
std::string value_text(Dwarf_Die* entry, std::string_view bytes, const Thread& thread);

}  // namespace greenlens::lines

#endif  // GREENLENS_TRACER_LINES_SHAPE_H_
