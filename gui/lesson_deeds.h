// What can be asked for in a lesson: what views and commands ask the app for by ask::InLesson
// (gui/request.h).
#ifndef GREENLENS_GUI_LESSON_DEEDS_H_
#define GREENLENS_GUI_LESSON_DEEDS_H_

#include <cstddef>
#include <string>
#include <variant>

namespace greenlens::gui {

namespace deed {

struct OpenLesson {  // one that comes with the program, by its id, or a file
  std::string name;
};
struct GoToPart {  // and to its step
  size_t part = 0;
};
struct AskOfPart {  // its n-th question
  size_t question = 0;
};
struct GoOnInLesson {};  // what the part asks, one after the other; then the next part
struct ShowPart {};      // its step once more
struct LeaveLesson {};   // the recording stays
struct NewLesson {};     // of the recording that is shown
struct EditLesson {
  bool on = true;
};
struct WritePart {  // as a file has it
  std::string text;
};
struct AddPartHere {};
struct MovePart {
  int by = 0;
};
struct RemovePart {};
struct PutPartHere {};  // at the step that is shown
struct SaveLesson {
  std::string path;
};

}  // namespace deed

using LessonDeed =
    std::variant<deed::OpenLesson, deed::GoToPart, deed::AskOfPart, deed::GoOnInLesson,
                 deed::ShowPart, deed::LeaveLesson, deed::NewLesson, deed::EditLesson,
                 deed::WritePart, deed::AddPartHere, deed::MovePart, deed::RemovePart,
                 deed::PutPartHere, deed::SaveLesson>;

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_LESSON_DEEDS_H_
