// What a view or a command asks for. Only the app acts, after everything has been drawn.
#ifndef GREENLENS_GUI_REQUEST_H_
#define GREENLENS_GUI_REQUEST_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gui/app_options.h"
#include "gui/figure_choices.h"
#include "gui/files.h"
#include "gui/lesson_deeds.h"
#include "gui/menu_place.h"
#include "gui/noted_element.h"
#include "gui/past_question.h"
#include "gui/quiz_deeds.h"
#include "gui/settings.h"
#include "gui/slot.h"
#include "gui/wall_deeds.h"
#include "tracer/facts/grain.h"
#include "tracer/facts/values.h"
#include "tracer/scene/processes/processes_scene.h"
#include "tracer/scene/timeline/visible_steps.h"
#include "tracer/store/trace.h"
#include "tracer/store/what_if.h"
#include "tracer/words/levels.h"
#include "tracer/words/notes.h"

namespace greenlens::gui {

class Pass;

// What needs a session is passed over without one.
namespace ask {

struct Run {  // a command, if it may run now
  std::string command;
};

// --- where the session stands
struct Step {
  facts::Grain grain;
  facts::ThreadId thread = 0;  // alone; 0: all of them
};
struct Back {
  facts::Grain grain;
  facts::ThreadId thread = 0;
};
struct Seek {  // beyond the end is the end
  uint64_t step;
};
struct GoTo {  // so many stops of the chosen grain from the beginning; beyond the end is the end
  uint64_t number;
};
struct RunToEnd {};
struct LookBack {};        // the step that was asked for is not waited for any more
struct Stop {};            // ends a program that is alive; what it told stays
struct TellAll {};         // a program that is alive
struct TellInstructions {  // likewise: each one of its switches from here on, or of the next one
  bool next_only = false;
};
struct FindEvent {  // the nearest one that is about this greenlet; says so when there is none
  facts::GreenletId greenlet;
  store::Trace::Direction direction;
};

struct PinStep {};    // that is shown: those that come are compared with it
struct CompareWith {  // another recording
  std::string path;
};
struct EndComparing {};

struct Search {  // lists the events that say this; empty: none
  std::string words;
};
struct FindNext {  // of those that say what was searched for last; says so when there is none
  store::Trace::Direction direction;
};
struct Read {  // all of the trace, in place of who reads it now for the same
  enum class For : uint8_t { lines, past };
  std::shared_ptr<Pass> pass;
  For whom = For::lines;
};
struct AskPast {  // and brings up the answer
  PastQuestion question;
};
struct SetStops {  // exactly these breakpoints, by their conditions
  std::vector<std::string> conditions;
};
struct RunToStop {  // a program that is alive runs on to it
  store::Trace::Direction direction;
};
struct FindLike {  // the nearest event of the same kind, or that touches the word asked about
  enum class What : uint8_t { kind, word };
  What what;
  store::Trace::Direction direction;
};
struct MeasureStrategies {};  // on this machine
struct Count {};              // what is chosen of it, for who shows numbers; said in each frame
struct CancelWork {};         // what the window tells of

// --- what the person chose
struct TogglePlay {};
struct ToggleLoop {};
struct SetSpeed {  // clamped
  float speed;
};
struct ChooseGrain {
  facts::Grain grain;
};
struct Select {  // 0: follow what changes
  facts::GreenletId greenlet;
};
struct Hide {  // exactly these; none: all are shown
  std::vector<facts::GreenletId> greenlets;
};
struct TurnStackOver {};
struct ShowSteps {  // in the timeline; {0, 0}: all
  scene::Steps steps;
};
struct MarkSteps {  // in the timeline; {0, 0}: none
  scene::Steps steps;
};
struct ScrollLanes {  // so many are above
  size_t first;
};
struct Align {  // the slider with the timeline, whose steps are there; said in each frame
  float left, right;
};
struct FollowStep {};  // the timeline does, or does not any more
struct Change {        // to these settings, clamped
  Settings settings;
};

// --- notes, at the step that is shown
struct ToggleBookmark {};  // where something is written, that is shown instead
struct WriteNote {         // one more, or instead of the n-th of the step
  words::Note note;
  std::optional<size_t> instead_of;
};
struct RemoveNote {  // the n-th of the step
  size_t number;
};
struct NoteAbout {  // brings up the field for one about this
  NotedElement about = {};
};

// --- questions, and a switch that is performed
struct InLesson {
  LessonDeed deed;
};
struct InQuiz {
  QuizDeed deed;
};
struct InPerformance {
  PerformingDeed deed;
};

// --- in front of a class
struct OnWall {
  WallDeed deed;
};

// --- what is shown
struct Show {  // brings a view to the front and gives it the keyboard; hides the overlay that is up
  std::string view;
};
struct Explain {  // brings up the glossary at this term
  std::string term;
};
struct ChooseTab {
  std::string view;
};
struct ChooseLayout {  // and the scale that goes with it
  LayoutChoice layout;
};
struct MoveView {  // to another place, in the layout of one's own
  std::string view;
  Slot to;
};
struct ChooseTheme {
  scene::Theme theme;
};
struct ChooseLanguage {
  std::string language;  // by its id
};
struct ChooseLevel {
  words::Level level;
};
struct CloseOverlay {};
struct SetMenu {
  MenuPlace place;
};
struct ChooseFigure {  // of what is exported
  FigureChoices figure;
};
struct Browse {  // brings up the list of files, for this
  Browsing browsing;
};
struct ListFolder {
  std::string folder;
};
struct EditProgram {  // brings up the program with its arguments, to be run
  StartOrder order;
};
struct LeaveField {};  // the text field that has the keyboard
struct DismissNotice {};
struct AnotherFrame {};   // something moves by itself
struct PointAtRegister {  // its instructions are marked; empty: none are
  std::string name;
};
struct MoveFocus {  // as Tab does; -1: as with Shift
  int by = 1;
};

// --- the whole
struct Start {  // a scenario, in place of the session that is there
  std::string scenario;
};
struct StartProgram {  // likewise, anything that can be run
  StartOrder order;
};
// The scenario that is shown once more, with these settings, up to this step; `beside`: what is
// shown now stands beside it.
struct RunWith {
  std::vector<std::string> settings;
  bool beside = false;
};
// The scenario that is shown once more, as before up to there, and then with this deed of who runs
// there; the run that is shown stays beside it.
struct WhatIf {
  store::WhatIf deed;
  facts::GreenletId runs;
};
struct ToOtherWay {                // exchanges the two
  std::optional<uint64_t> step{};  // of the other one; none: where this one stands, up to the fork
};
struct Restart {};      // what runs, or ran, once more
struct Scenarios {};    // the list; what is shown stays behind it
struct ReturnToRun {};  // from there
struct OpenFile {
  std::string path;
};
struct ShowProcess {                 // of the run's: its recording, where it stood then
  size_t process;                    // in greenlens::processes::Family::processes
  std::optional<uint64_t> clock_ns;  // on the clock of the run; none: where it is opened
};
struct ShowTimes {  // of the processes; {0, 0}: all
  scene::TimeRange times;
};
struct Drop {  // files that were drawn onto the window: of several the first, with the others as
               // its run
  std::vector<std::string> files;
};
struct SaveRecording {  // all that was recorded so far
  std::string path;
};
struct Export {  // what is shown, with this exporter; empty: the first one
  std::string exporter;
  std::string file = {};   // empty: one that is named after the step
  std::string scene = {};  // empty: the first one, where there are some
};
struct SavePicture {  // of the window, without what lies over it
  std::string path;
};
struct Quit {};
struct Leave {  // what is left would be lost: it is saved first, dropped, or not left
  enum class Answer : uint8_t { save, drop, stay } answer;
};

}  // namespace ask

using Request = std::variant<
    ask::Run, ask::Step, ask::Back, ask::Seek, ask::GoTo, ask::RunToEnd, ask::LookBack, ask::Stop,
    ask::TellAll, ask::TellInstructions, ask::FindEvent, ask::PinStep, ask::CompareWith,
    ask::EndComparing, ask::Search, ask::FindNext, ask::Read, ask::AskPast, ask::SetStops,
    ask::RunToStop, ask::FindLike, ask::Count, ask::MeasureStrategies, ask::CancelWork,
    ask::TogglePlay, ask::ToggleLoop, ask::SetSpeed, ask::ChooseGrain, ask::Select, ask::Hide,
    ask::TurnStackOver, ask::ShowSteps, ask::MarkSteps, ask::ScrollLanes, ask::Align,
    ask::FollowStep, ask::Change, ask::ToggleBookmark, ask::WriteNote, ask::RemoveNote,
    ask::NoteAbout, ask::InLesson, ask::InQuiz, ask::InPerformance, ask::OnWall, ask::Show,
    ask::Explain, ask::ChooseTab, ask::ChooseLayout, ask::MoveView, ask::ChooseTheme,
    ask::ChooseLanguage, ask::ChooseLevel, ask::CloseOverlay, ask::SetMenu, ask::ChooseFigure,
    ask::Browse, ask::ListFolder, ask::EditProgram, ask::LeaveField, ask::DismissNotice,
    ask::AnotherFrame, ask::PointAtRegister, ask::MoveFocus, ask::Start, ask::StartProgram,
    ask::Restart, ask::RunWith, ask::WhatIf, ask::ToOtherWay, ask::Scenarios, ask::ReturnToRun,
    ask::OpenFile, ask::ShowProcess, ask::ShowTimes, ask::Drop, ask::SaveRecording, ask::Export,
    ask::SavePicture, ask::Quit, ask::Leave>;

// In the order in which they are to be carried out.
using Requests = std::vector<Request>;

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_REQUEST_H_
