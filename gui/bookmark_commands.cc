#include "gui/bookmark_commands.h"

namespace greenlens::gui {
namespace {

bool can_bookmark(const Look& look) { return look.trace != nullptr && look.bookmarks != nullptr; }
bool is_bookmarked_later(const Look& look) {
  return can_bookmark(look) &&
         session::next_bookmark(*look.bookmarks, look.moment.number, look.trace->size()) != nullptr;
}
bool is_bookmarked_before(const Look& look) {
  return can_bookmark(look) &&
         session::previous_bookmark(*look.bookmarks, look.moment.number) != nullptr;
}

}  // namespace

std::vector<Command> commands_of_bookmarks() {
  return {
      {"bookmark",
       {'B', false, false},
       Section::bookmarks,
       can_bookmark,
       [](const Look&) -> Request { return ask::ToggleBookmark{}; }},
      {"note_bookmark",
       {'B', true, false},
       Section::bookmarks,
       can_bookmark,
       [](const Look&) -> Request { return ask::Show{"bookmark"}; }},
      {"next_bookmark",
       {'M', false, false},
       Section::bookmarks,
       is_bookmarked_later,
       [](const Look& look) -> Request {
         return ask::Seek{
             session::next_bookmark(*look.bookmarks, look.moment.number, look.trace->size())->step};
       }},
      {"previous_bookmark",
       {'M', true, false},
       Section::bookmarks,
       is_bookmarked_before,
       [](const Look& look) -> Request {
         return ask::Seek{session::previous_bookmark(*look.bookmarks, look.moment.number)->step};
       }},
  };
}

std::vector<const session::Bookmark*> bookmarks_shown(const Look& look) {
  std::vector<const session::Bookmark*> all;
  if (!can_bookmark(look)) return all;
  for (const session::Bookmark& one : look.bookmarks->all) {
    if (one.step <= look.trace->size()) all.push_back(&one);
  }
  return all;
}

std::string bookmark_label(const Look& look, const session::Bookmark& bookmark) {
  const std::string step = std::to_string(bookmark.step);
  if (bookmark.note.empty()) return look.text("ui.bookmark.step", {{"step", step}});
  return look.text("ui.bookmark.label", {{"step", step}, {"note", bookmark.note}});
}

}  // namespace greenlens::gui
