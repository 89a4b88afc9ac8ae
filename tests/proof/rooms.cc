#include "tests/proof/rooms.h"

#include <cmath>
#include <map>
#include <utility>

#include "gui/settings.h"
#include "tests/gui/driver.h"

namespace greenlens::testing {

std::vector<Room> rooms_of(const std::string& view) {
  std::map<std::pair<long, long>, Room> rooms;
  for (const ImVec2 size :
       {ImVec2{1024, 700}, ImVec2{1280, 800}, ImVec2{1920, 1080}, ImVec2{3840, 2160}}) {
    for (const float scale : {1.0f, 1.5f, 2.0f, 3.0f}) {
      for (const gui::LayoutChoice layout : gui::kLayoutChoices) {
        gui::Settings settings = Driver::calm();
        settings.scale = scale, settings.layout = layout;
        Driver driver(Mode::replay, size, settings);
        driver.app().carry_out(gui::ask::Show{view});
        driver.frame();
        driver.frame();
        if (!driver.sees(view)) continue;
        const ImVec4 place = driver.place(view);
        const float width = (place.z - place.x) / scale, height = (place.w - place.y) / scale;
        rooms.try_emplace({std::lround(width), std::lround(height)},
                          Room{std::string(gui::layout_name(layout)) + ", " +
                                   std::to_string(static_cast<int>(size.x)) + "x" +
                                   std::to_string(static_cast<int>(size.y)) + " at " +
                                   std::to_string(static_cast<int>(scale * 100)) + " %",
                               width, height});
      }
    }
  }
  std::vector<Room> all;
  for (auto& [size, room] : rooms) all.push_back(std::move(room));
  return all;
}

}  // namespace greenlens::testing
