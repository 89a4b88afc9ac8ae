// One view alone, without an app: what it sees is made up.
#ifndef GREENLENS_TESTS_GUI_STAGE_H_
#define GREENLENS_TESTS_GUI_STAGE_H_

#include <string>
#include <vector>

#include "gui/views/view.h"

namespace greenlens::testing {

// Has an ImGui context of its own, whose clipboard hears what is shown.
class Stage {
 public:
  Stage();
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  // What the view is to see; to be changed between frames.
  state::Moment moment;
  gui::Choices choices;
  gui::Settings settings;
  std::vector<gui::ScenarioEntry> scenarios = {{"one", "The first", "What it teaches."}};
  std::vector<gui::ExportEntry> exporters = {{"svg", ".svg", "stack"}};
  std::string shown_name = "one";
  gui::Notice notice;
  words::Notes notes;

  // Null: there is no session.
  gui::Look look(const store::Trace* trace) const;

  // Draws it as the only thing in a window of this size; returns what it asked for.
  gui::Requests draw(const gui::Draw& view, const gui::Look& look, ImVec2 size);
  // The words that were shown since the last time.
  std::string heard();

 private:
  ImGuiContext* context_;
  gui::Fonts fonts_;
  const words::Glossary glossary_{words::Messages::of("en")};
  std::string heard_;
  mutable std::vector<words::StepNote> numbered_;  // of the last look
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_GUI_STAGE_H_
