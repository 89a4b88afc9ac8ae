// A run that goes another way: at a line of the scenario whoever runs is made to do something that
// the scenario does not say, and then everything goes on by itself.
//
// It is done where the program calls the engine anyway, before the line goes on
// (engine/cpp/line_function.h): on the stack of who runs, and not within a switch. So what follows
// is what would have followed had it stood in the source.
#ifndef GREENLENS_SCENARIOS_DETOUR_ANOTHER_WAY_H_
#define GREENLENS_SCENARIOS_DETOUR_ANOTHER_WAY_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "scenarios/handles.h"

namespace greenlens::scenarios::detour {

struct Detour {
  uint64_t line = 0;  // at so many lines that the thread has reached, from 1
  enum class Deed : uint8_t { switch_to, throw_in, drop } deed = Deed::switch_to;
  std::string greenlet;  // to whom: the newest one that is called so
  std::string value;     // what is carried; empty: nothing, or a GreenletExit
};

// So many lines follow at most: a way that nobody has thought out may go round in a circle.
inline constexpr uint64_t kMostLinesBehind = 20'000;

// Of the calling thread, as long as this lives.
class AnotherWay {
 public:
  struct Heard {
    // Before it is done: who runs, to whom, and repr of what is carried.
    std::function<void(Detour::Deed, const engine::Core& who, const engine::Core& target,
                       const std::string& what)>
        deed;
    // After kMostLinesBehind, in whoever runs: it is to end the program. Called once.
    std::function<void()> endless;
  };
  // `handles`: those that can be dropped.
  AnotherWay(std::vector<Detour> detours, std::vector<Handle> handles, Heard heard);
  ~AnotherWay();
  AnotherWay(const AnotherWay&) = delete;

 private:
  void reached_line();
  void go(const Detour& detour);
  const std::vector<Detour> detours_;
  const std::vector<Handle> handles_;
  const Heard heard_;
  uint64_t lines_ = 0;
  uint64_t last_ = 0;  // of the detours' lines
};

}  // namespace greenlens::scenarios::detour

#endif  // GREENLENS_SCENARIOS_DETOUR_ANOTHER_WAY_H_
