#include "gui/draw_window.h"

#include <imgui_internal.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "gui/banner.h"
#include "gui/draw_banner.h"
#include "gui/draw_menu.h"
#include "gui/draw_wall.h"
#include "gui/focus.h"
#include "gui/layouts.h"
#include "gui/moved.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"

namespace greenlens::gui {
namespace {

void add(const Requests& more, Requests* asked) {
  asked->insert(asked->end(), more.begin(), more.end());
}

constexpr float kScrolledLine = 20;
constexpr int kPart = 10;               // from one place to the next, as they are read
constexpr float kDragged = 8;           // pixels: less is a click
constexpr float kSplitterStep = 0.02f;  // of the whole, by an arrow

// What is across the window above the panels comes first, then these by columns, and what is across
// below them.
std::tuple<int, float, float> place_read(const Placed& placed) {
  const int row = placed.slot == Slot::line     ? 3
                  : placed.slot == Slot::bottom ? 2
                  : is_panel(placed.slot)       ? 1
                                                : 0;
  const float x = row == 1 ? placed.area.at.x : 0;
  return {row, x, placed.area.at.y};
}
// How many are read before it.
int read_before(const std::vector<Placed>& all, const Placed& placed) {
  return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const Placed& other) {
    return place_read(other) < place_read(placed);
  }));
}

class Window {
 public:
  Window(const Look& look, std::string_view summoned, std::string_view listening, MadeViews* views)
      : look_(look),
        summoned_(summoned),
        listening_(listening),
        views_(*views),
        focused_(focus_frame().words) {}

