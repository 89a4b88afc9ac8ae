// What the marks of the pictures are: a sign for each kind of thing that is drawn. The legend shows
// those that occur, and what is under the mouse is explained by its sign.
//
// A sign is known by an item's id, its shape and its looks; the pictures themselves know nothing of
// signs. The table is in signs.cc: a mark of a new kind is a row there, and a test names who has
// none.
#ifndef GREENLENS_TRACER_SCENE_LEGEND_SIGNS_H_
#define GREENLENS_TRACER_SCENE_LEGEND_SIGNS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

enum class Sign : uint8_t {
  // the stack
  in_place,
  ring,  // around anything: it changed at this step
  stale,
  frame,
  home,
  ribbon,
  fold,
  unused,
  // the heap
  copy_whole,
  copy_partial,
  copy_freed,
  slot,
  // beside the column
  sp,
  sp_moved,
  start_mark,
  stop_mark,
  address,
  moved,
  copied_out,
  copied_back,
  opened,
  pointer,
  meant,
  // the tree
  node,
  dead_node,
  freed_node,
  selected,
  edge,
  tree_switch,
  icon,
  // the timeline
  run,
  later_run,
  longest_run,
  level,
  later_level,
  switch_done,
  switch_now,
  switch_later,
  switch_box,
  switch_bytes,
  switch_density,
  byte_density,
  end,
  printed,
  later_printed,
  cursor,
  marked,
};

struct SignRow {
  Sign sign;
  const char* id;    // its sentence is the message scene.legend.<id>
  const char* term;  // of the glossary: what such a thing means
};
// All of them, in the order in which a legend has them.
const std::vector<SignRow>& signs();
const SignRow& row_of(Sign sign);

// None for what says itself what it is: titles, names, numbers; and for lines that only guide the
// eye. A ring is no item of its own: see has_ring().
std::optional<Sign> sign_of(const Item& item);
bool has_ring(const Item& item);

// What is under the mouse means a term: that of its sign. Null where it has none.
const char* term_of(const Item& item);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_LEGEND_SIGNS_H_
