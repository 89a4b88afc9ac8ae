// Which addresses of the stack somebody points at. Nobody can point at a byte: what is meant is the
// nearest place where something begins or ends. Pure.
#ifndef GREENLENS_GUI_VIEWS_STACK_POINT_H_
#define GREENLENS_GUI_VIEWS_STACK_POINT_H_

#include <optional>

#include "tracer/facts/values.h"
#include "tracer/questions/question.h"
#include "tracer/scene/scene.h"

namespace greenlens::gui::stack {

// All in the scene's pixels. Null: there is no stack of which something is known at that x.
const scene::ShownStack* stack_at(const scene::Scene& scene, float x);
// The nearest edge. There is at least one (stack_at()).
facts::Address address_at(const scene::ShownStack& stack, float y);
// From one height to another one: between the edges that are nearest to them. None: they are the
// same one.
std::optional<greenlens::questions::Range> range_between(const scene::ShownStack& stack, float a,
                                                         float b);
// What lies between the two edges around that height; none: it is outside.
std::optional<greenlens::questions::Range> range_around(const scene::ShownStack& stack, float y);
// Where an address stands that is an edge; none: it is none.
std::optional<float> height_of(const scene::ShownStack& stack, facts::Address address);

}  // namespace greenlens::gui::stack

#endif  // GREENLENS_GUI_VIEWS_STACK_POINT_H_
