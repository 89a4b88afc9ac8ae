#include "tracer/scene/sheet/sheet_parts.h"

#include <algorithm>
#include <array>

#include "tracer/facts/event.h"
#include "tracer/facts/shown.h"
#include "tracer/scene/apart.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/sheet/source_rows.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"
#include "tracer/words/fields.h"
#include "tracer/words/names_apart.h"
#include "tracer/words/narration.h"

namespace greenlens::scene {
namespace {

constexpr float kFeed = 1.38f;  // from line to line, of the text's size
constexpr float kBand = 4;      // of colour beside a line
constexpr std::array kSheetFields = {"stack_start", "stack_stop", "stack_saved", "stack_prev"};
constexpr float kFieldColumn = 86, kLeastValue = 74, kRow = 21;

Text text_at(Point at, std::string words, float size, Face face, Style style) {
  Text text;
  text.at = at;
  text.text = std::move(words);
  text.size = size;
  text.face = face;
  text.style = style;
  return text;
}

void paint_part_title(const SheetPicture& p, const std::string& id, const Box& box,
                      std::string_view words) {
  p.painter.text(
      "sheet." + id + ".title",
      text_at({box.x, box.y + p.sizes.small}, p.say(words), p.sizes.small, Face::bold, kMuted),
      box.w);
}

// In as many lines as there is room for.
void paint_nothing(const SheetPicture& p, const std::string& id, const Box& list,
                   std::string_view words) {
  const float feed = kFeed * p.sizes.small;
  const auto most = static_cast<size_t>(std::max(1.0f, list.h / feed));
  const std::vector<std::string> lines =
      in_lines(p.say(words), p.sizes.small, Face::sans, list.w, most);
  for (size_t i = 0; i < lines.size(); ++i) {
    const float y = list.y + p.sizes.body + feed * static_cast<float>(i);
    p.painter.text(id + (i == 0 ? "" : "." + std::to_string(i)),
                   text_at({list.x, y}, lines[i], p.sizes.small, Face::sans, kMuted), list.w);
  }
}

void paint_rule(const SheetPicture& p, const std::string& id, const Box& box) {
  p.painter.line("sheet." + id + ".rule", {{box.x, box.y}, {box.right(), box.y}}, {Role::panel, 0})
      .width = 1;
}

// Who takes part in the step, whoever else lives, and those that have ended, each in the order in
// which they came.
std::vector<const state::GreenletState*> whose_fields(const SheetPicture& p) {
  const state::State& state = p.moment.after;
  const state::Thread& thread = told_by(state);
  const facts::GreenletId about = p.moment.event ? facts::subject(p.moment.event->fact) : 0;
  std::vector<const state::GreenletState*> all;
  for (const auto& [id, g] : state.greenlets) {
    if (!g.freed) all.push_back(&g);
  }
  const auto place = [&](const state::GreenletState* g) {
    const bool switches = thread.in_switch &&
                          (g->id == thread.in_switch->origin || g->id == thread.in_switch->target);
    if (g->id == about || g->id == thread.current || switches) return 0;
    return g->finished ? 2 : 1;
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const auto* a, const auto* b) { return place(a) < place(b); });
  return all;
}

void paint_column(const SheetPicture& p, const Box& column, const state::GreenletState& g,
                  const std::string& name) {
  const std::string id = "sheet.field." + std::to_string(g.id);
  const Meaning meaning{g.name, g.id};
  const Box head{column.x, column.y, column.w - 6, kRow - 3};
  Rect& rect = p.painter.rect(id + ".head", head, {g.finished ? Role::stale : Role::greenlet, g.id},
                              meaning);
  rect.radius = 3;
  if (g.finished) rect.pattern = Pattern::dashed_outline;
  Text title =
      text_at({head.x + head.w / 2, head.y + head.h / 2 + p.sizes.small * kMiddleToBaseline}, name,
              p.sizes.small, Face::bold, {Role::greenlet, g.id});
  title.align = Align::center;
  (g.finished ? title.on_stale : title.on_greenlet) = true;
  p.painter.text(id + ".name", title, head.w - 6, meaning);
  const std::vector<words::FieldRow> rows = words::fields_of(p.messages, p.moment, g.id);
  for (size_t i = 0; i < kSheetFields.size(); ++i) {
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const words::FieldRow& one) {
      return one.kind == words::FieldKind::field && one.field == kSheetFields[i];
    });
    if (row == rows.end()) continue;
    const float y = column.y + kRow * static_cast<float>(i + 1) + kRow / 2;
    Text value =
        text_at({column.x + column.w / 2 - 3, y + p.sizes.code * kMiddleToBaseline},
                facts::shown(row->value), p.sizes.code, Face::mono, row->changed ? kAccent : kInk);
    value.align = Align::center;
    value.size = fitting_size(value.text, value.size, 8, Face::mono, column.w - 6);
    p.painter.text(id + "." + kSheetFields[i], value, column.w - 6, meaning);
  }
}

