// What of a scenario can be changed before it runs again, and to what it was changed.
#ifndef GREENLENS_GUI_VIEWS_CHANGE_MODEL_H_
#define GREENLENS_GUI_VIEWS_CHANGE_MODEL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "gui/app_options.h"
#include "tracer/store/trace_info.h"

namespace greenlens::gui::change {

// Of each that can be set, in their order: with what it ran.
std::vector<int64_t> values_of(const std::vector<Settable>& all,
                               const std::vector<store::Setting>& ran_with);
// As StartOrder has them: those that are not the usual ones.
std::vector<std::string> settings_text(const std::vector<Settable>& all,
                                       const std::vector<int64_t>& values);
// A number, or what the choice is called.
std::string value_text(const Settable& one, int64_t value);
// By a key, or a click somewhere on its line: of many values one moves by more than one.
int64_t moved(const Settable& one, int64_t value, int by);
int64_t at_share(const Settable& one, float share);
float share_of(const Settable& one, int64_t value);

}  // namespace greenlens::gui::change

#endif  // GREENLENS_GUI_VIEWS_CHANGE_MODEL_H_
