// What the app does for each request.
#include <algorithm>
#include <utility>

#include "gui/app.h"
#include "gui/commands.h"
#include "gui/export_entries.h"
#include "gui/layouts.h"
#include "gui/moved.h"
#include "tracer/facts/event.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/matching.h"
#include "tracer/words/thread_name.h"

namespace greenlens::gui {

using facts::Grain;
using Direction = store::Trace::Direction;

namespace {

// Until what lay over the window is gone from a picture of it.
constexpr int kPictureFrames = 2;

// As an order has them.
std::vector<std::string> settings_text(const std::vector<store::Setting>& settings) {
  std::vector<std::string> all;
  for (const store::Setting& one : settings) all.push_back(one.name + '=' + one.value);
  return all;
}

}  // namespace

void App::act(const ask::Run& asked) { run(asked.command); }

void App::act(const ask::Step& asked) {
  if (!session_) return;
  // None is lost that comes before the program has.
  if (waits()) return later_.emplace_back(asked), void();
  if (asked.thread != 0) return find_stop(asked.grain, asked.thread, Direction::forward);
  session_->step(asked.grain);
  session_->poll(0);
}

void App::act(const ask::Back& asked) {
  if (!session_) return;
  to_stop_ = false;
  // From a program that says nothing one looks back at once.
  if (waits() && watch_.still().seconds == 0) return later_.emplace_back(asked), void();
  later_.clear();
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
        messages_->text(
            "ui.work.finding_stop",
            {{"thread", words::thread_name(*messages_, thread_in(moment_.after, thread))}}),
        "", otherwise});
}

void App::act(const ask::Seek& asked) {
  if (!session_) return;
  choices_.playing = to_stop_ = false;
  later_.clear();
  session_->seek(asked.step);
}

void App::act(const ask::GoTo& asked) {
  if (!session_) return;
  const store::Trace& trace = session_->trace();
  act(ask::Seek{trace.stop(choices_.grain, std::min(asked.number, trace.count(choices_.grain)))});
}

void App::act(const ask::LookBack&) {
  if (session_) act(ask::Seek{session_->cursor()});
}

void App::act(const ask::Stop&) {
  later_.clear();
  choices_.playing = to_stop_ = false;
  if (session_) session_->stop();
}

void App::act(const ask::RunToEnd&) {
  if (!session_) return;
  later_.clear();
  choices_.playing = to_stop_ = false;
  session_->run_to_end();
}

void App::act(const ask::TellAll&) {
  if (session_) session_->tell_all();
}

// Whoever asks for them wants to go through them.
void App::act(const ask::TellInstructions& asked) {
  if (!session_) return;
  const facts::Fault refused = session_->tell_instructions(asked.next_only);
  if (refused) return say(refused);
  act(ask::ChooseGrain{facts::Grain::instruction});
  say(messages_->text(asked.next_only ? "ui.instructions.next" : "ui.instructions.all"), false);
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
        messages_->text("ui.work.finding_event", {{"name", name}}),
        messages_->text(forward ? "ui.no_event.later" : "ui.no_event.earlier", {{"name", name}})});
}

void App::act(const ask::PinStep&) {
  if (!session_) return;
  comparing_.pin(moment_);
  raise("stack");
}

void App::act(const ask::CompareWith& asked) {
  hide_overlay();
  begin_comparing(asked.path);
}

void App::act(const ask::EndComparing&) { comparing_.end(); }

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
                                     *messages_, std::move(wanted)),
        messages_->text("ui.work.finding", {{"search", words}}),
        messages_->text(forward ? "ui.find.none_later" : "ui.find.none_earlier",
                        {{"search", words}})});
}

void App::act(const ask::Read& asked) {
  if (session_) jobs_.read(session_->trace(), asked);
}

void App::act(const ask::Count&) {
  if (!session_) return;
  counts_ = true;
  jobs_.count(session_->trace(), moment_.number, choices_.counted());
}

void App::act(const ask::CancelWork&) {
  if (jobs_.kind() == Jobs::Kind::opening) say(messages_->text("ui.work.cancelled"), false);
  if (jobs_.kind() == Jobs::Kind::writing) leaving_.reset();
  if (jobs_.kind() == Jobs::Kind::writing) say(messages_->text("ui.work.writing_cancelled"), false);
  jobs_.cancel();
}

void App::act(const ask::TogglePlay&) {
  if (!session_) return;
  choices_.playing = !choices_.playing && (!session_->at_end() || choices_.loop);
  play_clock_ = 1;
}

