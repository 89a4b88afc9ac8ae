// What the app is given by whoever opens it: the app itself starts no program and writes no file.
#ifndef GREENLENS_GUI_APP_OPTIONS_H_
#define GREENLENS_GUI_APP_OPTIONS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tracer/scene/theme.h"
#include "tracer/session/event_source.h"
#include "tracer/store/trace.h"

namespace greenlens::gui {

struct ScenarioEntry {
  std::string id, title, teaches;
};

// A file that the window can write: "export.<id>" says what is in it.
struct ExportEntry {
  std::string id;
  std::string ending;  // ".svg"
};

// What the window wants to be written.
struct ExportOrder {
  std::string id;         // an ExportEntry's
  std::string recording;  // what the window shows: a scenario's id, a program or a file
  uint64_t step = 0;
  scene::Theme theme = scene::Theme::light;
};

// Writes a file and returns its name; a fault when it cannot be written. In another thread. It asks
// `progress` many times a second; once that is false, what was there before stays, and what is
// returned is dropped.
using ExportWrite = std::function<facts::Result<std::string>(
    const store::Trace&, const ExportOrder&, const store::OnProgress& progress)>;

struct AppOptions {
  std::vector<ScenarioEntry> scenarios;  // for the picker
  // Starts a scenario as a live session; a fault when it cannot be started.
  std::function<facts::Result<std::unique_ptr<session::EventSource>>(const std::string& id)> start;
  std::vector<ExportEntry> exporters;
  ExportWrite write;
  std::unique_ptr<session::EventSource> source;  // open on this at once; null: the picker
  // Or on this, which takes long: called in another thread. Empty: there is none.
  std::function<facts::Result<std::unique_ptr<session::EventSource>>(const store::OnProgress&)>
      open;
  std::string shown_name;  // of `source`: a scenario's id, a program or a file
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_APP_OPTIONS_H_
