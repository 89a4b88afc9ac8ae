// What must hold in every picture, as one sentence about the first thing that is wrong; empty when
// nothing is.
#ifndef GREENLENS_TESTS_SCENE_SCENE_CHECKS_H_
#define GREENLENS_TESTS_SCENE_SCENE_CHECKS_H_

#include <string>

#include "tracer/scene/scene.h"

namespace greenlens::testing {

std::string repeated_id(const tracer::Scene& scene);
std::string outside(const tracer::Scene& scene);            // items that leave the picture
std::string overlapping_texts(const tracer::Scene& scene);  // letters upon letters
std::string missing_words(const tracer::Scene& scene);  // «ids» that the catalogue does not have

// The item with that id, or null.
const tracer::Item* item(const tracer::Scene& scene, const std::string& id);
// The text of that item; "(none)" when there is none.
std::string text_of(const tracer::Scene& scene, const std::string& id);

// Two scenes with the same items, in every field.
bool same_scene(const tracer::Scene& a, const tracer::Scene& b);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_SCENE_SCENE_CHECKS_H_
