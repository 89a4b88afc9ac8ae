#include "gui/app.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "gui/draw_window.h"
#include "gui/ending.h"
#include "gui/layouts.h"
#include "gui/recent.h"
#include "tracer/facts/event.h"
#include "tracer/facts/shown.h"
#include "tracer/lessons/shipped.h"
#include "tracer/state/queries.h"
#include "tracer/words/languages.h"
#include "tracer/words/line_breaks.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui {

using facts::Grain;

namespace {

// What comes of a request is seen in the next frame; where a list has to be scrolled for it, in the
// one after that.
constexpr int kSettling = 2;

bool is_said_in_every_frame(const Request& request) {
  return std::holds_alternative<ask::Search>(request) ||
         std::holds_alternative<ask::Count>(request) ||
         std::holds_alternative<ask::Align>(request) ||
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

// What was said for this time, or else what was chosen in the window before, or else what whoever
// opens it knows.
std::string first_language(const AppOptions& options, const Settings& settings) {
  if (options.first.language) return *options.first.language;
  return settings.language.empty() ? options.language : settings.language;
}

}  // namespace

App::App(AppOptions options, Settings settings)
    : options_(std::move(options)),
      settings_(clamped(std::move(settings))),
      language_(first_language(options_, settings_)),
      messages_(&words::Messages::of(language_, options_.first.level.value_or(settings_.level))),
      glossary_(*messages_),
      views_(make_views()),
      relatives_(options_.open, options_.files.list),
      chosen_before_(settings_),
      notes_(options_.notes),
      folders_(options_.files),
      entries_(options_.scenarios, options_.running),
      measuring_(options_.time_turns, options_.sweep),
      jobs_(*messages_) {
  relatives_.take(options_.run_files);
  said_once_ = options_.first;
  choices_.grain = settings_.grain;
  choices_.speed = settings_.speed;
  if (options_.first.level) take_level(*options_.first.level);
  if (options_.first.grain) choices_.grain = *options_.first.grain;
  if (options_.first.theme) settings_.theme = *options_.first.theme;
  if (options_.first.layout) settings_.layout = *options_.first.layout;
  if (options_.first.scale) settings_.scale = *options_.first.scale;
  quiz_.make_by({options_.first.asking.seed, settings_.level});
  settings_ = clamped(settings_);
  raise_for(settings_.layout);
  look_for_recent();
  know_progress();
  take_bindings();
  if (options_.source) {
    const bool is_file = !options_.source->live();
    program_ = options_.started;
    program_.name = options_.shown_name;
    open(std::move(options_.source), options_.shown_name);
    if (is_file) remember(options_.shown_name), find_relatives(options_.shown_name);
    apply_first();
  } else if (!options_.file.empty()) {
    begin_opening(options_.file);
  } else if (const std::string lesson = std::exchange(options_.first.lesson, {}); !lesson.empty()) {
    act(ask::InLesson{deed::OpenLesson{lesson}});
  }
}

facts::GreenletId greenlet_called(const store::Trace& trace, const std::string& name) {
  return state::find_named(trace.state(trace.size()), name);
}

// What the command line says of the first session; once.
void App::apply_first() {
  const AppOptions::First first = std::exchange(options_.first, {});
  if (!session_) return;
  if (!first.step.empty() && options_.find_step) {
    const auto step = options_.find_step(session_->trace(), first.step, choices_.grain);
    if (step) {
      act(ask::Seek{*step});
    } else {
      say(step.fault());
    }
    cursor_moved();
  }
  if (!first.lesson.empty()) act(ask::InLesson{deed::OpenLesson{first.lesson}});
  if (!first.with.empty()) begin_comparing(first.with);
  if (!first.stops.empty()) act(ask::SetStops{first.stops});
  if (!first.place.empty()) ask_about(first.place);
  if (first.select.empty()) return;
  to_select_ = first.select;
  select_first();
}

// Of a program that is alive somebody of this name may still come.
void App::select_first() {
  if (!session_ || to_select_.empty()) return;
  const bool is_whole = is_over();
  const facts::GreenletId found = is_whole ? greenlet_called(session_->trace(), to_select_)
                                           : state::find_named(moment_.after, to_select_);
  if (found == 0 && !is_whole) return;
  const std::string name = std::exchange(to_select_, {});
  choices_.selected = found;
  if (found == 0) say(facts::Fault{facts::FaultKind::no_such_greenlet, name, 0, 0, ""});
}

Look App::look() const {
  Look look{.moment = moment_,
            .choices = choices_,
            .settings = settings_,
            .messages = *messages_,
            .glossary = glossary_,
            .fonts = fonts_,
            .scenarios = entries_.all(),
            .exporters = options_.exporters,
            .shown_name = options_.shown_name,
            .notice = notice_};
  look.wrong_switches = &options_.wrong_switches;
  look.began_live = began_live_;
  look.seconds = frame_seconds_;
  look.search = &jobs_.search();
  if (!choices_.stops.empty()) look.stops = &jobs_.stopping().stops();
  look.work = jobs_.work();
  look.typing = is_typing();
  look.sweep = measuring_.sweep();
  look.measures = measuring_.is_busy();
  look.can_measure = measuring_.can();
  look.keys = keys_;
  look.bindings = &bindings_;
  look.letters = letters_;
  look.listing = &folders_.listing();
  look.recent = &folders_.recent();
  look.home = folders_.home();
  look.here = folders_.here();
  look.lesson = &lesson_;
  look.language = language_;
  look.program = program_;
  look.scenario = scenario_shown();
  look.kept_in = kept_in_;
  look.unsaved = is_unsaved();
  if (!session_) return look;
  if (picking_) {
    look.run_behind = options_.shown_name;
    return look;
  }
  show_session(&look);
  if (curtain_) hide_future(&look);
  return look;
}

// What is shown of it, and what was found there.
void App::show_session(Look* shown) const {
  Look& look = *shown;
  look.trace = curtain_ ? curtain_.get() : &session_->trace();
  look.processes = relatives_.together();
  look.process = relatives_.shown();
  look.processes_version = relatives_.version();
  look.notes = &notes_.all();
  look.numbered = numbered_;
  look.longest_noted = notes_.longest();
  look.run = run_;
  look.live = session_->live();
  look.beside = comparing_.beside();
  look.branches = shown_branches(*messages_, branching_);
  look.first_difference = comparing_.first_difference();
  look.fault = last_fault_.kind;
  look.still = watch_.still();
  look.waits_for_program = session_->waiting_for_target();
  show_found(shown);
  look.status = session_->status();
  look.waiting_alone = session_->waits_for_another();
  look.catching_up = session_->catching_up();
  look.at_end = session_->at_end();
  look.quiz = &quiz_;
  look.performing = performing_ ? &*performing_ : nullptr;
  look.thinking = thinking_;
  look.wall = &wall_;
}

// What was found out about all of the trace.
void App::show_found(Look* look) const {
  look->checked = &jobs_.contradicted();
  look->all_checked = jobs_.all_checked();
  look->numbers = jobs_.counting().numbers();
  look->moves = jobs_.counting().moves();
  look->all_numbers = jobs_.counting().all_numbers();
  look->findings = jobs_.counting().findings();
  look->lints = jobs_.counting().lints() != nullptr ? jobs_.counting().lints() : lints_;
  if (look->moves != nullptr && look->moves->step() != moment_.number) look->moves = nullptr;
}

// Of that nothing, and of what it is compared with.
void App::hide_future(Look* look) {
  look->search = nullptr;
  look->stops = nullptr;
  look->beside = nullptr;
  look->branches = {};
  look->first_difference = {};
  look->checked = nullptr;
  look->lints = nullptr;
  look->numbers = look->all_numbers = nullptr;
  look->moves = nullptr;
  look->findings = nullptr;
  look->processes = nullptr;
  look->process = {};
}

void App::rest() {
  relatives_.cancel();
  while (working()) jobs_.cancel();
}

void App::frame(float seconds) {
  go_on(seconds);
  draw(seconds);
}

bool App::go_on(float seconds) {
  take_news();
  take_work();
  folders_.go_on();
  entries_.go_on(seconds, !session_ || picking_);
  take_notes();
  if (!measuring_.go_on()) say(messages_->text("strategies.cannot_measure"), true);
  if (notice_.words.empty() && !wrong_keys_.empty()) say(std::exchange(wrong_keys_, {}), true);
  go_on_stepping();
  go_on_to_stop();
  if (session_) {
    watch_.go_on(seconds, waits(), session_->trace().size(), session_->activity());
  }
  // Behind a cover time stands.
  if (wall_.blackout == Blackout::none) {
    play(seconds);
    if (quiz_.waits()) thinking_.go_on(seconds);
  }
  take_extent();
  take_lints();
  cursor_moved();
  go_on_comparing();
  go_on_branching();
  go_on_relating();
  go_on_lesson(seconds);
  select_first();
  return settling_ > 0 || !pressed_.empty() || !keys_.empty() || !letters_.empty() || edit_ ||
         focus_.pressed || seen() != seen_;
}

// One for each time that the program has come to where it was let go.
void App::go_on_stepping() {
  while (!later_.empty() && session_ && !waits()) {
    const Request next = std::move(later_.front());
    later_.pop_front();
    carry_out(next);
  }
  if (!session_ || is_over()) later_.clear();
}

App::Seen App::seen() const {
  const Work work = jobs_.work();
  Seen now;
  now.percent = static_cast<int>(work.share * 100);
  now.work = work.words;
  now.notice = notice_.words;
  now.found = jobs_.search().found.size();
  now.searched = jobs_.search().read;
  now.stops = jobs_.stopping().stops().steps.size();
  now.contradicted = jobs_.contradicted().size();
  now.step = moment_.number;
  now.measures = measuring_.is_busy();
  now.has_sweep = measuring_.sweep() != nullptr;
  now.folder = folders_.listing().folder + (folders_.listing().busy ? "" : "/");
  now.files = folders_.listing().entries.size();
  for (const ScenarioEntry& entry : entries_.all()) now.entries += entry.id + '\n';
  now.lesson = lesson_.version();
  for (const RecentFile& file : folders_.recent()) {
    if (file.presence == Presence::missing) ++now.missing;
  }
  if (!session_) return now;
  now.still = watch_.still();
  now.notes = notes_.version();
  now.steps = session_->trace().size();
  const Counting& counting = jobs_.counting();
  if (const auto numbers = counting.numbers()) {
    now.counted = {numbers->sums.from(), numbers->sums.to()};
  }
  now.has_moves = counting.moves() != nullptr;
  now.beside = comparing_.beside() != nullptr ? comparing_.beside()->version : 0;
  now.branches = branching_.version;
  now.processes = relatives_.version();
  now.status = session_->status();
  now.catching_up = session_->catching_up();
  now.waiting_alone = session_->waits_for_another();
  now.quiz = quiz_.version();
  now.performing = performing_ ? performing_->version() : 0;
  now.thinking = static_cast<int>(thinking_.left);
  return now;
}

void App::draw(float seconds) {
  frame_seconds_ = seconds;
  moving_ = false;
  seen_ = seen();
  if (settling_ > 0) --settling_;
  take_keys();
  aim();
  begin_focus();
  give_letters();
  if (picture_frames_ > 0) --picture_frames_, settling_ = kSettling;
  // For whoever showed numbers in the last frame: what is near is there in this one.
  if (std::exchange(counts_, false)) act(ask::Count{}), counts_ = false;
  timeline_at_ = {};
  number_notes();
  const View* listens = listener();
  const Drawn drawn = draw_window(look(), std::exchange(summoned_, {}),
                                  listens != nullptr ? listens->id : "", &views_);
  take_back_letters();
  end_focus();
  aim_by_focus();
  go_on_zooming(seconds);
  field_view_ = drawn.typing;
  if (field_view_ == awaited_ || --awaited_frames_ <= 0) awaited_.clear();
  for (const Request& request : drawn.asked) {
    carry_out(request);
    if (!is_said_in_every_frame(request)) settling_ = kSettling;
  }
  if (!awaited_.empty()) settling_ = kSettling;
  // What stands above the timeline learns of it in the next frame.
  if (choices_.timeline_at != timeline_at_) {
    choices_.timeline_at = timeline_at_;
    settling_ = kSettling;
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
  if (say_fault(fault, "")) notice_.of_the_end = true;
  last_fault_ = std::move(fault);
}

// The session's trace and those of the jobs find out about damage each for itself: what was said of
// one of them is not said once more, and not taken back by what is less.
bool App::say_fault(const facts::Fault& fault, const std::string& before) {
  if (!says_more(fault, said_fault_)) return false;
  say(fault);
  notice_.words = before + notice_.words;
  said_fault_ = fault;
  return true;
}

void App::play(float seconds) {
  if (!choices_.playing || !session_) return;
  const scene::Steps marked = choices_.loop ? choices_.timeline.marked : scene::Steps{};
  const bool at_end = session_->at_end() || (!marked.all() && session_->cursor() >= marked.to);
  if (at_end && !choices_.loop) {
    choices_.playing = false;
    return;
  }
  play_clock_ += seconds * choices_.speed;
  if (play_clock_ < 1 || session_->waiting_for_target()) return;
  play_clock_ = 0;
  if (at_end) {
    act(ask::Seek{marked.from});
    choices_.playing = true;  // which a step that is asked for ends
    return;
  }
  act(ask::Step{choices_.grain});
}

bool App::cursor_moved() {
  if (!session_ || session_->cursor() == moment_.number) return false;
  keep_before_questions();
  if (session_->cursor() == moment_.number) return false;
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

bool App::run(std::string_view command_id) {
  const Command* command = find_command(command_id);
  if (command == nullptr || !command->when(look())) return false;
  carry_out(command->request(look()));
  if (lesson_.was_run(command_id)) keep_progress();
  return true;
}

void App::carry_out(const Request& request) {
  const auto waits = [this] { return session_ != nullptr && session_->waiting_for_target(); };
  const bool waited = waits();
  if (is_held(request)) return;
  std::visit([this](const auto& asked) { act(asked); }, request);
  // A step ends what was said, unless the program takes it by itself.
  const bool goes_on = cursor_moved() || (waits() && !waited);
  if (goes_on && !notice_.trouble && !notice_.stays) notice_ = {};
}

void App::open(std::unique_ptr<session::EventSource> source, const std::string& shown_name,
               std::optional<uint64_t> step) {
  options_.shown_name = shown_name;
  began_live_ = source->live();
  if (!began_live_) program_ = {};
  if (began_live_) relatives_.leave();
  session_ = std::make_unique<session::Session>(std::move(source));
  notes_.begin(began_live_ ? "" : shown_name);
  if (step && *step > 0) {
    session_->run_to_step(*step);
    session_->poll(0);
    cursor_moved();
  } else {
    carry_out(ask::Step{Grain::line});
  }
  fonts_outdated_ = true;
}

void App::leave() {
  jobs_.leave();
  notes_.leave();
  watch_.leave();
  comparing_.end();
  before_.reset();
  moment_of_.reset();
  branching_ = {};
  exchanges_ = asked_as_it_was_ = false;
  later_.clear();
  to_stop_ = false;
  curtain_.reset();
  session_.reset();
  extent_ = {};
  lints_ = nullptr;
  run_.reset();
  quiz_.leave();
  performing_.reset();
  lesson_.unplace();
  runs_for_lesson_ = false;
  looks_there_ = false;
  wall_.pen.forget();
  picking_ = false;
  to_select_.clear();
  kept_in_.clear();
  kept_steps_ = 0;
  moment_ = {};
  views_ = make_views();
  Choices fresh;
  fresh.grain = choices_.grain;
  fresh.speed = choices_.speed;
  fresh.high_on_top = choices_.high_on_top;
  choices_ = fresh;
  notice_ = {};
  last_fault_ = said_fault_ = {};
}

void App::say(std::string words, bool trouble) { notice_ = {std::move(words), trouble}; }

// What is missing in a file is no error of the program, nor of anybody here; and who kills a
// program wants it.
void App::say(const facts::Fault& fault) {
  const Ending ending = kind_of(fault.kind);
  const bool trouble = ending != Ending::incomplete && ending != Ending::killed;
  notice_ = {words::sentence(*messages_, fault), trouble, !trouble, false};
}

bool App::expects_news() const {
  const bool more = session_ != nullptr && !is_over();
  const bool thinks = quiz_.waits() && thinking_.left > 0;
  return more || thinks || !jobs_.work().words.empty() || choices_.playing || folders_.busy() ||
         notes_.busy() || relatives_.busy() || measuring_.is_busy();
}

std::string App::title() const {
  const bool is_shown = session_ != nullptr && !options_.shown_name.empty();
  return is_shown ? "greenlens · " + facts::shown(options_.shown_name) : "greenlens";
}

// What was said for this time alone is not remembered, unless it was changed since.
Settings App::settings_to_keep() const {
  Settings kept = settings_;
  if (said_once_.theme && kept.theme == *said_once_.theme) kept.theme = chosen_before_.theme;
  if (said_once_.layout && kept.layout == *said_once_.layout) kept.layout = chosen_before_.layout;
  if (said_once_.scale && kept.scale == *said_once_.scale) kept.scale = chosen_before_.scale;
  if (level_before_lesson_) kept.level = *level_before_lesson_;
  if (said_once_.level && kept.level == *said_once_.level) kept.level = chosen_before_.level;
  if (said_once_.level && choices_.grain == facts::Grain::story) kept.grain = chosen_before_.grain;
  if (said_once_.grain && choices_.grain == *said_once_.grain) kept.grain = chosen_before_.grain;
  return kept;
}

// Views, with what they have made for drawing, are made anew; what is under way goes on.
void App::speak(const std::string& language, words::Level level) {
  language_ = language;
  messages_ = &words::Messages::of(language, level);
  glossary_ = words::Glossary(*messages_);
  if (lesson_.is_open() && lesson_.file().empty()) {
    const std::string_view text = lessons::shipped_text(lesson_.id(), language);
    if (!text.empty()) lesson_.read_again(text);
  }
  lesson_.unplace();  // its questions are made at another level
  jobs_.speak(*messages_);
  views_ = make_views();
  wrong_keys_.clear();
  take_bindings();
  fonts_outdated_ = true;
}

void App::build_fonts(const FontFiles& files) {
  // Rather another language than boxes in place of letters.
  const bool lacks_letters = !files.sans.path.empty() && files.wide.path.empty() &&
                             words::has_wide(messages_->text("menu.file"));
  if (lacks_letters) {
    speak(words::kLanguages[0].id, settings_.level);
    say(messages_->text("ui.no_letters"), true);
  }
  std::vector<std::string> texts;
  for (const auto& [id, text] : messages_->all()) texts.push_back(text);
  for (const ScenarioEntry& scenario : options_.scenarios) {
    texts.push_back(scenario.title + scenario.teaches);
  }
  add_letters_of_lessons(&texts);
  if (session_) {
    const store::Trace& trace = session_->trace();
    for (const store::SourceText& source : trace.info().sources) texts.push_back(source.text);
    for (std::string& text : trace.letters()) texts.push_back(std::move(text));
    for (const words::Note& note : notes_.all().all) texts.push_back(note.text);
  }
  fonts_.build(files, settings_.scale, texts);
  fonts_outdated_ = false;
}

}  // namespace greenlens::gui
