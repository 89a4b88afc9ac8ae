// The app without a window: its session, what the person chose, and one frame of drawing.
//
// Views look and ask; only the App acts. Needs a current ImGui context for frames and fonts, and
// nothing else; one thread. What goes wrong is said in the window, in a sentence.
#ifndef GREENLENS_GUI_APP_H_
#define GREENLENS_GUI_APP_H_

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gui/app_options.h"
#include "gui/bindings.h"
#include "gui/branching.h"
#include "gui/commands.h"
#include "gui/comparing.h"
#include "gui/curtain.h"
#include "gui/focus.h"
#include "gui/folders.h"
#include "gui/fonts.h"
#include "gui/jobs.h"
#include "gui/lesson_walk.h"
#include "gui/look.h"
#include "gui/measuring.h"
#include "gui/note_keeper.h"
#include "gui/performing.h"
#include "gui/pixels.h"
#include "gui/quiz.h"
#include "gui/relatives.h"
#include "gui/request.h"
#include "gui/settings.h"
#include "gui/start_entries.h"
#include "gui/still_watch.h"
#include "gui/thinking.h"
#include "gui/views/view.h"
#include "gui/wall.h"
#include "tracer/session/session.h"
#include "tracer/what_if/moment.h"

namespace greenlens::gui {

// The newest greenlet of this name that there ever was; 0: there is none.
facts::GreenletId greenlet_called(const store::Trace& trace, const std::string& name);

// A field has the keyboard in the frame after the one that first draws it; one that is not drawn at
// all is not waited for.
inline constexpr int kAwaitedFrames = 4;

class App {
 public:
  App(AppOptions options, Settings settings);

  // Takes in what the program and the jobs have to tell, and plays; `seconds` since the last time.
  // Whether the window has anything to show that it does not show yet.
  bool go_on(float seconds);
  // Draws one frame into the current ImGui frame, then does what was asked for. `seconds` since the
  // last one.
  void draw(float seconds);
  // Both.
  void frame(float seconds);
  // A key was pressed (chord.h's codes), or a letter typed, in the order in which that happened.
  // Whom it is for the app decides: a command, a menu, the view in front, a text field. What is for
  // a field that is about to be there waits for it. `repeated`: the key is being held down.
  enum class Stroke : uint8_t { first, repeated };
  void key(const Chord& pressed, Stroke stroke = Stroke::first);
  void letter(unsigned code_point);
  // The wheel was turned, by so many steps: whether that was for what somebody has in hand, and is
  // not to scroll anything.
  bool wheel(float steps);
  // Runs a command as its key does; false when there is none, or when it may not run now.
  bool run(std::string_view command_id);
  // These are the notes of what is shown.
  void show_notes(words::Notes notes) { notes_.change(std::move(notes)); }
  // What is shown is in the first of these files, which are of one run; one alone: those beside it
  // are looked for.
  void relate(const std::vector<std::string>& files);
  // Asks about the past of a place at the step that is shown, by its name; or says why there is
  // none.
  void ask_about(const std::string& name);
  // Does it at once.
  void carry_out(const Request& request);

  // Good until the app is asked for something.
  Look look() const;
  // To be remembered.
  Settings settings_to_keep() const;
  const Settings& settings() const { return settings_; }
  void place_window(const Settings::Place& place) { settings_.window = place; }
  // In which language it speaks, by its id.
  const std::string& language() const { return language_; }
  // What the window is called.
  std::string title() const;

  // How large the frame that was drawn last is to be seen: for gui::magnify().
  const Magnified& magnified() const { return wall_.zoom.now(); }

  // Somebody wants a picture of the frame that was drawn last, and this is it.
  bool wants_picture() const { return picture_ && picture_frames_ == 0; }
  void take_picture(Pixels pixels);

  bool wants_to_quit() const { return quit_; }
  bool animating() const { return moving_; }  // the next frame will differ without any input
  bool expects_news() const;                  // go_on() may have something to show before long
  // For a picture that stands for itself. Something is under way: it takes more frames.
  bool working() const {
    return jobs_.kind() != Jobs::Kind::none || relatives_.busy() || branching_.pending;
  }
  // All that is under way is given up, and not told of.
  void rest();
  // Whether glyphs or sizes are missing; then, between frames, this builds ImGui's atlas.
  bool fonts_outdated() const { return fonts_outdated_; }
  void build_fonts(const FontFiles& files);

