// You are the switch: its moves, what was said of the last one, hints, and the way back through
// all that was tried.
#include <algorithm>

#include "gui/flow.h"
#include "gui/quiz_commands.h"
#include "gui/verdict_mark.h"
#include "gui/views/perform/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/facts/shown.h"
#include "tracer/roleplay/move_text.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::perform {

namespace {

using roleplay::MoveKind;
using scene::Face;

constexpr float kMark = 20, kBetween = 5;  // pixels at 100 %

class Drawing {
 public:
  Drawing(const Look& look, Ui* ui)
      : look_(look),
        ui_(*ui),
        performing_(*look.performing),
        colors_(colors_of(look.settings.theme)),
        wall_(look.settings.layout == LayoutChoice::classroom),
        flow_(look, wall_ ? kTitle : kBody) {}

  Requests draw() {
    refresh();
    if (!wall_ && !performing_.is_over()) paragraph(colors_.ink, ui_.task);
    if (!wall_ || performing_.is_over()) draw_said();
    if (performing_.is_over()) {
      paragraph(colors_.ink, ui_.done, Face::bold);
    } else {
      draw_move();
      draw_typed();
    }
    draw_help();
    draw_way_back();
    return std::move(asked_);
  }

 private:
  void ask_for(PerformingDeed deed) { asked_.push_back(ask::InPerformance{std::move(deed)}); }

  void refresh() {
    if (ui_.version == performing_.version()) return;
    ui_.version = performing_.version();
    ui_.whom = whom(performing_), ui_.places = places(performing_);
    ui_.task = task_text(look_.messages, performing_.stage());
    ui_.said = last_said(look_.messages, performing_);
    ui_.hint = hint(look_.messages, performing_);
    ui_.done = done(look_.messages, performing_);
    if (performing_.pointed()) ui_.parts.address = performing_.pointed();
    // A new move; a refused one is there to be mended.
    const std::vector<roleplay::Tried>& tried = performing_.tried();
    if (tried.size() == ui_.tries) return;
    ui_.tries = tried.size();
    if (tried.empty() || !tried.back().verdict.is_right()) return;
    ui_.parts.address.reset(), ui_.parts.other.reset(), ui_.parts.greenlet = 0;
    set_field(field_id("move"), "", ui_.typed, sizeof ui_.typed);
  }

  void paragraph(ImU32 color, const std::string& words, Face face = Face::sans) {
    flow_.paragraph(color, words, face);
  }
  void title(const char* id) { paragraph(colors_.muted, look_.text(id)); }
  static ButtonLook chosen(bool is) { return is ? ButtonLook::chosen : ButtonLook::plain; }

  void draw_said() {
    if (ui_.said.empty()) return;
    const bool right = performing_.tried()[performing_.shown() - 1].verdict.is_right();
    const auto outcome =
        right ? greenlens::questions::Outcome::right : greenlens::questions::Outcome::wrong;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_verdict_mark(look_, at, look_.px(kMark), outcome);
    ImGui::SetCursorScreenPos({at.x + look_.px(kMark) + look_.px(8), at.y});
    ImGui::BeginGroup();
    paragraph(color_of(look_, outcome), ui_.said);
    ImGui::EndGroup();
    const float below = std::max(ImGui::GetCursorScreenPos().y, at.y + look_.px(kMark));
    ImGui::SetCursorScreenPos({at.x, below + look_.px(kBetween)});
  }

  std::string name(facts::GreenletId id) const {
    return id == 0 ? look_.text("question.nobody")
                   : facts::shown(name_of(performing_.stage().state, id));
  }

  // Part by part: what, whose, where.
  void draw_move() {
    flow_.new_row();
    for (const MoveKind kind : roleplay::kMoveKinds) {
      const std::string words = look_.text(std::string("ui.perform.") + facts::enum_name(kind));
      if (flow_.button(words, chosen(ui_.parts.kind == kind))) ui_.parts.kind = kind;
    }
    draw_do();
    if (needs_greenlet(ui_.parts.kind)) {
      // Who is clicked in a picture is who is meant.
      if (look_.choices.selected != 0) ui_.parts.greenlet = look_.choices.selected;
      title("ui.perform.whose");
      for (const facts::GreenletId id : ui_.whom) {
        if (flow_.button(name(id), chosen(ui_.parts.greenlet == id))) {
          ui_.parts.greenlet = id;
          asked_.push_back(ask::Select{id});
        }
      }
    }
    if (needs_address(ui_.parts.kind)) {
      title("ui.perform.where");
      for (const Place& place : ui_.places) {
        if (flow_.button(place.words, chosen(ui_.parts.address == place.address))) {
          ui_.parts.address = place.address;
          ask_for(deed::PointAt{place.address});
        }
      }
    }
    if (needs_other(ui_.parts.kind)) draw_others();
  }

