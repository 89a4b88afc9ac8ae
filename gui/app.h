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
  // Starts a scenario as a live session.
  std::function<facts::Result<std::unique_ptr<session::EventSource>>(const std::string& id)> start;
  std::unique_ptr<session::EventSource> source;  // open on this at once; null: the picker
  std::string shown_name;  // of `source`: a scenario's id, a program or a file
};

// Opens the window; returns when it was closed. A fault when there is no display to open it on.
facts::Fault run_app(AppOptions options);

struct SnapshotOptions {
  int width = 1280, height = 800;  // pixels
  scene::Theme theme = scene::Theme::light;
  float scale = 1;
  uint64_t step = 0;
  facts::Grain grain = facts::Grain::phase;
};

// Draws the window at one step into a PNG file; needs no display. A fault when this
// machine cannot draw, or the file cannot be written.
facts::Fault render_png(const store::Trace& trace, const SnapshotOptions& options,
                        const std::string& path);

// The one command table, for --help and the manual.
struct CommandHelp {
  std::string id, label, key, help;
};
std::vector<CommandHelp> command_help();

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_APP_H_
