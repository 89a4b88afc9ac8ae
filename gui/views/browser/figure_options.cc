#include "gui/views/browser/figure_options.h"

#include <algorithm>
#include <utility>

#include "gui/export_entries.h"
#include "gui/widgets.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::browser {
namespace {

using scene::Face;

// One frame of it.
class FigureOptions {
 public:
  FigureOptions(const Look& look, const ExportEntry& entry, Area area, const std::string& folder)
      : look_(look), entry_(entry), end_(area.at.x + area.size.x), folder_(folder) {}

  Requests draw() {
    if (is_of_each(look_, entry_)) say_which_steps();
    if (can_pair(look_, entry_)) draw_pair();
    if (entry_.papers.size() > 1) draw_papers();
    if (can_open(look_, entry_)) draw_opened();
    if (!entry_.blanks.empty()) draw_form();
    return std::move(asked_);
  }

 private:
  void begin_row(const std::string& words) {
    ImGui::AlignTextToFramePadding();
    text(look_, Face::sans, kBody, colors_of(look_.settings.theme).muted, words);
  }
  // Beside the one before, where there is room for so much.
  void go_on(float width) {
    ImGui::SameLine(0, look_.px(4));
    if (ImGui::GetCursorScreenPos().x + width > end_) ImGui::NewLine();
  }
  bool offer(const std::string& words, bool chosen) {
    go_on(width_of(look_, Face::sans, kBody, words) + look_.px(16));
    return button(words, chosen ? ButtonLook::chosen : ButtonLook::plain);
  }
  bool check(const std::string& words, bool on) {
    go_on(width_of(look_, Face::sans, kBody, words) + look_.px(34));
    return checkbox(words, on);
  }
  void choose(FigureChoices then) { asked_.push_back(ask::ChooseFigure{std::move(then)}); }

  void say_which_steps() {
    const scene::Steps& marked = look_.choices.timeline.marked;
    text_wrapped(look_, Face::sans, kBody, colors_of(look_.settings.theme).muted,
                 look_.text("ui.export.each", {{"from", std::to_string(marked.from)},
                                               {"to", std::to_string(marked.to)}}));
  }

  // The name says whether there are two.
  void draw_pair() {
    const Beside& beside = *look_.beside;
    begin_row(look_.text("ui.export.shown"));
    const std::string with =
        look_.text(beside.is_other ? "ui.export.beside_other" : "ui.export.beside_step",
                   {{"step", std::to_string(beside.moment.number)}});
    const bool alone = look_.choices.figure.alone;
    if (offer(with, !alone)) stand_alone(false);
    if (offer(look_.text("ui.export.alone"), alone)) stand_alone(true);
  }
  void stand_alone(bool alone) {
    FigureChoices then = look_.choices.figure;
    then.alone = alone;
    Browsing browsing = export_browsing(look_, entry_, then);
    browsing.folder = folder_;
    choose(std::move(then));
    asked_.push_back(ask::Browse{std::move(browsing)});
  }

  void draw_papers() {
    begin_row(look_.text("ui.export.paper"));
    const FigureChoices& now = look_.choices.figure;
    const std::string& chosen = now.paper.empty() ? entry_.papers.front() : now.paper;
    for (const std::string& paper : entry_.papers) {
      if (!offer(look_.text("ui.paper." + paper), paper == chosen)) continue;
      FigureChoices then = now;
      then.paper = paper;
      choose(std::move(then));
    }
  }

  void draw_opened() {
    const bool opened = look_.choices.figure.opened;
    const std::string name = state::name_of(look_.moment.after, look_.choices.selected);
    if (!checkbox(look_.text("ui.export.opened", {{"name", name}}), opened)) return;
    FigureChoices then = look_.choices.figure;
    then.opened = !opened;
    choose(std::move(then));
  }

  void draw_form() {
    const FigureChoices& now = look_.choices.figure;
    if (checkbox(look_.text("ui.export.form"), now.form)) {
      FigureChoices then = now;
      then.form = !now.form;
      choose(std::move(then));
    }
    if (!now.form) return;
    for (const std::string& blank : entry_.blanks) {
      const auto at = std::find(now.blank.begin(), now.blank.end(), blank);
      if (!check(look_.text("ui.blank." + blank), at != now.blank.end())) continue;
      FigureChoices then = now;
      if (at != now.blank.end()) {
        then.blank.erase(then.blank.begin() + (at - now.blank.begin()));
      } else {
        then.blank.push_back(blank);
      }
      choose(std::move(then));
    }
  }

  const Look& look_;
  const ExportEntry& entry_;
  const float end_;
  const std::string& folder_;
  Requests asked_;
};

}  // namespace

Requests draw_figure_options(const Look& look, const ExportEntry& entry, Area area,
                             const std::string& folder) {
  return FigureOptions(look, entry, area, folder).draw();
}

}  // namespace greenlens::gui::browser
