// One step as a whole page: what happens and why, source, output, stack and heap, fields, who ran
// when. For paper when it is higher than wide, for a wall when it is wider than high.
#ifndef GREENLENS_TRACER_SCENE_SHEET_SHEET_SCENE_H_
#define GREENLENS_TRACER_SCENE_SHEET_SHEET_SCENE_H_

#include <cstdint>
#include <vector>

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"
#include "tracer/words/step_notes.h"

namespace greenlens::scene {

// A4 at 96 pixels an inch, upright and on its side; and a slide of 16:9 whose smallest text is one
// 40th of its height.
inline constexpr float kSheetWidth = 794, kSheetHeight = 1123;
inline constexpr float kSlideWidth = 800, kSlideHeight = 450;

// What is written at a step, and the room that it has: that of the notes that need most of it, so
// that nothing moves from one step to the next.
struct SheetNotes {
  std::vector<words::StepNote> here, longest;
};

// Of a selected greenlet the slice stands open in the place of source and output. Its ids are those
// of the pictures in it, and "sheet." before those of the rest. Parts that have no room are left
// out: the sentence and the stack come first. Pure.
Scene sheet_scene(const words::Messages& messages, const store::Trace& trace, uint64_t step,
                  const TimelineOptions& timeline, const SceneOptions& options,
                  const SheetNotes& notes = {});

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_SHEET_SHEET_SCENE_H_
