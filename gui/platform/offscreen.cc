// By EGL's surfaceless platform.
#include "gui/platform/offscreen.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <chrono>
#include <thread>
#include <vector>

#include "gui/app.h"
#include "gui/layouts.h"
#include "gui/platform/font_files.h"
#include "gui/platform/png.h"
#include "tracer/store/trace.h"

namespace greenlens::gui {
namespace {

// A trace that is there already, as a source.
class Finished : public session::EventSource {
 public:
  explicit Finished(const store::Trace& from) : from_(from) {}
  session::SourceStatus poll(store::Timeline*, int) override {
    return session::SourceStatus::finished;
  }
  const store::Trace* stored() const override { return &from_; }
  void allow(const session::Permission&) override {}
  bool live() const override { return false; }
  facts::Fault fault() const override { return {}; }

 private:
  const store::Trace& from_;
};

class Context {
 public:
  // False when this machine cannot draw without a display.
  bool open(int width, int height) {
    auto get_display = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
        eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (get_display == nullptr) return false;
    display_ = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display_ == EGL_NO_DISPLAY || !eglInitialize(display_, nullptr, nullptr)) return false;
    const EGLint wanted[] = {EGL_SURFACE_TYPE,
                             EGL_PBUFFER_BIT,
                             EGL_RENDERABLE_TYPE,
                             EGL_OPENGL_BIT,
                             EGL_RED_SIZE,
                             8,
                             EGL_GREEN_SIZE,
                             8,
                             EGL_BLUE_SIZE,
                             8,
                             EGL_ALPHA_SIZE,
                             8,
                             EGL_NONE};
    EGLConfig config;
    EGLint count = 0;
    if (!eglChooseConfig(display_, wanted, &config, 1, &count) || count == 0) return false;
    const EGLint size[] = {EGL_WIDTH, width, EGL_HEIGHT, height, EGL_NONE};
    EGLSurface surface = eglCreatePbufferSurface(display_, config, size);
    eglBindAPI(EGL_OPENGL_API);
    const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_NONE};
    EGLContext context = eglCreateContext(display_, config, EGL_NO_CONTEXT, version);
    return context != EGL_NO_CONTEXT && eglMakeCurrent(display_, surface, surface, context);
  }
  ~Context() {
    if (display_ != EGL_NO_DISPLAY) eglTerminate(display_);
  }

 private:
  EGLDisplay display_ = EGL_NO_DISPLAY;
};

void draw_frame(App& app, const SnapshotOptions& options) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::GetIO().DisplaySize = {static_cast<float>(options.width),
                                static_cast<float>(options.height)};
  ImGui::GetIO().DeltaTime = 1.0f / 60;
  ImGui::NewFrame();
  app.frame(1.0f / 60);
  ImGui::Render();
  magnify(ImGui::GetDrawData(), app.magnified());
}

void draw(App& app, const SnapshotOptions& options) {
  using Clock = std::chrono::steady_clock;
  draw_frame(app, options);
  const auto until = Clock::now() + options.most_waiting;
  while (app.working() && Clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    draw_frame(app, options);
  }
  app.rest();
  // Scroll positions and sizes settle in the first frames at rest.
  for (int i = 0; i < 4; ++i) draw_frame(app, options);
  glViewport(0, 0, options.width, options.height);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

// How the window looks, as if somebody had left it so.
Settings settings_of(const SnapshotOptions& options) {
  Settings settings;
  settings.theme = options.theme;
  const float own = options.layout == LayoutChoice::classroom
                        ? classroom_scale(static_cast<float>(options.height))
                        : 1;
  settings.layout = options.layout;
  settings.scale = options.scale > 0 ? options.scale : own;
  settings.animate = false;
  settings.times = options.times;
  settings.axis = options.axis;
  settings.level = options.level;
  settings.grain = options.grain;
  return settings;
}

AppOptions app_options(const store::Trace& trace, const SnapshotOptions& options) {
  AppOptions app;
  app.scenarios = options.scenarios;
  app.start = options.start;
  app.language = options.language;
  app.source = std::make_unique<Finished>(trace);
  app.first.select = options.select;
  app.first.asking = options.asking;
  app.open = options.open;
  app.sweep = options.sweep;
  app.files.list = options.list;
  app.lessons.read = options.read_lesson;
  return app;
}

// What somebody has done before the picture is taken.
void stand_as_wanted(const SnapshotOptions& options, App* shown) {
  App& app = *shown;
  app.show_notes(options.notes);
  app.relate(options.files);
  if (options.beside) {
    app.carry_out(ask::Seek{*options.beside});
    app.carry_out(ask::PinStep{});
  }
  if (!options.with.empty()) app.carry_out(ask::CompareWith{options.with});
  app.carry_out(ask::Seek{options.step});
  app.carry_out(ask::ShowSteps{options.steps});
  app.carry_out(ask::Hide{options.hidden});
  if (!options.stops.empty()) app.carry_out(ask::SetStops{options.stops});
  if (!options.place.empty()) app.ask_about(options.place);
  if (!options.lesson.empty()) {
    app.carry_out(ask::InLesson{deed::OpenLesson{options.lesson}});
    app.carry_out(ask::InLesson{deed::GoToPart{options.lesson_part}});
  }
  if (options.asks && !options.lesson.empty()) {
    app.carry_out(ask::InLesson{deed::AskOfPart{}});
  } else if (options.asks) {
    app.carry_out(ask::InQuiz{deed::AskHere{}});
  }
  if (options.asks && !options.answer.empty()) {
    app.carry_out(ask::InQuiz{deed::Give{options.answer}});
  }
  if (options.performs) app.carry_out(ask::InPerformance{deed::Begin{}});
  for (const std::string& move : options.moves) {
    app.carry_out(ask::InPerformance{deed::Type{move}});
  }
  if (!options.view.empty()) app.carry_out(ask::Show{options.view});
}

}  // namespace

facts::Result<std::string> render_png(const store::Trace& trace, const SnapshotOptions& options) {
  Context context;
  if (!context.open(options.width, options.height)) {
    return facts::Fault{facts::FaultKind::no_offscreen, "", 0, 0, ""};
  }
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  std::string png;
  if (ImGui_ImplOpenGL3_Init("#version 150")) {
    App app(app_options(trace, options), settings_of(options));
    stand_as_wanted(options, &app);
    app.build_fonts(find_fonts(app.language()));
    if (options.mouse) ImGui::GetIO().MousePos = *options.mouse;
    // What is drawn by hand stands on a window of this size.
    ImGui::GetIO().DisplaySize = {static_cast<float>(options.width),
                                  static_cast<float>(options.height)};
    for (const WallDeed& deed : options.wall) app.carry_out(ask::OnWall{deed});
    draw(app, options);
    png = png_of(read_pixels(options.width, options.height));
    ImGui_ImplOpenGL3_Shutdown();
  }
  ImGui::DestroyContext();
  if (png.empty()) return facts::Fault{facts::FaultKind::no_offscreen, "", 0, 0, ""};
  return png;
}

}  // namespace greenlens::gui
