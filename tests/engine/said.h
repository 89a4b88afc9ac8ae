// What the engine's tests say again and again: an error, small bodies, and the text of a refusal.
#ifndef GREENLENS_TESTS_ENGINE_SAID_H_
#define GREENLENS_TESTS_ENGINE_SAID_H_

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/cpp/greenlet.h"

namespace greenlens::engine {

using Lines = std::vector<std::string>;

class SomeError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline Value nothing(const Arguments&) { return {}; }
inline Value to_main(const Arguments&) { return main_greenlet().switch_to(); }

// Where no greenlet of another test is left.
template <typename Action>
void in_a_new_thread(Action action) {
  std::thread(action).join();
}

// The text of the GreenletError with which `action` ends.
template <typename Action>
std::string refusal(Action action) {
  try {
    action();
  } catch (const GreenletError& error) {
    return error.what();
  }
  return "no refusal";
}

// Whether `action` ends with an E.
template <typename E, typename Action>
bool raises(Action action) {
  try {
    action();
  } catch (const E&) {
    return true;
  }
  return false;
}

}  // namespace greenlens::engine

#endif  // GREENLENS_TESTS_ENGINE_SAID_H_
