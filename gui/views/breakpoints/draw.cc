// The conditions at which one stops: a field for one more, and those that there are, each with a
// button that takes it away.
#include <algorithm>

#include "gui/stopping.h"
#include "gui/views/breakpoints/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/past/condition.h"

namespace greenlens::gui::breakpoints {
namespace {

using scene::Face;

void add_typed(const Look& look, Ui* ui, Requests* asked) {
  const std::string text = ui->condition;
  const past::ParsedCondition parsed = past::parse_condition(text);
  ui->wrong.clear();
  if (!parsed.condition) {
    ui->wrong = past::no_condition(look.messages, parsed.wrong, text);
    return;
  }
  std::vector<std::string> all = look.choices.stops;
  if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
  asked->push_back(ask::SetStops{std::move(all)});
  set_field(field_id("breakpoint"), "", ui->condition, sizeof ui->condition);
}

void draw_all(const Look& look, Requests* asked) {
  const std::vector<std::string>& all = look.choices.stops;
  for (size_t i = 0; i < all.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    const std::string away = look.text("ui.breakpoints.remove");
    if (button(away, ButtonLook::plain, true, {0, 0},
               look.text("ui.breakpoints.remove_that", {{"condition", all[i]}}))) {
      std::vector<std::string> rest = all;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      asked->push_back(ask::SetStops{std::move(rest)});
    }
    ImGui::PopID();
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    text(look, Face::mono, kSmall, colors_of(look.settings.theme).ink, all[i]);
  }
}

// How many steps there are, and where among them the one is that is shown.
std::string counted(const Look& look) {
  if (look.stops == nullptr) return "";
  const std::vector<uint64_t>& steps = look.stops->steps;
  const std::string more = look.stops->read < look.trace->size() ? "…" : "";
  const std::string count = std::to_string(steps.size()) + more;
  const auto at = std::lower_bound(steps.begin(), steps.end(), look.moment.number);
  if (at == steps.end() || *at != look.moment.number) {
    return look.text("ui.breakpoints.count", {{"count", count}});
  }
  return look.text("ui.breakpoints.at",
                   {{"number", std::to_string(at - steps.begin() + 1)}, {"count", count}});
}

Requests draw(const Look& look, Area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  Requests asked;
  if (look.trace == nullptr) return asked;
  ImGui::SetNextItemWidth(-1);
  field("breakpoint", look.text("ui.breakpoints.add"), ui->condition, sizeof ui->condition,
        look.summoned);
  const bool entered = std::any_of(look.keys.begin(), look.keys.end(),
                                   [](const Chord& chord) { return chord.key == kKeyEnter; });
  if (entered && ui->condition[0] != '\0') add_typed(look, ui, &asked);
  ImGui::BeginChild("breakpoints");
  if (!ui->wrong.empty()) text_wrapped(look, Face::sans, kBody, colors.error, ui->wrong);
  if (look.choices.stops.empty()) {
    text_wrapped(look, Face::sans, kSmall, colors.muted, look.text("ui.breakpoints.none"));
  } else {
    using Direction = store::Trace::Direction;
    if (button(look.text("ui.breakpoints.previous"))) {
      asked.push_back(ask::RunToStop{Direction::backward});
    }
    ImGui::SameLine();
    if (button(look.text("ui.breakpoints.next"))) {
      asked.push_back(ask::RunToStop{Direction::forward});
    }
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    text(look, Face::sans, kSmall, colors.muted, counted(look));
    draw_all(look, &asked);
  }
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::left_below, made<Ui, draw>, nullptr, {0, 0}, Keyboard::field}; }

}  // namespace greenlens::gui::breakpoints
