// What must hold in every picture, as one sentence about the first thing that is wrong; empty when
// nothing is.
#ifndef GREENLENS_TESTS_TRACER_SCENE_SCENE_CHECKS_H_
#define GREENLENS_TESTS_TRACER_SCENE_SCENE_CHECKS_H_

#include <string>

#include "tracer/scene/scene.h"

namespace greenlens::testing {

std::string repeated_id(const scene::Scene& scene);
std::string outside(const scene::Scene& scene);            // items that leave the picture
std::string overlapping_texts(const scene::Scene& scene);  // letters upon letters
// Words that begin in the box that they are named after ("stack.copy.2.name") and end beyond it.
std::string texts_beyond_their_boxes(const scene::Scene& scene);
// Words of others whose id begins so that the line strikes through.
std::string texts_under(const scene::Scene& scene, const scene::Item& line,
                        const std::string& others);
// Lines whose id begins so, over boxes or words of others whose id begins so.
std::string lines_over(const scene::Scene& scene, const std::string& lines,
                       const std::string& others);
std::string missing_words(const scene::Scene& scene);  // «ids» that the catalogue does not have

// The item with that id, or null.
const scene::Item* item(const scene::Scene& scene, const std::string& id);
// The text of that item; "(none)" when there is none.
std::string text_of(const scene::Scene& scene, const std::string& id);

// Two scenes with the same items, in every field.
bool same_scene(const scene::Scene& a, const scene::Scene& b);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_SCENE_SCENE_CHECKS_H_
