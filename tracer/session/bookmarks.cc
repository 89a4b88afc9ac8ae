#include "tracer/session/bookmarks.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "tracer/facts/shown.h"

namespace greenlens::session {
namespace {

constexpr std::string_view kFirstLine = "greenlens bookmarks 1";

std::string_view without_blanks(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string as_note(std::string_view words) {
  return facts::beginning(facts::shown(without_blanks(words)), kMostNoteBytes);
}

std::optional<Bookmark> parse_line(std::string_view line) {
  Bookmark bookmark;
  const char* end = line.data() + line.size();
  const auto read = std::from_chars(line.data(), end, bookmark.step);
  if (read.ec != std::errc()) return {};
  const std::string_view rest(read.ptr, static_cast<size_t>(end - read.ptr));
  if (!rest.empty() && rest[0] != ' ' && rest[0] != '\t') return {};
  bookmark.note = as_note(rest);
  return bookmark;
}

template <typename All>
auto place_of(All& all, uint64_t step) {
  return std::lower_bound(all.begin(), all.end(), step,
                          [](const Bookmark& one, uint64_t n) { return one.step < n; });
}

// Sets it, over one that is there.
bool put(std::vector<Bookmark>* all, Bookmark bookmark) {
  const auto at = place_of(*all, bookmark.step);
  if (at != all->end() && at->step == bookmark.step) {
    at->note = std::move(bookmark.note);
    return true;
  }
  if (all->size() >= kMostBookmarks) return false;
  all->insert(at, std::move(bookmark));
  return true;
}

std::string lowered(std::string_view words) {
  std::string low(words);
  for (char& c : low) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return low;
}

}  // namespace

std::string bookmarks_file(const std::string& recording) { return recording + ".bookmarks"; }

std::optional<Bookmarks> parse_bookmarks(std::string_view text) {
  if (text.size() > kMostBookmarkBytes) return {};
  Bookmarks bookmarks;
  size_t other_bytes = 0;
  for (size_t number = 0; !text.empty(); ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = without_blanks(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (number == 0) {
      if (line != kFirstLine) return {};
      continue;
    }
    if (line.empty()) continue;
    std::optional<Bookmark> bookmark = parse_line(line);
    if (!bookmark || !put(&bookmarks.all, std::move(*bookmark))) {
      bookmarks.others.emplace_back(line);
      // What is written back has room for bookmarks, too.
      if ((other_bytes += line.size() + 1) > kMostBookmarkBytes / 2) return {};
    }
  }
  return bookmarks;
}

std::string format_bookmarks(const Bookmarks& bookmarks) {
  std::string text = std::string(kFirstLine) + '\n';
  for (const std::string& line : bookmarks.others) text += line + '\n';
  for (const Bookmark& one : bookmarks.all) {
    text += std::to_string(one.step) + (one.note.empty() ? "" : " " + one.note) + '\n';
  }
  return text;
}

size_t unread_lines(const Bookmarks& bookmarks) {
  const auto& lines = bookmarks.others;
  return static_cast<size_t>(std::count_if(
      lines.begin(), lines.end(), [](const std::string& line) { return !line.starts_with('#'); }));
}

const Bookmark* bookmark_at(const Bookmarks& bookmarks, uint64_t step) {
  const auto at = place_of(bookmarks.all, step);
  return at != bookmarks.all.end() && at->step == step ? &*at : nullptr;
}

const Bookmark* next_bookmark(const Bookmarks& bookmarks, uint64_t step, uint64_t last) {
  if (step >= last) return nullptr;
  const auto at = place_of(bookmarks.all, step + 1);
  return at != bookmarks.all.end() && at->step <= last ? &*at : nullptr;
}

const Bookmark* previous_bookmark(const Bookmarks& bookmarks, uint64_t step) {
  const auto at = place_of(bookmarks.all, step);
  return at != bookmarks.all.begin() ? &*std::prev(at) : nullptr;
}

const Bookmark* bookmark_called(const Bookmarks& bookmarks, std::string_view words) {
  const std::string wanted = lowered(without_blanks(words));
  if (wanted.empty()) return nullptr;
  const Bookmark* found = nullptr;
  for (const Bookmark& one : bookmarks.all) {
    const std::string note = lowered(one.note);
    if (note == wanted) return &one;
    if (found == nullptr && note.find(wanted) != std::string::npos) found = &one;
  }
  return found;
}

bool toggle_bookmark(Bookmarks* bookmarks, uint64_t step) {
  std::vector<Bookmark>& all = bookmarks->all;
  const auto at = place_of(all, step);
  if (at == all.end() || at->step != step) return put(&all, {step, ""});
  all.erase(at);
  return true;
}

bool note_bookmark(Bookmarks* bookmarks, uint64_t step, std::string_view note) {
  return put(&bookmarks->all, {step, as_note(note)});
}

Bookmarks joined(Bookmarks before, const Bookmarks& added) {
  for (const Bookmark& one : added.all) put(&before.all, one);
  return before;
}

}  // namespace greenlens::session
