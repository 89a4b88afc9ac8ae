#include "tracer/scene/sheet/sheet_scene.h"

#include <algorithm>

#include "tracer/scene/pins.h"
#include "tracer/scene/sheet/sheet_parts.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/words/lists.h"
#include "tracer/words/narration.h"

namespace greenlens::scene {
namespace {

constexpr float kSheetGap = 16;
constexpr float kSheetLane = 22, kBesideLanes = 74;  // of a timeline: a lane, and what else it has
constexpr float kMostTimeline = 0.22f;               // of the height

// Of all lanes that there will be: it is the same at each step.
float timeline_height(const SheetPicture& p, float all) {
  const auto lanes = static_cast<float>(p.trace.state(p.trace.size()).greenlets.size());
  return std::min(kBesideLanes + kSheetLane * std::max(1.0f, lanes), kMostTimeline * all);
}

void paint_stack(const SheetPicture& p, const Box& box) {
  SceneOptions options = p.options;
  options.width = box.w, options.height = box.h, options.caption = false;
  options.selected = 0;  // it is opened elsewhere
  p.painter.put(stack_scene(p.messages, p.moment, options), "", box.x, box.y);
}

void paint_tree(const SheetPicture& p, const Box& box) {
  SceneOptions options = p.options;
  options.width = box.w, options.height = box.h, options.caption = false;
  p.painter.put(tree_scene(p.messages, p.moment, options), "", box.x, box.y);
}

void paint_timeline(const SheetPicture& p, const TimelineOptions& timeline, const Box& box) {
  SceneOptions options = p.options;
  options.width = box.w, options.height = box.h, options.caption = false;
  p.painter.put(timeline_scene(p.messages, p.trace, p.moment.number, timeline, options), "", box.x,
                box.y);
}

bool is_opened(const SheetPicture& p) { return p.options.selected != 0; }
void paint_opened_slice(const SheetPicture& p, const Box& box) {
  SceneOptions options = p.options;
  options.width = box.w, options.height = box.h, options.caption = false;
  p.painter.put(opened_scene(p.messages, p.moment, options), "", box.x, box.y);
}

// Returns where what is below begins.
float paint_notes_of(const SheetPicture& p, const SheetNotes& notes, const Box& page, float y) {
  constexpr float kMostNotes = 0.28f, kLeastSize = 8;
  const float most = kMostNotes * page.h;
  const auto box_for = [&](const std::vector<words::StepNote>& all) {
    return notes_box(p.messages, all, page.w, most, p.sizes.body, kLeastSize);
  };
  const NotesBox here = box_for(notes.here);
  const float height = std::max(here.height, box_for(notes.longest).height);
  if (height <= 0) return y + kSheetGap;
  paint_notes(p.painter, notes.here, here, {page.x, y + kSheetGap / 4, page.w, 0});
  return y + kSheetGap / 4 + height + kSheetGap * 0.75f;
}

// Below each other; what stands beside what it is about shares a row.
void paint_upright(const SheetPicture& p, const TimelineOptions& timeline, const SheetNotes& notes,
                   const Box& page) {
  float y = paint_title(p, page) + 6;
  y = paint_notes_of(p, notes, page, paint_sentence(p, {page.x, y, page.w, 0}, 4));
  const float time = timeline_height(p, page.h), fields = fields_height();
  const float left = page.bottom() - y - time - fields - 3 * kSheetGap;
  const float source = std::clamp(left * 0.36f, 0.0f, 250.0f);
  const float half = page.w * 0.62f;
  if (is_opened(p)) {
    paint_opened_slice(p, {page.x, y, page.w, source});
  } else {
    paint_source(p, {page.x, y, half - kSheetGap, source});
    paint_output(p, {page.x + half, y, page.w - half, source});
  }
  y += source + kSheetGap;
  paint_stack(p, {page.x, y, page.w, left - source});
  y += left - source + kSheetGap;
  paint_fields(p, {page.x, y, page.w * 0.68f, fields});
  const float tree = page.w * 0.32f - kSheetGap;
  paint_tree(p, {page.right() - tree, y, tree, fields});
  paint_timeline(p, timeline, {page.x, y + fields + kSheetGap, page.w, time});
}

// The stack on the left, with what it is about on the right of it, as far as there is room.
void paint_wide(const SheetPicture& p, const TimelineOptions& timeline, const SheetNotes& notes,
                const Box& page) {
  const bool large = page.h > 600;
  float y = page.y;
  if (large) y = paint_title(p, page) + 6;
  y = paint_notes_of(p, notes, page, paint_sentence(p, {page.x, y, page.w, 0}, 3));
  const float time = timeline_height(p, page.h);
  const float high = page.bottom() - y - time - kSheetGap / 2;
  const float right = page.w * (large || is_opened(p) ? 0.38f : 0.3f);
  const Box stack{page.x, y, page.w - right - kSheetGap, high};
  paint_stack(p, stack);
  const Box side{page.right() - right, y, right, high};
  const float fields = large ? fields_height() : 0;
  const float source = (high - fields - 2 * kSheetGap) * 0.66f;
  const float output = high - fields - source - 2 * kSheetGap;
  if (is_opened(p)) {
    paint_opened_slice(p, {side.x, side.y, side.w, source + kSheetGap + output});
  } else {
    paint_source(p, {side.x, side.y, side.w, source});
    paint_output(p, {side.x, side.y + source + kSheetGap, side.w, output});
  }
  if (large) paint_fields(p, {side.x, side.bottom() - fields, side.w, fields});
  paint_timeline(p, timeline, {page.x, page.bottom() - time, page.w, time});
}

}  // namespace

Scene sheet_scene(const words::Messages& messages, const store::Trace& trace, uint64_t step,
                  const TimelineOptions& timeline, const SceneOptions& options,
                  const SheetNotes& notes) {
  Painter painter(options.width, options.height);
  const state::Moment moment = trace.at(step);
  const SheetPicture p{messages, trace, moment, options, SheetSizes(), painter};
  const bool upright = options.height > options.width;
  const float margin = options.width * (upright ? 0.055f : 0.022f);
  const Box page{margin, margin, options.width - 2 * margin, options.height - 2 * margin};
  if (upright) {
    paint_upright(p, timeline, notes, page);
  } else {
    paint_wide(p, timeline, notes, page);
  }
  const words::Narration told = words::narrate(messages, moment);
  painter.scene().title = trace.info().title;
  painter.scene().description = told.headline;
  words::add_sentence(messages, told.detail, &painter.scene().description);
  return std::move(painter.scene());
}

}  // namespace greenlens::scene
