// The stack and the copies in the heap; and beside them what they are compared with.
#include <algorithm>
#include <utility>

#include "gui/explained.h"
#include "gui/how_to_answer.h"
#include "gui/show_picture.h"
#include "gui/views/stack/point.h"
#include "gui/views/stack/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/beside/beside.h"
#include "tracer/scene/stack/stack_scene.h"

namespace greenlens::gui::stack {

namespace {

// Of another recording greenlets and steps have other numbers: nothing there can be clicked.
void make_quiet(scene::Scene* picture) {
  for (scene::Item& item : picture->items) item.step = 0, item.greenlet = 0;
}

scene::Scene both(const Look& look, const scene::SceneOptions& whole) {
  const Beside& beside = *look.beside;
  scene::SceneOptions half = whole;
  const scene::Room room = scene::room_beside(whole.width, whole.height, beside.said.size());
  half.width = room.width, half.height = room.height;
  half.run = beside.run;
  scene::Captioned shown{scene::stack_scene(look.messages, look.moment, half), beside.own_caption};
  half.machine = beside.machine;
  if (beside.is_other) half.selected = 0;
  scene::Captioned other{scene::stack_scene(look.messages, beside.moment, half), beside.caption};
  if (beside.is_other) make_quiet(&other.scene);
  std::vector<scene::Captioned> pictures;
  pictures.push_back(std::move(shown));
  pictures.push_back(std::move(other));
  if (beside.side == Beside::Side::left) std::swap(pictures[0], pictures[1]);
  return scene::beside_each_other("", std::move(pictures), scene::Marks::what_differs, beside.said);
}

// A part of the stack, as it is drawn or was chosen, and how many bytes that are.
void paint_range(const Look& look, Area area, const scene::ShownStack& stack,
                 const greenlens::questions::Range& range) {
  const auto low = height_of(stack, range.from), high = height_of(stack, range.to);
  if (!low || !high) return;
  const Colors colors = colors_of(look.settings.theme);
  const float left = area.at.x + look.px(stack.column.x), wide = look.px(stack.column.w);
  const float top = area.at.y + look.px(std::min(*low, *high)),
              bottom = area.at.y + look.px(std::max(*low, *high));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float out = look.px(3);
  list->AddRect({left - out, top - out}, {left + wide + out, bottom + out}, colors.panel, 0, 0,
                look.px(7));
  list->AddRect({left - out, top - out}, {left + wide + out, bottom + out}, colors.ink, 0, 0,
                look.px(3));
  const std::string words =
      look.text("question.bytes", {{"bytes", std::to_string(range.to - range.from)}});
  const float size = look.settings.layout == LayoutChoice::classroom ? kTitle : kBody;
  const float room = width_of(look, scene::Face::bold, size, words), pad = look.px(8);
  const float line = look.fonts.line(scene::Face::bold, size);
  const ImVec2 at{left + wide + look.px(10), (top + bottom - line) / 2 - pad / 2};
  list->AddTriangleFilled({at.x - look.px(7), at.y + (line + pad) / 2},
                          {at.x + 1, at.y + (line + pad) / 2 - look.px(7)},
                          {at.x + 1, at.y + (line + pad) / 2 + look.px(7)}, colors.ink);
  list->AddRectFilled(at, {at.x + room + 2 * pad, at.y + line + pad}, colors.ink, look.px(4));
  write(look, scene::Face::bold, size, {at.x + pad, at.y + pad / 2 + (line - look.px(size)) / 2},
        colors.panel, words);
}

// The address that was pointed at for a move.
void paint_address(const Look& look, Area area, const scene::ShownStack& stack,
                   facts::Address address) {
  const auto at = height_of(stack, address);
  if (!at) return;
  const float left = area.at.x + look.px(stack.column.x), y = area.at.y + look.px(*at);
  ImGui::GetWindowDrawList()->AddLine({left - look.px(12), y},
                                      {left + look.px(stack.column.w) + look.px(12), y},
                                      colors_of(look.settings.theme).ink, look.px(3));
}

// What is drawn along the stack, and what is clicked: a block, or an edge.
void point(const Look& look, Area area, const Pointed& pointed, Ui* ui, Requests* asked) {
  const bool ranges = look.asks() && takes_range(look.quiz->open()->question);
  const bool performs = look.performs();
  if (!ranges && !performs) return (void)ui->drawn_from.reset();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float x = (mouse.x - area.at.x) / look.settings.scale;
  const float y = (mouse.y - area.at.y) / look.settings.scale;
  const scene::ShownStack* stack = stack_at(pointed.scene, x);
  if (performs) {
    if (pointed.hovered && stack != nullptr && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
      asked->push_back(ask::InPerformance{deed::PointAt{address_at(*stack, y)}});
    }
    const auto chosen = look.performing->pointed();
    for (const scene::ShownStack& one : pointed.scene.stacks) {
      if (chosen && !one.edges.empty()) paint_address(look, area, one, *chosen);
    }
    return;
  }
  if (pointed.hovered && stack != nullptr && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
    ui->drawn_from = y;
  }
  std::optional<greenlens::questions::Range> range;
  if (ui->drawn_from && stack != nullptr) {
    range = range_between(*stack, *ui->drawn_from, y);
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
      if (!range) range = range_around(*stack, y);
      if (range) asked->push_back(ask::InQuiz{deed::ChooseRange{*range}});
      ui->drawn_from.reset();
    }
  }
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) ui->drawn_from.reset();
  if (!range) {
    const Quiz::Open& open = *look.quiz->open();
    range = open.drawn;
    if (!range && open.chosen) {
      const auto* chosen = std::get_if<greenlens::questions::Range>(&*open.chosen);
      if (chosen != nullptr) range = *chosen;
    }
    if (range) {
      const auto its =
          std::find_if(pointed.scene.stacks.begin(), pointed.scene.stacks.end(),
                       [&](const scene::ShownStack& one) {
                         return height_of(one, range->from) && height_of(one, range->to);
                       });
      stack = its != pointed.scene.stacks.end() ? &*its : nullptr;
    }
  }
  if (range && stack != nullptr) paint_range(look, area, *stack, *range);
}

Requests draw(const Look& look, Area area, Ui* ui) {
  const scene::SceneOptions options = room(look, area);
  const uint64_t beside = look.beside != nullptr ? look.beside->version : 0;
  // A state that is no step of the recording has a number that none of them has.
  const uint64_t version =
      look.performing != nullptr ? UINT64_MAX - look.performing->version() : beside;
  Requests asked;
  const Pointed pointed = paint_picture(
      look, area, "stack", {look.moment.number, version, options}, &ui->picture,
      [&] {
        if (look.performing != nullptr) {
          return scene::stack_scene(look.messages, look.performing->moment(), options);
        }
        if (look.beside != nullptr) return both(look, options);
        return scene::stack_scene(look.messages, look.moment, options);
      },
      &asked);
  point(look, area, pointed, ui, &asked);
  if (pointed.item == nullptr) return asked;
  if (!pointed.item->tooltip.empty() && !ui->drawn_from) tooltip(explanation(look, *pointed.item));
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) click(look, *pointed.item, &asked);
  return asked;
}

}  // namespace

View view() { return {Slot::middle, made<Ui, draw>}; }

}  // namespace greenlens::gui::stack
