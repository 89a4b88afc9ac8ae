// How a file is called that is written of what is shown, and where it goes, until somebody says
// something else. Pure.
#ifndef GREENLENS_GUI_SUGGEST_NAME_H_
#define GREENLENS_GUI_SUGGEST_NAME_H_

#include <optional>
#include <string>

#include "gui/look.h"

namespace greenlens::gui {

// The folder of the recording that is shown; of a program that runs, where the command was called.
std::string shown_in(const Look& look);
// After the recording or the program: "test1_test2.gltrace", "test1_test2-40.svg".
std::string name_for(const Look& look, const std::string& ending,
                     std::optional<uint64_t> step = {});

// Of a form: "exam.pdf" has its solution in "exam-solution.pdf". `ending` is how the file ends.
std::string solution_name(const std::string& file, const std::string& ending);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_SUGGEST_NAME_H_
