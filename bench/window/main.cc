// What a frame of the window costs, of the processor and in the window's thread, with a recording
// that is long:
//
//   greenlens_window_bench [--only WORDS] FILE...
//
// WORDS are those of the lines that are wanted, or a part of them.
// Frames are made as they are on a screen, down to the lists of what is to be drawn; nobody draws
// those. Milliseconds: the median, the 99th of a hundred, the longest.
#include <imgui.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gui/app.h"
#include "gui/platform/font_files.h"
#include "gui/views/view.h"
#include "tracer/session/trace_source.h"

namespace greenlens::bench {
namespace {

double thread_ms() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

constexpr int kFrames = 100;

std::string only;  // lines with this are measured

class Window {
 public:
  Window(const std::string& file, ImVec2 size, float scale, bool animate) : size_(size) {
    const double begun = thread_ms();
    auto source = session::open_trace_file(file);
    if (!source) std::abort();
    context_ = ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    gui::AppOptions options;
    options.source = std::move(*source);
    options.shown_name = file;
    gui::Settings settings;
    settings.scale = scale;
    settings.animate = animate;
    app_ = std::make_unique<gui::App>(std::move(options), settings);
    opened_ms = thread_ms() - begun;
    app_->build_fonts(gui::find_fonts());
    fonts_ms = thread_ms() - begun - opened_ms;
    first_frame_ms = frame();
    for (int i = 0; i < 5; ++i) frame();
  }
  ~Window() {
    app_.reset();
    ImGui::DestroyContext(context_);
  }
  Window(const Window&) = delete;

  gui::App& app() { return *app_; }
  uint64_t size() const { return app_->look().trace->size(); }
  double frame() {
    const double begun = thread_ms();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = size_;
    io.DeltaTime = 1.0f / 60;
    ImGui::NewFrame();
    app_->frame(1.0f / 60);
    ImGui::Render();
    return thread_ms() - begun;
  }
  void ask(const gui::Request& request) { app_->carry_out(request); }

  double opened_ms = 0, fonts_ms = 0, first_frame_ms = 0;

 private:
  ImGuiContext* context_ = nullptr;
  ImVec2 size_;
  std::unique_ptr<gui::App> app_;
};

// `before` is what the person does; a frame shows what comes of it.
void measure(const std::string& what, Window* window, const std::function<void()>& before) {
  if (what.find(only) == std::string::npos) return;
  std::vector<double> times;
  for (int i = 0; i < kFrames; ++i) {
    const double begun = thread_ms();
    before();
    const double asked = thread_ms() - begun;
    times.push_back(asked + window->frame());
  }
  std::sort(times.begin(), times.end());
  std::printf("  %-34s %8.2f %8.2f %8.2f\n", what.c_str(), times[kFrames / 2],
              times[kFrames * 99 / 100 - 1], times.back());
  std::fflush(stdout);
}

class Measuring {
 public:
  Measuring(Window* window, std::string where) : window_(*window), where_(std::move(where)) {}

  void everything() {
    middle();
    measure(where_ + "nothing changed", &window_, [] {});
    steps("");
    for (const gui::View& view : gui::views()) {
      if (!gui::is_panel(view.slot)) continue;
      window_.ask(gui::ask::ChooseTab{view.id});
      window_.frame();
      middle();
      steps(std::string(view.id) + " in front: ");
    }
  }
  void steps(const std::string& what) {
    step_on(what + "a step on", facts::Grain::phase);
    step_on(what + "the next switch", facts::Grain::switch_);
    measure(where_ + what + "a random step", &window_,
            [&] { window_.ask(gui::ask::Seek{random_() % window_.size()}); });
    middle();
  }
  void played() {
    middle();
    window_.ask(gui::ask::SetSpeed{10});
    window_.ask(gui::ask::ChooseGrain{facts::Grain::switch_});
    window_.ask(gui::ask::TogglePlay{});
    measure(where_ + "played", &window_, [] {});
    window_.ask(gui::ask::TogglePlay{});
  }
  void zoomed(uint64_t steps) {
    middle();
    const uint64_t from = window_.size() / 2 - steps / 2;
    window_.ask(gui::ask::ShowSteps{{from, from + steps}});
    step_on(std::to_string(steps) + " steps: a step on", facts::Grain::phase);
    measure(where_ + std::to_string(steps) + " steps: moved", &window_, [&] {
      const auto& shown = window_.app().look().choices.timeline.steps;
      window_.ask(gui::ask::ShowSteps{scene::moved(shown, window_.size(), 0.1)});
    });
    measure(where_ + std::to_string(steps) + " steps: anywhere", &window_, [&] {
      const uint64_t begin = random_() % (window_.size() - steps);
      window_.ask(gui::ask::ShowSteps{{begin, begin + steps}});
    });
    window_.ask(gui::ask::ShowSteps{});
  }
  void lanes() {
    measure(where_ + "lanes scrolled", &window_, [&] {
      window_.ask(gui::ask::ScrollLanes{window_.app().look().choices.timeline.first_lane + 3});
    });
    window_.ask(gui::ask::ScrollLanes{0});
  }

 private:
  void middle() {
    window_.ask(gui::ask::Seek{window_.size() / 2});
    for (int i = 0; i < 20; ++i) window_.frame();
  }
  void step_on(const std::string& what, facts::Grain grain) {
    measure(where_ + what, &window_, [&] { window_.ask(gui::ask::Step{grain}); });
  }

  Window& window_;
  const std::string where_;
  std::mt19937_64 random_{1};
};

void measure(const std::string& file) {
  std::printf("%s\n  %-34s %8s %8s %8s\n", file.c_str(), "", "median", "p99", "most");
  {
    Window window(file, {1280, 800}, 1, false);
    std::printf("  %llu steps; opened %.1f ms, letters %.1f ms, first frame %.1f ms\n",
                static_cast<unsigned long long>(window.size()), window.opened_ms, window.fonts_ms,
                window.first_frame_ms);
    Measuring measuring(&window, "");
    measuring.everything();
    measuring.lanes();
    measuring.zoomed(30'000);
    measuring.zoomed(1000);
    measuring.zoomed(100);
  }
  {
    Window window(file, {1280, 800}, 1, true);
    Measuring(&window, "moving: ").played();
  }
  {
    Window window(file, {640, 900}, 1, false);
    Measuring(&window, "narrow: ").steps("");
  }
  {
    Window window(file, {1920, 1080}, 1.5f, false);
    Measuring(&window, "large: ").steps("");
  }
}

}  // namespace
}  // namespace greenlens::bench

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--only" && i + 1 < argc) {
      greenlens::bench::only = argv[++i];
    } else {
      greenlens::bench::measure(argv[i]);
    }
  }
  return 0;
}
