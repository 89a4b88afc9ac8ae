// One greenlet's fields by the articles' names: what the view says.
#ifndef GREENLENS_GUI_VIEWS_GREENLET_MODEL_H_
#define GREENLENS_GUI_VIEWS_GREENLET_MODEL_H_

#include <string>
#include <vector>

#include "tracer/state/moment.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::greenlet {

struct StructRow {
  std::string field;
  std::string value;
  std::string was;  // before this step, when it changed
  bool changed = false;
};

// None for a greenlet that is not there.
std::vector<StructRow> struct_rows(const words::Messages& messages, const state::Moment& moment,
                                   facts::GreenletId id);

}  // namespace greenlens::gui::greenlet

#endif  // GREENLENS_GUI_VIEWS_GREENLET_MODEL_H_
