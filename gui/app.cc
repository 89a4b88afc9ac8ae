#include "gui/app.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "gui/draw_window.h"
#include "gui/layouts.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"
#include "tracer/words/matching.h"
#include "tracer/words/sentence.h"
#include "tracer/words/thread_name.h"

namespace greenlens::gui {

using facts::Grain;
using Direction = store::Trace::Direction;

namespace {

// What comes of a request is seen in the next frame; where a list has to be scrolled for it, in the
// one after that.
constexpr int kSettling = 2;

bool is_said_in_every_frame(const Request& request) {
  return std::holds_alternative<ask::Search>(request) ||
         std::holds_alternative<ask::AnotherFrame>(request);
}

int badness(facts::FaultKind kind) {
  using facts::FaultKind;
  if (kind == FaultKind::none) return 0;
  if (kind == FaultKind::too_much || kind == FaultKind::no_memory) return 3;
  return kind == FaultKind::gap ? 2 : 1;
}

bool says_more(const facts::Fault& fault, const facts::Fault& said) {
  const int now = badness(fault.kind), before = badness(said.kind);
  if (now != before) return now > before;
  if (fault.kind != said.kind) return true;
  if (fault.kind != facts::FaultKind::gap) return false;
  // How many are missing, as numbers without zeros before them.
  const std::string &more = fault.details, &less = said.details;
  return more.size() != less.size() ? more.size() > less.size() : more > less;
}

}  // namespace

App::App(AppOptions options, Settings settings)
    : options_(std::move(options)),
      settings_(clamped(settings)),
      messages_(words::Messages::of("en")),
      views_(make_views()),
      jobs_(messages_) {
  if (options_.open) begin_opening();
  if (options_.source) open(std::move(options_.source), options_.shown_name);
}

void App::begin_opening() {
  jobs_.open(options_.shown_name,
             [this, opening = options_.open](const store::OnProgress& progress) -> Worker::Finish {
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
  look.search = &jobs_.search();
  look.work = jobs_.work();
  if (!session_) return look;
  look.trace = &session_->trace();
  look.run = run_;
  look.checked = &jobs_.contradicted();
  look.all_checked = jobs_.all_checked();
  look.status = session_->status();
  look.waiting_alone = session_->waits_for_another();
  look.catching_up = session_->catching_up();
  look.at_end = session_->at_end();
  return look;
}

void App::rest() {
  while (working()) jobs_.cancel();
}

void App::frame(float seconds) {
  go_on(seconds);
  draw(seconds);
}

bool App::go_on(float seconds) {
  take_news();
  take_work();
  play(seconds);
  take_extent();
  cursor_moved();
  return settling_ > 0 || seen() != seen_;
}

App::Seen App::seen() const {
  const Work work = jobs_.work();
  Seen now;
  now.percent = static_cast<int>(work.share * 100);
  now.work = work.words;
  now.notice = notice_.words;
  now.found = jobs_.search().found.size();
  now.searched = jobs_.search().read;
  now.contradicted = jobs_.contradicted().size();
  now.step = moment_.number;
  if (!session_) return now;
  now.steps = session_->trace().size();
  now.status = session_->status();
  now.catching_up = session_->catching_up();
  now.waiting_alone = session_->waits_for_another();
  return now;
}

void App::draw(float seconds) {
  frame_seconds_ = seconds;
  moving_ = false;
  seen_ = seen();
  if (settling_ > 0) --settling_;
  const Requests asked = draw_window(look(), std::exchange(summoned_, {}), &views_);
  for (const Request& request : asked) {
    carry_out(request);
    if (!is_said_in_every_frame(request)) settling_ = kSettling;
  }
}

bool App::is_over() const {
  const session::SourceStatus status = session_->status();
  return status == session::SourceStatus::finished || status == session::SourceStatus::failed;
}

void App::take_news() {
  if (!session_) return;
  session_->poll(0);
  facts::Fault fault = session_->fault();
  if (fault == last_fault_) return;
  say_fault(fault, "");
  last_fault_ = std::move(fault);
}

// The session's trace and those of the jobs find out about damage each for itself: what was said of
// one of them is not said once more, and not taken back by what is less.
bool App::say_fault(const facts::Fault& fault, const std::string& before) {
  if (!says_more(fault, said_fault_)) return false;
  say(before + words::sentence(messages_, fault), true);
  said_fault_ = fault;
  return true;
}

void App::take_work() {
  jobs_.take_opened();
  if (!session_) return;
  jobs_.go_on(session_->trace(), is_over() ? Jobs::Size::stays : Jobs::Size::grows);
  const std::string before = notice_.words;
  take_found();
  if (const auto written = jobs_.take_written()) {
    if (*written) {
      say(messages_.text("ui.exported", {{"file", **written}}), false);
    } else {
      say(words::sentence(messages_, written->fault()), true);
    }
  }
  // Behind what came of the job that has met it.
  say_fault(jobs_.take_fault(), notice_.words != before ? notice_.words + ' ' : "");
}

void App::find(Sought sought) {
  choices_.playing = false;
  jobs_.find(session_->trace(), std::move(sought));
  take_found();
}

void App::take_found() {
  const std::optional<Jobs::Found> found = jobs_.take_found();
  if (!found) return;
  if (found->step) return act(ask::Seek{*found->step});
  if (found->sought.otherwise) return found->sought.otherwise();
  say(found->sought.none, false);
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

bool App::cursor_moved() {
  if (!session_ || session_->cursor() == moment_.number) return false;
  moment_ = session_->moment();
  follow();
  return true;
}

// A new one only where something is another way: pictures are made anew then.
void App::take_extent() {
  if (!session_ || (run_ && extent_steps_ == session_->trace().size())) return;
  extent_steps_ = session_->trace().size();
  if (!extent_.follow(session_->trace(), !is_over()) && run_) return;
  run_ = std::make_shared<const scene::RunExtent>(extent_);
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
  const auto waits = [this] { return session_ != nullptr && session_->waiting_for_target(); };
  const bool waited = waits();
  std::visit([this](const auto& asked) { act(asked); }, request);
  // A step ends what was said, unless the program takes it by itself.
  const bool goes_on = cursor_moved() || (waits() && !waited);
  if (goes_on && !notice_.trouble) notice_ = {};
}

void App::act(const ask::Run& asked) { run(asked.command); }

void App::act(const ask::Step& asked) {
  if (!session_) return;
  if (asked.thread != 0) return find_stop(asked.grain, asked.thread, Direction::forward);
  session_->step(asked.grain);
  session_->poll(0);
}

void App::act(const ask::Back& asked) {
  if (!session_) return;
  choices_.playing = false;
  if (asked.thread != 0) return find_stop(asked.grain, asked.thread, Direction::backward);
  session_->back(asked.grain);
}

// A thread that has none for long is looked for through all that the others did; as
// session::Session does it, which waits for the one that has not come yet.
void App::find_stop(Grain grain, facts::ThreadId thread, Direction direction) {
  const bool forward = direction == Direction::forward;
  const auto wanted = [=](const facts::Event& event) {
    if (!facts::is_stop(event.fact, grain)) return false;
    const bool is_the_end = forward && std::holds_alternative<facts::ProgramFinished>(event.fact);
    return event.thread == thread || is_the_end;
  };
  const uint64_t size = session_->trace().size();
  const auto otherwise = [=, this] {
    if (!forward) return act(ask::Seek{0});
    session_->step_beyond(size, grain, thread);
    session_->poll(0);
  };
  find({std::make_shared<WayToEvent>(moment_.number, direction, size, wanted),
        messages_.text(
            "ui.work.finding_stop",
            {{"thread", words::thread_name(messages_, thread_in(moment_.after, thread))}}),
        "", otherwise});
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
  const auto wanted = [id = asked.greenlet](const facts::Event& event) {
    return facts::subject(event.fact) == id;
  };
  const std::string name = state::name_of(moment_.after, asked.greenlet);
  const bool forward = asked.direction == Direction::forward;
  find({std::make_shared<WayToEvent>(session_->cursor(), asked.direction, session_->trace().size(),
                                     wanted, asked.greenlet),
        messages_.text("ui.work.finding_event", {{"name", name}}),
        messages_.text(forward ? "ui.no_event.later" : "ui.no_event.earlier", {{"name", name}})});
}

void App::act(const ask::Search& asked) {
  if (session_) jobs_.list(session_->trace(), asked.words);
}

void App::act(const ask::FindNext& asked) {
  if (!session_) return;
  const std::string& words = jobs_.search().words;
  std::vector<std::string> wanted = words::search_words(words);
  if (wanted.empty()) return;
  const bool forward = asked.direction == Direction::forward;
  find({std::make_shared<WayToWords>(session_->cursor(), asked.direction, session_->trace().size(),
                                     messages_, std::move(wanted)),
        messages_.text("ui.work.finding", {{"search", words}}),
        messages_.text(forward ? "ui.find.none_later" : "ui.find.none_earlier",
                       {{"search", words}})});
}

void App::act(const ask::Read& asked) {
  if (session_) jobs_.read(session_->trace(), asked.pass);
}

void App::act(const ask::CancelWork&) {
  if (jobs_.kind() == Jobs::Kind::opening) say(messages_.text("ui.work.cancelled"), false);
  if (jobs_.kind() == Jobs::Kind::writing) say(messages_.text("ui.work.writing_cancelled"), false);
  jobs_.cancel();
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
  if (is_panel(view->slot)) raise(view->id);
  summoned_ = view->id;
}

void App::act(const ask::ChooseTab& asked) {
  if (find_view(asked.view) != nullptr) raise(asked.view);
}

void App::raise(const std::string& view) {
  std::erase(choices_.raised, view);
  choices_.raised.insert(choices_.raised.begin(), view);
}

void App::act(const ask::ChooseLayout& asked) {
  Settings settings = settings_;
  const bool was_wall = settings.layout == LayoutChoice::classroom;
  const bool is_wall = asked.layout == LayoutChoice::classroom;
  settings.layout = asked.layout;
  if (is_wall && !was_wall) {
    settings.other_scale = settings.scale;
    settings.scale = classroom_scale(ImGui::GetIO().DisplaySize.y);
  }
  if (was_wall && !is_wall && settings.other_scale >= 1) settings.scale = settings.other_scale;
  act(ask::Change{settings});
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
  jobs_.write(session_->trace(), {id, options_.shown_name, session_->cursor(), settings_.theme},
              options_.write);
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
  jobs_.leave();
  session_.reset();
  extent_ = {};
  run_.reset();
  moment_ = {};
  views_ = make_views();
  Choices fresh;
  fresh.grain = choices_.grain;
  fresh.high_on_top = choices_.high_on_top;
  choices_ = fresh;
  notice_ = {};
  last_fault_ = said_fault_ = {};
}

void App::say(std::string words, bool trouble) { notice_ = {std::move(words), trouble}; }

bool App::expects_news() const {
  const Look now = look();
  return now.expects_news() || !now.work.words.empty() || choices_.playing;
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
