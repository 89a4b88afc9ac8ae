// GLFW and OpenGL 3.
#include "gui/platform/window.h"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gui/alt_tap.h"
#include "gui/app.h"
#include "gui/pacing.h"
#include "gui/platform/config.h"
#include "gui/platform/font_files.h"
#include "gui/platform/png.h"
#include "gui/strokes.h"

namespace greenlens::gui {
namespace {

// How often a live program, or a job, is asked for what is new.
constexpr double kNewsSeconds = 0.02;
constexpr double kLongestFrame = 0.05;

// What GLFW's callbacks know of.
struct Person {
  App& app;
  Pacing pacing;
  AltTap alt_tap{};
  Strokes strokes{};
};
Person& person_at(GLFWwindow* window) {
  return *static_cast<Person*>(glfwGetWindowUserPointer(window));
}
void touch(GLFWwindow* window) { person_at(window).pacing.touched(); }

std::filesystem::path settings_path() { return config_folder() / "settings.ini"; }

Settings load_settings() {
  std::ifstream file(settings_path());
  std::stringstream text;
  text << file.rdbuf();
  return parse_settings(text.str());
}

// Whole, or not at all: the old one stays beside until then.
void save_settings(const Settings& settings) {
  std::error_code failed;
  const std::filesystem::path path = settings_path();
  std::filesystem::path beside = path;
  beside += ".new";
  std::filesystem::create_directories(path.parent_path(), failed);
  std::ofstream file(beside);
  file << format_settings(settings);
  file.close();
  if (!file.fail()) std::filesystem::rename(beside, path, failed);
}

bool is_modifier(int key) { return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER; }

void on_key(GLFWwindow* window, int key, int code, int action, int mods) {
  touch(window);
  Person& person = person_at(window);
  // The app tells ImGui of keys, when it is their turn; ImGui needs to know what is held beside the
  // mouse.
  if (is_modifier(key)) ImGui_ImplGlfw_KeyCallback(window, key, code, action, mods);
  const bool is_alt = key == GLFW_KEY_LEFT_ALT;
  if (person.alt_tap.key(is_alt, action == GLFW_RELEASE)) person.app.key({kKeyMenu});
  if (action == GLFW_RELEASE || is_modifier(key) || key < 0) return;
  const Chord chord{key, (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_CONTROL) != 0,
                    (mods & GLFW_MOD_ALT) != 0};
  const bool repeated = person.strokes.is_repeated(key, action == GLFW_REPEAT, glfwGetTime());
  person.app.key(chord, repeated ? App::Stroke::repeated : App::Stroke::first);
}

void on_button(GLFWwindow* window, int which, int action, int mods) {
  touch(window);
  person_at(window).alt_tap.other();
  ImGui_ImplGlfw_MouseButtonCallback(window, which, action, mods);
}

void on_drop(GLFWwindow* window, int count, const char** paths) {
  touch(window);
  person_at(window).app.carry_out(ask::Drop{{paths, paths + count}});
}

// A window is closed as the command does it, which may ask first.
void on_close(GLFWwindow* window) {
  touch(window);
  glfwSetWindowShouldClose(window, GLFW_FALSE);
  person_at(window).app.carry_out(ask::Quit{});
}

void hear(GLFWwindow* window) {
  glfwSetKeyCallback(window, on_key);
  glfwSetMouseButtonCallback(window, on_button);
  glfwSetDropCallback(window, on_drop);
  glfwSetWindowCloseCallback(window, on_close);
  glfwSetCharCallback(window, [](GLFWwindow* it, unsigned letter) {
    touch(it);
    person_at(it).app.letter(letter);
  });
  glfwSetCursorPosCallback(window, [](GLFWwindow* it, double, double) { touch(it); });
  glfwSetCursorEnterCallback(window, [](GLFWwindow* it, int entered) {
    touch(it);
    ImGui_ImplGlfw_CursorEnterCallback(it, entered);
  });
  glfwSetScrollCallback(window, [](GLFWwindow* it, double x, double y) {
    touch(it);
    if (y != 0 && person_at(it).app.wheel(static_cast<float>(y))) return;
    ImGui_ImplGlfw_ScrollCallback(it, x, y);
  });
  glfwSetWindowFocusCallback(window, [](GLFWwindow* it, int focused) {
    touch(it);
    person_at(it).alt_tap.other();
    ImGui_ImplGlfw_WindowFocusCallback(it, focused);
  });
  glfwSetWindowRefreshCallback(window, touch);
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* it, int, int) { touch(it); });
}