void App::act(const ask::ToggleLoop&) { choices_.loop = !choices_.loop; }

void App::act(const ask::SetSpeed& asked) {
  settings_.speed = choices_.speed = std::clamp(asked.speed, 0.1f, 10.0f);
}

void App::act(const ask::ChooseGrain& asked) { settings_.grain = choices_.grain = asked.grain; }

// Who is clicked while a question asks for somebody is what is chosen.
void App::act(const ask::Select& asked) {
  choices_.selected = asked.greenlet;
  if (asked.greenlet != 0) quiz_.choose(asked.greenlet);
}

void App::act(const ask::Hide& asked) {
  choices_.hidden = asked.greenlets;
  std::sort(choices_.hidden.begin(), choices_.hidden.end());
}

void App::act(const ask::TurnStackOver&) { choices_.high_on_top = !choices_.high_on_top; }

void App::act(const ask::ShowSteps& asked) { choices_.timeline.steps = asked.steps; }

void App::act(const ask::MarkSteps& asked) { choices_.timeline.marked = asked.steps; }

void App::act(const ask::ScrollLanes& asked) { choices_.timeline.first_lane = asked.first; }

void App::act(const ask::Align& asked) { timeline_at_ = {asked.left, asked.right}; }

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
  awaited_ = has_field(view->keyboard) ? view->id : "";
  awaited_frames_ = kAwaitedFrames;
}

void App::act(const ask::Explain& asked) {
  choices_.term = asked.term;
  act(ask::Show{"glossary"});
}

void App::act(const ask::ChooseTab& asked) {
  if (find_view(asked.view) != nullptr) raise(asked.view);
}

void App::raise(const std::string& view) {
  std::erase(choices_.raised, view);
  choices_.raised.insert(choices_.raised.begin(), view);
}

// What such a layout is for is seen in it.
void App::raise_for(LayoutChoice layout) {
  if (layout == LayoutChoice::step) {
    for (const char* view : {"registers", "frames", "stack", "machine"}) raise(view);
  }
  if (layout == LayoutChoice::programs) {
    for (const char* view : {"found", "parked", "stack", "program", "timeline"}) raise(view);
    const auto& together = relatives_.together();
    if (together != nullptr && together->family.processes.size() > 1) raise("processes");
  }
}

void App::act(const ask::ChooseLayout& asked) {
  Settings settings = settings_;
  const bool was_wall = settings.layout == LayoutChoice::classroom;
  const bool is_wall = asked.layout == LayoutChoice::classroom;
  settings.layout = asked.layout;
  raise_for(asked.layout);
  if (is_wall && !was_wall) {
    settings.other_scale = settings.scale;
    settings.scale = classroom_scale(ImGui::GetIO().DisplaySize.y);
  }
  if (was_wall && !is_wall && settings.other_scale >= 1) settings.scale = settings.other_scale;
  act(ask::Change{settings});
}

void App::act(const ask::MoveView& asked) {
  const Settings moved = with_moved(settings_, asked.view, asked.to);
  if (moved == settings_) return;
  // Out of another layout: with the scale that goes with it.
  if (settings_.layout != LayoutChoice::own) act(ask::ChooseLayout{LayoutChoice::own});
  settings_.moved = moved.moved;
  raise(asked.view);
}

void App::act(const ask::ChooseTheme& asked) { settings_.theme = asked.theme; }

void App::act(const ask::ChooseLanguage& asked) {
  settings_.language = asked.language;
  speak(asked.language, settings_.level);
}

void App::act(const ask::ChooseLevel& asked) {
  take_level(asked.level);
  speak(language_, asked.level);
  // Questions are put at that level, too.
  const greenlens::questions::Asking asking{quiz_.asking().seed, asked.level};
  session_ ? answer(deed::MakeBy{asking}) : quiz_.make_by(asking);
}

// The story has steps of its own; who leaves it goes on by those from before.
void App::take_level(words::Level level) {
  const bool tells_story = level == words::Level::story;
  if (tells_story && choices_.grain != facts::Grain::story) {
    grain_before_story_ = choices_.grain;
    act(ask::ChooseGrain{facts::Grain::story});
  } else if (!tells_story && choices_.grain == facts::Grain::story) {
    act(ask::ChooseGrain{grain_before_story_});
  }
  settings_.level = level;
}

