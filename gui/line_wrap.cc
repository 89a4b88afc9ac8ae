#include "gui/line_wrap.h"

#include <algorithm>
#include <cfloat>
#include <string_view>

#include "tracer/facts/shown.h"
#include "tracer/words/line_breaks.h"

namespace greenlens::gui {
namespace {

facts::Character character_at(const char* at, const char* end) {
  const facts::Character one =
      facts::first_character(std::string_view(at, static_cast<size_t>(end - at)));
  return one.bytes != 0 ? one : facts::Character{0xfffd, 1};
}

}  // namespace

const char* line_end(const ImFont* font, float size, const char* line, const char* end,
                     float wrap) {
  const char* const feed = std::find(line, end, '\n');
  const std::string_view words(line, static_cast<size_t>(feed - line));
  if (!words::has_wide(words)) {
    const char* stop = font->CalcWordWrapPositionA(size / font->FontSize, line, end, wrap);
    return stop == line ? std::min(line + 1, end) : stop;
  }
  const float scale = size / font->FontSize;
  const char* last = line;  // where it may end
  float width = 0;
  for (const char* at = line; at < feed;) {
    const facts::Character now = character_at(at, feed);
    width += font->GetCharAdvance(static_cast<ImWchar>(now.code)) * scale;
    // A blank at the end of a line may lie beyond it.
    if (width > wrap && now.code != ' ' && at > line) return last > line ? last : at;
    const char* next = at + now.bytes;
    if (now.code == ' ') last = at;
    if (next < feed && *next != ' ' && now.code != ' ' &&
        words::may_break_between(now.code, character_at(next, feed).code)) {
      last = next;
    }
    at = next;
  }
  return feed;
}

std::string with_line_ends(const ImFont* font, float size, const std::string& text, float wrap) {
  if (wrap <= 0 || !words::has_wide(text)) return text;
  std::string lines;
  const char* const end = text.c_str() + text.size();
  for (const char* line = text.c_str(); line < end;) {
    const char* const stop = line_end(font, size, line, end, wrap);
    lines.append(line, stop);
    line = stop;
    while (line < end && *line == ' ') ++line;
    if (line < end && *line == '\n') ++line;
    if (line < end) lines += '\n';
  }
  return lines;
}

float wrapped_height(const ImFont* font, float size, const std::string& text, float wrap) {
  // What has line feeds is not wrapped a second time, which could round otherwise.
  const std::string lines = with_line_ends(font, size, text, wrap);
  const float rest = lines == text ? wrap : 0;
  return font->CalcTextSizeA(size, FLT_MAX, rest, lines.c_str()).y;
}

}  // namespace greenlens::gui
