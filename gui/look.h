// What views and commands see of the app: all of it, and nothing that they could change.
//
// Made anew for each frame and each command; it refers into the app and is not to be kept. One
// thread.
#ifndef GREENLENS_GUI_LOOK_H_
#define GREENLENS_GUI_LOOK_H_

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gui/app_options.h"
#include "gui/area.h"
#include "gui/beside.h"
#include "gui/branching.h"
#include "gui/chord.h"
#include "gui/figure_choices.h"
#include "gui/files.h"
#include "gui/fonts.h"
#include "gui/lesson_walk.h"
#include "gui/menu_place.h"
#include "gui/noted_element.h"
#include "gui/past_question.h"
#include "gui/performing.h"
#include "gui/quiz.h"
#include "gui/settings.h"
#include "gui/slot.h"
#include "gui/still.h"
#include "gui/thinking.h"
#include "tracer/facts/grain.h"
#include "tracer/findings/findings.h"
#include "tracer/lints/fired.h"
#include "tracer/processes/family.h"
#include "tracer/scene/processes/processes_scene.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/session/event_source.h"
#include "tracer/store/statistics.h"
#include "tracer/store/trace.h"
#include "tracer/strategies/sweep.h"
#include "tracer/words/glossary.h"
#include "tracer/words/messages.h"
#include "tracer/words/step_notes.h"

namespace greenlens::gui {

struct Bindings;
struct Stops;  // gui/stopping.h
struct Wall;   // gui/wall.h

// From where to where something reaches on the screen, in pixels; 0, 0: nowhere.
struct Ends {
  float left = 0, right = 0;
  bool operator==(const Ends&) const = default;
};

// What the person chose that more than one view shows, or that commands change. What matters to one
// view alone is in its own Ui. Not remembered from start to start.
struct Choices {
  facts::Grain grain = facts::Grain::phase;
  bool playing = false;
  bool loop = false;               // from the end it goes on at the beginning: of what is marked in
                                   // the timeline, or of all
  float speed = 1;                 // 0.1 to 10: steps a second
  facts::GreenletId selected = 0;  // 0: follow what changes
  bool high_on_top = true;         // which way up the stack is drawn
  std::vector<facts::GreenletId> hidden;  // in tree and timeline (SceneOptions); ascending
  // Views that were brought to the front, the last one first: where several share a place the one
  // that comes first here is seen, or else the first of them.
  std::vector<std::string> raised;
  std::string overlay;              // the view that lies over the others; empty: none
  MenuPlace menu;                   // the menu that is open over all of them
  Browsing browsing;                // what a file is chosen for, while one is chosen
  StartOrder order;                 // the program that is about to be run, while it is edited
  std::string term;                 // which the glossary was opened for; empty: none
  NotedElement note_about;          // which the field for a note was brought up for
  PastQuestion question;            // about the past
  std::string register_pointed_at;  // in the list of registers; empty: none
  std::vector<std::string> stops;   // breakpoints, by their conditions
  std::string leaving;              // what is asked about first, while it is: a command's id
  FigureChoices figure;             // of what is exported
  scene::TimelineOptions timeline;  // which part of the trace it shows
  scene::TimeRange process_times;   // which part of the run the processes are shown in; {0, 0}: all
  bool follow = true;               // the timeline moves on with the step
  Ends timeline_at;                 // where its steps are on the screen; nowhere: it is not seen