// Nobody types into it any more.
void App::hide_overlay() {
  if (field_view_ == choices_.overlay) field_view_.clear();
  choices_.overlay.clear();
  awaited_.clear();
}

void App::act(const ask::CloseOverlay&) {
  hide_overlay();
  leaving_.reset();
}

void App::act(const ask::SetMenu& asked) {
  if (asked.place.open && !choices_.menu.open) look_for_recent();
  choices_.menu = asked.place;
}

void App::act(const ask::ChooseFigure& asked) { choices_.figure = asked.figure; }

void App::act(const ask::Browse& asked) {
  choices_.browsing = asked.browsing;
  look_for_recent();
  act(ask::ListFolder{asked.browsing.folder});
  act(ask::Show{"browser"});
}

void App::act(const ask::ListFolder& asked) { folders_.list(asked.folder); }

void App::act(const ask::EditProgram& asked) {
  choices_.order = asked.order;
  act(ask::Show{"arguments"});
}

void App::act(const ask::LeaveField&) {
  leave_field_ = true;
  leave_focus();
}

void App::act(const ask::DismissNotice&) { notice_ = {}; }

void App::act(const ask::AnotherFrame&) { moving_ = true; }

void App::act(const ask::PointAtRegister& asked) {
  choices_.register_pointed_at = asked.name;
  moving_ = true;
}

void App::act(const ask::MoveFocus& asked) { move_focus(asked.by); }

void App::act(const ask::Start& asked) { act(ask::StartProgram{{asked.scenario, {}}}); }

void App::act(const ask::StartProgram& asked) {
  if (asks_first(asked)) return;
  start(asked.order, {});
}

bool App::start(const StartOrder& order, std::optional<uint64_t> step) {
  if (!options_.start) return false;
  // A copy: what is asked for may be what is about to be left.
  const StartOrder wanted = order;
  auto source = options_.start(wanted);
  if (!source) {
    say(source.fault());
    return false;
  }
  leave();
  // A file that is on its way would take its place.
  if (jobs_.kind() == Jobs::Kind::opening) jobs_.cancel();
  program_ = wanted;
  open(std::move(*source), wanted.name, step);
  return true;
}

// To where one was, as far as it comes there again; and it looks as it did.
void App::act(const ask::Restart& asked) {
  if (!session_ || asks_first(asked)) return;
  if (!program_.name.empty()) return run_again(program_, 0);
  const store::TraceInfo& info = session_->trace().info();
  if (const ScenarioEntry* scenario = scenario_shown()) {
    StartOrder order{scenario->id, {}};
    order.settings = settings_text(info.settings);
    for (const store::WhatIf& one : info.what_ifs) order.what_ifs.push_back(order_text(one));
    return run_again(order, info.part ? info.part->first : 0);
  }
  // A name alone, which anybody can write into a file, is not run unasked.
  if (info.scenario.empty()) return say(messages_->text("ui.restart.nameless"), true);
  const std::string name = facts::shown(info.scenario);
  act(ask::EditProgram{{name, {}}});
  say(messages_->text("ui.restart.unknown", {{"name", name}}), false);
}

// The scenario that a recording is of; null when it is of none of these. A program may bear a
// scenario's name, but hardly its title, too.
const ScenarioEntry* App::scenario_shown() const {
  if (!session_) return nullptr;
  const store::TraceInfo& info = session_->trace().info();
  for (const ScenarioEntry& scenario : options_.scenarios) {
    const std::string title = store::title_with(scenario.title, info.settings, info.what_ifs);
    if (scenario.id == info.scenario && title == info.title) return &scenario;
  }
  return nullptr;
}

// Nothing is lost that could not be had again: it is not asked whether the run is to be kept.
void App::act(const ask::RunWith& asked) {
  const ScenarioEntry* scenario = scenario_shown();
  if (scenario == nullptr) return;
  const Choices choices = choices_;
  words::Notes notes = notes_.all();
  StartOrder order = program_.name.empty() ? StartOrder{scenario->id, {}} : program_;
  order.settings = asked.settings;
  order.what_ifs.clear();  // with other settings they would be done elsewhere
  const uint64_t step = session_->cursor();
  std::unique_ptr<session::Session> before = std::move(session_);
  if (!start(order, step)) {
    session_ = std::move(before);
    return;
  }
  choices_.overlay = choices.overlay;
  session_->run_to_end();
  if (asked.beside) {
    before->run_to_end();
    before_ = std::move(before);
    step_beside_ = step;
    return;
  }
  notes_.change(std::move(notes));
  choices_.raised = choices.raised;
  choices_.selected = choices.selected;
  choices_.hidden = choices.hidden;
  moment_of_ = std::move(before);
  moment_step_ = step;
}

