// Three user threads that take turns: a course's first exercise. Nothing of greenlens is in here.
//
// usage: user_threads SWITCH [crash|overflow|fork|long]
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kStack = 16384, kThreads = 4 };
enum state { kFree, kRunnable, kRunning };

struct thread {
  char stack[kStack];
  void* sp;
  enum state state;
};

typedef void (*switch_function)(void** from, void* to);
void thread_switch(void** from, void* to);
void forgets_rbx(void** from, void* to);
void mixes_up(void** from, void* to);
void sp_too_high(void** from, void* to);

static struct thread all_threads[kThreads];
static struct thread* current;
static switch_function switches = thread_switch;
static const char* extra = "";
static int turns;

static void schedule(void) {
  struct thread* next = NULL;
  for (int i = 1; i <= kThreads && next == NULL; ++i) {
    struct thread* one = &all_threads[(current - all_threads + i) % kThreads];
    if (one->state == kRunnable) next = one;
  }
  if (next == NULL) {
    puts("no runnable threads");
    exit(0);
  }
  struct thread* before = current;
  next->state = kRunning;
  current = next;
  if (next != before) switches(&before->sp, next->sp);
}

static void yield(void) {
  current->state = kRunnable;
  schedule();
}

static void create(void (*function)(void)) {
  struct thread* one = all_threads;
  while (one->state != kFree) ++one;
  uint64_t* sp = (uint64_t*)(one->stack + kStack);
  *--sp = 0;  // where `function` would return to
  *--sp = (uint64_t)function;
  for (int i = 0; i < 6; ++i) *--sp = 0;
  one->sp = sp;
  one->state = kRunnable;
}

__attribute__((noinline)) static int too_deep(int n) {
  volatile char room[1024];
  memset((char*)room, n, sizeof room);
  return n > 1000000 ? 0 : too_deep(n + 1) + room[0];
}

static void run(const char* name, int count) {
  // Bounded here, too: a switch that loses the counter would go on for ever.
  for (int i = 0; i < count && turns < 1000; ++i) {
    ++turns;
    if (count < 100) printf("%s %d\n", name, i);
    if (i == 1 && strcmp(extra, "crash") == 0) *(volatile int*)16 = 1;
    if (i == 1 && strcmp(extra, "overflow") == 0) exit(too_deep(0));
    if (i == 1 && strcmp(extra, "fork") == 0) {
      const pid_t child = fork();
      if (child == 0) {
        yield();  // the copy has switches of its own
        _exit(3);
      }
      int status = 0;
      waitpid(child, &status, 0);
      printf("child %d\n", WEXITSTATUS(status));
    }
    yield();
  }
  printf("%s ends\n", name);
  current->state = kFree;
  schedule();
}

static int count_of(int n) { return strcmp(extra, "long") == 0 ? 500 * n : n; }
static void thread_a(void) { run("a", count_of(3)); }
static void thread_b(void) { run("b", count_of(2)); }
static void thread_c(void) { run("c", count_of(1)); }

int main(int argc, char** argv) {
  const char* name = argc > 1 ? argv[1] : "";
  if (argc > 2) extra = argv[2];
  setvbuf(stdout, NULL, _IOLBF, 0);  // lines are written when they are printed
  if (strcmp(name, "forgets_rbx") == 0) switches = forgets_rbx;
  if (strcmp(name, "mixes_up") == 0) switches = mixes_up;
  if (strcmp(name, "sp_too_high") == 0) switches = sp_too_high;
  if (strcmp(name, "never") == 0) return 0;
  current = &all_threads[0];
  current->state = kRunning;
  create(thread_a);
  create(thread_b);
  create(thread_c);
  current->state = kFree;
  schedule();
  return 0;
}
