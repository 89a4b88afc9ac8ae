#include "gui/app_state.h"

#include <algorithm>
#include <variant>

#include "gui/views/views.h"
#include "tracer/facts/event.h"
#include "tracer/scene/interpolate.h"
#include "tracer/state/queries.h"
#include "tracer/words/narration.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui {

using facts::Grain;
using facts::GreenletId;

namespace {

constexpr float kTweenSeconds = 0.25f;

bool over(session::SourceStatus status) {
  return status == session::SourceStatus::finished || status == session::SourceStatus::failed;
}

bool same_scene(const scene::Scene& a, const scene::Scene& b);

}  // namespace

App::App(AppOptions options, Settings settings)
    : options_(std::move(options)), settings_(settings) {
  if (options_.source) {
    began_live_ = options_.source->live();
    session_ = std::make_unique<session::Session>(std::move(options_.source));
    step(Grain::line);
  }
}

void App::frame(float seconds) {
  frame_seconds_ = seconds;
  take_news();
  play(seconds);
  cursor_moved();
  draw_app(*this);
}

void App::take_news() {
  if (!session_) return;
  session_->poll(0);
  facts::Fault fault = session_->fault();
  if (!fault || fault == last_fault_) return;
  problem_ = words::sentence(messages(), fault);
  last_fault_ = std::move(fault);
}

void App::cursor_moved() {
  if (!session_ || session_->cursor() == shown_step_) return;
  shown_step_ = session_->cursor();
  moment_ = session_->moment();
}

void App::play(float seconds) {
  if (!ui_.playing || !session_) return;
  if (session_->at_end()) {
    ui_.playing = false;
    return;
  }
  play_clock_ += seconds * ui_.speed;
  if (play_clock_ < 1 || session_->waiting_for_target()) return;
  play_clock_ = 0;
  step(ui_.grain);
}

void App::key(const Chord& pressed) {
  Chord chord = pressed;
  // On many keyboards "+" needs Shift; a keypad has keys of its own.
  if (chord.key == kKeyPadAdd) chord.key = kKeyEqual;
  if (chord.key == kKeyPadSubtract) chord.key = kKeyMinus;
  if (chord.control && chord.key == kKeyEqual) chord.shift = false;
  for (const Command& command : commands()) {
    if (command.key.key != chord.key || command.key.shift != chord.shift ||
        command.key.control != chord.control) {
      continue;
    }
    if (command.when(*this)) command.run(*this);
    return;
  }
  if (chord.key == kKeySlash && chord.shift) run("help");  // that is "?"
}

bool App::run(const std::string& command_id) {
  const Command* command = find_command(command_id);
  if (command == nullptr || !command->when(*this)) return false;
  command->run(*this);
  return true;
}

void App::step(Grain grain) {
  session_->step(grain);
  session_->poll(0);
}
void App::back(Grain grain) {
  ui_.playing = false;
  session_->back(grain);
}
void App::seek(uint64_t step) {
  ui_.playing = false;
  session_->seek(step);
}
void App::run_to_end() {
  ui_.playing = false;
  session_->run_to_end();
}
void App::toggle_play() {
  ui_.playing = !ui_.playing && !session_->at_end();
  play_clock_ = 1;
}
void App::change_speed(float factor) { ui_.speed = std::clamp(ui_.speed * factor, 0.1f, 10.0f); }

void App::open(Overlay overlay) {
  ui_.overlay = ui_.overlay == overlay ? Overlay::none : overlay;
  ui_.overlay_just_opened = true;
  ui_.palette_filter[0] = ui_.go_to[0] = '\0';
}

void App::find_event() {
  ui_.right_tab = RightTab::events;
  ui_.focus_search = true;
}

void App::start_scenario(const std::string& id) {
  if (!options_.start) return;
  auto source = options_.start(id);
  if (!source) {
    problem_ = words::sentence(messages(), source.fault());
    return;
  }
  close_session();
  options_.shown_name = id;
  began_live_ = true;
  session_ = std::make_unique<session::Session>(std::move(*source));
  step(Grain::line);
  fonts_outdated_ = true;
}

void App::close_session() {
  session_.reset();
  moment_ = {};
  shown_step_ = kNothingShown;
  tweens_.clear();
  pictures_.clear();
  event_lines_.clear();
  Ui fresh;
  fresh.grain = ui_.grain;
  fresh.high_on_top = ui_.high_on_top;
  ui_ = fresh;
  problem_.clear();
  last_fault_ = {};
}

