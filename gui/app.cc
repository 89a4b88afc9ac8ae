#include "gui/app.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "gui/draw_window.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui {

using facts::Grain;

App::App(AppOptions options, Settings settings)
    : options_(std::move(options)),
      settings_(clamped(settings)),
      messages_(words::Messages::of("en")),
      views_(make_views()),
      searching_(messages_) {
  if (options_.open) {
    opener_.begin([this, opening = options_.open](const store::OnProgress& progress) {
      // A finish has to be copied; the source goes along in a box.
      using Opened = facts::Result<std::unique_ptr<session::EventSource>>;
      auto opened = std::make_shared<Opened>(opening(progress));
      return [this, opened] {
        if (*opened) {
          open(std::move(**opened), options_.shown_name);
        } else {
          say(words::sentence(messages_, opened->fault()), true);
        }
      };
    });
  }
  if (options_.source) open(std::move(options_.source), options_.shown_name);
}

Look App::look() const {
  Look look{.moment = moment_,
            .choices = choices_,
            .settings = settings_,
            .messages = messages_,
            .fonts = fonts_,
            .scenarios = options_.scenarios,
            .exporters = options_.exporters,
            .shown_name = options_.shown_name,
            .notice = notice_};
  look.began_live = began_live_;
  look.seconds = frame_seconds_;
  look.search = &searching_.search();
  look.work = work();
  if (!session_) return look;
  look.trace = &session_->trace();
  look.status = session_->status();
  look.waiting_alone = session_->waits_for_another();
  look.at_end = session_->at_end();
  return look;
}

void App::frame(float seconds) {
  frame_seconds_ = seconds;
  take_news();
  take_work();
  play(seconds);
  cursor_moved();
  moving_ = false;
  const Requests asked = draw_window(look(), std::exchange(summoned_, {}), &views_);
  for (const Request& request : asked) carry_out(request);
}

void App::take_news() {
  if (!session_) return;
  session_->poll(0);
  session_->trace().check_more();
  facts::Fault fault = session_->fault();
  if (!fault || fault == last_fault_) return;
  say(words::sentence(messages_, fault), true);
  last_fault_ = std::move(fault);
}

void App::take_work() {
  opener_.take();
  if (!session_) return;
  searching_.go_on(session_->trace());
  const auto found = searching_.take();
  if (!found) return;
  if (found->step) return act(ask::Seek{*found->step});
  const bool forward = found->direction == store::Trace::Direction::forward;
  say(messages_.text(forward ? "ui.find.none_later" : "ui.find.none_earlier",
                     {{"search", found->words}}),
      false);
}

Work App::work() const {
  const auto share = [](uint64_t done, uint64_t all) {
    return all > 0 ? static_cast<float>(static_cast<double>(done) / static_cast<double>(all)) : 0;
  };
  if (opener_.busy()) {
    const Worker::Progress now = opener_.progress();
    return {messages_.text("ui.work.opening", {{"name", options_.shown_name}}),
            share(now.done, now.all)};
  }
  const Search& search = searching_.search();
  if (searching_.finding()) {
    const Worker::Progress now = searching_.finding_progress();
    return {messages_.text("ui.work.finding", {{"search", search.words}}),
            share(now.done, now.all)};
  }
  if (!search.busy) return {};
  return {messages_.text("ui.work.searching", {{"search", search.words}}),
          share(search.read, search.all)};
}

void App::play(float seconds) {
  if (!choices_.playing || !session_) return;
  if (session_->at_end()) {
    choices_.playing = false;
    return;
  }
  play_clock_ += seconds * choices_.speed;
  if (play_clock_ < 1 || session_->waiting_for_target()) return;
  play_clock_ = 0;
  act(ask::Step{choices_.grain});
}

void App::cursor_moved() {
  if (!session_ || session_->cursor() == moment_.number) return;
  moment_ = session_->moment();
  follow();
  if (!notice_.trouble) notice_ = {};
}

void App::follow() {
  if (!choices_.follow || !session_) return;
  scene::Steps& steps = choices_.timeline.steps;
  steps = scene::following(steps, session_->trace().size(), moment_.number);
}

void App::key(const Chord& pressed) {
  Chord chord = pressed;
  // On many keyboards "+" needs Shift; a keypad has keys of its own.
  if (chord.key == kKeyPadAdd) chord.key = kKeyEqual;
  if (chord.key == kKeyPadSubtract) chord.key = kKeyMinus;
  if (chord.key == kKeyEqual) chord.shift = false;
  for (const Command& command : commands()) {
    if (command.key.key != chord.key || command.key.shift != chord.shift ||
        command.key.control != chord.control) {
      continue;
    }
    run(command.id);
    return;
  }
  if (chord.key == kKeySlash && chord.shift) run("help");  // that is "?"
}

bool App::run(std::string_view command_id) {
  const Command* command = find_command(command_id);
  if (command == nullptr || !command->when(look())) return false;
  carry_out(command->request(look()));
  return true;
}

void App::carry_out(const Request& request) {
  std::visit([this](const auto& asked) { act(asked); }, request);
  cursor_moved();
}

void App::act(const ask::Run& asked) { run(asked.command); }

void App::act(const ask::Step& asked) {
  if (!session_) return;
  session_->step(asked.grain, asked.thread);
  session_->poll(0);
}

void App::act(const ask::Back& asked) {
  if (!session_) return;
  choices_.playing = false;
  session_->back(asked.grain, asked.thread);
}

void App::act(const ask::Seek& asked) {
  if (!session_) return;
  choices_.playing = false;
  session_->seek(asked.step);
}

