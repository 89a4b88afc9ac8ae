// The app without a window: its session, what the person chose, and one frame of drawing.
//
// Views look and ask; only the App acts. Needs a current ImGui context for frames and fonts, and
// nothing else; one thread. What goes wrong is said in the window, in a sentence.
#ifndef GREENLENS_GUI_APP_H_
#define GREENLENS_GUI_APP_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gui/app_options.h"
#include "gui/commands.h"
#include "gui/fonts.h"
#include "gui/jobs.h"
#include "gui/look.h"
#include "gui/request.h"
#include "gui/settings.h"
#include "gui/views/view.h"
#include "tracer/session/session.h"

namespace greenlens::gui {

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
  // A key was pressed (commands.h's codes), and no text field wanted it.
  void key(const Chord& pressed);
  // Runs a command as its key does; false when there is none, or when it may not run now.
  bool run(std::string_view command_id);
  // Does it at once.
  void carry_out(const Request& request);

  // Good until the app is asked for something.
  Look look() const;
  // To be remembered.
  const Settings& settings() const { return settings_; }

  bool wants_to_quit() const { return quit_; }
  bool animating() const { return moving_; }  // the next frame will differ without any input
  bool expects_news() const;                  // go_on() may have something to show before long
  // For a picture that stands for itself. Something is under way: it takes more frames.
  bool working() const { return jobs_.kind() != Jobs::Kind::none; }
  // All that is under way is given up, and not told of.
  void rest();
  // Whether glyphs or sizes are missing; then, between frames, this builds ImGui's atlas.
  bool fonts_outdated() const { return fonts_outdated_; }
  void build_fonts(const FontFiles& files);

 private:
  // What can change without any input.
  struct Seen {
    uint64_t step = 0, steps = 0, contradicted = 0, found = 0, searched = 0;
    session::SourceStatus status{};
    facts::ThreadId waiting_alone = 0;
    bool catching_up = false;
    int percent = 0;
    std::string work, notice;
    bool operator==(const Seen&) const = default;
  };
  Seen seen() const;
  void begin_opening();
  void take_news();
  void take_work();
  // Behind other words; false when it is nothing new.
  bool say_fault(const facts::Fault& fault, const std::string& before);
  void take_found();
  void play(float seconds);
  void find(Sought sought);
  void find_stop(facts::Grain grain, facts::ThreadId thread, store::Trace::Direction direction);
  bool is_over() const;
  bool cursor_moved();
  void follow();
  void take_extent();
  void raise(const std::string& view);
  void open(std::unique_ptr<session::EventSource> source, const std::string& shown_name);
  void leave();
  void say(std::string words, bool trouble);

  // One for each Request.
  void act(const ask::Run& asked);
  void act(const ask::Step& asked);
  void act(const ask::Back& asked);
  void act(const ask::Seek& asked);
  void act(const ask::RunToEnd& asked);
  void act(const ask::TellAll& asked);
  void act(const ask::FindEvent& asked);
  void act(const ask::Search& asked);
  void act(const ask::FindNext& asked);
  void act(const ask::Read& asked);
  void act(const ask::CancelWork& asked);
  void act(const ask::TogglePlay& asked);
  void act(const ask::SetSpeed& asked);
  void act(const ask::ChooseGrain& asked);
  void act(const ask::Select& asked);
  void act(const ask::TurnStackOver& asked);
  void act(const ask::ShowSteps& asked);
  void act(const ask::MarkSteps& asked);
  void act(const ask::ScrollLanes& asked);
  void act(const ask::FollowStep& asked);
  void act(const ask::Change& asked);
  void act(const ask::Show& asked);
  void act(const ask::ChooseTab& asked);
  void act(const ask::ChooseLayout& asked);
  void act(const ask::CloseOverlay& asked);
  void act(const ask::DismissNotice& asked);
  void act(const ask::AnotherFrame& asked);
  void act(const ask::Start& asked);
  void act(const ask::LeaveSession& asked);
  void act(const ask::Export& asked);
  void act(const ask::Quit& asked);

  AppOptions options_;
  Settings settings_;
  const words::Messages& messages_;
  Choices choices_;
  Fonts fonts_;
  MadeViews views_;
  std::unique_ptr<session::Session> session_;  // null: the picker
  state::Moment moment_;                       // the session's, at its cursor
  scene::RunExtent extent_;                    // of the session's trace, up to extent_steps_
  uint64_t extent_steps_ = 0;
  std::shared_ptr<const scene::RunExtent> run_;  // the same, for pictures; null: nothing yet
  bool began_live_ = false;
  Notice notice_;
  facts::Fault last_fault_;  // of the session
  facts::Fault said_fault_;  // the worst one, of the session or of a job
  std::string summoned_;     // the view that gets the keyboard in the next frame
  float play_clock_ = 0;     // steps that are due
  float frame_seconds_ = 0;
  bool moving_ = false;  // a view moves by itself
  bool fonts_outdated_ = true;
  bool quit_ = false;
  Seen seen_;         // in the last frame
  int settling_ = 0;  // so many frames still show something new
  Jobs jobs_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_APP_H_