void rebuild_fonts(App& app, const FontFiles& files) {
  app.build_fonts(files);
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

void draw_frame(GLFWwindow* window, App& app, double seconds) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  app.draw(static_cast<float>(seconds));
  ImGui::Render();
  magnify(ImGui::GetDrawData(), app.magnified());
  int width, height;
  glfwGetFramebufferSize(window, &width, &height);
  glViewport(0, 0, width, height);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (app.wants_picture()) app.take_picture(read_pixels(width, height));
  glfwSwapBuffers(window);
}

// Sleeps while nothing can change.
void wait(Pacing::Wait until) {
  switch (until) {
    case Pacing::Wait::none:
      return glfwPollEvents();
    case Pacing::Wait::news:
      return glfwWaitEventsTimeout(kNewsSeconds);
    case Pacing::Wait::for_ever:
      return glfwWaitEvents();
  }
}

void follow_title(GLFWwindow* window, const App& app, std::string* title) {
  if (app.title() == *title) return;
  *title = app.title();
  glfwSetWindowTitle(window, title->c_str());
}

void run_loop(GLFWwindow* window, Person* person) {
  App& app = person->app;
  std::string title;
  std::string language = app.language();
  FontFiles files = find_fonts(language);
  // Of the last frame, and of the last look at what is new.
  double drawn = glfwGetTime(), looked = drawn;
  while (!app.wants_to_quit()) {
    follow_title(window, app, &title);
    if (app.fonts_outdated()) {
      if (language != app.language()) files = find_fonts(language = app.language());
      rebuild_fonts(app, files);
    }
    const double now = glfwGetTime();
    const bool news = app.go_on(static_cast<float>(now - looked));
    looked = now;
    if (person->pacing.is_due(news, app.animating())) {
      // What moves begins now, however long nothing did.
      draw_frame(window, app, std::min(now - drawn, kLongestFrame));
      drawn = now;
    }
    wait(person->pacing.wait(app.animating(), app.expects_news()));
  }
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// What is remembered of somebody who has chosen nothing yet fits this screen, and moves no more
// than this desktop.
Settings first_settings(Settings settings, bool is_first) {
  if (is_first) {
    const std::filesystem::path config = settings_path().parent_path().parent_path();
    settings.animate = !wants_reduced_motion(
        std::getenv("GREENLENS_REDUCED_MOTION"),
        text_of(config / "gtk-3.0/settings.ini") + '\n' + text_of(config / "gtk-4.0/settings.ini"));
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  if (!is_first || mode == nullptr) return settings;
  float content = 1, other = 1;
  glfwGetMonitorContentScale(monitor, &content, &other);
  settings.scale = first_scale(content, mode->width, mode->height);
  return settings;
}

Settings::Place place_for(const Settings& settings) {
  Screen screen{0, 0, 1280, 800};
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
    glfwGetMonitorWorkarea(monitor, &screen.x, &screen.y, &screen.width, &screen.height);
  }
  return place_on(screen, settings.window, settings.scale);
}

Settings::Place place_of(GLFWwindow* window, const Settings::Place& before) {
  // A window that fills the screen comes back in the size that it had before.
  if (glfwGetWindowAttrib(window, GLFW_MAXIMIZED) != 0) return before;
  Settings::Place place;
  glfwGetWindowPos(window, &place.x, &place.y);
  glfwGetWindowSize(window, &place.width, &place.height);
  return place;
}

}  // namespace

facts::Fault run_app(AppOptions options) {
  static std::string reason;
  glfwSetErrorCallback([](int, const char* words) { reason = words; });
  if (!glfwInit()) {
    return {facts::FaultKind::no_display, "", 0, 0, reason};
  }
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  std::error_code ignored;
  const bool is_first = !std::filesystem::exists(settings_path(), ignored);
  const Settings settings = first_settings(load_settings(), is_first);
  options.keys = read_keys();
  options.keys_file = keys_path().string();
  const Settings::Place place = place_for(settings);
  GLFWwindow* window = glfwCreateWindow(place.width, place.height, "greenlens", nullptr, nullptr);
  if (window == nullptr) {
    glfwTerminate();
    return {facts::FaultKind::no_window, "", 0, 0, reason};
  }
  if (settings.window.width > 0) glfwSetWindowPos(window, place.x, place.y);
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  {
    App app(std::move(options), settings);
    Person person{app, {}};
    glfwSetWindowUserPointer(window, &person);
    hear(window);
    ImGui_ImplGlfw_InitForOpenGL(window, false);
    ImGui_ImplOpenGL3_Init("#version 150");
    run_loop(window, &person);
    app.place_window(place_of(window, place));
    save_settings(app.settings_to_keep());
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
  }
  ImGui::DestroyContext();
  glfwDestroyWindow(window);
  glfwTerminate();
  return {};
}

}  // namespace greenlens::gui
