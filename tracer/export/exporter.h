// What can be written for other programs: a row for each format.
//
// A format is a file of this folder and its name in the list in tracer/export/CMakeLists.txt; that
// is all that makes it a part of `greenlens export`, its help and refusals, and of the window. In
// the file is its row: Exporter exporter(), in the namespace greenlens::exports::<name>. The
// message export.<name> says what is written. A format says when events are missing
// (words::lost_so_far), and lets through nothing that acts on a terminal (tracer/facts/shown.h):
// tests ask every one for both.
#ifndef GREENLENS_TRACER_EXPORT_EXPORTER_H_
#define GREENLENS_TRACER_EXPORT_EXPORTER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/export/figure/blank.h"
#include "tracer/export/figure/paper.h"
#include "tracer/export/page/views.h"
#include "tracer/export/scenes.h"
#include "tracer/facts/fault.h"
#include "tracer/lessons/lesson.h"
#include "tracer/questions/ask.h"
#include "tracer/scene/beside/beside.h"
#include "tracer/scene/theme.h"
#include "tracer/store/trace.h"
#include "tracer/strategies/sweep.h"
#include "tracer/words/messages.h"
#include "tracer/words/notes.h"

namespace greenlens::exports {

// Another recording, whose picture stands beside this one's.
struct BesideOther {
  const store::Trace* trace = nullptr;
  uint64_t step = 0;
  std::string caption, other_caption;  // of this one, and of the other one
  std::vector<scene::Said> said{};     // above both
};

struct ExportOptions {
  uint64_t step = 0;  // an event's number; 0 is the beginning
  const NamedScene* scene = &scenes().front();
  scene::Theme theme = scene::Theme::light;
  scene::Steps steps{};                     // that fill the timeline
  std::vector<facts::GreenletId> hidden{};  // ascending: left out of tree and timeline
  facts::GreenletId select = 0;             // whose slice is opened in a picture; 0: nobody's
  Opened opened = Opened::if_selected;
  bool times = false;  // say when things were told, which no two runs have in common
  bool raw = false;    // with addresses, bytes and numbers that no two runs have in common
  scene::Axis axis = scene::Axis::steps;  // what the timeline is divided into
  std::vector<uint64_t> each{};    // of a format that has a picture for each: these; empty: `step`
  std::vector<uint64_t> beside{};  // steps whose pictures stand beside that of `step`
  std::optional<BesideOther> other{};
  std::vector<Blank> blank{};  // what is left out to be filled in
  float scale = 0;             // pixels for one of the picture's; 0: as the format has it
  Paper paper = Paper::picture;
  std::vector<PageView> views{};     // of a page; empty: all
  uint64_t opens_at = 0;             // the step that a page shows first
  std::vector<std::string> stops{};  // conditions that a page has breakpoints at
  size_t questions = 0;        // a page asks so many, as far as there are, and a teacher's own
  questions::Asking asking{};  // how they are made
  std::shared_ptr<const strategies::Sweep>
      measured{};                               // what strategies cost somewhere; null: nothing
  std::shared_ptr<const words::Notes> notes{};  // that stand at their steps; null: none
  // A page leads through this lesson, which is called so; null: through none. Formats that have
  // notes get it as notes (lessons::as_notes()).
  std::shared_ptr<const lessons::Lesson> lesson{};
  std::string lesson_id{};
  // The run that the recording is of, and which of its processes it is; null: not known.
  std::shared_ptr<const processes::Together> together{};
  std::optional<size_t> process{};
  std::optional<uint64_t> longest_noted{};  // the step whose notes a sheet has room for; none: its
                                            // own
  // How many steps of how many are written, of who writes all of them; false: nobody wants the file
  // any more.
  store::OnProgress progress{};

  Shown shown() const {
    Shown shown{step, steps, times};
    shown.select = select;
    shown.opened = opened;
    shown.hidden = hidden;
    shown.axis = axis;
    shown.together = together;
    shown.process = process;
    return shown;
  }
};

// Of who says nothing: enough for a lesson, and some kilobytes.
inline constexpr size_t kUsualPageQuestions = 10;

// Which of the options a format heeds: none of them when it writes the whole trace.
struct Needs {
  bool step = false, scene = false, theme = false, steps = false, times = false, select = false,
       hidden = false;
  bool each = false;    // writes many pictures into one file
  bool figure = false;  // steps beside each other, and forms
  bool scale = false, paper = false;
  bool page = false;   // which views, where it opens, its breakpoints and its questions
  bool notes = false;  // what is written at steps
  bool raw = false;
  bool run = false;  // all processes of a run, where there are several
};
// Of a picture of one step.
inline constexpr Needs kPictureNeeds = {.step = true,
                                        .scene = true,
                                        .theme = true,
                                        .steps = true,
                                        .times = true,
                                        .select = true,
                                        .hidden = true,
                                        .figure = true,
                                        .notes = true};

// Takes the next bytes of the file; false when it takes no more.
using Sink = std::function<bool(std::string_view)>;

struct Exporter {
  const char* ending = "";  // of the file's name: ".svg", ".scene.json"
  Needs needs;
  // The whole file, in one piece or in many: a long trace's lines are never in memory at once.
  // Returns at the end, or when the sink takes no more; a fault when this trace cannot be written
  // so, or nobody wants it any more.
  facts::Fault (*write)(const words::Messages& messages, const store::Trace& trace,
                        const ExportOptions& options, const Sink& sink) = nullptr;
  const char* scene = "";  // of which it is where nothing is said; empty: of the first one
  const char* id = "";     // its file's name, given by the catalogue
};

// Something that can be written: a format, of one of the scenes.
struct Offer {
  const Exporter& format;
  const NamedScene* scene;  // null: it is of the whole trace
};
// Every format of every scene, or of the one that it is for; the first one is what a person gets
// who says nothing. The window offers these; the command line makes any format of any scene.
std::vector<Offer> offers();

// All of them; the first one is what a person gets who asks for "a picture".
const std::vector<Exporter>& exporters();
// By the file's ending, of several that fit the longest; null when it is no one's.
const Exporter* exporter_for(std::string_view path);
// Null when there is none.
const Exporter* find_exporter(std::string_view id);
// ".svg, .jsonl"
std::string known_endings();

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_EXPORTER_H_
