// Where the lines of a program's sources begin in its code, and the variables of the function that
// runs there: from the line table and the debug information of its file. What is optimised away or
// was built without debug information is not known; nothing here fails.
//
// One thread.
#ifndef GREENLENS_TRACER_LINES_LINES_H_
#define GREENLENS_TRACER_LINES_LINES_H_

#include <elfutils/libdwfl.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/drain/debug_info.h"
#include "tracer/facts/values.h"
#include "tracer/lines/thread.h"

namespace greenlens::lines {

struct LineStart {
  uint64_t address = 0;  // in the program's memory
  facts::SourceLine at;
};

class Lines {
 public:
  // Of one file, which stays open.
  explicit Lines(Dwfl_Module* module);

  // The places where a line begins behind the prologue of its function, ascending: one for each run
  // of instructions of a line. `shown` says how a trace names a source file; those that it names ""
  // are left out.
  std::vector<LineStart> starts(const std::function<std::string(const char* path)>& shown);

  // The parameters and variables that are in scope where the thread stands, in the order in which
  // they are written; inner blocks first. Values as they are now; a pointer's is where it points
  // to.
  std::vector<facts::LocalValue> locals(const Thread& thread);

 private:
  struct Unit {
    Dwarf_Die die{};
    Dwarf_Addr bias = 0;
    std::unique_ptr<drain::DebugInfo> names;
    struct Range {
      Dwarf_Addr low = 0, high = 0;
      Dwarf_Die function{};
    };
    std::vector<Range> functions;  // all of it, once `read`
    bool read = false;
  };
  Unit* unit_at(uint64_t pc);
  Unit& known(const Dwarf_Die& unit, Dwarf_Addr bias);
  Unit& whole(const Dwarf_Die& die, Dwarf_Addr bias);
  static bool find_function(const Unit& unit, Dwarf_Addr pc, Dwarf_Die* function, Dwarf_Die* frame);
  static std::vector<Dwarf_Die> blocks_at(const Dwarf_Die& function, Dwarf_Addr pc);
  facts::LocalValue local(Dwarf_Die* variable, Dwarf_Die* frame, Dwarf_Addr bias,
                          const Thread& thread) const;
  static void read(Unit* unit, Dwarf_Die* around);
  static bool is_prologue(const Unit& unit, Dwarf_Lines* lines, size_t i, size_t count);

  Dwfl_Module* module_;
  std::map<void*, Unit> units_;
};

}  // namespace greenlens::lines

#endif  // GREENLENS_TRACER_LINES_LINES_H_
