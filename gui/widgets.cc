#include "gui/widgets.h"

#include <imgui_internal.h>

#include <algorithm>

#include "gui/draw_scene.h"
#include "gui/focus.h"
#include "gui/line_wrap.h"
#include "tracer/scene/layout.h"

namespace greenlens::gui {

using scene::Role;
using scene::Theme;

namespace {

ImU32 with_alpha(ImU32 color, unsigned alpha) {
  return (color & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT);
}

// As light as it is, without its hue.
ImVec4 grey_of(ImVec4 color) {
  const float light = 0.2126f * color.x + 0.7152f * color.y + 0.0722f * color.z;
  return {light, light, light, color.w};
}

}  // namespace

std::map<std::string, ImVec4>& widget_places() {
  static std::map<std::string, ImVec4> places;
  return places;
}

void note_widget(const std::string& label) {
  ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  widget_places()[label] = {low.x, low.y, high.x, high.y};
}

bool button(const std::string& label, ButtonLook look, bool enabled, ImVec2 size,
            const std::string& called) {
  int pushed = 0;
  if (look != ButtonLook::plain) {
    ImVec4 accent = ImGui::GetStyleColorVec4(ImGuiCol_CheckMark);
    ImGui::PushStyleColor(ImGuiCol_Button, accent);
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, accent);
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, accent);
    ImGui::PushStyleColor(ImGuiCol_Text, ImGui::GetStyleColorVec4(ImGuiCol_DragDropTarget));
    pushed = 4;
  }
  ImGui::BeginDisabled(!enabled);
  bool clicked = ImGui::Button(drawable(label).c_str(), size);
  note_widget(label);
  clicked = focus_stop(label, called) || clicked;
  ImGui::EndDisabled();
  ImGui::PopStyleColor(pushed);
  return clicked;
}

bool tab(const std::string& label, bool chosen) {
  // Among boxes a line below one would not be seen.
  const bool filled = chosen && ImGui::GetStyle().FrameBorderSize > 0;
  const ImVec4 ink = ImGui::GetStyleColorVec4(filled   ? ImGuiCol_WindowBg
                                              : chosen ? ImGuiCol_Text
                                                       : ImGuiCol_TextDisabled);
  ImGui::PushStyleColor(ImGuiCol_Button,
                        filled ? ImGui::GetStyleColorVec4(ImGuiCol_CheckMark) : ImVec4{});
  ImGui::PushStyleColor(ImGuiCol_Text, ink);
  bool clicked = ImGui::Button(drawable(label).c_str());
  ImGui::PopStyleColor(2);
  note_widget(label);
  clicked = focus_stop(label) || clicked;
  if (chosen && !filled) {
    ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    ImGui::GetWindowDrawList()->AddRectFilled({low.x + 6, high.y - 2}, {high.x - 6, high.y},
                                              ImGui::GetColorU32(ImGuiCol_CheckMark));
  }
  return clicked;
}

bool checkbox(const std::string& label, bool on) {
  const ImVec2 padding = ImGui::GetStyle().FramePadding;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {padding.x, padding.y / 4});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  bool clicked = ImGui::Checkbox(drawable(label).c_str(), &on);
  ImGui::PopStyleVar(2);
  note_widget(label);
  clicked = focus_stop(label) || clicked;
  return clicked;
}

void begin_panel(const Look& look, const char* id, Area area, const std::string& title) {
  ImGui::SetCursorScreenPos(area.at);
  Colors colors = colors_of(look.settings.theme);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, colors.panel);
  ImGui::BeginChild(id, area.size, true,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleColor();
  if (!title.empty()) {
    text(look, scene::Face::bold, kBody, colors.muted, title);
    ImGui::Dummy({0, look.px(2)});
  }
}

void end_panel() { ImGui::EndChild(); }

