// Whom a key or a letter is for.
//
// They are taken in the order in which they came, and each once whoever it is for is there: so
// nothing is lost, however fast somebody types, and nothing goes to the one who was there before.
// Tab, and what is pressed where it has led to, is the focus's (gui/app_focus.cc).
#include <imgui_internal.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

#include "gui/app.h"
#include "gui/menus.h"
#include "gui/remote.h"
#include "tracer/questions/question_text.h"

namespace greenlens::gui {
namespace {

constexpr int kFirstOther = 256;  // keys from here on write nothing

// What is a command even where somebody types.
bool is_command_anyway(const Chord& chord) {
  return chord.control || chord.alt || chord.key == kKeyEscape || chord.key == kKeyMenu ||
         is_function_key(chord.key);
}

bool is_wanted(const View& view, const Chord& chord, bool typing) {
  const bool overlay = !is_panel(view.slot);
  if (view.keyboard == Keyboard::none || chord.control || chord.alt) return false;
  const bool in_lines = view.keyboard == Keyboard::lines && typing;
  switch (chord.key) {
    case kKeyUp:
    case kKeyDown:
    case kKeyPageUp:
    case kKeyPageDown:
      return !in_lines;
    case kKeyEnter:
      return view.keyboard != Keyboard::scrolling;
    case kKeyHome:
    case kKeyEnd:
      return overlay && !in_lines;
    case kKeyTab:
      return overlay && view.keyboard == Keyboard::completing && typing && !chord.shift;
    case kKeyBackspace:
      return overlay && has_field(view.keyboard);
    case kKeyLeft:
    case kKeyRight:
      return view.keyboard == Keyboard::letters;
  }
  return false;
}

// What changes a text, or the place in it, as ImGui's fields do.
constexpr std::pair<ImGuiKey, int> kEditing[] = {
    {ImGuiKey_LeftArrow, kKeyLeft},
    {ImGuiKey_RightArrow, kKeyRight},
    {ImGuiKey_UpArrow, kKeyUp},
    {ImGuiKey_DownArrow, kKeyDown},
    {ImGuiKey_Home, kKeyHome},
    {ImGuiKey_End, kKeyEnd},
    {ImGuiKey_Delete, kKeyDelete},
    {ImGuiKey_Backspace, kKeyBackspace},
    {ImGuiKey_A, 'A'},
    {ImGuiKey_C, 'C'},
    {ImGuiKey_V, 'V'},
    {ImGuiKey_X, 'X'},
    {ImGuiKey_Y, 'Y'},
    {ImGuiKey_Z, 'Z'},
};
bool is_edit(const Chord& chord) {
  const auto is_it = [&](const auto& entry) {
    return entry.second == chord.key && (chord.key >= kFirstOther || chord.control);
  };
  return !chord.alt && std::any_of(std::begin(kEditing), std::end(kEditing), is_it);
}

// In a field of many lines.
bool begins_line(const View* view, const Chord& chord) {
  return view != nullptr && view->keyboard == Keyboard::lines &&
         chord == Chord{kKeyEnter, false, true};
}

std::string in_utf8(unsigned letter) {
  char bytes[5] = {};
  ImTextCharToUtf8(bytes, letter);
  return bytes;
}

// What ImGui believes to be held beside a key.
void hold(bool shift, bool control) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyShift = shift;
  io.KeyCtrl = control;
  io.KeyMods = ImGui::GetMergedKeyModFlags();
}

}  // namespace

void App::key(const Chord& pressed, Stroke stroke) {
  if (wall_.blackout != Blackout::none) {
    // What blacked it out may still be held down.
    if (stroke == Stroke::repeated) return;
    uncover();
    covered_letter_ = pressed.key < kFirstOther && !pressed.control && !pressed.alt;
    return;
  }
  covered_letter_ = false;
  pressed_.push_back({normal(pressed), stroke, 0});
  take_keys();
}

void App::letter(unsigned code_point) {
  // Of a stroke that has only brought the window back.
  if (wall_.blackout != Blackout::none || std::exchange(covered_letter_, false)) return;
  pressed_.push_back({{}, Stroke::first, code_point});
  take_keys();
}

void App::take_keys() {
  while (!pressed_.empty()) {
    const Pressed now = pressed_.front();
    if (!take(now)) return;
    pressed_.pop_front();
  }
}

// The view in front, if it wants keys.
const View* App::listener() const {
  const View* view = nullptr;
  if (!choices_.overlay.empty()) {
    view = find_view(choices_.overlay);
  } else if (!field_view_.empty()) {
    view = find_view(field_view_);
  } else if (!is_shown()) {
    view = find_view("picker");
  }
  return view != nullptr && view->keyboard != Keyboard::none ? view : nullptr;
}