  // The steps whose numbers are shown and exported: those that were chosen in the timeline, or else
  // those that it shows; {0, 0}: all.
  scene::Steps counted() const {
    const scene::Steps& marked = timeline.marked;
    return marked.from < marked.to ? marked : timeline.steps;
  }
};

// A sentence for the person, until it is dismissed; without trouble also until a step is asked for.
struct Notice {
  std::string words;  // empty: there is nothing to say
  bool trouble = false;
  bool stays = false;       // until it is dismissed, though it is no trouble
  bool of_the_end = false;  // it is how the program ended
};

// What is looked for in the events, and what was found so far.
struct Search {
  std::string words;            // empty: nothing
  uint64_t read = 0, all = 0;   // steps
  std::vector<uint64_t> found;  // ascending
  bool busy = false;            // there is more to come
};

// What is done meanwhile, in a sentence; the rest of the window can be used.
struct Work {
  std::string words;  // empty: nothing
  float share = 0;    // 0 to 1
};

struct Look {
  const store::Trace* trace = nullptr;               // null: no session, nothing but the picker
  const state::Moment& moment;                       // what the cursor stands on
  std::shared_ptr<const scene::RunExtent> run = {};  // what pictures of the trace have in common
  session::SourceStatus status = session::SourceStatus::finished;
  facts::ThreadId waiting_alone = 0;  // it was let go on alone and says nothing; 0: none
  bool catching_up = false;           // the program stands, and what it told before still comes
  bool at_end = false;                // nothing after the cursor, now or later
  bool began_live = false;            // the session began with a program that was alive
  bool live = false;                  // and it has not ended
  bool unsaved = false;               // and there is more of it than in any file
  facts::FaultKind fault = facts::FaultKind::none;  // what is wrong with the session
  std::string kept_in = {};                 // the file in which what was recorded was saved last
  std::string run_behind = {};              // without a trace: the session to which one can go back
  StartOrder program = {};                  // what can be run again; empty: nothing
  const ScenarioEntry* scenario = nullptr;  // of which the recording is
  Still still = {};                         // a program that was let go and tells nothing
  bool waits_for_program = false;           // a step was asked for, and has not come
  bool typing = false;                      // a text field has the keyboard
  const Choices& choices;
  const Settings& settings;
  const words::Messages& messages;
  const words::Glossary& glossary;
  const Fonts& fonts;
  const std::vector<ScenarioEntry>& scenarios;
  const std::vector<ExportEntry>& exporters;
  const std::string& shown_name;
  const Notice& notice;
  const Search* search = nullptr;
  // Switches that are wrong on purpose, to be tried; null: there are none.
  const std::vector<WrongSwitches>* wrong_switches = nullptr;
  const Stops* stops = nullptr;  // of the breakpoints; null: there are none
  // The steps that contradict the rules, ascending, as far as they were looked at; null: as the
  // trace says.
  const std::vector<uint64_t>* checked = nullptr;
  bool all_checked = true;  // all steps were looked at
  // Of who asks for it (ask::Count): the steps of choices.counted() in numbers, until they have
  // been counted those that were counted before, and their sums say which; and how each greenlet
  // has moved by the step that is shown. Null: not yet.
  std::shared_ptr<const store::Numbers> numbers = {};
  const store::Moves* moves = nullptr;
  // Likewise of all steps, and what looks wrong there.
  std::shared_ptr<const store::Numbers> all_numbers = {};
  std::shared_ptr<const std::vector<findings::Finding>> findings = {};
  std::shared_ptr<const std::vector<lints::Fired>> lints = {};
  // The run that the recording is of, with all of its processes that were found, and which of them
  // is shown; null, and none: not known yet, or it is in no file.
  std::shared_ptr<const greenlens::processes::Together> processes = {};
  std::optional<size_t> process = {};
  uint64_t processes_version = 0;
  // What strategies cost on this machine; null: not measured. Whether it is being measured, and
  // whether it can be.
  std::shared_ptr<const greenlens::strategies::Sweep> sweep = {};
  bool measures = false, can_measure = false;
  const words::Notes* notes = nullptr;             // of the session; null: none
  std::span<const words::StepNote> numbered = {};  // those of the step that is shown
  std::optional<uint64_t> longest_noted = {};      // the step whose notes need most room
  const Bindings* bindings = nullptr;              // the keys in force; null: those of the table
  const Beside* beside = nullptr;                  // what the step is compared with; null: nothing
  // Where the recording that it is compared with begins to differ; none: nowhere.
  std::optional<uint64_t> first_difference = {};
  std::optional<ShownBranches> branches = {};  // the two ways of a run; none: there is one
  const Quiz* quiz = nullptr;                  // of the session; null: none
  const LessonWalk* lesson = nullptr;          // it may not be open; null: there is none
  const Performing* performing = nullptr;      // the switch that is performed; null: none is
  const Wall* wall = nullptr;                  // what is in hand in front of a class
  Thinking thinking{};                         // the clock of a question that waits
  Work work{};
  float seconds = 0;      // since the last frame
  bool summoned = false;  // a command has just brought this view up: it takes the keyboard
  // What was pressed since the last frame, for this view alone: keys that are no letters, and
  // letters where it has no field for them.
  std::vector<Chord> keys = {};
  std::string letters = {};
  const Listing* listing = nullptr;                 // the folder that was asked for; null: none
  const std::vector<RecentFile>* recent = nullptr;  // newest first; null: none
  std::string home = {}, here = {};                 // folders
  std::string language = {};                        // that is spoken, by its id

  // A length on the screen. `units` are pixels at 100 %.
  float px(float units) const { return units * settings.scale; }
  std::string text(std::string_view id,
                   std::initializer_list<words::Messages::Place> places = {}) const {
    return messages.text(id, places);
  }
  // The greenlet that the details are about: the selected one, or the one that this step is about;
  // 0 when there is none yet.
  facts::GreenletId focus() const;
  // Whether the program can still tell more than the trace has.
  bool expects_news() const;
  // At the step that is shown, bookmarks too.
  std::span<const words::Note> notes_here() const {
    return notes != nullptr ? words::notes_at(*notes, moment.number)
                            : std::span<const words::Note>();
  }
  // A question stands open: what views see ends at its step, and none tells what comes later.
  bool asks() const { return quiz != nullptr && quiz->waits(); }
  // Likewise while a switch is performed.
  bool performs() const { return performing != nullptr && !performing->is_over(); }
  // There is a trace.
  const std::vector<uint64_t>& contradicted() const {
    return checked != nullptr ? *checked : trace->contradicted();
  }
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_LOOK_H_