void paint_code_row(const SheetPicture& p, const Box& row, size_t place, const SheetLine& line,
                    const std::string& tag, float gutter) {
  const std::string id = "sheet.source." + std::to_string(place);
  const float y = row.y + row.h / 2 + p.sizes.code * kMiddleToBaseline;
  if (line.line == 0) {
    p.painter.text(id + ".gap",
                   text_at({row.x + gutter + 22, y}, "⋯", p.sizes.code, Face::sans, kMuted), row.w);
    return;
  }
  if (!line.who.empty()) {
    const facts::GreenletId first = line.who.front();
    const Meaning meaning{name_of(p.moment.after, first), first};
    Rect& band = p.painter.rect(id + ".stands", {row.x + gutter, row.y, row.w - gutter, row.h},
                                {Role::stale, first}, meaning);
    band.outlined = false;
    Rect& head = p.painter.rect(id + ".tag", {row.x, row.y + 1, gutter - 4, row.h - 2},
                                {Role::greenlet, first}, meaning);
    head.radius = 3;
    Text name = text_at(
        {row.x + (gutter - 4) / 2, row.y + row.h / 2 + (p.sizes.code - 1) * kMiddleToBaseline}, tag,
        p.sizes.code - 1, Face::bold, {Role::greenlet, first});
    name.align = Align::center;
    name.on_greenlet = true;
    p.painter.text(id + ".who", name, gutter - 8, meaning);
  }
  const bool stale = !line.who.empty();
  Text number = text_at({row.x + gutter + 22, y}, std::to_string(line.line), p.sizes.code,
                        Face::mono, {Role::muted, stale ? line.who.front() : 0});
  number.align = Align::right;
  number.on_stale = stale;
  p.painter.text(id + ".line", number, 26);
  Text code = text_at({row.x + gutter + 30, y}, line.text, p.sizes.code, Face::mono,
                      {Role::ink, stale ? line.who.front() : 0});
  code.on_stale = stale;
  p.painter.text(id + ".text", code, row.w - gutter - 32);
}

}  // namespace

float paint_title(const SheetPicture& p, const Box& box) {
  const store::TraceInfo& info = p.trace.info();
  const float y = box.y + p.sizes.title;
  const std::string where = p.say("page.step_of", {{"step", std::to_string(p.moment.number)},
                                                   {"all", std::to_string(p.trace.size())}});
  const float width = text_width(where, p.sizes.body, Face::sans);
  p.painter.text("sheet.title",
                 text_at({box.x, y}, info.title.empty() ? info.scenario : info.title, p.sizes.title,
                         Face::bold, kInk),
                 box.w - width - 16);
  Text step = text_at({box.right(), y}, where, p.sizes.body, Face::sans, kMuted);
  step.align = Align::right;
  p.painter.text("sheet.step", step, box.w / 2);
  return y + 8;
}

float paint_sentence(const SheetPicture& p, const Box& box, size_t lines) {
  const words::Narration told = words::narrate(p.messages, p.moment);
  const float inset = 12, width = box.w - 2 * inset;
  // A headline that would need more than a line is smaller, down to the size of the rest.
  const float size = std::max(
      p.sizes.body, fitting_size(told.headline, p.sizes.headline, p.sizes.body, Face::bold, width));
  const size_t most_head = std::max<size_t>(1, lines - 1);
  const std::vector<std::string> head = in_lines(told.headline, size, Face::bold, width, most_head);
  const std::vector<std::string> detail =
      head.size() < lines
          ? in_lines(told.detail, p.sizes.body, Face::sans, width, lines - head.size())
          : std::vector<std::string>();
  const float height =
      16 + kFeed * (p.sizes.headline + p.sizes.body * static_cast<float>(lines - 1));
  p.painter.rect("sheet.sentence", {box.x, box.y, box.w, height}, {Role::panel, 0}).outlined =
      false;
  p.painter.rect("sheet.sentence.band", {box.x, box.y, kBand, height}, kAccent).outlined = false;
  float y = box.y + 8;
  for (size_t i = 0; i < head.size(); ++i) {
    p.painter.text("sheet.headline." + std::to_string(i),
                   text_at({box.x + inset, y + size}, head[i], size, Face::bold, kInk), width);
    y += kFeed * size;
  }
  for (size_t i = 0; i < detail.size(); ++i) {
    p.painter.text(
        "sheet.detail." + std::to_string(i),
        text_at({box.x + inset, y + p.sizes.body}, detail[i], p.sizes.body, Face::sans, kMuted),
        width);
    y += kFeed * p.sizes.body;
  }
  return box.y + height;
}

float fields_height() { return 18 + kRow * static_cast<float>(kSheetFields.size() + 1); }

