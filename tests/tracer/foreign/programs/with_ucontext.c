// Coroutines of the C library's: its switch, in its own file.
#include <stdio.h>
#include <ucontext.h>

static ucontext_t outside, inside;
static char coroutine_stack[65536];

static void coroutine(void) {
  for (int i = 0; i < 3; ++i) {
    printf("inside %d\n", i);
    swapcontext(&inside, &outside);
  }
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  getcontext(&inside);
  inside.uc_stack.ss_sp = coroutine_stack;
  inside.uc_stack.ss_size = sizeof coroutine_stack;
  inside.uc_link = &outside;
  makecontext(&inside, coroutine, 0);
  for (int i = 0; i < 3; ++i) {
    printf("outside %d\n", i);
    swapcontext(&outside, &inside);
  }
  return 0;
}
