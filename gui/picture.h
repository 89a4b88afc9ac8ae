// A scene on the screen: made anew only when something in it changed, and then on its way there.
//
// Part of a view's Ui. One thread.
#ifndef GREENLENS_GUI_PICTURE_H_
#define GREENLENS_GUI_PICTURE_H_

#include <functional>
#include <vector>

#include "gui/look.h"
#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/words/step_notes.h"

namespace greenlens::gui {

class Picture {
 public:
  // What a scene is made from.
  struct Key {
    uint64_t step = 0;
    uint64_t events = 0;  // of the trace; for scenes of all of it
    scene::SceneOptions options;
    scene::TimelineOptions timeline{};
    std::vector<words::StepNote> notes{};  // whose pins it has
    uint64_t version = 0;                  // of what else it is made from
    std::vector<float> places{};           // of what it has to fit
    bool operator==(const Key&) const = default;
  };

  // The scene to draw in this frame. `make` is called when the key is another one than last time.
  // Good until the next call.
  const scene::Scene& show(const Key& key, const std::function<scene::Scene()>& make,
                           const Look& look);
  // Whether the next frame will differ.
  bool moving() const { return progress_ < 1; }

 private:
  void aim_at(scene::Scene scene, bool animate);

  Key key_;
  bool made_ = false;
  scene::Scene from_, to_, between_;
  float progress_ = 1;  // 0 to 1, from `from_` to `to_`
};

// Whether two scenes look the same: only then need nothing move.
bool looks_same(const scene::Scene& a, const scene::Scene& b);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PICTURE_H_