void App::toggle_theme() {
  settings_.theme =
      settings_.theme == scene::Theme::light ? scene::Theme::dark : scene::Theme::light;
}

void App::change_scale(float by) {
  settings_.scale = std::clamp(settings_.scale + by, 1.0f, 3.0f);
  fonts_outdated_ = true;
}

GreenletId App::focus() const {
  if (ui_.selected != 0 && state::find(moment_.after, ui_.selected)) return ui_.selected;
  if (moment_.event) {
    if (GreenletId about = facts::subject(moment_.event->fact)) return about;
  }
  return moment_.after.current;
}

const scene::Scene& App::tweened(const std::string& name, scene::Scene target) {
  Tween& tween = tweens_[name];
  bool resized = tween.to.width != target.width || tween.to.height != target.height;
  if (resized || !settings_.animate) {
    tween = {target, std::move(target), 1};
    return tween.to;
  }
  if (!same_scene(tween.to, target)) {
    // From wherever it is now: a step can interrupt the one before.
    float eased = tween.progress * tween.progress * (3 - 2 * tween.progress);
    if (tween.progress < 1) {
      tween.from = scene::interpolate(tween.from, tween.to, eased);
    } else {
      tween.from = std::move(tween.to);
    }
    tween.to = std::move(target);
    tween.progress = 0;
  } else {
    tween.to = std::move(target);  // tooltips may have changed
    tween.progress = std::min(1.0f, tween.progress + frame_seconds_ / kTweenSeconds);
  }
  if (tween.progress >= 1) return tween.to;
  float t = tween.progress;
  between_ = scene::interpolate(tween.from, tween.to, t * t * (3 - 2 * t));
  return between_;
}

const scene::Scene& App::picture(const std::string& name, const std::string& key,
                                 const std::function<scene::Scene()>& make) {
  auto& [made_for, scene] = pictures_[name];
  if (made_for != key) {
    scene = make();
    made_for = key;
  }
  return tweened(name, scene);
}

bool App::animating() const {
  if (ui_.playing) return true;
  for (const auto& [name, tween] : tweens_) {
    if (tween.progress < 1) return true;
  }
  return false;
}

bool App::expects_news() const { return session_ && !over(session_->status()); }

const std::vector<std::string>& App::event_lines() {
  if (!session_) return event_lines_;
  while (event_lines_.size() < trace().size()) {
    uint64_t n = event_lines_.size() + 1;
    event_lines_.push_back(words::narrate(messages(), trace().at(n)).headline);
  }
  return event_lines_;
}

std::vector<std::string> App::texts_with_glyphs() const {
  std::vector<std::string> texts;
  for (const auto& [id, text] : messages().all()) texts.push_back(text);
  for (const ScenarioEntry& scenario : options_.scenarios) {
    texts.push_back(scenario.title + scenario.teaches);
  }
  if (!session_) return texts;
  for (const store::SourceText& source : trace().info().sources) texts.push_back(source.text);
  for (const store::PrintedLine& line : trace().history().output()) {
    texts.push_back(line.text);
  }
  return texts;
}

namespace {

bool same_box(const scene::Box& a, const scene::Box& b) {
  return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

// Whether two scenes look the same: only then need nothing move.
bool same_scene(const scene::Scene& a, const scene::Scene& b) {
  if (a.items.size() != b.items.size()) return false;
  for (size_t i = 0; i < a.items.size(); ++i) {
    const auto &x = a.items[i], &y = b.items[i];
    if (x.id != y.id || x.shape.index() != y.shape.index()) return false;
    bool same = std::visit(
        facts::Overloaded{
            [&](const scene::Rect& r) {
              const auto& other = std::get<scene::Rect>(y.shape);
              return same_box(r.box, other.box) && r.fill == other.fill &&
                     r.highlighted == other.highlighted && r.pattern == other.pattern;
            },
            [&](const scene::Text& t) {
              const auto& other = std::get<scene::Text>(y.shape);
              return t.text == other.text && t.at.x == other.at.x && t.at.y == other.at.y &&
                     t.style == other.style;
            },
            [&](const scene::Line& l) {
              const auto& other = std::get<scene::Line>(y.shape);
              if (l.points.size() != other.points.size() || !(l.style == other.style)) return false;
              for (size_t p = 0; p < l.points.size(); ++p) {
                if (l.points[p].x != other.points[p].x || l.points[p].y != other.points[p].y) {
                  return false;
                }
              }
              return l.dashed == other.dashed;
            },
        },
        x.shape);
    if (!same) return false;
  }
  return true;
}

}  // namespace
}  // namespace greenlens::gui
