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

#include "gui/app.h"
#include "gui/pacing.h"
#include "gui/platform/font_files.h"
#include "tracer/facts/shown.h"

namespace greenlens::gui {
namespace {

// How often a live program, or a job, is asked for what is new.
constexpr double kNewsSeconds = 0.02;
constexpr double kLongestFrame = 0.05;

// What GLFW's callbacks know of.
struct Person {
  App& app;
  Pacing pacing;
};
Person& person_at(GLFWwindow* window) {
  return *static_cast<Person*>(glfwGetWindowUserPointer(window));
}
void touch(GLFWwindow* window) { person_at(window).pacing.touched(); }

std::filesystem::path settings_path() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  if (config && *config) return std::filesystem::path(config) / "greenlens/settings.ini";
  return std::filesystem::path(home ? home : ".") / ".config/greenlens/settings.ini";
}

Settings load_settings() {
  std::ifstream file(settings_path());
  std::stringstream text;
  text << file.rdbuf();
  return parse_settings(text.str());
}

void save_settings(const Settings& settings) {
  std::error_code ignored;
  std::filesystem::create_directories(settings_path().parent_path(), ignored);
  std::ofstream(settings_path()) << format_settings(settings);
}

void on_key(GLFWwindow* window, int key, int, int action, int mods) {
  touch(window);
  if (action == GLFW_RELEASE) return;
  App& app = person_at(window).app;
  Chord chord{key, (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_CONTROL) != 0};
  // A text field gets what it can use; commands with Ctrl, F keys and Esc always work.
  bool always = chord.control || key == GLFW_KEY_ESCAPE || key == GLFW_KEY_F1 || key == GLFW_KEY_F3;
  if (always || !ImGui::GetIO().WantTextInput) app.key(chord);
}

// Before ImGui's, which call these in turn.
void hear(GLFWwindow* window) {
  glfwSetKeyCallback(window, on_key);
  glfwSetCharCallback(window, [](GLFWwindow* it, unsigned) { touch(it); });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* it, int, int, int) { touch(it); });
  glfwSetCursorPosCallback(window, [](GLFWwindow* it, double, double) { touch(it); });
  glfwSetCursorEnterCallback(window, [](GLFWwindow* it, int) { touch(it); });
  glfwSetScrollCallback(window, [](GLFWwindow* it, double, double) { touch(it); });
  glfwSetWindowFocusCallback(window, [](GLFWwindow* it, int) { touch(it); });
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
  int width, height;
  glfwGetFramebufferSize(window, &width, &height);
  glViewport(0, 0, width, height);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
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

void run_loop(GLFWwindow* window, Person* person) {
  App& app = person->app;
  FontFiles files = find_fonts();
  // Of the last frame, and of the last look at what is new.
  double drawn = glfwGetTime(), looked = drawn;
  while (!glfwWindowShouldClose(window) && !app.wants_to_quit()) {
    if (app.fonts_outdated()) rebuild_fonts(app, files);
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
  std::string title = "greenlens";
  if (!options.shown_name.empty()) title += " · " + facts::shown(options.shown_name);
  GLFWwindow* window = glfwCreateWindow(1280, 800, title.c_str(), nullptr, nullptr);
  if (window == nullptr) {
    glfwTerminate();
    return {facts::FaultKind::no_window, "", 0, 0, reason};
  }
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  {
    App app(std::move(options), load_settings());
    Person person{app, {}};
    glfwSetWindowUserPointer(window, &person);
    hear(window);
    ImGui_ImplGlfw_InitForOpenGL(window, true);
    ImGui_ImplOpenGL3_Init("#version 150");
    run_loop(window, &person);
    save_settings(app.settings());
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
  }
  ImGui::DestroyContext();
  glfwDestroyWindow(window);
  glfwTerminate();
  return {};
}

}  // namespace greenlens::gui