// False: it is not its turn yet.
bool App::take(const Pressed& now) {
  // A command ends what is being typed; but not before that was all written.
  const View* view = listener();
  const bool edits =
      now.letter == 0 && is_typing() && (is_edit(now.chord) || begins_line(view, now.chord));
  const bool wanted =
      now.letter == 0 && view != nullptr && is_wanted(*view, now.chord, is_typing());
  const bool leads_on = now.letter == 0 && now.chord.key == kKeyTab && !wanted;
  const bool is_for_all = now.letter == 0 && !edits && (leads_on || is_command_anyway(now.chord));
  if (!awaited_.empty() && (leads_on || !is_for_all)) return false;
  if (is_for_all && (!keys_.empty() || !letters_.empty() || edit_)) return false;
  if (now.letter != 0) return take_letter(now.letter);
  // What comes of Tab is seen first.
  if (!keys_.empty() && keys_.back().key == kKeyTab) return false;
  focus_.space = false;
  own_letter_ = false;
  if (choices_.menu.open) {
    take_menu_key(now.chord);
    return true;
  }
  if (edit_) return false;
  if (const auto taken = take_focus_key(now.chord, view, wanted)) return *taken;
  // What comes of Enter is seen first.
  const bool entered = !keys_.empty() && keys_.back().key == kKeyEnter;
  if ((wanted && entered) || (edits && !keys_.empty())) return false;
  if (wanted) keys_.push_back(now.chord);
  const bool moves_list = wanted && now.chord.key != kKeyBackspace;
  if (edits && !moves_list) edit_ = now.chord;
  if (wanted || edits) return true;
  const bool writes =
      view != nullptr && view->keyboard == Keyboard::letters && now.chord.key < kFirstOther;
  if ((is_typing() || writes) && !is_for_all) return true;
  take_command(now.chord, now.stroke);
  return true;
}

bool App::take_letter(unsigned letter) {
  if (std::exchange(own_letter_, false)) return true;
  if (letter == ' ' && std::exchange(focus_.space, false)) return true;
  if (choices_.menu.open) return true;
  if (focus_.pressed) return false;
  const View* view = listener();
  if (!is_typing() && view != nullptr && has_field(view->keyboard) && focus_field()) return false;
  const bool is_wanted = is_typing() || (view != nullptr && view->keyboard == Keyboard::letters);
  if (!is_wanted) return true;
  if (!keys_.empty() || edit_) return false;
  letters_ += in_utf8(letter);
  return true;
}

// ImGui knows which keys are down, and sees one that went down and up between two frames not at
// all, and three strokes of one as a single one. So it is told of a key in the frame whose turn it
// is.
void App::give_letters() {
  ImGuiIO& io = ImGui::GetIO();
  for (int& key : io.KeyMap) key = -1;
  for (const auto& [meaning, key] : kEditing) io.KeyMap[meaning] = key;
  io.KeyMap[ImGuiKey_Enter] = kKeyEnter;
  if (std::exchange(leave_field_, false)) ImGui::ClearActiveID();
  if (field_view_.empty()) return;
  if (!letters_.empty()) io.AddInputCharactersUTF8(letters_.c_str());
  if (!edit_) return;
  io.KeysDownDuration[edit_->key] = 0;
  held_ = {0, io.KeyShift, io.KeyCtrl};
  hold(edit_->shift, edit_->control);
}

void App::take_back_letters() {
  ImGuiIO& io = ImGui::GetIO();
  if (edit_ && !field_view_.empty()) {
    io.KeysDownDuration[edit_->key] = -1;
    hold(held_.shift, held_.control);
  }
  edit_.reset();
  keys_.clear();
  letters_.clear();
}

void App::take_menu_key(const Chord& chord) {
  const MenuStep step = menu_key(look(), choices_.menu, chord);
  carry_out(ask::SetMenu{step.place});
  if (step.asked) carry_out(*step.asked);
  settling_ = 2;
}

// While a question waits the signs before its choices choose them; Enter gives what is chosen, and
// the space bar shows the answer.
bool App::take_answer_key(const Chord& chord) {
  const bool is_bare = !chord.control && !chord.alt && !chord.shift;
  if (!quiz_.waits() || !is_shown() || !choices_.overlay.empty() || !is_bare) return false;
  const greenlens::questions::Question& question = quiz_.open()->question;
  for (size_t i = 0; i < question.choices.size(); ++i) {
    const std::string label = choice_label(question, i);
    if (label.size() != 1 || std::toupper(label[0]) != chord.key) continue;
    own_letter_ = true;
    carry_out(ask::InQuiz{deed::Choose{i}});
    return true;
  }
  if (chord.key == kKeyEnter) return carry_out(ask::InQuiz{deed::Give{}}), true;
  if (chord.key == kKeySpace) return carry_out(ask::InQuiz{deed::ShowAnswer{}}), true;
  return false;
}

void App::take_command(const Chord& chord, Stroke stroke) {
  // What is chosen is given; where nothing is, a remote wants to go on.
  const bool gives_nothing = chord.key == kKeyEnter && quiz_.waits() && !quiz_.open()->chosen;
  if (!gives_nothing && take_answer_key(chord)) return;
  const char* sent = remote_command(look(), chord);
  if (sent == nullptr && take_answer_key(chord)) return;
  const Command* command = sent != nullptr ? find_command(sent) : command_of(bindings_, chord);
  if (chord.alt && command == nullptr) {
    if (const auto menu = menu_with_letter(look(), chord.key)) {
      carry_out(ask::SetMenu{{true, *menu, 0, false, kNoRow}});
    }
    return;
  }
  // A key that is held down does not run ahead of the program.
  if (stroke == Stroke::repeated && waits()) return;
  // The letter that comes of the same stroke is not for a field that the command has opened.
  own_letter_ = chord.key < kFirstOther && !chord.control && !chord.alt;
  if (command != nullptr) return (void)run(command->id);
  if (chord == Chord{kKeySlash, true}) run("help");  // that is "?"
  if (chord == Chord{kKeyMenu}) run("menu");
}

}  // namespace greenlens::gui
