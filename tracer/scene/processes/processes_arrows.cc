// What happened between processes: arrows for forks and signals; and where the window stands.
#include "tracer/scene/processes/processes_painter.h"

namespace greenlens::scene {

using processes::Happened;
using processes::Happening;
using processes::Process;

void ProcessesPainter::paint_arrows() {
  std::map<std::pair<size_t, size_t>, float> last_label;  // by sender and receiver
  size_t number = 0;
  for (const Happening& one : family_.happenings) {
    const std::string id = "processes.happened." + std::to_string(number++);
    const float at = x(one.time_ns);
    const Meaning meaning{time_text(family_, one.time_ns) + ": " +
                          happening_text(messages_, family_, one, given_)};
    switch (one.is) {
      case Happened::began:
      case Happened::ended:
      case Happened::child_ended:
        break;
      case Happened::forked:
        if (is_shown(at) && one.other) paint_fork(id, one, at, meaning);
        break;
      case Happened::signalled:
        if (is_shown(at)) paint_signal(id, one, at, meaning, &last_label);
        break;
      case Happened::exec_requested:
        if (is_shown(at) && one.other) paint_fork(id, one, at, meaning);
        break;
    }
  }
}

void ProcessesPainter::paint_fork(const std::string& id, const Happening& one, float at,
                                  const Meaning& meaning) {
  const float from = middle(one.process), to = middle(*one.other);
  const float begin = inside(x(family_.processes[*one.other].begin_ns));
  if (begin - at < kNear) {
    const float end = to > from ? to - outside() : to + outside();
    Line& line = painter_.line(id, {{at, from}, {at, end}}, kInk, meaning);
    line.width = 1.25f, line.arrow = true;
    return;
  }
  painter_.line(id + ".down", {{at, from}, {at, to}}, kInk, meaning).width = 1.25f;
  Line& line = painter_.line(id, {{at, to}, {begin, to}}, kInk, meaning);
  line.width = 1.25f, line.arrow = true;
}

void ProcessesPainter::paint_signal(const std::string& id, const Happening& one, float at,
                                    const Meaning& meaning,
                                    std::map<std::pair<size_t, size_t>, float>* last_label) {
  const float from = middle(one.process);
  const size_t receiver = one.other.value_or(one.process);
  const bool leads = one.other && *one.other != one.process;
  const bool kills = one.what == "SIGKILL";
  const Style style = kills ? Style{Role::error, 0} : kAccent;
  // To somebody who is not here, or to itself: a short one, that ends beside the row.
  const float to = leads ? middle(receiver) : head(one.process).top - 1;
  const float end = !leads ? to : to > from ? to - outside() : to + outside();
  Line& line = painter_.line(id, {{at, from}, {at, end}}, style, meaning);
  line.width = 1.5f, line.arrow = true, line.dashed = leads;
  // One label for those that come one after the other.
  std::string words = one.what;
  if (!leads && one.other != one.process) words += " → " + receiver_of(one);
  const float wide = text_width(words, kSmall, Face::sans);
  auto [known, is_new] = last_label->try_emplace({one.process, leads ? receiver : SIZE_MAX}, at);
  if (!is_new && at < known->second + wide + 2 * kNear) return;
  known->second = at;
  const float above = leads ? to - outside() - 2 : to + kSmall - 2;
  const float below = leads ? to + outside() + kSmall : middle(one.process) + outside() + kSmall;
  for (const float baseline : {above, below}) {
    for (const Align align : {Align::left, Align::right}) {
      Text text{{align == Align::left ? at + 5 : at - 5, baseline},
                words,
                kSmall,
                Face::sans,
                align,
                style};
      text.over_edges = true;
      if (take_place(text)) return painter_.text(id + ".name", text, options_.width, meaning);
    }
  }
}

// False where it would lie upon other words, or leave the picture: then what it says is said by the
// arrow's tooltip alone.
bool ProcessesPainter::take_place(const Text& text) {
  constexpr float kApart = 1;
  const Box box = letters(text);
  if (box.x < picture_.left - kNear || box.right() > options_.width - 2) return false;
  if (box.y < 0 || box.bottom() > painter_.scene().height) return false;
  for (const Box& taken : taken_) {
    const bool apart = box.right() + kApart < taken.x || taken.right() + kApart < box.x ||
                       box.bottom() + kApart < taken.y || taken.bottom() + kApart < box.y;
    if (!apart) return false;
  }
  taken_.push_back(box);
  return true;
}

std::string ProcessesPainter::receiver_of(const Happening& one) const {
  if (one.to == facts::SignalTo::group) {
    return one.number == 0
               ? messages_.text("processes.own_group")
               : messages_.text("processes.group", {{"number", std::to_string(one.number)}});
  }
  return messages_.text("processes.unknown", {{"number", std::to_string(one.number)}});
}

void ProcessesPainter::paint_cursor() {
  if (!shown_.now_ns || !shown_.current || *shown_.current >= family_.processes.size()) return;
  const float at = x(*shown_.now_ns);
  if (!is_shown(at)) return;
  const Meaning meaning{messages_.text(
      "scene.processes.tip.cursor",
      {{"name", name(*shown_.current)}, {"at", time_text(family_, *shown_.now_ns)}})};
  // Not through the words that say how one ended.
  float top = kTop + kScale - kTick;
  size_t parts = 0;
  const auto draw_to = [&](float bottom) {
    if (bottom <= top) return;
    painter_
        .line("processes.cursor." + std::to_string(parts++), {{at, top}, {at, bottom}}, kAccent,
              meaning)
        .width = 1.5f;
  };
  for (size_t i = 0; i < family_.processes.size(); ++i) {
    const Process& one = family_.processes[i];
    const float words = x(one.end_ns) + kEndMark;
    const float wide = text_width(ending_text(messages_, one), kSmall, Face::sans);
    if (at < words - 2 || at > words + wide + 2) continue;
    draw_to(head(i).top + 2);
    top = head(i).bottom - 2;
  }
  draw_to(picture_.rows.back().bottom);
  const ProcessRow& row = head(*shown_.current);
  painter_
      .rect("processes.cursor.here", {at - 4, (row.top + row.bottom) / 2 - 4, 8, 8}, kAccent,
            meaning)
      .radius = 4;
}

}  // namespace greenlens::scene