void paint_fields(const SheetPicture& p, const Box& box) {
  const std::vector<const state::GreenletState*> all = whose_fields(p);
  if (all.empty() || box.h < fields_height() - 1) return;
  paint_part_title(p, "fields", box, "sheet.fields");
  const Box table{box.x, box.y + 18, box.w, box.h - 18};
  const float room = table.w - kFieldColumn;
  size_t shown = std::min(all.size(), static_cast<size_t>(std::max(0.0f, room / kLeastValue)));
  if (shown == 0) return;
  const bool more = shown < all.size();
  const float width = std::min(112.0f, (room - (more ? 60.0f : 0.0f)) / static_cast<float>(shown));
  for (size_t i = 0; i < kSheetFields.size(); ++i) {
    const float y = table.y + kRow * static_cast<float>(i + 1);
    paint_rule(p, std::string("field.") + kSheetFields[i],
               {table.x, y, kFieldColumn + width * static_cast<float>(shown), 0});
    p.painter.text(std::string("sheet.field.") + kSheetFields[i],
                   text_at({table.x, y + kRow / 2 + p.sizes.code * kMiddleToBaseline},
                           kSheetFields[i], p.sizes.code, Face::mono, kMuted),
                   kFieldColumn - 4);
  }
  const words::NamesApart whole(p.messages, p.moment.after);
  std::vector<NameInRoom> names;
  for (size_t i = 0; i < shown; ++i) {
    names.push_back({whole.of(p.moment.after, all[i]->id), width - 12, p.sizes.small,
                     whole.of(p.moment.after, all[i]->id, words::NamesApart::Length::brief)});
  }
  const std::vector<std::string> apart = told_apart(names, Face::bold);
  for (size_t i = 0; i < shown; ++i) {
    paint_column(p,
                 {table.x + kFieldColumn + width * static_cast<float>(i), table.y, width, table.h},
                 *all[i], apart[i]);
  }
  if (!more) return;
  const auto say_rest = [&](const char* id) {
    return p.say(id, {{"count", std::to_string(all.size() - shown)}});
  };
  const std::string rest = longest_fitting({say_rest("scene.more"), say_rest("scene.more_short")},
                                           p.sizes.small, Face::sans, 60);
  p.painter.text("sheet.field.more",
                 text_at({table.x + kFieldColumn + width * static_cast<float>(shown) + 4,
                          table.y + kRow / 2 + p.sizes.small * kMiddleToBaseline},
                         rest, p.sizes.small, Face::sans, kMuted),
                 60);
}

void paint_source(const SheetPicture& p, const Box& box) {
  const float feed = kFeed * p.sizes.code;
  const Box list{box.x, box.y + 18, box.w, box.h - 18};
  const std::vector<SheetLine> rows = source_rows(
      p.trace.info(), p.moment.after, static_cast<size_t>(std::max(0.0f, list.h / feed)));
  paint_part_title(p, "source", box, "page.source");
  if (rows.empty()) {
    return paint_nothing(p, "sheet.source.none", list, "sheet.no_source");
  }
  std::vector<NameInRoom> names;
  float gutter = 30;
  for (const SheetLine& row : rows) {
    std::string name =
        row.who.empty() ? "" : facts::shown(name_of(p.moment.after, row.who.front()));
    if (row.who.size() > 1) name += " +" + std::to_string(row.who.size() - 1);
    gutter = std::max(gutter, text_width(name, p.sizes.code - 1, Face::bold) + 14);
    names.push_back({std::move(name), 0, p.sizes.code - 1});
  }
  gutter = std::min(gutter, 72.0f);
  for (NameInRoom& name : names) name.width = gutter - 8;
  const std::vector<std::string> tags = told_apart(names, Face::bold);
  for (size_t i = 0; i < rows.size(); ++i) {
    paint_code_row(p, {list.x, list.y + feed * static_cast<float>(i), list.w, feed}, i, rows[i],
                   tags[i], gutter);
  }
}

void paint_output(const SheetPicture& p, const Box& box) {
  const float feed = kFeed * p.sizes.code;
  paint_part_title(p, "output", box, "page.printed");
  const Box list{box.x, box.y + 18, box.w, box.h - 18};
  const uint64_t printed = p.trace.printed_until(p.moment.number);
  const auto room = static_cast<uint64_t>(std::max(0.0f, list.h / feed));
  if (printed == 0 || room == 0) {
    if (room > 0) {
      paint_nothing(p, "sheet.output.none", list, "page.nothing_printed");
    }
    return;
  }
  // The last ones; how many were before stands in the place of one.
  const uint64_t shown = printed <= room ? printed : room - 1;
  const std::vector<store::PrintedLine> lines = p.trace.printed(printed - shown + 1, shown);
  size_t place = 0;
  if (shown < printed) {
    p.painter.text(
        "sheet.output.more",
        text_at({list.x, list.y + feed / 2 + p.sizes.small * kMiddleToBaseline},
                p.say("sheet.lines_before", {{"count", std::to_string(printed - shown)}}),
                p.sizes.small, Face::sans, kMuted),
        list.w);
    ++place;
  }
  for (const store::PrintedLine& line : lines) {
    const std::string id = "sheet.output." + std::to_string(line.step);
    const float y = list.y + feed * static_cast<float>(place++);
    p.painter
        .rect(id + ".who", {list.x, y + 2, kBand, feed - 4}, {Role::greenlet, line.who},
              {name_of(p.moment.after, line.who), line.who})
        .outlined = false;
    p.painter.text(id,
                   text_at({list.x + 10, y + feed / 2 + p.sizes.code * kMiddleToBaseline},
                           line.text, p.sizes.code, Face::mono, kInk),
                   list.w - 12);
  }
}

}  // namespace greenlens::scene
