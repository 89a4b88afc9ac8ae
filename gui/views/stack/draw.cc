// The stack and the copies in the heap; and beside them what they are compared with.
#include <algorithm>
#include <utility>

#include "gui/show_picture.h"
#include "gui/views/stack/ui.h"
#include "gui/views/view.h"
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

Requests draw(const Look& look, Area area, Ui* ui) {
  const scene::SceneOptions options = room(look, area);
  const uint64_t beside = look.beside != nullptr ? look.beside->version : 0;
  return show_picture(look, area, "stack", {look.moment.number, beside, options}, &ui->picture,
                      [&] {
                        if (look.beside != nullptr) return both(look, options);
                        return scene::stack_scene(look.messages, look.moment, options);
                      });
}

}  // namespace

View view() { return {Slot::middle, made<Ui, draw>}; }

}  // namespace greenlens::gui::stack
