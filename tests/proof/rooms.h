// How much room each picture has in the window: in every layout, at every scale, in windows from
// the smallest that is promised to a wall's.
#ifndef GREENLENS_TESTS_PROOF_ROOMS_H_
#define GREENLENS_TESTS_PROOF_ROOMS_H_

#include <string>
#include <vector>

namespace greenlens::testing {

struct Room {
  std::string name;     // "classroom, 1280x800 at 150 %": the first that has it
  float width, height;  // pixels at 100 %
};

// Of a view, as the window really gives it: no two alike. The window is drawn for it.
std::vector<Room> rooms_of(const std::string& view);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_PROOF_ROOMS_H_
