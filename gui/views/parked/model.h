// Who is parked where: what the view says, line by line.
#ifndef GREENLENS_GUI_VIEWS_PARKED_MODEL_H_
#define GREENLENS_GUI_VIEWS_PARKED_MODEL_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "tracer/findings/parked.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::parked {

// Of a group so many are seen at once, unless it is opened.
inline constexpr size_t kFew = 3;

enum class LineIs : uint8_t { group, greenlet, more };

struct Line {
  LineIs is = LineIs::greenlet;
  std::string group;  // whose line it is: the key by which groups are opened
  facts::GreenletId greenlet = 0;
  std::string what;  // "q.get()  app.py:16", a name, "12 more"
  // Of a group: "q.get() :16", and the end of that which is not to be cut.
  std::string shorter, tail;
  std::string count;  // "×198", of a group
  std::string state;  // likewise, as people read it
  std::string waits;  // "an item of a queue"; empty: not known
  std::string since;  // "12.4 s"; empty: from the beginning on
  std::string bytes;  // in the heap
  std::string tip;
};

// The groups that have all words of the filter in a line of theirs, with those of them that have;
// of groups that are not opened the first few. `now_ns`: when the state's step was told.
std::vector<Line> lines(const words::Messages& messages, const state::State& state,
                        const std::vector<findings::Group>& groups, uint64_t now_ns,
                        const std::string& filter, const std::set<std::string>& opened);

}  // namespace greenlens::gui::parked

#endif  // GREENLENS_GUI_VIEWS_PARKED_MODEL_H_
