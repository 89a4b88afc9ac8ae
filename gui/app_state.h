// The app without a window: its session, what the person chose, and one frame of drawing.
//
// Views look and ask; only the App acts. Needs a current ImGui context, nothing else.
#ifndef GREENLENS_GUI_APP_STATE_H_
#define GREENLENS_GUI_APP_STATE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gui/app.h"
#include "gui/commands.h"
#include "gui/fonts.h"
#include "gui/settings.h"
#include "tracer/scene/scene.h"
#include "tracer/session/session.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {

enum class Overlay { none, palette, help, go_to };
enum class LeftTab { program, engine };
enum class RightTab { greenlet, frames, events };

// What the person is looking at. Not remembered from start to start.
struct Ui {
  facts::Grain grain = facts::Grain::phase;
  Overlay overlay = Overlay::none;
  bool overlay_just_opened = false;
  LeftTab left_tab = LeftTab::program;
  RightTab right_tab = RightTab::greenlet;
  facts::GreenletId selected = 0;  // 0: follow what changes
  bool high_on_top = true;
  bool playing = false;
  float speed = 1;  // 0.1 to 10: steps a second
  char search[128] = "";
  char palette_filter[128] = "";
  char go_to[16] = "";
  bool focus_search = false;
  // What was scrolled to last, so that a view follows only when it changes.
  int shown_program_line = -1, shown_engine_line = -1;
  uint64_t shown_event = 0;
  size_t shown_output = 0;
};

// A picture on its way from one step to the next.
struct Tween {
  scene::Scene from, to;
  float progress = 1;  // 0 to 1
};

class App {
 public:
  explicit App(AppOptions options, Settings settings);

  // Draws one frame into the current ImGui frame; `seconds` since the last one.
  void frame(float seconds);
  // A key was pressed (commands.h's codes), and no text field wanted it.
  void key(const Chord& chord);

  // --- what commands and views ask for ---
  bool run(const std::string& command_id);  // false when it may not run now
  void step(facts::Grain grain);
  void back(facts::Grain grain);
  void seek(uint64_t step);
  void run_to_end();
  void toggle_play();
  void change_speed(float factor);
  void open(Overlay overlay);
  void find_event();  // shows the list of events, with the cursor in its search field
  void start_scenario(const std::string& id);
  void close_session();
  void toggle_theme();
  void change_scale(float by);
  void quit() { quit_ = true; }

  // --- what views look at ---
  const session::Session* session() const { return session_.get(); }
  const store::Trace& trace() const { return session_->trace(); }
  // What the cursor stands on.
  const state::Moment& moment() const { return moment_; }
  // The greenlet that the details are about: the selected one, or the one that this step is about.
  facts::GreenletId focus() const;
  Ui& ui() { return ui_; }
  const Ui& ui() const { return ui_; }
  Settings& settings() { return settings_; }
  const Settings& settings() const { return settings_; }
  const words::Messages& messages() const { return words::Messages::of("en"); }
  std::string text(std::string_view id,
                   std::initializer_list<words::Messages::Place> places = {}) const {
    return messages().text(id, places);
  }
  const std::vector<ScenarioEntry>& scenarios() const { return options_.scenarios; }
  const std::string& shown_name() const { return options_.shown_name; }
  const std::string& problem() const { return problem_; }
  void dismiss_problem() { problem_.clear(); }
  Fonts& fonts() { return fonts_; }
  const Fonts& fonts() const { return fonts_; }
  float scale() const { return settings_.scale; }
  // The scene to draw now, on its way from the last one with this name to `target`.
  const scene::Scene& tweened(const std::string& name, scene::Scene target);
  // Likewise, but the scene is made anew only when `key` says that something in it changed.
  const scene::Scene& picture(const std::string& name, const std::string& key,
                              const std::function<scene::Scene()>& make);
  // Whether the session began with a program that was alive.
  bool began_live() const { return began_live_; }
  // One sentence an event, for the list and its search. Grows with the timeline.
  const std::vector<std::string>& event_lines();

  bool wants_to_quit() const { return quit_; }
  bool animating() const;     // the next frame will differ without any input
  bool expects_news() const;  // a live program may say something
  bool fonts_outdated() const { return fonts_outdated_; }
  void fonts_built() { fonts_outdated_ = false; }
  std::vector<std::string> texts_with_glyphs() const;

 private:
  void take_news();
  void cursor_moved();
  void play(float seconds);

  AppOptions options_;
  Settings settings_;
  Ui ui_;
  Fonts fonts_;
  std::unique_ptr<session::Session> session_;
  state::Moment moment_;
  static constexpr uint64_t kNothingShown = ~uint64_t{0};
  uint64_t shown_step_ = kNothingShown;
  bool began_live_ = false;
  std::string problem_;
  facts::Fault last_fault_;
  std::map<std::string, Tween> tweens_;
  std::map<std::string, std::pair<std::string, scene::Scene>> pictures_;  // by name: key, scene
  scene::Scene between_;
  std::vector<std::string> event_lines_;
  float play_clock_ = 0;
  float frame_seconds_ = 0;
  bool fonts_outdated_ = true;
  bool quit_ = false;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_APP_STATE_H_
