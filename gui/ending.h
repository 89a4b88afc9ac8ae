// What kind of an end a session has come to: a crash, a kill and a file that ends in the middle are
// three things. Pure.
#ifndef GREENLENS_GUI_ENDING_H_
#define GREENLENS_GUI_ENDING_H_

#include <cstdint>

#include "tracer/facts/fault.h"

namespace greenlens::gui {

enum class Ending : uint8_t {
  good,
  crashed,     // by an error of the program's
  raised,      // likewise, one that nobody caught
  killed,      // somebody ended it
  incomplete,  // the rest of the recording is missing: that says nothing of the program
  damaged,     // nor does this, but it is trouble
  failed,      // anything else
};
Ending kind_of(facts::FaultKind kind);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_ENDING_H_