 private:
  // What can change without any input.
  struct Seen {
    uint64_t step = 0, steps = 0, contradicted = 0, found = 0, searched = 0, stops = 0;
    scene::Steps counted;    // of the numbers that there are
    uint64_t notes = 0;      // their version
    bool has_moves = false;  // of the step
    uint64_t beside = 0;     // its version
    uint64_t processes = 0;  // likewise
    uint64_t branches = 0;   // likewise
    session::SourceStatus status{};
    facts::ThreadId waiting_alone = 0;
    bool catching_up = false;
    int percent = 0;
    std::string work, notice, folder;
    size_t files = 0, missing = 0;
    std::string entries;
    Still still;
    bool measures = false, has_sweep = false;
    uint64_t quiz = 0, performing = 0, lesson = 0;  // their versions
    int thinking = 0;                               // seconds that are left
    bool operator==(const Seen&) const = default;
  };
  Seen seen() const;
  void begin_opening(const std::string& file);
  void take_opened(const std::string& file, Opened opened);
  void begin_comparing(const std::string& file);
  void take_aligned(Aligning aligned);
  void go_on_comparing();
  void stand_beside_before();
  void go_on_relating();
  void find_relatives(const std::string& file);
  void arrive(const std::string& file);
  void apply_first();
  void select_first();
  void take_news();
  void take_work();
  // Behind other words; false when it is nothing new.
  bool say_fault(const facts::Fault& fault, const std::string& before);
  void take_found();
  void take_written();
  void take_bindings();
  void take_notes();
  void change_notes(words::Notes notes, bool has_room);
  void number_notes();
  void remember(const std::string& file);
  void go_on_stepping();
  void go_on_to_stop();
  void play(float seconds);
  void find(Sought sought);
  void find_stop(facts::Grain grain, facts::ThreadId thread, store::Trace::Direction direction);
  bool is_over() const;
  bool cursor_moved();
  void follow();
  void take_extent();
  void take_lints();
  void raise(const std::string& view);
  void raise_for(LayoutChoice layout);
  // The cursor goes to this step; none: to the first line.
  void open(std::unique_ptr<session::EventSource> source, const std::string& shown_name,
            std::optional<uint64_t> step = {});
  void leave();
  bool start(const StartOrder& order, std::optional<uint64_t> step);
  const ScenarioEntry* scenario_shown() const;
  void run_again(const StartOrder& order, uint64_t before);
  // Two ways of one run (gui/branching.h).
  StartOrder order_shown() const;
  KeptWay put_aside();
  void show_way(KeptWay way, const Choices& before);
  bool branch_to(const StartOrder& order, Branching* next);
  void run_as_it_was(bool goes_there);
  void go_on_branching();
  void go_to_same_moment();
  void go_to(const what_if::SameMoment& same, uint64_t wanted);
  ExportWrite with_notes(ExportWrite write) const;
  void say(std::string words, bool trouble);
  void say(const facts::Fault& fault);
  void speak(const std::string& language, words::Level level);
  void take_level(words::Level level);
  void look_for_recent();
  void hide_overlay();

  // There is more of a live program's run than in any file.
  bool is_unsaved() const;
  // What leaves it is asked about first: whether that is so.
  bool asks_first(const Request& request);
  bool is_shown() const { return session_ != nullptr && !picking_; }
  bool waits() const { return session_ != nullptr && session_->waiting_for_target(); }

  // The last step that may be seen, while a question waits or a switch is performed.
  std::optional<uint64_t> last_seen_step() const;
  void draw_curtain();
  static void hide_future(Look* look);
  void show_session(Look* shown) const;
  void show_found(Look* look) const;
  bool is_held(const Request& request);
  void keep_before_questions();
  void go_there(uint64_t step);
  void put_question(const std::function<bool()>& put);
  void show_chosen();
  void write_text(const std::string& path, std::string text);

  // What was pressed and typed, until its turn has come.
  struct Pressed {
    Chord chord;
    Stroke stroke = Stroke::first;
    unsigned letter = 0;  // else it is the chord
  };
  void take_keys();
  bool take(const Pressed& now);
  bool take_letter(unsigned letter);
  void take_menu_key(const Chord& chord);
  void take_command(const Chord& chord, Stroke stroke);
  bool take_answer_key(const Chord& chord);
  const View* listener() const;
  bool is_typing() const { return !field_view_.empty() || !awaited_.empty(); }
  void give_letters();