void text(const Look& look, scene::Face face, float size, ImU32 color, const std::string& words) {
  ImGui::PushFont(look.fonts.get(face, size));
  ImGui::PushStyleColor(ImGuiCol_Text, color);
  ImGui::TextUnformatted(drawable(words).c_str());
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void text_wrapped(const Look& look, scene::Face face, float size, ImU32 color,
                  const std::string& words) {
  ImGui::PushFont(look.fonts.get(face, size));
  const std::string drawn = drawable(words);
  const std::string lines =
      with_line_ends(ImGui::GetFont(), ImGui::GetFontSize(), drawn,
                     ImGui::CalcWrapWidthForPos(ImGui::GetCursorScreenPos(), 0));
  ImGui::PushStyleColor(ImGuiCol_Text, color);
  if (lines == drawn) ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(lines.c_str());
  if (lines == drawn) ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

float width_of(const Look& look, scene::Face face, float size, const std::string& words) {
  return look.fonts.get(face, size)
      ->CalcTextSizeA(look.fonts.line(face, size), FLT_MAX, 0, drawable(words).c_str())
      .x;
}

float write(const Look& look, scene::Face face, float size, ImVec2 at, ImU32 color,
            const std::string& words, float wrap) {
  const std::string drawn = drawable(words);
  ImFont* font = look.fonts.get(face, size);
  const float line = look.fonts.line(face, size);
  at.y -= (line - look.px(size)) / 2;
  const std::string lines = with_line_ends(font, line, drawn, wrap);
  const float rest = lines == drawn ? wrap : 0;
  ImGui::GetWindowDrawList()->AddText(font, line, at, color, lines.c_str(), nullptr, rest);
  ImGui::LogText("%s\n", drawn.c_str());
  return font->CalcTextSizeA(line, FLT_MAX, rest, lines.c_str()).x;
}

// ImGui takes a part of a label for its id: this one's label is nothing else.
bool selectable(const Look& look, scene::Face face, float size, const std::string& id,
                const std::string& words, bool chosen) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  bool clicked = ImGui::Selectable(("##" + id).c_str(), chosen, 0, {0, look.px(size)});
  note_widget(id);
  const float room = ImGui::GetItemRectMax().x - at.x;
  const std::string whole = drawable(words);
  const std::string shown = scene::elide(whole, size, face, room / look.settings.scale);
  if (shown != whole) {
    say_aloud(words);
    if (ImGui::IsItemHovered()) tooltip(words);
  }
  clicked = focus_stop(id, words) || clicked;
  write(look, face, size, at, ImGui::GetColorU32(ImGuiCol_Text), shown);
  return clicked;
}

namespace {

// What has no room in the field that comes next ends with "…".
std::string shortened_hint(std::string hint) {
  const float room = ImGui::CalcItemWidth() - 2 * ImGui::GetStyle().FramePadding.x;
  if (ImGui::CalcTextSize(hint.c_str()).x <= room) return hint;
  while (!hint.empty() && ImGui::CalcTextSize((hint + "…").c_str()).x > room) {
    while ((static_cast<unsigned char>(hint.back()) & 0xc0) == 0x80) hint.pop_back();
    hint.pop_back();
  }
  return hint + "…";
}

}  // namespace

bool field_of_lines(const char* label, const std::string& called, char* text, size_t size,
                    float height, bool focus) {
  const ImGuiID id = field_id(label);
  const bool was_active = ImGui::GetActiveID() == id;
  if (focus || focus_comes_to(ImGui::GetID(label))) ImGui::SetKeyboardFocusHere();
  const bool changed =
      ImGui::InputTextMultiline((std::string("##") + label).c_str(), text, size, {-1, height},
                                ImGuiInputTextFlags_CtrlEnterForNewLine);
  // Who comes into it by keys goes on writing.
  ImGuiInputTextState* state = ImGui::GetInputTextState(id);
  if (!was_active && state != nullptr && ImGui::GetActiveID() == id &&
      !ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    state->Stb.cursor = state->CurLenW;
    state->ClearSelection();
  }
  note_widget(label);
  focus_stop(label, called, FocusKind::field);
  return changed;
}

bool field(const char* label, const std::string& hint, char* text, size_t size, bool focus) {
  const std::string hidden = std::string("##") + label;
  const ImGuiID id = ImGui::GetID(hidden.c_str());
  if (focus || focus_comes_to(ImGui::GetID(label))) {
    if (ImGuiInputTextState* state = ImGui::GetInputTextState(id)) {
      if (ImGui::GetActiveID() == id) state->SelectAll();
    }
    ImGui::SetKeyboardFocusHere();
  }
  const bool changed = ImGui::InputTextWithHint(hidden.c_str(), shortened_hint(hint).c_str(), text,
                                                size, ImGuiInputTextFlags_AutoSelectAll);
  note_widget(label);
  focus_stop(label, hint, FocusKind::field);
  return changed;
}

ImGuiID field_id(const char* label) { return ImGui::GetID((std::string("##") + label).c_str()); }

// ImGui keeps a text of its own while a field is typed into, and what can be undone in it.
void set_field(ImGuiID id, const std::string& words, char* text, size_t size) {
  const size_t length = std::min(words.size(), size - 1);
  std::copy_n(words.data(), length, text);
  text[length] = 0;
  ImGuiInputTextState* state = ImGui::GetInputTextState(id);
  if (state == nullptr || ImGui::GetActiveID() != id) return;
  state->TextW.resize(static_cast<int>(size) + 1);
  state->CurLenW = ImTextStrFromUtf8(state->TextW.Data, static_cast<int>(size), text, nullptr);
  state->CurLenA = static_cast<int>(length);
  state->TextAIsValid = false;
  state->Stb.cursor = state->CurLenW;
  state->ClearSelection();
  state->Stb.undostate.undo_point = state->Stb.undostate.undo_char_point = 0;
  state->Stb.undostate.redo_point = STB_TEXTEDIT_UNDOSTATECOUNT;
  state->Stb.undostate.redo_char_point = STB_TEXTEDIT_UNDOCHARCOUNT;
}

bool field_has_keyboard() { return ImGui::GetCurrentContext()->WantTextInputNextFrame == 1; }

void say_aloud(const std::string& words) { ImGui::LogText("%s\n", drawable(words).c_str()); }

// Lines of theirs stay lines.
namespace {
bool tooltips_wanted = true;
}
void want_tooltips(bool wanted) { tooltips_wanted = wanted; }

void tooltip(const std::string& words) {
  if (!tooltips_wanted) return;
  constexpr float kWidest = 34;  // letters of the usual size
  std::string drawn;
  for (size_t begin = 0; begin <= words.size();) {
    const size_t end = std::min(words.find('\n', begin), words.size());
    drawn += (begin > 0 ? "\n" : "") + drawable(words.substr(begin, end - begin));
    begin = end + 1;
  }
  ImGui::BeginTooltip();
  const float wrap = kWidest * ImGui::GetFontSize();
  drawn =
      with_line_ends(ImGui::GetFont(), ImGui::GetFontSize(), drawn, wrap - ImGui::GetCursorPosX());
  ImGui::PushTextWrapPos(wrap);
  ImGui::TextUnformatted(drawn.c_str());
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

void paint_swatch(const Look& look, Area area, facts::GreenletId greenlet, float radius) {
  const ImVec2 low = area.at, high{low.x + area.size.x, low.y + area.size.y};
  const Theme theme = look.settings.theme;
  ImDrawList* list = ImGui::GetWindowDrawList();
  paint_greenlet(list, low, high, theme, {Role::greenlet, greenlet}, look.settings.scale, radius);
  if (theme == Theme::contrast || theme == Theme::mono) {
    list->AddRect(low, high, colors_of(theme).ink, radius, 0, look.px(1));
  }
}

void swatch(const Look& look, facts::GreenletId greenlet) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  paint_swatch(look, {{at.x, at.y + look.px(2)}, {look.px(12), look.px(12)}}, greenlet, look.px(2));
  ImGui::Dummy({look.px(14), look.px(14)});
  ImGui::SameLine();
}

Colors colors_of(Theme theme) {
  auto ink = [&](Role role) { return to_im(scene::line_color(theme, {role, 0})); };
  auto word = [&](Role role) {
    scene::Text sample;
    sample.style = {role, 0};
    return to_im(scene::text_color(theme, sample));
  };
  Colors colors;
  colors.panel = to_im(scene::paper_color(theme));
  colors.ink = word(Role::ink);
  colors.muted = word(Role::muted);
  colors.accent = ink(Role::accent);
  colors.error = word(Role::error);
  switch (theme) {
    case Theme::light:
      colors.page = IM_COL32(244, 246, 248, 255);
      colors.border = IM_COL32(221, 225, 230, 255);
      colors.accent_faint = IM_COL32(230, 240, 250, 255);
      colors.on_accent = IM_COL32(255, 255, 255, 255);
      colors.good = IM_COL32(0, 110, 80, 255);
      colors.faint = IM_COL32(160, 167, 176, 255);
      break;
    case Theme::dark:
      colors.page = IM_COL32(16, 18, 22, 255);
      colors.border = IM_COL32(58, 64, 74, 255);
      colors.accent_faint = IM_COL32(28, 46, 66, 255);
      colors.on_accent = IM_COL32(10, 14, 20, 255);
      colors.good = IM_COL32(90, 200, 160, 255);
      colors.faint = IM_COL32(98, 106, 118, 255);
      break;
    case Theme::contrast:
      colors.page = IM_COL32(255, 255, 255, 255);
      colors.border = IM_COL32(0, 0, 0, 255);
      colors.accent_faint = IM_COL32(214, 230, 255, 255);
      colors.on_accent = IM_COL32(255, 255, 255, 255);
      colors.good = IM_COL32(0, 84, 52, 255);
      colors.faint = IM_COL32(85, 85, 85, 255);
      break;
    case Theme::mono:
      colors.page = IM_COL32(250, 250, 250, 255);
      colors.border = IM_COL32(112, 112, 112, 255);
      colors.accent_faint = IM_COL32(222, 222, 222, 255);
      colors.on_accent = IM_COL32(255, 255, 255, 255);
      colors.good = IM_COL32(0, 0, 0, 255);
      colors.faint = IM_COL32(138, 138, 138, 255);
      break;
  }
  return colors;
}

void apply_style(Theme theme, float scale) {
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  if (theme == Theme::dark) {
    ImGui::StyleColorsDark();
  } else {
    ImGui::StyleColorsLight();
  }
  Colors colors = colors_of(theme);
  auto set = [&](ImGuiCol which, ImU32 color) {
    style.Colors[which] = ImGui::ColorConvertU32ToFloat4(color);
  };
  set(ImGuiCol_WindowBg, colors.page);
  set(ImGuiCol_ChildBg, IM_COL32(0, 0, 0, 0));
  set(ImGuiCol_PopupBg, colors.panel);
  set(ImGuiCol_Border, colors.border);
  set(ImGuiCol_Text, colors.ink);
  set(ImGuiCol_TextDisabled, colors.muted);
  set(ImGuiCol_Button, colors.page);
  set(ImGuiCol_ButtonHovered, colors.accent_faint);
  set(ImGuiCol_ButtonActive, colors.border);
  set(ImGuiCol_FrameBg, colors.page);
  set(ImGuiCol_FrameBgHovered, colors.accent_faint);
  set(ImGuiCol_Header, colors.accent_faint);
  set(ImGuiCol_HeaderHovered, colors.accent_faint);
  set(ImGuiCol_HeaderActive, colors.border);
  set(ImGuiCol_CheckMark, colors.accent);
  set(ImGuiCol_DragDropTarget, colors.on_accent);  // nothing is dragged here: text on accent
  set(ImGuiCol_ScrollbarBg, IM_COL32(0, 0, 0, 0));
  // ImGui's own tints, in the colours of the theme.
  set(ImGuiCol_FrameBgActive, colors.accent_faint);
  set(ImGuiCol_TextSelectedBg,
      theme == Theme::mono ? IM_COL32(190, 190, 190, 255) : with_alpha(colors.accent, 90));
  set(ImGuiCol_ScrollbarGrab, with_alpha(colors.muted, theme == Theme::contrast ? 255 : 110));
  set(ImGuiCol_ScrollbarGrabHovered, with_alpha(colors.muted, 180));
  set(ImGuiCol_ScrollbarGrabActive, colors.muted);
  set(ImGuiCol_SliderGrab, colors.accent);
  set(ImGuiCol_SliderGrabActive, colors.accent);
  set(ImGuiCol_TableHeaderBg, colors.page);
  set(ImGuiCol_TableBorderStrong, colors.border);
  set(ImGuiCol_TableBorderLight, colors.border);
  set(ImGuiCol_TableRowBgAlt, IM_COL32(0, 0, 0, 0));
  set(ImGuiCol_NavHighlight, colors.accent);
  if (theme == Theme::mono) {
    for (ImVec4& color : style.Colors) color = grey_of(color);
  }
  style.WindowPadding = {12, 10};
  style.FramePadding = {9, 5};
  style.ItemSpacing = {6, 5};
  style.WindowBorderSize = 0;
  style.ChildRounding = 5;
  style.FrameRounding = 4;
  style.PopupRounding = 6;
  style.ScrollbarSize = 10;
  style.DisabledAlpha = theme == Theme::contrast ? 0.68f : 0.45f;
  // Where a tint is not to be relied on, a line says where a thing ends.
  const bool lined = theme == Theme::contrast || theme == Theme::mono;
  style.FrameBorderSize = lined ? 1 : 0;
  style.ScaleAllSizes(scale);
}

}  // namespace greenlens::gui