  void draw_do() {
    flow_.new_row();
    const std::optional<roleplay::Move> move = move_of(ui_.parts);
    const std::string words =
        move ? move_text(look_.messages, performing_.stage(), *move) : look_.text("ui.perform.do");
    if (flow_.button(words, ButtonLook::primary, move.has_value())) ask_for(deed::Try{*move});
  }

  void draw_others() {
    title("ui.perform.other");
    ImGui::PushID("other");
    std::vector<facts::GreenletId> all = ui_.whom;
    all.push_back(0);
    for (const facts::GreenletId id : all) {
      const std::string words = look_.text("ui.perform.above", {{"name", name(id)}});
      if (flow_.button(words, chosen(ui_.parts.other == id))) ui_.parts.other = id;
    }
    ImGui::PopID();
  }

  void draw_typed() {
    ImGui::PushFont(look_.fonts.get(Face::mono, flow_.size()));
    ImGui::SetNextItemWidth(-1);
    field("move", look_.text("ui.perform.type"), ui_.typed, sizeof ui_.typed, look_.summoned);
    ImGui::PopFont();
    const bool entered = std::any_of(look_.keys.begin(), look_.keys.end(),
                                     [](const Chord& chord) { return chord.key == kKeyEnter; });
    if (entered && ui_.typed[0] != '\0') ask_for(deed::Type{ui_.typed});
  }

  void draw_help() {
    paragraph(colors_.ink, ui_.hint, Face::bold);
    flow_.new_row();
    if (!performing_.is_over()) {
      if (flow_.button(look_.text("ui.perform.hint"))) {
        ask_for(deed::Hint{roleplay::HintDepth::general});
      }
      if (flow_.button(look_.text("ui.perform.tell"))) {
        ask_for(deed::Hint{roleplay::HintDepth::exact});
      }
    }
    if (flow_.button(look_.text("ui.perform.leave"))) ask_for(deed::Leave{});
  }

  // What was tried, once more.
  void draw_way_back() {
    const size_t all = performing_.tried().size(), shown = performing_.shown();
    if (all == 0) return;
    paragraph(colors_.muted, look_.text("ui.perform.try", {{"number", std::to_string(shown)},
                                                           {"all", std::to_string(all)}}));
    flow_.new_row();
    if (flow_.button(look_.text("ui.perform.earlier"), ButtonLook::plain, shown > 0)) {
      ask_for(deed::ShowTries{shown - 1});
    }
    if (flow_.button(look_.text("ui.perform.later"), ButtonLook::plain, shown < all)) {
      ask_for(deed::ShowTries{shown + 1});
    }
    if (flow_.button(look_.text("ui.perform.again"))) ask_for(deed::BeginAgain{});
    if (flow_.button(command_label(look_.messages, *find_command("save_attempt")))) {
      asked_.push_back(save_attempt(look_));
    }
  }

  const Look& look_;
  Ui& ui_;
  const Performing& performing_;
  const Colors colors_;
  const bool wall_;  // the sentence above the pictures has the task, and what is said of a move
  Flow flow_;
  Requests asked_;
};

Requests draw_nothing(const Look& look) {
  text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
               look.text("ui.perform.nothing"));
  const Command& command = *find_command("perform_switch");
  if (look.quiz == nullptr || !command.when(look)) return {};
  if (button(command_label(look.messages, command), ButtonLook::primary)) {
    return {command.request(look)};
  }
  return {};
}

Requests draw(const Look& look, Area area, Ui* ui) {
  if (look.trace == nullptr || look.performing == nullptr) return draw_nothing(look);
  ImGui::BeginChild("perform", area.size);
  Requests asked = Drawing(look, ui).draw();
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::left, made<Ui, draw>, nullptr, {0, 0}, Keyboard::field}; }

}  // namespace greenlens::gui::perform