  std::string focus_scope() const;
  // Who has the focus, of the last frame's widgets; null: nobody.
  const FocusStop* focused() const;
  std::optional<bool> take_focus_key(const Chord& chord, const View* view, bool wanted);
  bool is_popup() const;
  void move_focus(int by);
  void focus_on(const FocusStop& stop);
  void leave_focus();
  bool focus_field();
  void begin_focus();
  void end_focus();
  void take_back_letters();

  // One for each Request.
  void act(const ask::Run& asked);
  void act(const ask::Step& asked);
  void act(const ask::Back& asked);
  void act(const ask::Seek& asked);
  void act(const ask::GoTo& asked);
  void act(const ask::RunToEnd& asked);
  void act(const ask::LookBack& asked);
  void act(const ask::Stop& asked);
  void act(const ask::TellAll& asked);
  void act(const ask::TellInstructions& asked);
  void act(const ask::FindEvent& asked);
  void act(const ask::PinStep& asked);
  void act(const ask::CompareWith& asked);
  void act(const ask::EndComparing& asked);
  void act(const ask::Search& asked);
  void act(const ask::FindNext& asked);
  void act(const ask::Read& asked);
  void act(const ask::AskPast& asked);
  void act(const ask::SetStops& asked);
  void act(const ask::RunToStop& asked);
  void act(const ask::FindLike& asked);
  void act(const ask::Count& asked);
  void act(const ask::MeasureStrategies& asked);
  void act(const ask::CancelWork& asked);
  void act(const ask::TogglePlay& asked);
  void act(const ask::ToggleLoop& asked);
  void act(const ask::SetSpeed& asked);
  void act(const ask::ChooseGrain& asked);
  void act(const ask::Select& asked);
  void act(const ask::Hide& asked);
  void act(const ask::TurnStackOver& asked);
  void act(const ask::ShowSteps& asked);
  void act(const ask::MarkSteps& asked);
  void act(const ask::ScrollLanes& asked);
  void act(const ask::Align& asked);
  void act(const ask::FollowStep& asked);
  void act(const ask::Change& asked);
  void act(const ask::ToggleBookmark& asked);
  void act(const ask::WriteNote& asked);
  void act(const ask::RemoveNote& asked);
  void act(const ask::NoteAbout& asked);
  void act(const ask::InLesson& asked);
  void act(const ask::InQuiz& asked);
  void act(const ask::InPerformance& asked);
  void act(const ask::OnWall& asked);
  void act(const ask::Show& asked);
  void act(const ask::Explain& asked);
  void act(const ask::ChooseTab& asked);
  void act(const ask::ChooseLayout& asked);
  void act(const ask::MoveView& asked);
  void act(const ask::ChooseTheme& asked);
  void act(const ask::ChooseLanguage& asked);
  void act(const ask::ChooseLevel& asked);
  void act(const ask::CloseOverlay& asked);
  void act(const ask::SetMenu& asked);
  void act(const ask::ChooseFigure& asked);
  void act(const ask::Browse& asked);
  void act(const ask::ListFolder& asked);
  void act(const ask::EditProgram& asked);
  void act(const ask::LeaveField& asked);
  void act(const ask::DismissNotice& asked);
  void act(const ask::AnotherFrame& asked);
  void act(const ask::PointAtRegister& asked);
  void act(const ask::MoveFocus& asked);
  void act(const ask::Start& asked);
  void act(const ask::StartProgram& asked);
  void act(const ask::Restart& asked);
  void act(const ask::RunWith& asked);
  void act(const ask::WhatIf& asked);
  void act(const ask::ToOtherWay& asked);
  void act(const ask::Scenarios& asked);
  void act(const ask::ReturnToRun& asked);
  void act(const ask::OpenFile& asked);
  void act(const ask::ShowProcess& asked);
  void act(const ask::ShowTimes& asked);
  void act(const ask::Drop& asked);
  void act(const ask::SaveRecording& asked);
  void act(const ask::Export& asked);
  void act(const ask::SavePicture& asked);
  void act(const ask::Quit& asked);
  void act(const ask::Leave& asked);

