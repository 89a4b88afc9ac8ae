// What the view of the program keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_PROGRAM_UI_H_
#define GREENLENS_GUI_VIEWS_PROGRAM_UI_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gui/source_lines.h"
#include "gui/views/program/model.h"

namespace greenlens::gui::program {

// Of a file that was seen.
struct File {
  SourceLines lines;
  uint64_t step = ~uint64_t{0};  // that the rows are for
  // To the lines that were never reached, begun for a trace with so many events.
  std::shared_ptr<Unreached> unreached;
  uint64_t events = 0;
  bool marked = false;  // they are in the rows
  // What is said beside them is of these.
  uint64_t beside_at = ~uint64_t{0};
  bool has_moves = false;
  std::shared_ptr<const std::vector<findings::Finding>> findings;
  std::vector<std::string> stops;  // breakpoints that are
};

struct Ui {
  std::string file;                   // that is seen
  std::map<std::string, File> files;  // by what traces call them
  uint64_t step = ~uint64_t{0};       // at which it was chosen which one is seen
};

}  // namespace greenlens::gui::program

#endif  // GREENLENS_GUI_VIEWS_PROGRAM_UI_H_
