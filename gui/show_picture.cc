#include "gui/show_picture.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "gui/draw_scene.h"
#include "gui/explained.h"
#include "gui/focus.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/pins.h"

namespace greenlens::gui {
scene::SceneOptions room(const Look& look, Area area) {
  scene::SceneOptions options;
  options.width = area.size.x / look.settings.scale;
  options.height = area.size.y / look.settings.scale;
  options.high_addresses_on_top = look.choices.high_on_top;
  options.selected = look.choices.selected;
  options.hidden = look.choices.hidden;
  options.run = look.run;
  if (look.trace != nullptr) options.machine = words::machine_of(look.trace->info());
  return options;
}

void click(const Look& look, const scene::Item& item, Requests* asked) {
  if (item.id.ends_with("tree.more") || item.id.ends_with("stack.copy.more") ||
      (item.id.starts_with("statistics.") && item.id.ends_with(".more"))) {
    return asked->push_back(ask::Show{"greenlets"});
  }
  if (item.id == "statistics.left_out") {
    asked->push_back(ask::ChooseTab{"statistics"});
    return asked->push_back(ask::ChooseLayout{LayoutChoice::diagram});
  }
  if (item.step != 0) asked->push_back(ask::Seek{item.step});
  if (item.greenlet == 0) return;
  const bool selected = look.choices.selected == item.greenlet;
  asked->push_back(ask::Select{selected ? 0 : item.greenlet});
}

namespace {

// The greenlets that a click on the picture selects, each once, as they are painted.
std::vector<facts::GreenletId> greenlets_in(const scene::Scene& scene) {
  std::vector<facts::GreenletId> all;
  for (const scene::Item& item : scene.items) {
    const bool is_new = std::find(all.begin(), all.end(), item.greenlet) == all.end();
    if (item.greenlet != 0 && is_new) all.push_back(item.greenlet);
  }
  return all;
}

// Arrows go from greenlet to greenlet; Enter follows what changes, once more.
void choose_by_keys(const Look& look, const scene::Scene& scene, const char* name,
                    Requests* asked) {
  const View* view = find_view(name);
  const std::string words =
      look.text("ui.focus.picture", {{"name", view != nullptr ? title(look, *view) : name}});
  if (focus_stop(name, words, FocusKind::upright)) asked->push_back(ask::Select{0});
  const std::vector<Chord> arrows = focus_arrows(name);
  if (arrows.empty()) return;
  const std::vector<facts::GreenletId> all = greenlets_in(scene);
  if (all.empty()) return;
  const auto selected = std::find(all.begin(), all.end(), look.choices.selected);
  auto at = static_cast<size_t>(selected - all.begin());
  for (const Chord& chord : arrows) {
    if (chord.key == kKeyDown) at = at < all.size() ? (at + 1) % all.size() : 0;
    if (chord.key == kKeyUp)
      at = at < all.size() ? (at + all.size() - 1) % all.size() : all.size() - 1;
  }
  asked->push_back(ask::Select{all[at]});
}

bool says_nothing(const scene::Scene& scene) {
  return std::all_of(scene.items.begin(), scene.items.end(), [](const scene::Item& item) {
    return !std::holds_alternative<scene::Text>(item.shape);
  });
}

// The right button writes about what is under the mouse.
void note_by_mouse(const scene::Item* item, Requests* asked) {
  if (item == nullptr || item->greenlet == 0 || item->id.starts_with("statistics.")) return;
  if (!ImGui::IsMouseClicked(ImGuiMouseButton_Right)) return;
  asked->push_back(ask::NoteAbout{{item->greenlet, scene::noted_element(item->id)}});
}

}  // namespace

Pointed paint_picture(const Look& look, Area area, const char* name, const Picture::Key& key,
                      Picture* picture, const std::function<scene::Scene()>& make,
                      Requests* asked) {
  Picture::Key noted = key;
  noted.notes.assign(look.numbered.begin(), look.numbered.end());
  const auto make_noted = [&] {
    scene::Scene made = make();
    scene::put_pins(&made, look.numbered);
    return made;
  };
  const scene::Scene& scene = picture->show(noted, make_noted, look);
  if (picture->moving()) asked->push_back(ask::AnotherFrame{});
  const ImVec2 size{look.px(scene.width), look.px(scene.height)};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect(area.at, {area.at.x + size.x, area.at.y + size.y}, true);
  paint_scene(list, scene, area.at, look.fonts, look.settings.theme);
  list->PopClipRect();
  Pointed pointed{scene};
  if (says_nothing(scene)) {
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(area.at);
    text_wrapped(look, scene::Face::sans, kSmall, colors_of(look.settings.theme).muted,
                 look.text("ui.picture.no_room"));
    ImGui::SetCursorScreenPos(cursor);
  }
  if (size.x < 1 || size.y < 1) return pointed;
  ImGui::InvisibleButton(name, size);
  note_widget(name);
  choose_by_keys(look, scene, name, asked);
  pointed.hovered = ImGui::IsItemHovered();
  if (pointed.hovered) {
    pointed.item = item_at(scene, area.at, look.settings.scale, ImGui::GetIO().MousePos);
    note_by_mouse(pointed.item, asked);
  }
  return pointed;
}

Requests show_picture(const Look& look, Area area, const char* name, const Picture::Key& key,
                      Picture* picture, const std::function<scene::Scene()>& make) {
  Requests asked;
  const Pointed pointed = paint_picture(look, area, name, key, picture, make, &asked);
  if (pointed.item == nullptr) return asked;
  if (!pointed.item->tooltip.empty()) tooltip(explanation(look, *pointed.item));
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) click(look, *pointed.item, &asked);
  return asked;
}

}  // namespace greenlens::gui
