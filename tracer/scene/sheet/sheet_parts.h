// The parts of a sheet that are no pictures of their own: what is said, the source, what was
// printed, the fields.
//
// Private to the sheet. Each paints into a box and leaves out, with a word, what has no room.
// Pixels at 100 %.
#ifndef GREENLENS_TRACER_SCENE_SHEET_SHEET_PARTS_H_
#define GREENLENS_TRACER_SCENE_SHEET_SHEET_PARTS_H_

#include "tracer/scene/options.h"
#include "tracer/scene/painter.h"
#include "tracer/state/state.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// Text sizes, which all parts of a sheet share.
struct SheetSizes {
  float title = 19, headline = 15, body = 11.5f, code = 10.5f, small = 10.5f;
};

struct SheetPicture {
  const words::Messages& messages;
  const store::Trace& trace;
  const state::Moment& moment;
  const SceneOptions& options;
  SheetSizes sizes;
  Painter& painter;

  std::string say(std::string_view id,
                  std::initializer_list<words::Messages::Place> places = {}) const {
    return messages.text(id, places);
  }
};

// Returns where it ends.
float paint_title(const SheetPicture& p, const Box& box);
// What happens and why, in so many lines. Returned is where it ends, which is the same at each
// step: what lies below it does not move.
float paint_sentence(const SheetPicture& p, const Box& box, size_t lines);
float fields_height();
void paint_fields(const SheetPicture& p, const Box& box);
void paint_source(const SheetPicture& p, const Box& box);
void paint_output(const SheetPicture& p, const Box& box);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_SHEET_SHEET_PARTS_H_
