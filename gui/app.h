// The app: a session in a window.
//
// run_app and render_png are the two ways in; what is behind them (App, gui/app_state.h) knows no
// window system and no engine: it draws one frame at a time with ImGui and asks the session that it
// was given.
#ifndef GREENLENS_GUI_APP_H_
#define GREENLENS_GUI_APP_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tracer/scene/theme.h"
#include "tracer/session/session.h"

namespace greenlens::gui {

struct ScenarioEntry {
  std::string id, title, teaches;
};

struct AppOptions {
  std::vector<ScenarioEntry> scenarios;  // for the picker
  // Starts a scenario as a live session; null and a sentence on failure.
  std::function<std::unique_ptr<session::EventSource>(const std::string& id, std::string* error)>
      start;
  std::unique_ptr<session::EventSource> source;  // open on this at once; null: the picker
  std::string shown_name;  // of `source`: a scenario's id, a program or a file
};

// Opens the window; returns 0 when it was closed, or 2 and a sentence when there is no display.
int run_app(AppOptions options, std::string* error);

struct SnapshotOptions {
  int width = 1280, height = 800;  // pixels
  scene::Theme theme = scene::Theme::light;
  float scale = 1;
  uint64_t step = 0;
  facts::Grain grain = facts::Grain::phase;
};

// Draws the window at one step into a PNG file; needs no display. False and a sentence on failure.
bool render_png(const store::Timeline& timeline, const SnapshotOptions& options,
                const std::string& path, std::string* error);

// The one command table, for --help and the manual.
struct CommandHelp {
  std::string id, label, key, help;
};
std::vector<CommandHelp> command_help();

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_APP_H_
