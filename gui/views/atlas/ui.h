// What is chosen in the atlas.
#ifndef GREENLENS_GUI_VIEWS_ATLAS_UI_H_
#define GREENLENS_GUI_VIEWS_ATLAS_UI_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace greenlens::gui::atlas {

// What is shown of the CPUs: the frames and the code; what is different; all CPUs in numbers.
enum class Part : uint8_t { code, differences, all };
inline constexpr std::array kParts = {Part::code, Part::differences, Part::all};

struct Ui {
  Part part = Part::code;
  std::string cpu;     // its folder; empty: the recording's
  std::string beside;  // likewise; empty: as model.h chooses
  size_t group = 0;    // of the table's columns, where there is no room for all
};

}  // namespace greenlens::gui::atlas

#endif  // GREENLENS_GUI_VIEWS_ATLAS_UI_H_