  // One for each LessonDeed.
  void teach(const deed::OpenLesson& deed);
  void teach(const deed::GoToPart& deed);
  void teach(const deed::AskOfPart& deed);
  void teach(const deed::GoOnInLesson& deed);
  void teach(const deed::ShowPart& deed);
  void teach(const deed::LeaveLesson& deed);
  void teach(const deed::NewLesson& deed);
  void teach(const deed::EditLesson& deed);
  void teach(const deed::WritePart& deed);
  void teach(const deed::AddPartHere& deed);
  void teach(const deed::MovePart& deed);
  void teach(const deed::RemovePart& deed);
  void teach(const deed::PutPartHere& deed);
  void teach(const deed::SaveLesson& deed);
  bool bring_recording(const lessons::Lesson& lesson, const deed::OpenLesson& deed);
  bool has_run(const lessons::Lesson& lesson) const;
  bool fits_lesson() const;
  bool is_lessons_run() const;
  void go_on_lesson(float seconds);
  void read_lesson_again(float seconds);
  void show_part();
  void leave_lesson();
  void know_progress();
  void keep_progress();
  void add_letters_of_lessons(std::vector<std::string>* texts) const;

  // One for each QuizDeed, and for each PerformingDeed.
  void answer(const deed::AskHere& deed);
  void answer(const deed::NextQuestion& deed);
  void answer(const deed::QuestionMode& deed);
  void answer(const deed::Choose& deed);
  void answer(const deed::ChooseRange& deed);
  void answer(const deed::Give& deed);
  void answer(const deed::ShowAnswer& deed);
  void answer(const deed::LookThere& deed);
  void answer(const deed::LookBack& deed);
  void answer(const deed::PutAway& deed);
  void answer(const deed::CountHands& deed);
  void answer(const deed::SetHands& deed);
  void answer(const deed::Think& deed);
  void answer(const deed::MakeBy& deed);
  void answer(const deed::SaveScore& deed);
  void answer(const deed::SaveHands& deed);
  void answer(const deed::ForgetAnswers& deed);
  void perform(const deed::Begin& deed);
  void perform(const deed::Try& deed);
  void perform(const deed::Type& deed);
  void perform(const deed::PointAt& deed);
  void perform(const deed::Hint& deed);
  void perform(const deed::ShowTries& deed);
  void perform(const deed::BeginAgain& deed);
  void perform(const deed::SaveAttempt& deed);
  void perform(const deed::Leave& deed);

  // One for each WallDeed.
  void present(const deed::Present& deed);
  void present(const deed::EndPresenting& deed);
  void present(const deed::Light& deed);
  void present(const deed::ShowPointer& deed);
  void present(const deed::Magnify& deed);
  void present(const deed::Cover& deed);
  void present(const deed::Resize& deed);
  void present(const deed::TakePen& deed);
  void present(const deed::Dip& deed);
  void present(const deed::BeginStroke& deed);
  void present(const deed::GoOnStroke& deed);
  void present(const deed::EndStroke& deed);
  void present(const deed::UndoStroke& deed);
  void present(const deed::ClearStrokes& deed);
  bool uncover();
  void aim();
  void aim_by_focus();
  void go_on_zooming(float seconds);

