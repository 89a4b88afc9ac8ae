// What the person asks about the past, and the answers that were made for drawing.
#ifndef GREENLENS_GUI_VIEWS_QUESTIONS_UI_H_
#define GREENLENS_GUI_VIEWS_QUESTIONS_UI_H_

#include <memory>
#include <string>
#include <vector>

#include "gui/past_passes.h"
#include "gui/views/questions/model.h"

namespace greenlens::gui::questions {

struct Ui {
  char place[128] = "";
  std::string wrong;  // why there is no such place
  // All bytes, up to where they were followed, and who does; both null: nobody has asked.
  std::shared_ptr<past::ByteHistory> history;
  std::shared_ptr<WayOfBytes> way;
  uint64_t size = 0;  // of the trace that it was begun for
  WordAnswer answer;
  // The values of the number that was asked about, likewise.
  std::shared_ptr<past::NumberHistory> numbers;
  std::shared_ptr<WayOfNumber> way_of_numbers;
  uint64_t numbers_size = 0;
  std::string number;  // its name
};

}  // namespace greenlens::gui::questions

#endif  // GREENLENS_GUI_VIEWS_QUESTIONS_UI_H_
