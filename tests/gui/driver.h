// A person without a window: runs frames of the app, finds widgets by label, moves the mouse,
// clicks and types.
//
// There is no renderer behind it: ImGui's draw lists are made and thrown away.
#ifndef GREENLENS_TESTS_GUI_DRIVER_H_
#define GREENLENS_TESTS_GUI_DRIVER_H_

#include <imgui.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gui/app.h"

namespace greenlens::testing {

// What stands before the person when a test begins.
enum class Mode { picker, live, replay };
inline constexpr Mode kModes[] = {Mode::picker, Mode::live, Mode::replay};
inline constexpr Mode kSessionModes[] = {Mode::live, Mode::replay};
const char* mode_name(Mode mode);

// Fails the test when something that was begun in this ImGui frame has not been ended.
void expect_no_imgui_errors();

// What apps have written as texts, by file.
std::map<std::string, std::string>& written_texts();

class Driver {
 public:
  explicit Driver(Mode mode, ImVec2 size = {1280, 800}, gui::Settings settings = calm());
  explicit Driver(std::unique_ptr<session::EventSource> source);
  explicit Driver(gui::AppOptions options);
  ~Driver();
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  // Settings under which pictures do not move by themselves.
  static gui::Settings calm();

  gui::App& app() { return *app_; }
  // What the views see. Good until something happens.
  gui::Look look() const { return app_->look(); }
  const gui::Choices& choices() const { return app_->look().choices; }
  bool has_session() const { return app_->look().trace != nullptr; }
  const store::Trace& trace() const { return *app_->look().trace; }
  uint64_t cursor() const { return app_->look().moment.number; }
  std::string text(std::string_view id) const { return app_->look().text(id); }
  void seek(uint64_t step) { app_->carry_out(gui::ask::Seek{step}); }

  void frame(float seconds = 1.0f / 60);
  // Frames until a live program stands still and every step has arrived.
  void settle();
  void resize(ImVec2 size) { size_ = size; }

  // Whether the last frame had a widget with this label.
  bool sees(const std::string& label) const;
  // Fails the test when there is no such widget.
  void click(const std::string& label);
  void click_at(ImVec2 point);
  void right_click_at(ImVec2 point);
  void move_mouse(ImVec2 point);
  void drag(ImVec2 from, ImVec2 to);
  // The widget's box: low corner in x, y; high one in z, w.
  ImVec4 place(const std::string& label) const;

  // As the platform does it, and frames until all has come of it.
  void press(gui::Chord chord);
  void type(const std::string& words);
  // Several within a frame: none is drawn in between.
  void tap(gui::Chord chord) { app_->key(chord); }
  void tap(const std::string& words);
  // Runs the command as its key does; false when it may not run now.
  bool run(const std::string& command_id);

  // The words that the window showed in one more frame.
  std::string words();
  // Labels of the last frame, for messages.
  std::string labels() const;

 private:
  void begin(gui::AppOptions options, gui::Settings settings);
  void draw(float seconds, bool listening);

  ImGuiContext* context_;
  ImVec2 size_;
  std::string heard_;
  std::unique_ptr<gui::App> app_;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_GUI_DRIVER_H_
