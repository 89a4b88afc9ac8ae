// Who does not run, by where they are parked, with what they wait for and since when.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "gui/views/parked/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::parked {
namespace {

using scene::Face;

// Pixels at 100 %.
constexpr float kSwatch = 20, kSince = 66, kBytes = 66, kMostWaits = 190, kLeastWhat = 150;

// Where the columns begin; of those for which there is no room the width is 0.
struct Columns {
  float what = 0, what_width = 0;
  float waits = 0, waits_width = 0;
  float since_right = 0, bytes_right = 0;  // 0: no room
};

// What they wait for goes last: it is what one asks for.
Columns columns_in(const Look& look, float left, float room) {
  Columns all;
  float right = left + room;
  float rest = room - look.px(kLeastWhat);
  if (rest >= look.px(kSince + kBytes + 90)) {
    all.bytes_right = right;
    right -= look.px(kBytes), rest -= look.px(kBytes);
  }
  if (rest >= look.px(kSince + 60)) {
    all.since_right = right;
    right -= look.px(kSince), rest -= look.px(kSince);
  }
  if (rest > 0) {
    all.waits_width = std::min(rest, look.px(kMostWaits));
    all.waits = right - all.waits_width;
  }
  all.what = left;
  all.what_width = (all.waits_width > 0 ? all.waits : right) - left;
  return all;
}

std::string fitted(const Look& look, const std::string& words, Face face, float width) {
  return scene::elide(words, kSmall, face, width / look.settings.scale - 6);
}

void write_right(const Look& look, float right, float y, ImU32 color, const std::string& words) {
  if (right <= 0 || words.empty()) return;
  const float width = width_of(look, Face::sans, kSmall, words);
  write(look, Face::sans, kSmall, {right - width - look.px(4), y}, color, words);
}

void draw_beside(const Look& look, const Line& line, const Columns& columns, float y) {
  const Colors colors = colors_of(look.settings.theme);
  if (columns.waits_width > 0 && !line.waits.empty()) {
    write(look, Face::sans, kSmall, {columns.waits, y}, colors.ink,
          fitted(look, line.waits, Face::sans, columns.waits_width));
  }
  write_right(look, columns.since_right, y, colors.ink, line.since);
  write_right(look, columns.bytes_right, y, colors.muted, line.bytes);
}

void turn(Ui* ui, const std::string& group) {
  if (ui->opened.erase(group) == 0) ui->opened.insert(group);
}

// The line's number says more than the rest of a long call.
std::string shortened(const Look& look, const Line& line, float width) {
  const float room = width / look.settings.scale - 6;
  for (const std::string* words : {&line.what, &line.shorter}) {
    if (scene::text_width(*words, kSmall, Face::bold) <= room) return *words;
  }
  const float tail = scene::text_width(line.tail, kSmall, Face::bold);
  const size_t head = line.shorter.size() - line.tail.size();
  return scene::elide(line.shorter.substr(0, head), kSmall, Face::bold, room - tail) + line.tail;
}

void draw_group(const Look& look, const Line& line, const Columns& columns, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = std::floor(look.px(kSmall) + ImGui::GetStyle().ItemSpacing.y);
  ImGui::GetWindowDrawList()->AddRectFilled(
      {at.x, at.y - look.px(1)},
      {at.x + ImGui::GetContentRegionAvail().x, at.y + height - look.px(2)}, colors.page);
  const std::string count = "  " + line.count;
  const float number = width_of(look, Face::bold, kSmall, count);
  const std::string what = shortened(look, line, columns.what_width - number);
  if (selectable(look, Face::bold, kSmall, "group " + line.group, what + count, false)) {
    turn(ui, line.group);
  }
  if (ImGui::IsItemHovered()) tooltip(line.tip);
  draw_beside(look, line, columns, at.y);
}

Requests draw_greenlet(const Look& look, const Line& line, const Columns& columns) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool selected = look.choices.selected == line.greenlet;
  swatch(look, line.greenlet);
  Requests asked;
  if (selectable(look, selected ? Face::bold : Face::sans, kSmall,
                 "parked " + std::to_string(line.greenlet),
                 fitted(look, line.what, Face::sans, columns.what_width - look.px(kSwatch)),
                 selected)) {
    asked.push_back(ask::Select{selected ? 0 : line.greenlet});
  }
  if (ImGui::IsItemHovered()) tooltip(line.tip);
  draw_beside(look, line, columns, at.y);
  return asked;
}

void refresh(const Look& look, Ui* ui) {
  const bool has_moves = look.moves != nullptr;
  if (ui->step == look.moment.number && ui->has_moves == has_moves &&
      ui->filtered_by == ui->filter && ui->numbers == look.all_numbers &&
      ui->opened_then == ui->opened.size()) {
    return;
  }
  if (ui->numbers != look.all_numbers) {
    ui->numbers = look.all_numbers;
    ui->spawned.clear();
    if (ui->numbers != nullptr) {
      for (const auto& one : ui->numbers->greenlets) ui->spawned[one.id] = one.spawned;
    }
  }
  ui->step = look.moment.number;
  ui->has_moves = has_moves;
  ui->filtered_by = ui->filter;
  ui->opened_then = ui->opened.size();
  const auto knows = [&](facts::GreenletId id) {
    findings::KnownOf known;
    if (look.moves != nullptr) {
      const store::Move move = look.moves->of(id);
      known.since = move.since, known.since_ns = move.since_ns;
    }
    const auto made = ui->spawned.find(id);
    if (made != ui->spawned.end()) known.spawned = made->second;
    return known;
  };
  const std::vector<findings::Group> groups = findings::parked(look.moment.after, knows);
  const uint64_t now_ns = look.moment.event != nullptr ? look.moment.event->time_ns : 0;
  ui->lines = lines(look.messages, look.moment.after, groups, now_ns, ui->filter, ui->opened);
}

Requests draw(const Look& look, Area, Ui* ui) {
  Requests asked = {ask::Count{}};
  if (look.trace == nullptr) return asked;
  ImGui::SetNextItemWidth(-1);
  field("parked", look.text("ui.parked.filter"), ui->filter, sizeof ui->filter, look.summoned);
  refresh(look, ui);
  ImGui::PushFont(look.fonts.get(Face::sans, kSmall));
  ImGui::BeginChild("parked");
  const Columns columns =
      columns_in(look, ImGui::GetCursorScreenPos().x, ImGui::GetContentRegionAvail().x);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(ui->lines.size()),
                std::floor(look.px(kSmall) + ImGui::GetStyle().ItemSpacing.y));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Line line = ui->lines[static_cast<size_t>(i)];
      switch (line.is) {
        case LineIs::group:
          draw_group(look, line, columns, ui);
          break;
        case LineIs::greenlet:
          for (const Request& request : draw_greenlet(look, line, columns)) {
            asked.push_back(request);
          }
          break;
        case LineIs::more:
          ImGui::Indent(look.px(kSwatch));
          if (selectable(look, Face::sans, kSmall, "more " + line.group, line.what, false)) {
            turn(ui, line.group);
          }
          ImGui::Unindent(look.px(kSwatch));
          break;
      }
    }
  }
  if (ui->lines.empty()) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text(ui->filter[0] != '\0' ? "ui.parked.none_like" : "ui.parked.none"));
  }
  ImGui::EndChild();
  ImGui::PopFont();
  return asked;
}

}  // namespace

View view() { return {Slot::middle, made<Ui, draw>, nullptr, {0, 0}, Keyboard::field}; }

}  // namespace greenlens::gui::parked
