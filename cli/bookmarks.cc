#include "cli/bookmarks.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "cli/say.h"
#include "cli/write_file.h"
#include "tracer/facts/json_fields.h"
#include "tracer/words/narration.h"

namespace greenlens::cli {
namespace {

// Where there may be none, what is found out is a fault only when there is one.
facts::Result<std::string> text_of_bookmarks(const std::string& file) {
  errno = 0;
  std::ifstream in(file);
  if (!in && errno == ENOENT) return std::string();
  // A byte more than may be is enough to see that it is too large.
  std::string text(session::kMostBookmarkBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || !in.is_open() || (in.gcount() == 0 && errno != 0)) {
    return facts::Fault{facts::FaultKind::file_unreadable, file, 0, 0, std::strerror(errno)};
  }
  text.resize(static_cast<size_t>(in.gcount()));
  return text;
}

std::string line_of(const OpenedStep& at, const session::Bookmark& one) {
  const bool is_there = one.step <= at.trace.size();
  const std::string number =
      std::to_string(is_there ? at.trace.count_until(at.grain, one.step) : one.step);
  const words::Messages& messages = words::Messages::of("en");
  const std::string says = is_there ? words::narrate(messages, at.trace.at(one.step)).headline
                                    : say("cli.bookmark.beyond");
  if (one.note.empty()) return say("cli.bookmark", {{"step", number}, {"says", says}});
  return say("cli.bookmark.note", {{"step", number}, {"says", says}, {"note", one.note}});
}

facts::Json json_of(const OpenedStep& at, const session::Bookmark& one) {
  facts::Json json;
  json["event"] = one.step;
  if (one.step <= at.trace.size()) {
    json["step"] = at.trace.count_until(at.grain, one.step);
    json["says"] = words::narrate(words::Messages::of("en"), at.trace.at(one.step)).headline;
  } else {
    json["step"] = nullptr;
    json["says"] = nullptr;
  }
  json["note"] = one.note;
  return json;
}

}  // namespace

facts::Result<session::Bookmarks> read_bookmarks(const std::string& recording) {
  const std::string file = session::bookmarks_file(recording);
  const facts::Result<std::string> text = text_of_bookmarks(file);
  if (!text) return text.fault();
  std::optional<session::Bookmarks> bookmarks = session::parse_bookmarks(*text);
  if (!bookmarks) return facts::Fault{facts::FaultKind::not_bookmarks, file, 0, 0, ""};
  return std::move(*bookmarks);
}

facts::Fault write_bookmarks(const std::string& recording, const session::Bookmarks& bookmarks) {
  const std::string file = session::bookmarks_file(recording);
  if (const auto before = read_bookmarks(recording); !before) return before.fault();
  if (bookmarks == session::Bookmarks()) {
    if (std::remove(file.c_str()) == 0 || errno == ENOENT) return {};
    return {facts::FaultKind::bookmarks_unwritable, file, 0, 0, std::strerror(errno)};
  }
  const std::string text = session::format_bookmarks(bookmarks);
  const std::string reason = write_file(file, [&](const Sink& sink) { return sink(text); });
  if (reason.empty()) return {};
  return {facts::FaultKind::bookmarks_unwritable, file, 0, 0, reason};
}

gui::BookmarkFiles bookmark_files() { return {read_bookmarks, write_bookmarks}; }

int list_bookmarks(const OpenedStep& at, const std::string& recording, bool json) {
  const auto bookmarks = read_bookmarks(recording);
  if (!bookmarks) return refuse(kUnreadableFile, say(bookmarks.fault()));
  const size_t unread = session::unread_lines(*bookmarks);
  if (unread > 0) {
    print_aside(say("cli.bookmark.unread", {{"file", session::bookmarks_file(recording)},
                                            {"count", std::to_string(unread)}}));
  }
  if (json) {
    facts::Json list = facts::Json::array();
    for (const session::Bookmark& one : bookmarks->all) list.push_back(json_of(at, one));
    print(facts::json_text({{"bookmarks", list}}, 2));
    return kFine;
  }
  for (const session::Bookmark& one : bookmarks->all) print(line_of(at, one));
  if (bookmarks->all.empty()) print(say("cli.bookmark.none"));
  return kFine;
}

}  // namespace greenlens::cli
