// A switch on a stack that is not the thread's own.
#include <greenlens/engine/cpp/greenlet.h>
#include <ucontext.h>

using namespace greenlens::engine;

Greenlet* suspended = nullptr;

void fiber() {
  try {
    suspended->switch_to();
  } catch (const GreenletError& error) {
    print("refused:", error.what());
  }
}

int main() {
  Greenlet g("g", [](const Arguments&) -> Value { return main_greenlet().switch_to(); });
  g.switch_to();
  suspended = &g;

  static char stack[64 * 1024];
  static ucontext_t here, there;
  getcontext(&there);
  there.uc_stack.ss_sp = stack;
  there.uc_stack.ss_size = sizeof stack;
  there.uc_link = &here;
  makecontext(&there, fiber, 0);
  swapcontext(&here, &there);

  g.switch_to();
  print("back on the thread's stack: done");
}
