// What the compiler wrote into .eh_frame about one function: where its code lies, and the
// instructions that say, for each place in it, how to find its caller.
//
// Found as the C++ runtime finds it: the C library knows which object has the code, and the object
// has a table to search. The search takes no lock and allocates nothing.
#ifndef GREENLENS_TRACER_CALLERS_FUNCTION_ENTRY_H_
#define GREENLENS_TRACER_CALLERS_FUNCTION_ENTRY_H_

#include <cstdint>

#include "tracer/callers/bytes.h"

namespace greenlens::callers {

// Where an entry was read.
struct EntryPlace {
  const void* table = nullptr;  // of the object that has it, which lies in [begin, end)
  const void* begin = nullptr;
  const void* end = nullptr;
  const uint8_t* common = nullptr;
  const uint8_t* common_end = nullptr;
  const uint8_t* own = nullptr;
  const uint8_t* own_end = nullptr;
};

struct FunctionEntry {
  uint64_t begin = 0;  // its code: [begin, end)
  uint64_t end = 0;
  Bytes common;  // instructions that hold from `begin` on, shared with other functions
  Bytes own;     // and those that follow
  uint64_t code_unit = 1;
  int64_t data_unit = 1;
  uint64_t return_address = 0;  // the number of what has it
  bool is_signal_trampoline = false;
  EntryPlace place;
};

// False when nobody wrote anything about this code, or in a way that no compiler does today.
bool find_function(uint64_t code, FunctionEntry* entry);

// A number that stands for all bytes of the entry there; 0 when no entry of `code` can be there,
// because the object that has this code is another one by now. The entry of `code` that was found
// once is the same as long as this number is.
uint64_t sum_of_entry(uint64_t code, const EntryPlace& place);

// Whether there is code of the program or of a library at all.
bool is_code(uint64_t address);

}  // namespace greenlens::callers

#endif  // GREENLENS_TRACER_CALLERS_FUNCTION_ENTRY_H_
