// A longjmp from one greenlet to a frame of another.
#include <greenlens/engine/cpp/greenlet.h>

#include <csetjmp>
#include <iostream>

using namespace greenlens::engine;

jmp_buf in_main;

int main() {
  static Greenlet g("g", [](const Arguments&) -> Value { longjmp(in_main, 1); });
  static Greenlet other("other", [](const Arguments&) -> Value { return "never reached"; });
  if (setjmp(in_main) == 0) g.switch_to();
  std::cerr << "back in main's frame, but the engine runs " << current().name() << "\n";
  try {
    other.switch_to();
  } catch (const GreenletError& error) {
    std::cerr << "refused: " << error.what() << "\n";
  }
}
