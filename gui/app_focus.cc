// Where the keyboard's focus goes: by Tab, and by what happens in the window.
#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "gui/app.h"

namespace greenlens::gui {
namespace {

bool is_bare(const Chord& chord) { return !chord.control && !chord.alt && !chord.shift; }

bool is_popup_open() {
  return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

bool is_its_own(FocusKind kind, const Chord& chord) {
  if (!is_bare(chord)) return false;
  switch (kind) {
    case FocusKind::plain:
    case FocusKind::field:
      return false;
    case FocusKind::sideways:
      return chord.key == kKeyLeft || chord.key == kKeyRight;
    case FocusKind::upright:
      return chord.key == kKeyUp || chord.key == kKeyDown;
    case FocusKind::scrolling:
      return chord.key == kKeyUp || chord.key == kKeyDown || chord.key == kKeyPageUp ||
             chord.key == kKeyPageDown || chord.key == kKeyHome || chord.key == kKeyEnd;
  }
  return false;
}

int way_of(const Chord& chord) {
  if (chord.key == kKeyUp || chord.key == kKeyLeft) return -1;
  return chord.key == kKeyDown || chord.key == kKeyRight ? 1 : 0;
}

}  // namespace

// What lies uppermost: in another one there are other widgets.
std::string App::focus_scope() const {
  return choices_.overlay + (is_shown() ? "/" : choices_.overlay.empty() ? "picker" : "/picker");
}

const FocusStop* App::focused() const {
  const size_t at = place_in(focus_.order, focus_.id);
  return at < focus_.order.size() ? &focus_.order[at] : nullptr;
}

bool App::is_popup() const {
  return !focus_.order.empty() && focus_.order.front().layer == Layer::popup;
}

// None: the key is not the focus's. False: it is not its turn yet.
std::optional<bool> App::take_focus_key(const Chord& chord, const View* view, bool wanted) {
  const bool leads_on = chord.key == kKeyTab && !chord.control && !chord.alt && !wanted;
  const FocusStop* here = is_typing() ? nullptr : focused();
  const bool popup = is_popup();
  if (!leads_on && here == nullptr && !popup) return {};
  // What comes of Enter is seen first, and so is what has just come.
  if (focus_.pressed || focus_.scope != focus_scope()) return false;
  if (leads_on) return move_focus(chord.shift ? -1 : 1), true;
  if (chord.key == kKeyEscape) {
    if (popup && is_popup_open()) return ImGui::ClosePopupToLevel(0, false), true;
    if (!choices_.overlay.empty()) return {};
    return leave_focus(), true;
  }
  if (here != nullptr && is_bare(chord) && (chord.key == kKeyEnter || chord.key == kKeySpace)) {
    focus_.space = chord.key == kKeySpace;
    return focus_.pressed = true;
  }
  if (here != nullptr && is_its_own(here->kind, chord)) return focus_.arrows.push_back(chord), true;
  // In a list that lies over the window arrows lead on as well.
  const int way = is_bare(chord) ? way_of(chord) : 0;
  if (way != 0 && (popup || (wanted && view != nullptr && !is_panel(view->slot)))) {
    return move_focus(way), true;
  }
  if (wanted) leave_focus();  // the view's own choice counts
  return {};
}

void App::move_focus(int by) {
  const std::vector<FocusStop>& order = focus_.order;
  size_t from = place_in(order, focus_.id);
  if (focus_.id == 0 || from == order.size()) {
    const auto typed =
        std::find_if(order.begin(), order.end(), [](const FocusStop& stop) { return stop.active; });
    from = static_cast<size_t>(typed - order.begin());
  }
  if (const auto at = next_stop(order, from, by)) focus_on(order[*at]);
}

void App::focus_on(const FocusStop& stop) {
  if (!field_view_.empty()) {
    leave_field_ = true;
    field_view_.clear();
  }
  focus_.id = stop.id;
  focus_.moved = true;
  awaited_ = stop.kind == FocusKind::field ? stop.view : "";
  awaited_frames_ = kAwaitedFrames;
  settling_ = 2;
}

void App::leave_focus() {
  focus_.id = 0;
  focus_.pressed = focus_.moved = false;
  focus_.arrows.clear();
  settling_ = 2;
}

// Who types where a list is chosen from is led back to its field.
bool App::focus_field() {
  if (focused() == nullptr || choices_.overlay.empty()) return false;
  const auto field = std::find_if(focus_.order.begin(), focus_.order.end(),
                                  [](const auto& stop) { return stop.kind == FocusKind::field; });
  if (field == focus_.order.end()) return false;
  focus_on(*field);
  return true;
}

void App::begin_focus() {
  const std::string scope = focus_scope();
  if (scope != focus_.scope) {
    // What lies over the window has a focus of its own, and leaves the other one where it was.
    const bool was_below = focus_.scope == "/", is_below = scope == "/";
    const ImGuiID behind = is_below ? focus_.behind : 0;
    if (was_below) focus_.behind = focus_.id;
    if (!focus_.moved) focus_.id = behind;
    focus_.scope = scope;
  }
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) ||
      ImGui::IsMouseClicked(ImGuiMouseButton_Right)) {
    focus_.id = focus_.behind = 0;
  }
  FocusFrame& frame = focus_frame();
  frame = {};
  frame.id = focus_.id;
  frame.pressed = std::exchange(focus_.pressed, false);
  frame.moved = std::exchange(focus_.moved, false);
  frame.arrows = std::exchange(focus_.arrows, {});
  if (const FocusStop* here = focused()) frame.words = here->words;
}

// Where a widget has become another one, as a line of a list that moves on, the focus stays at its
// place; where its view is gone nobody has it.
void App::end_focus() {
  const size_t before = place_in(focus_.order, focus_.id);
  const std::string view = before < focus_.order.size() ? focus_.order[before].view : "";
  const bool was_popup = is_popup();
  focus_.order = reading_order(focus_frame().stops, focus_frame().least);
  const std::vector<FocusStop>& order = focus_.order;
  if (is_popup() && !was_popup) focus_.below_popup = focus_.id;
  if (!is_popup() && was_popup && focus_.id != 0) focus_.id = focus_.below_popup;
  if (focus_.id == 0 || place_in(order, focus_.id) < order.size()) return;
  const bool is_same = before < order.size() && !view.empty() && order[before].view == view;
  focus_.id = is_same && order[before].kind != FocusKind::field ? order[before].id : 0;
}

}  // namespace greenlens::gui