  AppOptions options_;
  Settings settings_;
  std::string language_;
  facts::Grain grain_before_story_ = facts::Grain::phase;  // goes on where the level is another one
  const words::Messages* messages_;  // of one of the languages: those live for ever
  words::Glossary glossary_;
  Choices choices_;
  Fonts fonts_;
  MadeViews views_;
  std::unique_ptr<session::Session> session_;  // null: the picker
  bool picking_ = false;  // the picker is shown, and the session stays behind it
  StartOrder program_;    // what can be run again; no name: nothing
  std::string kept_in_;   // the file that the run was saved in last
  uint64_t kept_steps_ = 0, keeping_steps_ = 0;  // so many are in it, or are being written
  std::optional<Request> leaving_;               // is done once it was asked about
  std::deque<Request> later_;                    // steps to be taken when the program has come
  state::Moment moment_;                         // the session's, at its cursor
  scene::RunExtent extent_;                      // of the session's trace, up to extent_steps_
  uint64_t extent_steps_ = 0;
  std::shared_ptr<const scene::RunExtent> run_;  // the same, for pictures; null: nothing yet
  std::shared_ptr<const std::vector<lints::Fired>> lints_;  // of a short one; null: not looked for
  LessonWalk lesson_;
  std::string lesson_text_;       // as its file had it last
  float lesson_age_ = 0;          // seconds since that was looked at
  bool lesson_shows_ = false;     // its part is to be shown once its recording is there
  bool runs_for_lesson_ = false;  // the program was started for it: it can be had again
  std::optional<words::Level> level_before_lesson_;
  Quiz quiz_;
  std::optional<Performing> performing_;  // none: nobody performs a switch
  std::unique_ptr<Curtain> curtain_;      // over the session's trace, while something is not seen
  Thinking thinking_;
  Wall wall_;
  ImVec2 mouse_before_ = {-1, -1};
  ImGuiID aimed_focus_ = 0;   // who had the focus when that was pointed with; 0: nobody
  bool looks_there_ = false;  // the cursor goes to where an answer is to be seen
  Comparing comparing_;
  // A run that is to stand beside this one when both have ended; null: none.
  std::unique_ptr<session::Session> before_;
  uint64_t step_beside_ = 0;  // to be shown then
  // Likewise one whose moment is looked for in this one; null: none.
  std::unique_ptr<session::Session> moment_of_;
  uint64_t moment_step_ = 0;
  Branching branching_;
  bool exchanges_ = false;        // once both ways stand
  bool asked_as_it_was_ = false;  // for the run as it was, of a recording of another way
  Relatives relatives_;
  // A recording that is being opened, and which moment of it is wanted.
  struct Arrival {
    std::string file;
    std::optional<uint64_t> time_ns{};
    std::vector<std::string> raised{};  // what was in front before, and stays there
    scene::TimeRange process_times{};
  };
  std::optional<Arrival> arrival_;
  bool began_live_ = false;
  Notice notice_;
  facts::Fault last_fault_;  // of the session
  facts::Fault said_fault_;  // the worst one, of the session or of a job
  std::string summoned_;     // the view that gets the keyboard in the next frame
  std::deque<Pressed> pressed_;
  bool covered_letter_ = false;  // the next letter comes of one that brought the window back
  bool own_letter_ = false;      // the next letter comes of a stroke that was a command
  std::vector<Chord> keys_;      // for the view that listens, in the next frame
  std::string letters_;          // likewise, or for the text field
  std::optional<Chord> edit_;    // for the text field: what changes its text, behind the letters
  Chord held_;                   // what ImGui knew to be held beside it
  std::string field_view_;       // the view whose text field has the keyboard
  std::string awaited_;          // the one whose field is about to have it
  int awaited_frames_ = 0;       // for so long
  bool leave_field_ = false;
  // The keyboard's focus among the widgets.
  struct Focus {
    ImGuiID id = 0;                // who has it; 0: nobody
    ImGuiID behind = 0;            // who had it below what lies over the window
    ImGuiID below_popup = 0;       // likewise
    bool space = false;            // the letter that comes with the key is not typed
    bool pressed = false;          // for the next frame: Enter or Space
    bool moved = false;            // likewise: it has come there
    std::vector<Chord> arrows;     // likewise
    std::vector<FocusStop> order;  // of the last frame
    std::string scope;             // of that
  } focus_;
  std::optional<std::string> picture_;  // the file for a picture of the window
  int picture_frames_ = 0;              // until what lay over it is gone
  Settings chosen_before_;              // what was remembered
  std::string to_select_;               // the command line says so; nobody of this name has come
  AppOptions::First said_once_;         // and what was said for this time alone
  float play_clock_ = 0;                // steps that are due
  float frame_seconds_ = 0;
  bool moving_ = false;       // a view moves by itself
  bool to_stop_ = false;      // a program that is alive runs on to the next breakpoint
  uint64_t not_stopped_ = 0;  // up to this step it has met none
  bool counts_ = false;       // a view shows numbers of the trace
  Ends timeline_at_;          // where it has been drawn in this frame
  bool fonts_outdated_ = true;
  bool quit_ = false;
  Seen seen_;         // in the last frame
  int settling_ = 0;  // so many frames still show something new
  Bindings bindings_;
  std::string wrong_keys_;  // what is to be said of their file, once nothing else is
  NoteKeeper notes_;
  std::vector<words::StepNote> numbered_;         // those of the step that is shown
  std::pair<uint64_t, uint64_t> numbered_for_{};  // their version, and the step; 0: never
  Folders folders_;
  StartEntries entries_;
  StillWatch watch_;
  Measuring measuring_;
  Jobs jobs_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_APP_H_
