#include "gui/commands.h"

#include <algorithm>
#include <iterator>

#include "tracer/state/queries.h"

namespace greenlens::gui {

using facts::Grain;
using Direction = store::Trace::Direction;

namespace {

bool always(const Look&) { return true; }
bool has_session(const Look& look) { return look.trace != nullptr; }
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
bool overlay_open(const Look& look) { return !look.choices.overlay.empty(); }
bool can_close(const Look& look) { return overlay_open(look) || !look.work.words.empty(); }
Request close_or_cancel(const Look& look) {
  if (overlay_open(look)) return ask::CloseOverlay{};
  return ask::CancelWork{};
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

Request in_other_theme(const Look& look) {
  Settings settings = look.settings;
  settings.theme = settings.theme == scene::Theme::light ? scene::Theme::dark : scene::Theme::light;
  return ask::Change{settings};
}

Request scaled(const Look& look, float by) {
  Settings settings = look.settings;
  settings.scale += by;
  return ask::Change{settings};
}

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

// The step that stays where it is when the timeline is zoomed by a key: the cursor's, if it is
// seen.
uint64_t zoomed_around(const Look& look) {
  const scene::Steps steps = scene::within(look.choices.timeline.steps, look.trace->size());
  const uint64_t step = look.moment.number;
  return step >= steps.from && step <= steps.to ? step : steps.from + (steps.to - steps.from) / 2;
}
Request zoomed_by(const Look& look, double times) {
  return ask::ShowSteps{
      scene::zoomed(look.choices.timeline.steps, look.trace->size(), zoomed_around(look), times)};
}
Request moved_by(const Look& look, double widths) {
  return ask::ShowSteps{scene::moved(look.choices.timeline.steps, look.trace->size(), widths)};
}
bool is_zoomed(const Look& look) {
  return look.trace != nullptr && !look.choices.timeline.steps.all();
}
bool has_marked(const Look& look) {
  return look.trace != nullptr && !look.choices.timeline.marked.all();
}
Request to_marked(const Look& look) { return ask::ShowSteps{look.choices.timeline.marked}; }
bool can_lanes_up(const Look& look) {
  return look.trace != nullptr && look.choices.timeline.first_lane > 0;
}
constexpr size_t kLanesAtOnce = 8;
Request lanes_up(const Look& look) {
  const size_t first = look.choices.timeline.first_lane;
  return ask::ScrollLanes{first - std::min(first, kLanesAtOnce)};
}
Request lanes_down(const Look& look) {
  return ask::ScrollLanes{look.choices.timeline.first_lane + kLanesAtOnce};
}

using L = const Look&;

// The table is one; two functions, because it is long.
std::vector<Command> first_commands() {
  return {
      {"step", {kKeyRight, false, false}, can_go_on, step},
      {"back", {kKeyLeft, false, false}, can_go_back, back},
      {"step_switch", {kKeyRight, true, false}, can_go_on, step_switch},
      {"back_switch", {kKeyLeft, true, false}, can_go_back, back_switch},
      {"step_thread", {'T', false, false}, thread_can_go_on, step_thread},
      {"back_thread", {'T', true, false}, thread_can_go_back, back_thread},
      {"first", {kKeyHome, false, false}, can_go_back, to_beginning},
      {"last", {kKeyEnd, false, false}, can_go_on, plain<ask::RunToEnd>},
      {"play", {kKeySpace, false, false}, has_session, plain<ask::TogglePlay>},
      {"faster", {kKeyUp, false, false}, has_session, faster},
      {"slower", {kKeyDown, false, false}, has_session, slower},
      {"grain_line", {'1', false, false}, has_session, choose<Grain::line>},
      {"grain_switch", {'2', false, false}, has_session, choose<Grain::switch_>},
      {"grain_phase", {'3', false, false}, has_session, choose<Grain::phase>},
      {"next_of_greenlet", {'N', false, false}, has_focus, same_greenlet<Direction::forward>},
      {"previous_of_greenlet", {'N', true, false}, has_focus, same_greenlet<Direction::backward>},
      {"next_contradiction", {'C', false, false}, contradicted_later, next_contradiction},
      {"previous_contradiction", {'C', true, false}, contradicted_before, previous_contradiction},
      {"go_to", {'G', false, false}, has_session, [](L look) { return toggled(look, "go_to"); }},
      {"find", {'F', false, true}, has_session, [](L) -> Request { return ask::Show{"events"}; }},
      {"find_next",
       {kKeyF3, false, false},
       has_search,
       [](L) -> Request { return ask::FindNext{Direction::forward}; }},
  };
}
std::vector<Command> further_commands() {
  return {
      {"find_previous",
       {kKeyF3, true, false},
       has_search,
       [](L) -> Request { return ask::FindNext{Direction::backward}; }},
      {"palette", {'P', true, true}, always, [](L look) { return toggled(look, "palette"); }},
      {"help", {kKeyF1, false, false}, always, [](L look) { return toggled(look, "help"); }},
      {"close", {kKeyEscape, false, false}, can_close, close_or_cancel},
      {"scenarios", {'O', false, true}, has_session, plain<ask::LeaveSession>},
      {"export", {'E', false, true}, can_export, plain<ask::Export>},
      {"tell_all", {'D', false, false}, tells_less, plain<ask::TellAll>},
      {"theme", {'T', false, true}, always, in_other_theme},
      {"larger", {kKeyEqual, false, true}, always, [](L look) { return scaled(look, 0.25f); }},
      {"smaller", {kKeyMinus, false, true}, always, [](L look) { return scaled(look, -0.25f); }},
      {"animate", {'M', false, true}, always, animated_or_not},
      {"times", {'W', false, false}, always, times_or_not},
      {"layout_everything",
       {'1', false, true},
       always,
       [](L) -> Request { return ask::ChooseLayout{LayoutChoice::everything}; }},
      {"layout_classroom",
       {'2', false, true},
       always,
       [](L) -> Request { return ask::ChooseLayout{LayoutChoice::classroom}; }},
      {"layout_diagram",
       {'3', false, true},
       always,
       [](L) -> Request { return ask::ChooseLayout{LayoutChoice::diagram}; }},
      {"flip", {'U', false, true}, has_session, plain<ask::TurnStackOver>},
      {"zoom_in",
       {kKeyEqual, false, false},
       has_session,
       [](L look) { return zoomed_by(look, 2); }},
      {"zoom_out",
       {kKeyMinus, false, false},
       is_zoomed,
       [](L look) { return zoomed_by(look, 0.5); }},
      {"zoom_marked", {'Z', false, false}, has_marked, to_marked},
      {"zoom_whole", {'Z', true, false}, is_zoomed, plain<ask::ShowSteps>},
      {"steps_earlier",
       {kKeyComma, false, false},
       is_zoomed,
       [](L look) { return moved_by(look, -0.5); }},
      {"steps_later",
       {kKeyPeriod, false, false},
       is_zoomed,
       [](L look) { return moved_by(look, 0.5); }},
      {"follow", {'L', false, false}, has_session, plain<ask::FollowStep>},
      {"lanes_up", {kKeyPageUp, false, false}, can_lanes_up, lanes_up},
      {"lanes_down", {kKeyPageDown, false, false}, has_session, lanes_down},
      {"quit", {'Q', false, true}, always, plain<ask::Quit>},
  };
}

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> all = [] {
    std::vector<Command> joined = first_commands();
    for (const Command& command : further_commands()) joined.push_back(command);
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

std::string chord_text(const Chord& chord) {
  if (chord.key == 0) return "";
  std::string text = std::string(chord.control ? "Ctrl+" : "") + (chord.shift ? "Shift+" : "");
  switch (chord.key) {
    case kKeySpace:
      return text + "Space";
    case kKeyEscape:
      return text + "Esc";
    case kKeyEnter:
      return text + "Enter";
    case kKeyRight:
      return text + "→";
    case kKeyLeft:
      return text + "←";
    case kKeyUp:
      return text + "↑";
    case kKeyDown:
      return text + "↓";
    case kKeyPageUp:
      return text + "PgUp";
    case kKeyPageDown:
      return text + "PgDn";
    case kKeyHome:
      return text + "Home";
    case kKeyEnd:
      return text + "End";
    case kKeyF1:
      return text + "F1";
    case kKeyF3:
      return text + "F3";
    case kKeyEqual:
      return text + "+";
    case kKeyMinus:
      return text + "-";
  }
  return text + static_cast<char>(chord.key);
}

}  // namespace greenlens::gui
