// What there is to choose from at the start: the scenarios, and before them the programs that run
// now and let themselves be watched.
#ifndef GREENLENS_GUI_START_ENTRIES_H_
#define GREENLENS_GUI_START_ENTRIES_H_

#include <string>
#include <vector>

#include "gui/app_options.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {

// What it is called, and what it says of itself, in the language that is spoken: of a scenario the
// messages scenario.<id> and scenario.<id>.teaches, where there are any.
std::string title_of(const words::Messages& messages, const ScenarioEntry& entry);
std::string teaches_of(const words::Messages& messages, const ScenarioEntry& entry);

// For the app; one thread.
class StartEntries {
 public:
  StartEntries(const std::vector<ScenarioEntry>& scenarios, ListRunning running);
  // Once a frame; looks anew every second while somebody sees them.
  void go_on(float seconds, bool seen);
  // Good until the next go_on().
  const std::vector<ScenarioEntry>& all() const { return all_; }

 private:
  void look();

  const std::vector<ScenarioEntry>& scenarios_;
  const ListRunning running_;
  std::vector<ScenarioEntry> all_;
  float until_next_ = 0;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_START_ENTRIES_H_
