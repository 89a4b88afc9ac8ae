// A plugin that uses greenlets: what it prints is what its copy of the engine answers.
#include <cstdio>

#include "engine/c/api.h"
#include "engine/cpp/greenlet.h"

using namespace greenlens::engine;

namespace {

// More than a C library keeps free for thread-local objects that have to be there when a thread
// starts: the engine must not make those of the library that contains it such.
thread_local char plugins_own[8192];

template <typename Action>
void say(const char* what, Action action) {
  try {
    std::printf("%s: %s\n", what, action().str().c_str());
  } catch (const GreenletError& error) {
    std::printf("%s: refused: %s\n", what, error.what());
  }
  std::fflush(stdout);
}

}  // namespace

extern "C" [[gnu::visibility("default")]] void use_plugin(Greenlet* of_the_program) {
  plugins_own[0] = 1;
  say("its own greenlet", [] {
    Greenlet g("g", [](const Arguments&) -> Value { return "runs"; });
    return g.switch_to();
  });
  if (of_the_program != nullptr) {
    say("the program's greenlet", [&] { return of_the_program->switch_to("from the plugin"); });
  }
  if (greenlens_current() == nullptr) {
    std::printf("in C: %s\n", greenlens_error_kind());
    greenlens_clear_error();
  }
}
