#include "gui/commands.h"

#include "gui/app.h"
#include "gui/app_state.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {

using facts::Grain;

namespace {

bool always(const App&) { return true; }
bool has_session(const App& app) { return app.session() != nullptr; }
bool can_go_on(const App& app) { return app.session() && !app.session()->at_end(); }
bool can_go_back(const App& app) { return app.session() && app.session()->cursor() > 0; }
bool overlay_open(const App& app) { return app.ui().overlay != Overlay::none; }

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> all = {
      {"step", {kKeyRight, false, false}, can_go_on, [](App& a) { a.step(a.ui().grain); }},
      {"back", {kKeyLeft, false, false}, can_go_back, [](App& a) { a.back(a.ui().grain); }},
      {"step_switch", {kKeyRight, true, false}, can_go_on, [](App& a) { a.step(Grain::switch_); }},
      {"back_switch", {kKeyLeft, true, false}, can_go_back, [](App& a) { a.back(Grain::switch_); }},
      {"first", {kKeyHome, false, false}, can_go_back, [](App& a) { a.seek(0); }},
      {"last", {kKeyEnd, false, false}, can_go_on, [](App& a) { a.run_to_end(); }},
      {"play", {kKeySpace, false, false}, has_session, [](App& a) { a.toggle_play(); }},
      {"faster", {kKeyUp, false, false}, has_session, [](App& a) { a.change_speed(2); }},
      {"slower", {kKeyDown, false, false}, has_session, [](App& a) { a.change_speed(0.5f); }},
      {"grain_line", {'1', false, false}, has_session, [](App& a) { a.ui().grain = Grain::line; }},
      {"grain_switch",
       {'2', false, false},
       has_session,
       [](App& a) { a.ui().grain = Grain::switch_; }},
      {"grain_phase",
       {'3', false, false},
       has_session,
       [](App& a) { a.ui().grain = Grain::phase; }},
      {"go_to", {'G', false, false}, has_session, [](App& a) { a.open(Overlay::go_to); }},
      {"find", {'F', false, true}, has_session, [](App& a) { a.find_event(); }},
      {"palette", {'P', true, true}, always, [](App& a) { a.open(Overlay::palette); }},
      {"help", {kKeyF1, false, false}, always, [](App& a) { a.open(Overlay::help); }},
      {"close", {kKeyEscape, false, false}, overlay_open, [](App& a) { a.open(Overlay::none); }},
      {"scenarios", {'O', false, true}, has_session, [](App& a) { a.close_session(); }},
      {"theme", {'T', false, true}, always, [](App& a) { a.toggle_theme(); }},
      {"larger", {kKeyEqual, false, true}, always, [](App& a) { a.change_scale(0.25f); }},
      {"smaller", {kKeyMinus, false, true}, always, [](App& a) { a.change_scale(-0.25f); }},
      {"animate",
       {'M', false, true},
       always,
       [](App& a) { a.settings().animate = !a.settings().animate; }},
      {"flip",
       {'U', false, true},
       has_session,
       [](App& a) { a.ui().high_on_top = !a.ui().high_on_top; }},
      {"quit", {'Q', false, true}, always, [](App& a) { a.quit(); }},
  };
  return all;
}

const Command* find_command(const std::string& id) {
  for (const Command& command : commands()) {
    if (command.id == id) return &command;
  }
  return nullptr;
}

std::string chord_text(const Chord& chord) {
  if (chord.key == 0) return "";
  std::string text = std::string(chord.control ? "Ctrl+" : "") + (chord.shift ? "Shift+" : "");
  switch (chord.key) {
    case kKeySpace:
      return text + "Space";
    case kKeyEscape:
      return text + "Esc";
    case kKeyEnter:
      return text + "Enter";
    case kKeyRight:
      return text + "→";
    case kKeyLeft:
      return text + "←";
    case kKeyUp:
      return text + "↑";
    case kKeyDown:
      return text + "↓";
    case kKeyHome:
      return text + "Home";
    case kKeyEnd:
      return text + "End";
    case kKeyF1:
      return text + "F1";
    case kKeyEqual:
      return text + "+";
    case kKeyMinus:
      return text + "-";
  }
  return text + static_cast<char>(chord.key);
}

std::vector<CommandHelp> command_help() {
  const auto& messages = words::Messages::of("en");
  std::vector<CommandHelp> help;
  for (const Command& command : commands()) {
    std::string id = std::string("command.") + command.id;
    help.push_back(
        {command.id, messages.text(id), chord_text(command.key), messages.text(id + ".help")});
  }
  return help;
}

}  // namespace greenlens::gui
