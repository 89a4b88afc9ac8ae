#include "gui/explained.h"

#include <imgui.h>

#include <algorithm>

#include "gui/focus.h"
#include "gui/line_wrap.h"
#include "gui/widgets.h"
#include "tracer/scene/legend/signs.h"

namespace greenlens::gui {
namespace {

// As it is drawn: what is put in may become longer, and all behind it moves.
words::Told drawable_told(const words::Told& told) {
  words::Told drawn;
  size_t at = 0;
  const auto plain = [&](size_t end) { drawn += {drawable(told.text.substr(at, end - at))}; };
  for (const words::TextRange& value : told.values) {
    plain(value.begin);
    drawn += words::as_value(drawable(told.text.substr(value.begin, value.end - value.begin)));
    at = value.end;
  }
  plain(told.text.size());
  return drawn;
}

// Dots below a word from `left` to `right` pixels.
void underline(const Look& look, float left, float right, float y, ImU32 color) {
  const float dot = std::max(1.0f, look.px(1));
  for (float x = left; x + dot <= right; x += 3 * dot) {
    ImGui::GetWindowDrawList()->AddRectFilled({x, y}, {x + dot, y + dot}, color);
  }
}

// Of a term between these corners.
void explain(const Look& look, const words::Term& term, const std::string& now, ImVec2 low,
             ImVec2 high, Requests* asked) {
  const std::string label = "term: " + term.id;
  widget_places()[label] = {low.x, low.y, high.x, high.y};
  // It may stand several times in a window.
  const auto& stops = focus_frame().stops;
  const auto before = std::count_if(stops.begin(), stops.end(), [&](const FocusStop& stop) {
    return stop.label.starts_with(label);
  });
  if (focus_stop_at({low.x, low.y, high.x, high.y}, label + " " + std::to_string(before), term.name,
                    FocusKind::plain)) {
    asked->push_back(ask::Explain{term.id});
  }
  if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(low, high)) return;
  if (look.choices.menu.open) return;
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  tooltip(with_meaning(now, term));
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) asked->push_back(ask::Explain{term.id});
}

// Writes line by line, so that it is known where each word came to stand.
class Writer {
 public:
  Writer(const Look& look, scene::Face face, float size, ImU32 color, const words::Told& told,
         const words::Term* without, Requests* asked)
      : look_(look),
        font_(look.fonts.get(face, size)),
        size_(look.fonts.line(face, size)),
        color_(color),
        told_(drawable_told(told)),
        asked_(asked) {
    for (const words::TermAt& one : look.glossary.terms_in(told_)) {
      if (&look.glossary.terms()[one.term] != without) terms_.push_back(one);
    }
  }

  void write(float wrap) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const char* const begin = told_.text.c_str();
    const char* const end = begin + told_.text.size();
    float y = at.y;
    for (const char* line = begin; line < end; y += size_) {
      const char* stop = line_end(font_, size_, line, end, wrap);
      draw_line({at.x, y}, line, stop);
      line = stop;
      while (line < end && (*line == ' ' || *line == '\t')) ++line;
      if (line < end && *line == '\n') ++line;
    }
    say_aloud(told_.text);
    ImGui::Dummy({std::max(1.0f, wrap), std::max(size_, y - at.y)});
  }

 private:
  float width(const char* from, const char* to) const {
    return font_->CalcTextSizeA(size_, FLT_MAX, 0, from, to).x;
  }
  void draw_line(ImVec2 at, const char* line, const char* stop) {
    ImGui::GetWindowDrawList()->AddText(font_, size_, at, color_, line, stop);
    const char* const begin = told_.text.c_str();
    for (const words::TermAt& one : terms_) {
      const char* from = std::max(line, begin + one.at.begin);
      const char* to = std::min(stop, begin + one.at.end);
      if (from >= to) continue;
      const float left = at.x + width(line, from), right = left + width(from, to);
      const words::Term& term = look_.glossary.terms()[one.term];
      explain(look_, term, term.name, {left, at.y}, {right, at.y + size_}, asked_);
      underline(look_, left, right, baseline(at.y) + look_.px(2), color_);
    }
  }
  float baseline(float y) const { return y + font_->Ascent * size_ / font_->FontSize; }

  const Look& look_;
  ImFont* font_;
  float size_;
  ImU32 color_;
  words::Told told_;
  Requests* asked_;
  std::vector<words::TermAt> terms_;
};

}  // namespace

void explained(const Look& look, scene::Face face, float size, ImU32 color, const words::Told& told,
               float wrap, Requests* asked, const words::Term* without) {
  Writer(look, face, size, color, told, without, asked).write(wrap);
}

void explained_name(const Look& look, scene::Face face, float size, ImU32 color,
                    const std::string& words, const words::Term& term, const std::string& now,
                    Area area, Requests* asked) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImFont* font = look.fonts.get(face, size);
  text(look, face, size, color, words);
  const float ascent = font->Ascent * look.fonts.line(face, size) / font->FontSize;
  underline(look, at.x, at.x + width_of(look, face, size, words), at.y + ascent + look.px(2),
            color);
  explain(look, term, now, area.at, {area.at.x + area.size.x, area.at.y + area.size.y}, asked);
}

std::string with_meaning(const std::string& now, const words::Term& term) {
  return now + '\n' + term.text;
}

std::string explanation(const Look& look, const scene::Item& item) {
  const char* term = scene::term_of(item);
  return term == nullptr ? item.tooltip : with_meaning(item.tooltip, look.glossary.of(term));
}

}  // namespace greenlens::gui
