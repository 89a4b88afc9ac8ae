// Which of the engine's sources call an observer: the files that the `engine` argument of its
// functions can name, beside arch's switch. A recording takes their text along, so that it can show
// the line of each fact. A test holds the list to the sources.
#ifndef GREENLENS_ENGINE_CPP_TOLD_FROM_H_
#define GREENLENS_ENGINE_CPP_TOLD_FROM_H_

#include <array>
#include <string_view>

namespace greenlens::engine {

// Relative to the project, in alphabetical order.
inline constexpr std::array<std::string_view, 6> kToldFrom = {
    "engine/core/lifetime.cc",     "engine/core/slice.cc", "engine/core/switch.cc",
    "engine/core/thread_state.cc", "engine/cpp/frame.cc",  "engine/cpp/print.cc",
};

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_TOLD_FROM_H_
