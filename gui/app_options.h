// What the app is given by whoever opens it: the app itself starts no program and writes no file.
#ifndef GREENLENS_GUI_APP_OPTIONS_H_
#define GREENLENS_GUI_APP_OPTIONS_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/files.h"
#include "gui/measuring.h"
#include "gui/pixels.h"
#include "gui/settings.h"
#include "tracer/facts/grain.h"
#include "tracer/processes/family.h"
#include "tracer/questions/ask.h"
#include "tracer/scene/beside/beside.h"
#include "tracer/scene/theme.h"
#include "tracer/scene/timeline/axis.h"
#include "tracer/scene/timeline/visible_steps.h"
#include "tracer/session/event_source.h"
#include "tracer/store/trace.h"
#include "tracer/words/levels.h"
#include "tracer/words/notes_file.h"

namespace greenlens::gui {

// A number of a scenario that can be another one at its next run, or one of some words.
struct Settable {
  std::string id;  // "depth"; what it is called is said by the message scenario.<id>.set.depth
  int64_t usual = 0, least = 0, most = 0;
  std::vector<std::string> words{};  // of its values from `least` on; empty: it is a number
};

struct ScenarioEntry {
  std::string id, title, teaches;
  std::vector<Settable> settable{};
  std::vector<std::string> handles{};  // the greenlets whose handles can be dropped, by name
  bool threads_at_once = false;        // then it cannot be made to go another way
};

// A file that the window can write: "export.<id>" says what is in it.
struct ExportEntry {
  std::string id;                     // of its format
  std::string ending;                 // ".svg"
  std::string scene;                  // of which picture; empty: of the whole recording
  bool numbers = false;               // of those, in place of the picture
  bool of_step = false;               // of the step that is shown, whatever else
  bool pairs = false;                 // what the step is compared with can stand beside it
  bool opens = false;                 // a selected slice can be opened in it that is not otherwise
  bool each = false;                  // of the steps that are chosen in the timeline a picture each
  std::vector<std::string> blanks{};  // what can be left out of it, to be filled in
  std::vector<std::string> papers{};  // what its pages can be for, the first one unless it is said
};

// The picture of numbers: of those steps that are counted.
inline constexpr const char* kStatistics = "statistics";

// What else is written: the recording itself, a picture of the window, and scores and the like.
inline constexpr const char* kRecording = "recording";
inline constexpr const char* kPicture = "picture";
inline constexpr const char* kText = "text";
inline constexpr const char* kRecordingEnding = ".gltrace";

// Another recording, whose picture is to stand beside this one's.
struct OrderedOther {
  store::Trace::Opening open;
  uint64_t step = 0;
  std::string caption, own_caption;  // over it, and over this one's
  std::vector<scene::Said> said;     // over both
};

// What the window wants to be written.
struct ExportOrder {
  std::string id;         // an ExportEntry's, or kRecording
  std::string recording;  // what the window shows: a scenario's id, a program or a file
  std::string file;       // where to
  uint64_t step = 0;
  scene::Theme theme = scene::Theme::light;
  facts::GreenletId selected = 0;  // 0: none
  std::string scene = {};          // an ExportEntry's
  scene::Steps steps = {};         // that the picture is of; {0, 0}: all
  scene::Steps marked = {};  // of formats that have a picture for each: of these; {0, 0}: none
  facts::Grain grain = facts::Grain::phase;    // at which they stop
  std::vector<facts::GreenletId> hidden = {};  // ascending
  bool times = false;
  scene::Axis axis = scene::Axis::steps;
  std::shared_ptr<const greenlens::strategies::Sweep> measured = {};  // what strategies cost here
  words::Notes notes = {};                                            // that it has at its steps
  std::vector<std::string> stops = {};       // conditions that it has breakpoints at
  greenlens::questions::Asking asking = {};  // how its questions are made
  std::vector<std::string> blank = {};       // what is left out
  std::string language = {};                 // by its id
  words::Level level = words::Level::mechanism;
  std::string solution = {};  // of that, the file for the whole; empty: nothing is left out
  bool opened = false;        // the selected slice, where ExportEntry::opens
  std::string paper = {};     // empty: the first one
  // The run of which the recording is, and which of its processes it is; null: not known.
  std::shared_ptr<const greenlens::processes::Together> together = {};
  std::optional<size_t> process = {};
  std::optional<uint64_t> beside = {};  // a step whose picture stands on the right of it
  std::optional<OrderedOther> other = {};
};

// Writes a file and returns its name; a fault when it cannot be written. In another thread. It asks
// `progress` many times a second; once that is false, what was there before stays, and what is
// returned is dropped.
using ExportWrite = std::function<facts::Result<std::string>(
    const store::Trace&, const ExportOrder&, const store::OnProgress& progress)>;

// The same of a picture of the window.
using PictureWrite = std::function<facts::Result<std::string>(const Pixels&, const std::string&)>;

// The same of a text that is short.
using TextWrite =
    std::function<facts::Result<std::string>(const std::string& text, const std::string& file)>;

// The notes beside a recording. Both are called in another thread.
struct NoteFiles {
  // None, where there is no such file. A fault when there is one that cannot be read.
  std::function<facts::Result<words::ReadNotes>(const std::string& recording)> read;
  // In the place of what is there; no file for none.
  std::function<facts::Fault(const std::string& recording, const words::Notes&)> write;
};

// Lessons that somebody writes, and how far this person has come in all of them.
struct LessonFiles {
  std::function<facts::Result<std::string>(const std::string& file)> read;
  std::function<std::string()> read_progress;  // empty: none is kept yet
  std::function<facts::Fault(const std::string&)> write_progress;
};

// A program to be run: a scenario by its id, which takes no arguments, or a path.
struct StartOrder {
  std::string name;
  std::vector<std::string> arguments;
  // Of one that knows nothing of us: its own functions that switch stacks, with commas; or "auto".
  std::string switches{};
  std::string stacks{};  // variables of such a one that are stacks, likewise
  std::string stub{};    // where a gdb stub leads it, "HOST:PORT"; empty: it is started here
  std::string cpu{};     // another one that it is for, by its name; empty: its file says it
  bool lines = false;    // each line of its own sources is told, too
  std::vector<std::string> settings{};  // of a scenario, "depth=40": those that are not the usual
  std::vector<std::string> what_ifs{};  // likewise, where it goes another way (store::order_text)
  bool operator==(const StartOrder&) const = default;
};

// The programs that run now and offer themselves: to be started by their ids, as scenarios are.
using ListRunning = std::function<std::vector<ScenarioEntry>()>;

using Opened = facts::Result<std::unique_ptr<session::EventSource>>;

// Switches of a CPU that are wrong on purpose: to be started by their ids, as scenarios are.
struct WrongSwitches {
  std::string cpu;   // as StartOrder has it; empty: this machine's
  std::string name;  // the CPU's, as it is shown
  std::vector<ScenarioEntry> all;
};

struct AppOptions {
  std::vector<ScenarioEntry> scenarios;       // for the picker
  std::vector<WrongSwitches> wrong_switches;  // this machine's first
  ListRunning running;                        // null: nobody looks for them
  // Starts a program as a live session; a fault when it cannot be started.
  std::function<Opened(const StartOrder&)> start;
  // Opens a file; called in another thread.
  std::function<Opened(const std::string& file, const store::OnProgress&)> open;
  std::vector<ExportEntry> exporters;
  ExportWrite write;
  PictureWrite write_picture;
  TextWrite write_text;
  FileSystem files;
  NoteFiles notes;
  LessonFiles lessons;
  TimeTurns time_turns;  // measures what strategies cost; null: nobody does
  std::shared_ptr<const greenlens::strategies::Sweep> sweep;  // that was measured; null: nothing
  // What the person's file of keys says (gui/bindings.h), or why it cannot be read; and its name.
  facts::Result<std::string> keys = std::string();
  std::string keys_file;
  std::unique_ptr<session::EventSource> source;  // open on this at once; null: the picker
  std::string file;  // or on this, which takes long; empty: there is none
  // Recordings of one run, whatever they say; empty: they are looked for beside what is opened.
  std::vector<std::string> run_files{};
  std::string language = "en";  // by its id, unless one is remembered
  std::string shown_name;       // of `source`: a scenario's id, a program or a file
  StartOrder started;           // how it was started, where it is a program: but its name
  // What is shown of the first session. None: what is remembered, or its first line.
  struct First {
    std::string step;    // as on the command line; empty: the first line
    std::string select;  // a greenlet's name; empty: none
    std::string with;    // a recording that it is compared with; empty: none
    std::string place;   // the past of which is asked about (tracer/past/place.h); empty: of none
    std::vector<std::string> stops;  // breakpoints, by their conditions
    std::string lesson;              // by its id, or its file; empty: none
    std::optional<facts::Grain> grain;
    std::optional<std::string> language;  // by its id
    std::optional<words::Level> level;    // the story goes by its own steps, where no grain is said
    std::optional<scene::Theme> theme;
    std::optional<float> scale;
    std::optional<LayoutChoice> layout;
    greenlens::questions::Asking asking{};  // how questions are made
  } first;
  // The event that is meant by a step's name at a grain; a fault when there is none.
  std::function<facts::Result<uint64_t>(const store::Trace&, const std::string& step, facts::Grain)>
      find_step;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_APP_OPTIONS_H_
