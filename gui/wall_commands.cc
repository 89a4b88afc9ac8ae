#include "gui/wall_commands.h"

#include "gui/wall.h"

namespace greenlens::gui {
namespace {

using L = const Look&;

constexpr int kF4 = kKeyF1 + 3, kF5 = kKeyF1 + 4, kF6 = kKeyF1 + 5, kF7 = kKeyF1 + 6,
              kF8 = kKeyF1 + 7, kF9 = kKeyF1 + 8;

Request on_wall(WallDeed deed) { return ask::OnWall{deed}; }

bool has_wall(L look) { return look.trace != nullptr && look.wall != nullptr; }
bool has_sized(L look) { return has_wall(look) && look.wall->has_size(); }
bool has_pen(L look) { return has_wall(look) && look.wall->pen.is_taken(); }
bool has_strokes(L look) {
  return has_wall(look) && look.wall->pen.has_strokes(stroke_place(look));
}

bool is_taught(L look) {
  return look.lesson != nullptr && look.lesson->is_open() && !look.lesson->is_edited();
}
bool has_next(L look) { return has_wall(look) && (look.asks() || is_taught(look) || !look.at_end); }
bool has_previous(L look) {
  return has_wall(look) && (is_taught(look) ? look.lesson->part() > 0 : look.moment.number > 0);
}

// A question that waits is answered first: so a class that knows nothing of the keyboard comes
// through question mode with one button; and through a lesson.
Request next(L look) {
  if (look.asks()) return ask::InQuiz{deed::ShowAnswer{}};
  if (is_taught(look)) return ask::InLesson{deed::GoOnInLesson{}};
  return ask::Step{look.choices.grain};
}
Request previous(L look) {
  if (is_taught(look)) return ask::InLesson{deed::GoToPart{look.lesson->part() - 1}};
  return ask::Back{look.choices.grain};
}

template <deed::Present::From from>
Request present(L) {
  return on_wall(deed::Present{from});
}
Request light(L look) { return on_wall(deed::Light{!look.wall->spotlight.on}); }
Request point(L look) { return on_wall(deed::ShowPointer{!look.wall->pointer}); }
Request magnify_or_not(L look) { return on_wall(deed::Magnify{!look.wall->zoom.is_on()}); }
Request take_pen(L look) { return on_wall(deed::TakePen{!look.wall->pen.is_taken()}); }
Request next_colour(L look) { return on_wall(deed::Dip{next_ink(look.wall->pen.ink())}); }
template <Blackout with>
Request cover(L) {
  return on_wall(deed::Cover{with});
}
template <int steps>
Request resize(L) {
  return on_wall(deed::Resize{steps});
}

}  // namespace

std::vector<Command> commands_of_the_wall() {
  using From = deed::Present::From;
  return {
      {"present", {kF5}, Section::wall, has_wall, present<From::beginning>},
      {"present_here", {kF5, true}, Section::wall, has_wall, present<From::here>},
      {"present_next", {}, Section::wall, has_next, next},
      {"present_previous", {}, Section::wall, has_previous, previous},
      {"pointer", {kF4}, Section::wall, has_wall, point},
      {"spotlight", {kF6}, Section::wall, has_wall, light},
      {"zoom", {kF8}, Section::wall, has_wall, magnify_or_not},
      {"pen", {kF7}, Section::wall, has_wall, take_pen},
      {"pen_colour", {kF7, true}, Section::wall, has_pen, next_colour},
      {"pen_undo",
       {kKeyBackspace},
       Section::wall,
       has_strokes,
       [](L) { return on_wall(deed::UndoStroke{}); }},
      {"pen_clear",
       {kKeyDelete},
       Section::wall,
       has_strokes,
       [](L) { return on_wall(deed::ClearStrokes{}); }},
      {"wall_larger", {']'}, Section::wall, has_sized, resize<1>},
      {"wall_smaller", {'['}, Section::wall, has_sized, resize<-1>},
      {"black", {kF9}, Section::wall, has_wall, cover<Blackout::black>},
      {"white", {kF9, true}, Section::wall, has_wall, cover<Blackout::white>},
  };
}

Request put_away(const Look& look) {
  const Wall& wall = *look.wall;
  if (wall.pen.is_taken()) return on_wall(deed::TakePen{false});
  if (wall.zoom.is_on()) return on_wall(deed::Magnify{false});
  if (wall.spotlight.on) return on_wall(deed::Light{false});
  if (wall.pointer) return on_wall(deed::ShowPointer{false});
  return on_wall(deed::EndPresenting{});
}

bool is_on(const WallDeed& deed) {
  if (const auto* light = std::get_if<deed::Light>(&deed)) return !light->on;
  if (const auto* pointer = std::get_if<deed::ShowPointer>(&deed)) return !pointer->on;
  if (const auto* zoom = std::get_if<deed::Magnify>(&deed)) return !zoom->on;
  if (const auto* pen = std::get_if<deed::TakePen>(&deed)) return !pen->on;
  return false;
}

}  // namespace greenlens::gui