  Drawn draw() {
    widget_places().clear();
    want_tooltips(!hides_tooltips(look_));
    apply_style(look_.settings.theme, look_.settings.scale);
    ImGui::GetIO().ConfigInputTextCursorBlink = look_.settings.animate;
    const Area window{{0, 0}, ImGui::GetIO().DisplaySize};
    ImGui::SetNextWindowPos(window.at);
    ImGui::SetNextWindowSize(window.size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin("greenlens", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    const Arrangement arranged = layout_for(look_, window).arrange(look_, window);
    FocusFrame& focus = focus_frame();
    for (const Placed& placed : arranged.places) {
      focus.part = kPart * (1 + read_before(arranged.places, placed));
      draw_place(placed);
    }
    const Area bar = arranged.places.front().area;
    focus.part = kPart * (1 + static_cast<int>(arranged.places.size()));
    for (const Splitter& splitter : arranged.splitters) draw_splitter(splitter);
    focus.part = 0;  // they stand before all others
    add(draw_menu_titles(look_, bar), &drawn_.asked);
    if (!focused_.empty()) say_aloud(look_.text("ui.focus", {{"what", focused_}}));
    // What stands in a window of its own is not heard with this one's.
    if (!look_.work.words.empty()) say_aloud(work_line());
    const Banner banner = banner_of(look_);
    if (!banner.words.empty()) say_aloud(banner.words + '\n' + banner.details);
    if (const std::string covered = cover_words(look_); !covered.empty()) say_aloud(covered);
    ImGui::End();
    if (!banner.words.empty() && look_.trace != nullptr) {
      focus.part = sentence_part_ + 1;
      add(draw_banner(look_, banner, sentence_), &drawn_.asked);
    }
    if (!look_.work.words.empty()) draw_work(window);
    if (const View* overlay = find_view(look_.choices.overlay)) {
      draw_overlay(*overlay, window, arranged);
    }
    draw_dragged(window);
    add(draw_open_menu(look_, bar, window), &drawn_.asked);
    if (!look_.choices.menu.open) draw_focus_ring(look_);
    add(draw_wall(look_), &drawn_.asked);
    return std::move(drawn_);
  }

 private:
  void draw_view(const View& view, Area area) {
    Look look = look_;
    look.summoned = summoned_ == view.id;
    if (listening_ != view.id) look.keys.clear(), look.letters.clear();
    if (view.ahead && (look.asks() || look.performs())) {
      ImGui::SetCursorScreenPos(area.at);
      return text_wrapped(look, scene::Face::sans, kBody, colors_of(look.settings.theme).muted,
                          look.text("ui.quiz.hidden"));
    }
    ImGui::PushID(view.id);
    focus_frame().view = view.id;
    const bool is_no_story = view.of_addresses && !look.messages.tells_addresses();
    add(is_no_story ? draw_no_story() : views_.find(view.id)->second(look, area), &drawn_.asked);
    focus_frame().view.clear();
    ImGui::PopID();
    if (drawn_.typing.empty() && field_has_keyboard()) drawn_.typing = view.id;
  }

  Requests draw_no_story() const {
    const Colors colors = colors_of(look_.settings.theme);
    text_wrapped(look_, scene::Face::sans, kSmall, colors.muted, look_.text("ui.no_story"));
    ImGui::Dummy({1, look_.px(6)});
    if (!button(look_.text("ui.no_story.mechanism"))) return {};
    return {ask::ChooseLevel{words::Level::mechanism}};
  }

  std::vector<const View*> views_in(Slot slot) const { return views_at(look_.settings, slot); }

  void draw_place(const Placed& placed) {
    std::vector<const View*> sharing = views_in(placed.slot);
    for (const Slot slot : placed.with) {
      for (const View* view : views_in(slot)) sharing.push_back(view);
    }
    if (sharing.empty()) return;
    if (!is_panel(placed.slot)) {
      Area area = placed.area;
      if (placed.slot == Slot::sentence) {
        sentence_ = area;
        sentence_part_ = focus_frame().part;
        if (!banner_of(look_).words.empty()) area.size.x = beside_banner(look_, area);
      }
      draw_view(*sharing[0], area);
      return;
    }
    const bool alone = sharing.size() == 1;
    begin_panel(look_, sharing[0]->id, placed.area,
                alone && placed.titled ? title(look_, *sharing[0]) : "");
    // Where there is no room for a title there is none for tabs, unless one stands behind another.
    const bool quiet = alone || (!placed.titled && &front_of(sharing) == sharing[0]);
    if (alone && placed.titled) draw_handle(*sharing[0]);
    const View& front = quiet ? *sharing[0] : draw_tabs(sharing);
    draw_view(front, {ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail()});
    for (ImGuiWindow* child : ImGui::GetCurrentWindow()->DC.ChildWindows) scroll(front, child);
    end_panel();
  }

  // What does not fit into its panel is scrolled by keys, too.
  void scroll(const View& view, ImGuiWindow* window) {
    if (window->ScrollMax.y <= 0) return;
    const std::string label = std::string("scroll ") + window->Name;
    const ImRect box = window->Rect();
    focus_frame().view = view.id;
    focus_stop_at({box.Min.x, box.Min.y, box.Max.x, box.Max.y}, label,
                  look_.text("ui.focus.scrolling", {{"name", title(look_, view)}}),
                  FocusKind::scrolling);
    focus_frame().view.clear();
    float to = window->Scroll.y;
    const float line = look_.px(kScrolledLine), page = window->InnerRect.GetHeight() - line;
    for (const Chord& chord : focus_arrows(label)) {
      if (chord.key == kKeyDown) to += line;
      if (chord.key == kKeyUp) to -= line;
      if (chord.key == kKeyPageDown) to += page;
      if (chord.key == kKeyPageUp) to -= page;
      if (chord.key == kKeyHome) to = 0;
      if (chord.key == kKeyEnd) to = window->ScrollMax.y;
    }
    if (to != window->Scroll.y)
      ImGui::SetScrollY(window, std::clamp(to, 0.0f, window->ScrollMax.y));
  }

  // The one that was brought there last.
  const View& front_of(const std::vector<const View*>& sharing) const {
    for (const std::string& raised : look_.choices.raised) {
      const auto found = std::find_if(sharing.begin(), sharing.end(),
                                      [&](const View* view) { return view->id == raised; });
      if (found != sharing.end()) return **found;
    }
    return *sharing[0];
  }

  // Returns the view in front.
  const View& draw_tabs(const std::vector<const View*>& sharing) {
    const View* front = &front_of(sharing);
    const float width = ImGui::GetContentRegionAvail().x;
    const std::vector<std::string> labels = titles(sharing);
    const auto at =
        static_cast<size_t>(std::find(sharing.begin(), sharing.end(), front) - sharing.begin());
    const std::vector<size_t> shown = tabs_that_fit(tab_widths(labels), at, width, more_width());
    for (size_t i = 0; i < shown.size(); ++i) {
      if (i > 0) ImGui::SameLine();
      const View* view = sharing[shown[i]];
      if (tab(labels[shown[i]], view == front)) drawn_.asked.push_back(ask::ChooseTab{view->id});
      note_dragged(*view);
    }
    if (shown.size() < sharing.size()) draw_further_tabs(sharing, labels, shown);
    const std::string note = front->note != nullptr ? front->note(look_) : "";
    if (!note.empty()) {
      ImGui::SameLine();
      // A part of a word would say something else.
      const float room = ImGui::GetContentRegionAvail().x;
      const bool fits = width_of(look_, scene::Face::mono, kSmall, note) <= room;
      text(
          look_, scene::Face::mono, kSmall, colors_of(look_.settings.theme).muted,
          fits ? note : scene::elide(note, kSmall, scene::Face::mono, room / look_.settings.scale));
    }
    return *front;
  }

  // The title of one that stands alone: it can be drawn elsewhere, as tabs can.
  void draw_handle(const View& view) {
    const ImVec2 below = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const ImVec2 low = ImGui::GetWindowPos();
    if (room.x < 1 || below.y - low.y < 1) return;
    ImGui::SetCursorScreenPos({below.x, low.y});
    const bool clicked = ImGui::InvisibleButton("title", {room.x, below.y - low.y});
    const std::string label = std::string("title ") + view.id;
    note_widget(label);
    // Then commands about the panel are about this one.
    if (focus_stop(label, title(look_, view)) || clicked) {
      drawn_.asked.push_back(ask::ChooseTab{view.id});
    }
    note_dragged(view);
    ImGui::SetCursorScreenPos(below);
  }

  // The last ImGui item is what this view is drawn by.
  void note_dragged(const View& view) {
    const bool is_held = ImGui::IsItemActive() || ImGui::IsItemDeactivated();
    const float far = look_.px(kDragged);
    if (!is_held || ImGui::GetIO().MouseDragMaxDistanceSqr[0] < far * far) return;
    dragged_ = &view;
    dropped_ = ImGui::IsItemDeactivated();
  }

  // Where it would go is shown while it is drawn there.
  void draw_dragged(Area window) {
    if (dragged_ == nullptr || look_.trace == nullptr) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    for (const Placed& placed : panel_places(look_, window)) {
      const ImVec2 low = placed.area.at;
      const ImVec2 high{low.x + placed.area.size.x, low.y + placed.area.size.y};
      if (mouse.x < low.x || mouse.x >= high.x || mouse.y < low.y || mouse.y >= high.y) continue;
      if (slot_of(look_.settings, *dragged_) == placed.slot) return;
      const Colors colors = colors_of(look_.settings.theme);
      ImDrawList* list = ImGui::GetForegroundDrawList();
      list->AddRectFilled(low, high, (colors.accent & ~IM_COL32_A_MASK) | (46u << IM_COL32_A_SHIFT),
                          look_.px(5));
      list->AddRect(low, high, colors.accent, look_.px(5), 0, look_.px(2.5f));
      if (dropped_) drawn_.asked.push_back(ask::MoveView{dragged_->id, placed.slot});
      return;
    }
  }

  std::vector<std::string> titles(const std::vector<const View*>& sharing) const {
    std::vector<std::string> labels;
    for (const View* view : sharing) labels.push_back(title(look_, *view));
    return labels;
  }
  std::vector<float> tab_widths(const std::vector<std::string>& labels) const {
    std::vector<float> widths;
    for (const std::string& label : labels) widths.push_back(tab_width(label));
    return widths;
  }
  float tab_width(const std::string& label) const {
    const ImGuiStyle& style = ImGui::GetStyle();
    return width_of(look_, scene::Face::sans, kBody, label) + 2 * style.FramePadding.x +
           style.ItemSpacing.x;
  }
  float more_width() const { return tab_width(look_.text("ui.tabs.more")); }

  // Those that have no room are behind a button.
  void draw_further_tabs(const std::vector<const View*>& sharing,
                         const std::vector<std::string>& labels, const std::vector<size_t>& shown) {
    ImGui::SameLine();
    ImGui::PushID(sharing[0]->id);
    if (tab(look_.text("ui.tabs.more"), false)) ImGui::OpenPopup("tabs");
    if (ImGui::BeginPopup("tabs")) {
      const Layer below = std::exchange(focus_frame().layer, Layer::popup);
      for (size_t i = 0; i < sharing.size(); ++i) {
        if (std::find(shown.begin(), shown.end(), i) != shown.end()) continue;
        if (selectable(look_, scene::Face::sans, kBody, "tab " + labels[i], labels[i], false)) {
          drawn_.asked.push_back(ask::ChooseTab{sharing[i]->id});
          ImGui::CloseCurrentPopup();
        }
      }
      focus_frame().layer = below;
      ImGui::EndPopup();
    }
    ImGui::PopID();
  }

  void draw_splitter(const Splitter& splitter) {
    ImGui::SetCursorScreenPos(splitter.gap.at);
    ImGui::InvisibleButton(splitter.id, splitter.gap.size);
    note_widget(splitter.id);
    if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
      ImGui::SetMouseCursor(splitter.vertical ? ImGuiMouseCursor_ResizeEW
                                              : ImGuiMouseCursor_ResizeNS);
    }
    focus_stop(splitter.id, look_.text("ui.focus.border"),
               splitter.vertical ? FocusKind::sideways : FocusKind::upright);
    ImVec2 moved = ImGui::IsItemActive() ? ImGui::GetIO().MouseDelta : ImVec2{0, 0};
    for (const Chord& chord : focus_arrows(splitter.id)) {
      const float by =
          chord.key == kKeyLeft || chord.key == kKeyUp ? -kSplitterStep : kSplitterStep;
      moved.x += by * splitter.whole, moved.y += by * splitter.whole;
    }
    if (moved.x == 0 && moved.y == 0) return;
    Settings settings = look_.settings;
    settings.*splitter.share +=
        splitter.sign * (splitter.vertical ? moved.x : moved.y) / splitter.whole;
    drawn_.asked.push_back(ask::Change{settings});
  }

  std::string work_line() const {
    const std::string percent = std::to_string(static_cast<int>(look_.work.share * 100));
    return look_.text("ui.work.line", {{"what", look_.work.words}, {"percent", percent}});
  }

  // A line at the bottom, which takes nothing from anybody.
  void draw_work(Area window) {
    const Colors colors = colors_of(look_.settings.theme);
    const std::string words = work_line();
    const float room = window.size.x - look_.px(40), pad = look_.px(12);
    const float wide = std::min(width_of(look_, scene::Face::sans, kBody, words) + 2 * pad, room);
    const ImVec2 low{window.at.x + (window.size.x - wide) / 2,
                     window.at.y + window.size.y - look_.px(34)};
    const ImVec2 high{low.x + wide, low.y + look_.px(28)};
    ImGui::SetNextWindowPos(low);
    ImGui::SetNextWindowSize({wide, high.y - low.y});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
    ImGui::Begin("work", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                     ImGuiWindowFlags_NoBackground);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRectFullScreen();  // a window's own one leaves out its margins
    list->AddRectFilled(low, high, colors.panel, look_.px(5));
    list->AddRect(low, high, colors.accent, look_.px(5), 0, look_.px(1.5f));
    const float done = std::clamp(look_.work.share, 0.0f, 1.0f) * (wide - 2 * pad);
    list->AddRectFilled({low.x + pad, high.y - look_.px(5)},
                        {low.x + pad + done, high.y - look_.px(3)}, colors.accent);
    list->PushClipRect(low, high, true);
    write(look_, scene::Face::sans, kBody, {low.x + pad, low.y + look_.px(4)}, colors.ink, words);
    list->PopClipRect();
    list->PopClipRect();
    ImGui::End();
    ImGui::PopStyleVar();
  }

  // In the middle above; one that stands aside has the place of the program's source and output, so
  // that no picture is hidden, or else the right edge of what is below the sentence.
  Area area_of(const View& overlay, Area window, const Arrangement& arranged) const {
    const ImVec2 size{std::min(look_.px(overlay.size.x), window.size.x - look_.px(20)),
                      std::min(look_.px(overlay.size.y), window.size.y - look_.px(60))};
    if (!overlay.aside) {
      return {{window.at.x + (window.size.x - size.x) / 2, window.at.y + look_.px(56)}, size};
    }
    const Placed* first = nullptr;
    float bottom = 0, top = window.at.y + window.size.y;
    for (const Placed& placed : arranged.places) {
      if (is_panel(placed.slot)) top = std::min(top, placed.area.at.y);
      if (placed.slot != Slot::left && placed.slot != Slot::left_below) continue;
      if (first == nullptr) first = &placed;
      bottom = std::max(bottom, placed.area.at.y + placed.area.size.y);
    }
    if (first != nullptr) {
      return {first->area.at, {first->area.size.x, bottom - first->area.at.y}};
    }
    const float end = window.at.y + window.size.y - look_.px(12);
    const float height = std::clamp(end - top, 1.0f, size.y);
    return {{window.at.x + window.size.x - size.x - look_.px(12), end - height}, {size.x, height}};
  }

  // Never modal: Esc or a click beside closes.
  void draw_overlay(const View& view, Area window, const Arrangement& arranged) {
    const Area area = area_of(view, window, arranged);
    ImGui::SetNextWindowPos(area.at);
    ImGui::SetNextWindowSize(area.size);
    const Colors colors = colors_of(look_.settings.theme);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, colors.panel);
    ImGui::PushStyleColor(ImGuiCol_Border, colors.accent);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, look_.px(1.5f));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look_.px(6));
    const bool just_opened = summoned_ == view.id;
    if (just_opened) ImGui::SetNextWindowFocus();
    ImGui::Begin(
        "overlay", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    // The bar above keeps its buttons: the one that opened this closes it.
    const Area bar = arranged.places.front().area;
    const bool below_bar = ImGui::GetIO().MousePos.y > bar.at.y + bar.size.y;
    const bool beside = below_bar && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !just_opened &&
                        !look_.choices.menu.open &&
                        !ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows);
    focus_frame().layer = focus_frame().least = Layer::overlay;
    // One that keeps its keys for what is below is scrolled where the focus comes first.
    focus_frame().part = 1;
    draw_view(view, {ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail()});
    focus_frame().part = 0;
    if (view.aside) {
      for (ImGuiWindow* child : ImGui::GetCurrentWindow()->DC.ChildWindows) scroll(view, child);
    }
    focus_frame().layer = Layer::window;
    ImGui::End();
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor(2);
    if (beside && !view.aside) drawn_.asked.push_back(ask::CloseOverlay{});
  }

  const Look& look_;
  const std::string_view summoned_, listening_;
  MadeViews& views_;
  const std::string& focused_;  // what has the focus, for those who listen
  Area sentence_{{0, 0}, {0, 0}};
  const View* dragged_ = nullptr;  // by its tab or title
  bool dropped_ = false;           // and let go
  int sentence_part_ = 0;
  Drawn drawn_;
};

}  // namespace

Drawn draw_window(const Look& look, std::string_view summoned, std::string_view listening,
                  MadeViews* views) {
  return Window(look, summoned, listening, views).draw();
}

}  // namespace greenlens::gui
