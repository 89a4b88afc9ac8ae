#include "gui/commands.h"

#include <algorithm>
#include <iterator>

#include "gui/compare_commands.h"
#include "gui/export_entries.h"
#include "gui/lesson_commands.h"
#include "gui/moved.h"
#include "gui/note_commands.h"
#include "gui/past_commands.h"
#include "gui/process_commands.h"
#include "gui/quiz_commands.h"
#include "gui/recent.h"
#include "gui/suggest_name.h"
#include "gui/timeline_commands.h"
#include "gui/wall.h"
#include "gui/wall_commands.h"
#include "gui/what_if_commands.h"
#include "tracer/state/queries.h"
#include "tracer/words/languages.h"

namespace greenlens::gui {

using facts::Grain;
using Direction = store::Trace::Direction;

namespace {

bool always(const Look&) { return true; }
bool has_session(const Look& look) { return look.trace != nullptr; }
bool can_change(const Look& look) {
  return look.scenario != nullptr && !look.scenario->settable.empty();
}
bool can_go_on(const Look& look) { return look.trace != nullptr && !look.at_end; }
bool can_go_back(const Look& look) { return look.trace != nullptr && look.moment.number > 0; }
bool has_focus(const Look& look) { return look.trace != nullptr && look.focus() != 0; }
bool can_export(const Look& look) { return look.trace != nullptr && !look.exporters.empty(); }
bool tells_less(const Look& look) {
  if (!look.began_live || !look.expects_news()) return false;
  const auto& threads = look.moment.after.threads;
  return std::any_of(threads.begin(), threads.end(), [](const auto& entry) {
    const state::Thread& thread = entry.second;
    return !thread.ended &&
           (thread.detail != facts::Detail::full || thread.slice_bytes != facts::SliceBytes::full);
  });
}
// One that switches through the engine, and not by a function of its own, which is led anyway.
bool is_stepped(const Look& look) {
  return look.began_live && look.expects_news() && !state::has_contexts(look.moment.after);
}
template <bool next_only>
Request tell_instructions(const Look&) {
  return ask::TellInstructions{next_only};
}
bool overlay_open(const Look& look) { return !look.choices.overlay.empty(); }
bool has_in_hand(const Look& look) {
  return look.trace != nullptr && look.wall != nullptr && look.wall->is_in_hand();
}
bool can_close(const Look& look) {
  return overlay_open(look) || has_in_hand(look) || look.typing || !look.work.words.empty() ||
         !look.run_behind.empty() || look.beside != nullptr;
}
// What is uppermost.
Request close_or_cancel(const Look& look) {
  if (overlay_open(look)) return ask::CloseOverlay{};
  if (has_in_hand(look)) return put_away(look);
  if (look.typing) return ask::LeaveField{};
  if (!look.work.words.empty()) return ask::CancelWork{};
  if (look.beside != nullptr) return ask::EndComparing{};
  return ask::ReturnToRun{};
}
bool is_live(const Look& look) { return look.trace != nullptr && look.live; }
bool waits(const Look& look) { return look.trace != nullptr && look.waits_for_program; }
Request browse(const Look& look, Browsing browsing) {
  // Beside the recording that is shown, or where the command was called.
  if (browsing.folder.empty()) browsing.folder = look.here;
  return ask::Browse{std::move(browsing)};
}
Request open_file(const Look& look) {
  const bool is_recent = look.recent != nullptr && !look.recent->empty();
  const std::string folder = is_recent ? folder_of(look.recent->front().path) : "";
  return browse(look, {FileUse::open, "", kRecordingEnding, folder, ""});
}
// Of a file a copy beside it.
Request save_recording(const Look& look) {
  if (!look.began_live) {
    return browse(look, {FileUse::save_recording, "", kRecordingEnding, shown_in(look),
                         name_for(look, std::string("-copy") + kRecordingEnding)});
  }
  return browse(look, {FileUse::save_recording, "", kRecordingEnding, folder_of(look.kept_in),
                       name_for(look, kRecordingEnding)});
}
Request save_picture(const Look& look) { return browse(look, picture_browsing(look)); }
Request edit_program(const Look& look) { return ask::EditProgram{look.program}; }
Request in_actual_size(const Look& look) {
  Settings settings = look.settings;
  settings.scale = 1;
  return ask::Change{settings};
}
bool has_search(const Look& look) {
  return look.trace != nullptr && look.search != nullptr && !look.search->words.empty();
}

// The steps that contradict the rules, after and before the one that is shown.
auto first_after(const Look& look) {
  const auto& steps = look.contradicted();
  return std::upper_bound(steps.begin(), steps.end(), look.moment.number);
}
auto first_not_before(const Look& look) {
  const auto& steps = look.contradicted();
  return std::lower_bound(steps.begin(), steps.end(), look.moment.number);
}
bool contradicted_later(const Look& look) {
  return look.trace != nullptr && first_after(look) != look.contradicted().end();
}
bool contradicted_before(const Look& look) {
  return look.trace != nullptr && first_not_before(look) != look.contradicted().begin();
}
Request next_contradiction(const Look& look) { return ask::Seek{*first_after(look)}; }
Request previous_contradiction(const Look& look) {
  return ask::Seek{*std::prev(first_not_before(look))};
}

// The key that opened an overlay closes it.
Request toggled(const Look& look, const char* overlay) {
  if (look.choices.overlay == overlay) return ask::CloseOverlay{};
  return ask::Show{overlay};
}

template <typename Asked>
Request plain(const Look&) {
  return Asked{};
}

Request step(const Look& look) { return ask::Step{look.choices.grain}; }
Request back(const Look& look) { return ask::Back{look.choices.grain}; }
// The thread whose greenlet the details are about.
facts::ThreadId thread_in_focus(const Look& look) {
  const state::GreenletState* g = state::find(look.moment.after, look.focus());
  return g != nullptr ? g->thread : look.moment.after.thread;
}
bool has_threads(const Look& look) { return look.moment.after.threads.size() > 1; }
bool thread_can_go_on(const Look& look) { return can_go_on(look) && has_threads(look); }
bool thread_can_go_back(const Look& look) { return can_go_back(look) && has_threads(look); }
Request step_thread(const Look& look) {
  return ask::Step{look.choices.grain, thread_in_focus(look)};
}
Request back_thread(const Look& look) {
  return ask::Back{look.choices.grain, thread_in_focus(look)};
}
Request step_switch(const Look&) { return ask::Step{Grain::switch_}; }
Request back_switch(const Look&) { return ask::Back{Grain::switch_}; }
Request to_beginning(const Look&) { return ask::Seek{0}; }
Request faster(const Look& look) { return ask::SetSpeed{look.choices.speed * 2}; }
Request slower(const Look& look) { return ask::SetSpeed{look.choices.speed / 2}; }

template <Grain grain>
Request choose(const Look&) {
  return ask::ChooseGrain{grain};
}

template <Direction direction>
Request same_greenlet(const Look& look) {
  return ask::FindEvent{look.focus(), direction};
}

Request in_next_theme(const Look& look) {
  const auto at = std::find(scene::kThemes.begin(), scene::kThemes.end(), look.settings.theme);
  const auto now = static_cast<size_t>(at - scene::kThemes.begin());
  return ask::ChooseTheme{scene::kThemes[(now + 1) % scene::kThemes.size()]};
}
template <scene::Theme theme>
Request in_theme(const Look&) {
  return ask::ChooseTheme{theme};
}

template <size_t language>
Request in_language(const Look&) {
  return ask::ChooseLanguage{words::kLanguages[language].id};
}

template <words::Level level>
Request at_level(const Look&) {
  return ask::ChooseLevel{level};
}

Request scaled(const Look& look, float by) {
  Settings settings = look.settings;
  settings.scale += by;
  return ask::Change{settings};
}

// Reduced motion, which is what people look for: it is in force where nothing is animated.
Request animated_or_not(const Look& look) {
  Settings settings = look.settings;
  settings.animate = !settings.animate;
  return ask::Change{settings};
}

Request times_or_not(const Look& look) {
  Settings settings = look.settings;
  settings.times = !settings.times;
  return ask::Change{settings};
}

bool hides_some(const Look& look) { return look.trace != nullptr && !look.choices.hidden.empty(); }
Request hide_or_show(const Look& look) {
  std::vector<facts::GreenletId> hidden = look.choices.hidden;
  const auto at = std::lower_bound(hidden.begin(), hidden.end(), look.focus());
  if (at != hidden.end() && *at == look.focus()) {
    hidden.erase(at);
  } else {
    hidden.insert(at, look.focus());
  }
  return ask::Hide{std::move(hidden)};
}
Request hide_others(const Look& look) {
  std::vector<facts::GreenletId> hidden;
  for (const auto& [id, greenlet] : look.moment.after.greenlets) {
    if (id != look.focus()) hidden.push_back(id);
  }
  return ask::Hide{std::move(hidden)};
}

// The view that was brought to the front last.
std::string in_front(const Look& look) {
  return look.choices.raised.empty() ? "stack" : look.choices.raised.front();
}
template <Slot slot>
bool can_move(const Look& look) {
  return look.trace != nullptr && with_moved(look.settings, in_front(look), slot) != look.settings;
}
template <Slot slot>
Request move_to(const Look& look) {
  return ask::MoveView{in_front(look), slot};
}
bool has_moved(const Look& look) { return with_none_moved(look.settings) != look.settings; }
Request move_back(const Look& look) { return ask::Change{with_none_moved(look.settings)}; }

using L = const Look&;

// The table is one; several functions, because it is long.
std::vector<Command> first_commands() {
  return {
      {"step", {kKeyRight, false, false}, Section::move, can_go_on, step},
      {"back", {kKeyLeft, false, false}, Section::move, can_go_back, back},
      {"step_switch", {kKeyRight, true, false}, Section::move, can_go_on, step_switch},
      {"back_switch", {kKeyLeft, true, false}, Section::move, can_go_back, back_switch},
      {"step_thread", {'T', false, false}, Section::thread, thread_can_go_on, step_thread},
      {"back_thread", {'T', true, false}, Section::thread, thread_can_go_back, back_thread},
      {"first", {kKeyHome, false, false}, Section::move, can_go_back, to_beginning},
      {"last", {kKeyEnd, false, false}, Section::move, can_go_on, plain<ask::RunToEnd>},
      {"play", {kKeySpace, false, false}, Section::play, has_session, plain<ask::TogglePlay>},
      {"loop", {'R', false, false}, Section::play, has_session, plain<ask::ToggleLoop>},
      {"faster", {kKeyUp, false, false}, Section::play, has_session, faster},
      {"slower", {kKeyDown, false, false}, Section::play, has_session, slower},
      {"grain_line", {'1', false, false}, Section::grain, has_session, choose<Grain::line>},
      {"grain_switch", {'2', false, false}, Section::grain, has_session, choose<Grain::switch_>},
      {"grain_phase", {'3', false, false}, Section::grain, has_session, choose<Grain::phase>},
      {"grain_instruction",
       {'4', false, false},
       Section::grain,
       has_session,
       choose<Grain::instruction>},
      {"grain_call", {'5', false, false}, Section::grain, has_session, choose<Grain::call>},
      {"grain_story", {'6', false, false}, Section::grain, has_session, choose<Grain::story>},
      {"next_of_greenlet",
       {'N', false, false},
       Section::thread,
       has_focus,
       same_greenlet<Direction::forward>},
      {"previous_of_greenlet",
       {'N', true, false},
       Section::thread,
       has_focus,
       same_greenlet<Direction::backward>},
      {"next_contradiction",
       {'C', false, false},
       Section::contradictions,
       contradicted_later,
       next_contradiction},
      {"previous_contradiction",
       {'C', true, false},
       Section::contradictions,
       contradicted_before,
       previous_contradiction},
      {"go_to",
       {'G', false, false},
       Section::find,
       has_session,
       [](L look) { return toggled(look, "go_to"); }},
      {"find",
       {'F', false, true},
       Section::find,
       has_session,
       [](L) -> Request { return ask::Show{"events"}; }},
      {"find_next",
       {kKeyF3, false, false},
       Section::find,
       has_search,
       [](L) -> Request { return ask::FindNext{Direction::forward}; }},
  };
}
std::vector<Command> further_commands() {
  return {
      {"find_previous",
       {kKeyF3, true, false},
       Section::find,
       has_search,
       [](L) -> Request { return ask::FindNext{Direction::backward}; }},
      {"palette",
       {'P', true, true},
       Section::help,
       always,
       [](L look) { return toggled(look, "palette"); }},
      {"help",
       {kKeyF1, false, false},
       Section::help,
       always,
       [](L look) { return toggled(look, "help"); }},
      {"glossary",
       {kKeyF1, true, false},
       Section::help,
       always,
       [](L look) { return toggled(look, "glossary"); }},
      {"real", {}, Section::help, always, [](L look) { return toggled(look, "real"); }},
      {"close", {kKeyEscape, false, false}, Section::look, can_close, close_or_cancel},
      {"scenarios", {'O', false, true}, Section::open, has_session, plain<ask::Scenarios>},
      {"export",
       {'E', false, true},
       Section::formats,
       can_export,
       [](L look) -> Request {
         return ask::Browse{export_browsing(look, look.exporters.front())};
       }},
      {"export_picture", {'E', true, true}, Section::formats, has_session, save_picture},
      {"open_file", {'O', true, true}, Section::open, always, open_file},
      {"save_recording", {'S', false, true}, Section::save, has_session, save_recording},
      {"restart", {'R', false, true}, Section::run, has_session, plain<ask::Restart>},
      {"change",
       {'U', false, false},
       Section::run,
       can_change,
       [](L) -> Request { return ask::Show{"change"}; }},
      {"run_program", {'R', true, true}, Section::run, always, edit_program},
      {"try_wrong_switch", {}, Section::run, always, [](L look) { return toggled(look, "lab"); }},
      {"stop_program", {'K', false, true}, Section::run, is_live, plain<ask::Stop>},
      {"look_back", {'V', false, false}, Section::run, waits, plain<ask::LookBack>},
      {"tell_all", {'D', false, false}, Section::run, tells_less, plain<ask::TellAll>},
      {"instructions_next", {'I', false, false}, Section::run, is_stepped, tell_instructions<true>},
      {"instructions_all", {'I', true, false}, Section::run, is_stepped, tell_instructions<false>},
  };
}
std::vector<Command> commands_of_the_view() {
  return {
      {"theme", {'T', false, true}, Section::themes, always, in_next_theme},
      {"theme_light", {}, Section::themes, always, in_theme<scene::Theme::light>},
      {"theme_dark", {}, Section::themes, always, in_theme<scene::Theme::dark>},
      {"theme_contrast", {}, Section::themes, always, in_theme<scene::Theme::contrast>},
      {"theme_mono", {}, Section::themes, always, in_theme<scene::Theme::mono>},
      {"larger",
       {kKeyEqual, false, true},
       Section::look,
       always,
       [](L look) { return scaled(look, 0.25f); }},
      {"smaller",
       {kKeyMinus, false, true},
       Section::look,
       always,
       [](L look) { return scaled(look, -0.25f); }},
      {"actual_size", {'0', false, true}, Section::look, always, in_actual_size},
      {"animate", {'M', false, true}, Section::look, always, animated_or_not},
      {"times", {'W', false, false}, Section::look, always, times_or_not},
      {"layout_everything",
       {'1', false, true},
       Section::layouts,
       always,
       [](L) -> Request { return ask::ChooseLayout{LayoutChoice::everything}; }},
      {"layout_classroom",
       {'2', false, true},
       Section::layouts,
       always,
       [](L) -> Request { return ask::ChooseLayout{LayoutChoice::classroom}; }},
      {"layout_diagram",
       {'3', false, true},
       Section::layouts,
       always,
       [](L) -> Request { return ask::ChooseLayout{LayoutChoice::diagram}; }},
      {"layout_step",
       {'5', false, true},
       Section::layouts,
       always,
       [](L) -> Request { return ask::ChooseLayout{LayoutChoice::step}; }},
      {"layout_programs",
       {'6', false, true},
       Section::layouts,
       always,
       [](L) -> Request { return ask::ChooseLayout{LayoutChoice::programs}; }},
  };
}
// A command for each row of languages.h; a test holds the two against each other.
std::vector<Command> commands_of_languages() {
  return {
      {"language_en", {}, Section::languages, always, in_language<0>},
      {"language_zh_hans", {}, Section::languages, always, in_language<1>},
      {"language_zh_hant", {}, Section::languages, always, in_language<2>},
  };
}
static_assert(words::kLanguages.size() == 3, "a command for each language");
std::vector<Command> commands_of_levels() {
  using enum words::Level;
  return {
      {"level_story", {}, Section::levels, always, at_level<story>},
      {"level_mechanism", {}, Section::levels, always, at_level<mechanism>},
      {"level_addresses", {}, Section::levels, always, at_level<addresses>},
  };
}
std::vector<Command> commands_of_the_panels() {
  return {
      {"hide", {'H', false, false}, Section::hiding, has_focus, hide_or_show},
      {"hide_others", {'H', true, false}, Section::hiding, has_focus, hide_others},
      {"show_all", {}, Section::hiding, hides_some, plain<ask::Hide>},
      {"layout_own",
       {'4', false, true},
       Section::layouts,
       always,
       [](L) -> Request { return ask::ChooseLayout{LayoutChoice::own}; }},
      {"move_left", {}, Section::moves, can_move<Slot::left>, move_to<Slot::left>},
      {"move_left_below",
       {},
       Section::moves,
       can_move<Slot::left_below>,
       move_to<Slot::left_below>},
      {"move_middle", {}, Section::moves, can_move<Slot::middle>, move_to<Slot::middle>},
      {"move_right", {}, Section::moves, can_move<Slot::right>, move_to<Slot::right>},
      {"move_right_below",
       {},
       Section::moves,
       can_move<Slot::right_below>,
       move_to<Slot::right_below>},
      {"move_bottom", {}, Section::moves, can_move<Slot::bottom>, move_to<Slot::bottom>},
      {"move_back", {}, Section::moves, has_moved, move_back},
      {"statistics",
       {'S', false, false},
       Section::panels,
       has_session,
       [](L) -> Request { return ask::Show{"statistics"}; }},
      {"strategies",
       {},
       Section::panels,
       has_session,
       [](L) -> Request { return ask::Show{"strategies"}; }},
      {"legend",
       {'L', false, false},
       Section::look,
       has_session,
       [](L look) { return toggled(look, "legend"); }},
      {"flip", {'U', false, true}, Section::look, has_session, plain<ask::TurnStackOver>},
  };
}
std::vector<Command> commands_of_the_window() {
  return {
      {"menu",
       {kKeyF10, false, false},
       Section::help,
       always,
       [](L look) -> Request {
         return ask::SetMenu{{!look.choices.menu.open, Menu::file, 0, false, kNoRow}};
       }},
      {"quit", {'Q', false, true}, Section::quit, always, plain<ask::Quit>},
  };
}

}  // namespace

const std::vector<SectionRow>& sections() {
  static const std::vector<SectionRow> all = {
      {Section::open, Menu::file, nullptr},
      {Section::recent, Menu::file, "recent"},
      {Section::save, Menu::file, nullptr},
      {Section::formats, Menu::file, "export"},
      {Section::run, Menu::file, nullptr},
      {Section::quit, Menu::file, nullptr},
      {Section::move, Menu::step, nullptr},
      {Section::play, Menu::step, nullptr},
      {Section::grain, Menu::step, nullptr},
      {Section::find, Menu::step, nullptr},
      {Section::thread, Menu::step, "thread"},
      {Section::contradictions, Menu::step, "contradictions"},
      {Section::breakpoints, Menu::step, "breakpoints"},
      {Section::notes, Menu::step, "notes"},
      {Section::questions, Menu::step, "questions"},
      {Section::lessons, Menu::step, "lessons"},
      {Section::wall, Menu::view, "wall"},
      {Section::layouts, Menu::view, nullptr},
      {Section::moves, Menu::view, "moves"},
      {Section::hiding, Menu::view, "hiding"},
      {Section::panels, Menu::view, "panels"},
      {Section::timeline, Menu::view, "timeline"},
      {Section::themes, Menu::view, "themes"},
      {Section::languages, Menu::view, "languages"},
      {Section::levels, Menu::view, "levels"},
      {Section::look, Menu::view, nullptr},
      {Section::help, Menu::help, nullptr},
  };
  return all;
}

bool is_in_force(const Look& look, const Command& command) {
  const Request asked = command.when(look) ? command.request(look) : Request(ask::Quit{});
  if (const auto* grain = std::get_if<ask::ChooseGrain>(&asked)) {
    return grain->grain == look.choices.grain;
  }
  if (const auto* layout = std::get_if<ask::ChooseLayout>(&asked)) {
    return layout->layout == look.settings.layout;
  }
  if (const auto* theme = std::get_if<ask::ChooseTheme>(&asked)) {
    return theme->theme == look.settings.theme;
  }
  if (const auto* language = std::get_if<ask::ChooseLanguage>(&asked)) {
    return &words::Messages::of(language->language, look.settings.level) == &look.messages;
  }
  if (const auto* level = std::get_if<ask::ChooseLevel>(&asked)) {
    return level->level == look.settings.level;
  }
  if (const auto* quiz = std::get_if<ask::InQuiz>(&asked)) {
    const auto* mode = std::get_if<deed::QuestionMode>(&quiz->deed);
    return mode != nullptr && !mode->on;
  }
  if (const auto* lesson = std::get_if<ask::InLesson>(&asked)) {
    const auto* edit = std::get_if<deed::EditLesson>(&lesson->deed);
    return edit != nullptr && !edit->on;
  }
  if (const auto* wall = std::get_if<ask::OnWall>(&asked)) return is_on(wall->deed);
  if (std::holds_alternative<ask::FollowStep>(asked)) return look.choices.follow;
  if (std::holds_alternative<ask::ToggleBookmark>(asked)) return !look.notes_here().empty();
  if (std::holds_alternative<ask::EndComparing>(asked)) {
    return std::string_view(command.id) == "compare_step";
  }
  if (std::holds_alternative<ask::TogglePlay>(asked)) return look.choices.playing;
  if (std::holds_alternative<ask::ToggleLoop>(asked)) return look.choices.loop;
  if (const auto* change = std::get_if<ask::Change>(&asked)) {
    const bool is_still = !look.settings.animate && change->settings.animate;
    const bool says_times = look.settings.times && !change->settings.times;
    const bool by_time =
        look.settings.axis == scene::Axis::time && change->settings.axis != scene::Axis::time;
    return is_still || says_times || by_time;
  }
  return false;
}

const std::vector<Command>& commands() {
  static const std::vector<Command> all = [] {
    std::vector<Command> joined = first_commands();
    for (auto* more :
         {further_commands, commands_of_comparing, commands_of_the_past, commands_of_notes,
          commands_of_the_quiz, commands_of_lessons, commands_of_the_wall, commands_of_processes,
          commands_of_what_if, commands_of_the_view, commands_of_languages, commands_of_levels,
          commands_of_the_panels, commands_of_the_timeline, commands_of_the_window}) {
      for (const Command& command : more()) joined.push_back(command);
    }
    return joined;
  }();
  return all;
}

const Command* find_command(std::string_view id) {
  for (const Command& command : commands()) {
    if (command.id == id) return &command;
  }
  return nullptr;
}

std::string command_label(const words::Messages& messages, const Command& command) {
  return messages.text(std::string("command.") + command.id);
}

std::string command_help(const words::Messages& messages, const Command& command) {
  return messages.text(std::string("command.") + command.id + ".help");
}

}  // namespace greenlens::gui