void App::act(const ask::RunToEnd&) {
  if (!session_) return;
  choices_.playing = false;
  session_->run_to_end();
}

void App::act(const ask::TellAll&) {
  if (session_) session_->tell_all();
}

void App::act(const ask::FindEvent& asked) {
  if (!session_) return;
  choices_.playing = false;
  const auto about = [&](const facts::Event& event) {
    return facts::subject(event.fact) == asked.greenlet;
  };
  if (session_->run_to(about, asked.direction, asked.greenlet)) return;
  const bool forward = asked.direction == store::Trace::Direction::forward;
  say(messages_.text(forward ? "ui.no_event.later" : "ui.no_event.earlier",
                     {{"name", state::name_of(moment_.after, asked.greenlet)}}),
      false);
}

void App::act(const ask::Search& asked) {
  if (session_) searching_.list(session_->trace(), asked.words);
}

void App::act(const ask::FindNext& asked) {
  if (!session_) return;
  choices_.playing = false;
  searching_.find(session_->trace(), session_->cursor(), asked.direction,
                  searching_.search().words);
}

void App::act(const ask::CancelWork&) {
  if (opener_.busy()) say(messages_.text("ui.work.cancelled"), false);
  opener_.cancel();
  searching_.cancel();
}

void App::act(const ask::TogglePlay&) {
  if (!session_) return;
  choices_.playing = !choices_.playing && !session_->at_end();
  play_clock_ = 1;
}

void App::act(const ask::SetSpeed& asked) { choices_.speed = std::clamp(asked.speed, 0.1f, 10.0f); }

void App::act(const ask::ChooseGrain& asked) { choices_.grain = asked.grain; }

void App::act(const ask::Select& asked) { choices_.selected = asked.greenlet; }

void App::act(const ask::TurnStackOver&) { choices_.high_on_top = !choices_.high_on_top; }

void App::act(const ask::ShowSteps& asked) { choices_.timeline.steps = asked.steps; }

void App::act(const ask::MarkSteps& asked) { choices_.timeline.marked = asked.steps; }

void App::act(const ask::ScrollLanes& asked) { choices_.timeline.first_lane = asked.first; }

void App::act(const ask::FollowStep&) {
  choices_.follow = !choices_.follow;
  follow();
}

void App::act(const ask::Change& asked) {
  const float scale = settings_.scale;
  settings_ = clamped(asked.settings);
  if (settings_.scale != scale) fonts_outdated_ = true;
}

void App::act(const ask::Show& asked) {
  const View* view = find_view(asked.view);
  if (view == nullptr) return;
  choices_.overlay = view->slot == Slot::overlay ? view->id : "";
  if (is_panel(view->slot)) choices_.tab[view->slot] = view->id;
  summoned_ = view->id;
}

void App::act(const ask::ChooseTab& asked) {
  if (const View* view = find_view(asked.view)) choices_.tab[view->slot] = view->id;
}

void App::act(const ask::CloseOverlay&) { choices_.overlay.clear(); }

void App::act(const ask::DismissNotice&) { notice_ = {}; }

void App::act(const ask::AnotherFrame&) { moving_ = true; }

void App::act(const ask::Start& asked) {
  if (!options_.start) return;
  auto source = options_.start(asked.scenario);
  if (!source) {
    say(words::sentence(messages_, source.fault()), true);
    return;
  }
  leave();
  open(std::move(*source), asked.scenario);
}

void App::act(const ask::LeaveSession&) { leave(); }

void App::act(const ask::Export& asked) {
  if (!session_ || !options_.write || options_.exporters.empty()) return;
  const std::string& id = asked.exporter.empty() ? options_.exporters[0].id : asked.exporter;
  const auto written = options_.write(
      session_->trace(), {id, options_.shown_name, session_->cursor(), settings_.theme});
  if (written) {
    say(messages_.text("ui.exported", {{"file", *written}}), false);
  } else {
    say(words::sentence(messages_, written.fault()), true);
  }
}

void App::act(const ask::Quit&) { quit_ = true; }

void App::open(std::unique_ptr<session::EventSource> source, const std::string& shown_name) {
  options_.shown_name = shown_name;
  began_live_ = source->live();
  session_ = std::make_unique<session::Session>(std::move(source));
  carry_out(ask::Step{Grain::line});
  fonts_outdated_ = true;
}

void App::leave() {
  searching_.leave();
  session_.reset();
  moment_ = {};
  views_ = make_views();
  Choices fresh;
  fresh.grain = choices_.grain;
  fresh.high_on_top = choices_.high_on_top;
  choices_ = fresh;
  notice_ = {};
  last_fault_ = {};
}

void App::say(std::string words, bool trouble) { notice_ = {std::move(words), trouble}; }

bool App::animating() const { return choices_.playing || moving_; }

bool App::expects_news() const {
  const Look now = look();
  return now.expects_news() || !now.work.words.empty();
}

void App::build_fonts(const FontFiles& files) {
  std::vector<std::string> texts;
  for (const auto& [id, text] : messages_.all()) texts.push_back(text);
  for (const ScenarioEntry& scenario : options_.scenarios) {
    texts.push_back(scenario.title + scenario.teaches);
  }
  if (session_) {
    const store::Trace& trace = session_->trace();
    for (const store::SourceText& source : trace.info().sources) texts.push_back(source.text);
    for (std::string& text : trace.letters()) texts.push_back(std::move(text));
  }
  fonts_.build(files, settings_.scale, texts);
  fonts_outdated_ = false;
}

}  // namespace greenlens::gui
