// The program that is about to be run, as it is typed: what that means. Pure.
#ifndef GREENLENS_GUI_VIEWS_ARGUMENTS_MODEL_H_
#define GREENLENS_GUI_VIEWS_ARGUMENTS_MODEL_H_

#include <optional>
#include <string>

#include "gui/app_options.h"
#include "tracer/facts/fault.h"

namespace greenlens::gui::arguments {

// The words of the form's fields, as they stand there.
struct Typed {
  std::string program, line, switches, stacks, stub, cpu;
  bool lines = false;
};
Typed typed(const StartOrder& order);

// None: a quotation in the line of arguments has no end.
std::optional<StartOrder> order_of(const Typed& typed);

// What can be seen to be wrong before it is started; whoever starts it finds the rest. None of
// them: no fault.
facts::Fault wrong_with(const StartOrder& order);

}  // namespace greenlens::gui::arguments

#endif  // GREENLENS_GUI_VIEWS_ARGUMENTS_MODEL_H_