// `before`: so many steps of the run are not in what is shown.
void App::run_again(const StartOrder& order, uint64_t before) {
  const std::vector<std::string> raised = choices_.raised;
  const facts::GreenletId selected = choices_.selected;
  const std::vector<facts::GreenletId> hidden = choices_.hidden;
  words::Notes notes = words::moved_on(notes_.all(), before);
  if (!start(order, before + session_->cursor())) return;
  notes_.change(std::move(notes));
  choices_.raised = raised;
  choices_.selected = selected;
  choices_.hidden = hidden;
}

void App::act(const ask::Scenarios&) {
  choices_.playing = false;
  hide_overlay();
  picking_ = session_ != nullptr;
}

void App::act(const ask::ReturnToRun&) { picking_ = false; }

void App::act(const ask::OpenFile& asked) {
  if (asks_first(asked)) return;
  hide_overlay();
  begin_opening(asked.path);
}

void App::act(const ask::Drop& asked) {
  if (asked.files.empty()) return;
  // Several are one run's, as on the command line.
  if (asked.files.size() > 1) relatives_.take(asked.files);
  act(ask::OpenFile{asked.files.front()});
}

void App::act(const ask::SaveRecording& asked) {
  if (!session_ || !options_.write) return;
  hide_overlay();
  keeping_steps_ = session_->trace().size();
  ExportWrite write = options_.write;
  if (!began_live_ && options_.notes.write) write = with_notes(std::move(write));
  jobs_.write(session_->trace(),
              {kRecording, options_.shown_name, asked.path, session_->cursor(), settings_.theme,
               choices_.selected},
              write);
}

void App::act(const ask::Export& asked) {
  if (!session_ || !options_.write) return;
  hide_overlay();
  const Look now = look();
  const ExportEntry* entry = find_export(now, asked.exporter, asked.scene);
  if (entry == nullptr) return;
  const Browsing suggested = export_browsing(now, *entry);
  const std::string& folder = suggested.folder;
  std::string file = asked.file;
  if (file.empty()) file = (folder.empty() ? "" : folder + '/') + suggested.name;
  ExportOrder order = export_order(now, *entry, file);
  order.language = language_;
  order.level = settings_.level;
  jobs_.write(session_->trace(), order, options_.write);
}

void App::act(const ask::SavePicture& asked) {
  if (!options_.write_picture) return;
  hide_overlay();
  choices_.menu = {};
  picture_ = asked.path;
  picture_frames_ = kPictureFrames;
}

void App::take_picture(Pixels pixels) {
  const std::string file = std::exchange(picture_, {}).value_or("");
  jobs_.write_other(
      {kPicture, options_.shown_name, file, 0, settings_.theme},
      [write = options_.write_picture, file, all = std::make_shared<Pixels>(std::move(pixels))](
          const store::OnProgress&) { return write(*all, file); });
}

void App::act(const ask::Quit& asked) {
  if (!asks_first(asked)) quit_ = true;
}

bool App::is_unsaved() const {
  return session_ != nullptr && began_live_ && !is_lessons_run() &&
         session_->trace().size() > kept_steps_;
}

bool App::asks_first(const Request& request) {
  if (!is_unsaved()) return false;
  act(ask::Show{"leaving"});
  leaving_ = request;
  return true;
}

void App::act(const ask::Leave& asked) {
  switch (asked.answer) {
    case ask::Leave::Answer::save: {
      const std::optional<Request> leaving = leaving_;
      const Request saves = find_command("save_recording")->request(look());
      carry_out(saves);
      leaving_ = leaving;
      break;
    }
    case ask::Leave::Answer::drop: {
      hide_overlay();
      const session::Session* dropped = session_.get();
      const uint64_t kept = kept_steps_;
      if (session_) kept_steps_ = session_->trace().size();
      if (const auto leaving = std::exchange(leaving_, {})) carry_out(*leaving);
      // What could not take its place has dropped nothing.
      if (session_.get() == dropped) kept_steps_ = kept;
      break;
    }
    case ask::Leave::Answer::stay:
      act(ask::CloseOverlay{});
      break;
  }
}

}  // namespace greenlens::gui
