#include "gui/lesson_commands.h"

#include "gui/suggest_name.h"

namespace greenlens::gui {
namespace {

constexpr const char* kLessonEnding = ".md";

bool can_always(const Look&) { return true; }
bool has_recording(const Look& look) { return look.trace != nullptr; }
bool has_lesson(const Look& look) { return look.lesson != nullptr && look.lesson->is_open(); }
bool has_next_part(const Look& look) {
  return has_lesson(look) && look.lesson->part() + 1 < look.lesson->parts();
}
bool has_previous_part(const Look& look) { return has_lesson(look) && look.lesson->part() > 0; }

template <int by>
Request go_to_part(const Look& look) {
  return ask::InLesson{
      deed::GoToPart{static_cast<size_t>(static_cast<int>(look.lesson->part()) + by)}};
}

}  // namespace

Request save_lesson(const Look& look) {
  const std::string& file = look.lesson->file();
  const size_t slash = file.rfind('/');
  if (slash != std::string::npos) {
    return ask::Browse{
        {FileUse::save_lesson, "", kLessonEnding, file.substr(0, slash), file.substr(slash + 1)}};
  }
  const std::string name = !file.empty()               ? file
                           : look.lesson->id().empty() ? name_for(look, kLessonEnding)
                                                       : look.lesson->id() + kLessonEnding;
  return ask::Browse{{FileUse::save_lesson, "", kLessonEnding, shown_in(look), name}};
}

Request open_lesson(const Look& look) {
  return ask::Browse{{FileUse::open_lesson, "", kLessonEnding, look.here, ""}};
}

std::vector<Command> commands_of_lessons() {
  return {
      {"lessons",
       {'L', false, true},
       Section::lessons,
       can_always,
       [](const Look&) -> Request { return ask::Show{"lesson_list"}; }},
      {"next_part", {kKeyRight, false, true}, Section::lessons, has_next_part, go_to_part<1>},
      {"previous_part",
       {kKeyLeft, false, true},
       Section::lessons,
       has_previous_part,
       go_to_part<-1>},
      {"open_lesson", {}, Section::lessons, can_always, open_lesson},
      {"new_lesson",
       {},
       Section::lessons,
       has_recording,
       [](const Look&) -> Request { return ask::InLesson{deed::NewLesson{}}; }},
      {"edit_lesson",
       {},
       Section::lessons,
       has_lesson,
       [](const Look& look) -> Request {
         return ask::InLesson{deed::EditLesson{!look.lesson->is_edited()}};
       }},
      {"save_lesson", {}, Section::lessons, has_lesson, save_lesson},
      {"leave_lesson",
       {},
       Section::lessons,
       has_lesson,
       [](const Look&) -> Request { return ask::InLesson{deed::LeaveLesson{}}; }},
  };
}

}  // namespace greenlens::gui
