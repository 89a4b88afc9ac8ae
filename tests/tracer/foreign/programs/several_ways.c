// Contexts as libraries make them, by the first argument: "rows" on the rows of one array; "link",
// whose functions return to whoever comes next (uc_link); "copied", which share one stack and are
// copied away from it. "vfork" has a child that runs lines in its memory.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

void thread_switch(uint64_t** from, uint64_t* to);

#define WORDS 4096
static uint64_t rows[3][WORDS];
static uint64_t shared[WORDS];
static uint64_t* main_sp;
static uint64_t* sps[3];
static int current;

static void yield(void) { thread_switch(&sps[current], main_sp); }

static void work(const char* name) {
  for (int i = 0;; ++i) {
    printf("%s %d\n", name, i);
    yield();
  }
}
static void alpha(void) { work("alpha"); }
static void beta(void) { work("beta"); }
static void gamma_(void) { work("gamma_"); }
static void (*const functions[])(void) = {alpha, beta, gamma_};

static uint64_t* prepare(uint64_t* end, void (*function)(void)) {
  *--end = 0;
  *--end = (uint64_t)function;
  for (int i = 0; i < 6; ++i) *--end = 0;
  return end;
}

static void resume(int n) {
  current = n;
  thread_switch(&main_sp, sps[n]);
}

static void on_rows(void) {
  for (int n = 0; n < 3; ++n) sps[n] = prepare(&rows[n][WORDS], functions[n]);
  for (int round = 0; round < 3; ++round) {
    for (int n = 0; n < 3; ++n) resume(n);
  }
}

// With records, which say whose stack it is.
struct context {
  uint64_t pc, sp, rbx, rbp, r12, r13, r14, r15;
};
void swtch(struct context* from, struct context* to);
static struct context of_shared, of_copied[2];
static void copied_work(void) {
  const char* name = current == 0 ? "first" : "second";
  for (int i = 0;; ++i) {
    printf("%s %d\n", name, i);
    swtch(&of_copied[current], &of_shared);
  }
}
static void first(void) { copied_work(); }
static void second(void) { copied_work(); }

static void copied(void) {
  static uint64_t copies[2][WORDS];
  for (int n = 0; n < 2; ++n) {
    of_copied[n].pc = (uint64_t)(n == 0 ? first : second);
    of_copied[n].sp = (uint64_t)&shared[WORDS - 1];
  }
  for (int round = 0; round < 3; ++round) {
    for (int n = 0; n < 2; ++n) {
      memcpy(shared, copies[n], sizeof shared);
      current = n;
      swtch(&of_shared, &of_copied[n]);
      memcpy(copies[n], shared, sizeof shared);
    }
  }
}

static ucontext_t of_main, of_others[2];
static void ends(int n) {
  printf("other %d\n", n);
  swapcontext(&of_others[n], &of_main);
  printf("other %d ends\n", n);
}
static void linked(void) {
  for (int n = 0; n < 2; ++n) {
    getcontext(&of_others[n]);
    of_others[n].uc_stack.ss_sp = rows[n];
    of_others[n].uc_stack.ss_size = sizeof rows[n];
    of_others[n].uc_link = &of_main;
    makecontext(&of_others[n], (void (*)(void))ends, 1, n);
  }
  for (int round = 0; round < 2; ++round) {
    for (int n = 0; n < 2; ++n) {
      swapcontext(&of_main, &of_others[n]);
      printf("main again\n");
    }
  }
}

static void with_child(void) {
  static int n;
  on_rows();
  if (vfork() == 0) {
    n = 1;
    n = n + 1;
    _exit(n);
  }
  int status = 0;
  wait(&status);
  printf("child %d, signal %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1,
         WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

int main(int argc, char** argv) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  const char* way = argc > 1 ? argv[1] : "";
  if (strcmp(way, "rows") == 0) on_rows();
  if (strcmp(way, "copied") == 0) copied();
  if (strcmp(way, "link") == 0) linked();
  if (strcmp(way, "vfork") == 0) with_child();
  printf("main ends\n");
  return 0;
}
