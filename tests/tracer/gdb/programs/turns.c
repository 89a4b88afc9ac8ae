// Three user threads that take turns, on any CPU. Nothing of greenlens is in here.
//
// usage: turns [crash|forget]
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kStack = 8192, kThreads = 4 };
enum state { kFree, kRunnable };

// What turns.S keeps: where to go on, the stack pointer, and registers.
struct context {
  uintptr_t pc, sp, others[64];
} __attribute__((aligned(16)));

struct thread {
  char stack[kStack];
  struct context context;
  enum state state;
};

typedef void (*switch_function)(struct context* from, struct context* to);
void thread_switch(struct context* from, struct context* to);
#if defined(__riscv) || defined(__aarch64__) || defined(__s390x__)
void forgetful_switch(struct context* from, struct context* to);
#else
#define forgetful_switch thread_switch
#endif

static struct thread all[kThreads];
static struct thread* current = all;
static switch_function switches = thread_switch;
static int crashes, turns;

static void schedule(void) {
  struct thread* next = NULL;
  for (int i = 1; i <= kThreads && next == NULL; ++i) {
    struct thread* one = &all[(current - all + i) % kThreads];
    if (one->state == kRunnable) next = one;
  }
  if (next == NULL) {
    puts("no runnable threads");
    exit(0);
  }
  struct thread* before = current;
  current = next;
  if (next != before) switches(&before->context, &next->context);
}

static void create(struct thread* one, void (*function)(void)) {
  uintptr_t* sp = (uintptr_t*)(one->stack + kStack);
  one->context.pc = (uintptr_t)function;
#if defined(__i386__)
  *--sp = 0;
  *--sp = (uintptr_t)function;
  sp -= 4;  // of registers
#elif defined(__s390x__)
  sp -= 20;  // the register save area
#elif defined(__powerpc64__)
  sp -= 8;
  uintptr_t* toc = &one->context.others[18];
  __asm__ volatile("std 2, 0(%0)" : : "b"(toc) : "memory");
#elif defined(__mips__)
  sp -= 8;
  __asm__ volatile("move %0, $28" : "=r"(one->context.others[9]));
#endif
  one->context.sp = (uintptr_t)sp;
  one->state = kRunnable;
}

static void run(const char* name, int count) {
  // Bounded here, too: a switch that loses the counter would go on for ever.
  for (int i = 0; i < count && turns < 100; ++i) {
    ++turns;
    printf("%s %d\n", name, i);
    if (i == 1 && crashes) *(volatile int*)16 = 1;
    schedule();
  }
  printf("%s ends\n", name);
  current->state = kFree;
  schedule();
}

static void thread_a(void) { run("a", 3); }
static void thread_b(void) { run("b", 2); }
static void thread_c(void) { run("c", 1); }

int main(int argc, char** argv) {
  const char* extra = argc > 1 ? argv[1] : "";
  crashes = strcmp(extra, "crash") == 0;
  if (strcmp(extra, "forget") == 0) switches = forgetful_switch;
  create(&all[1], thread_a);
  create(&all[2], thread_b);
  create(&all[3], thread_c);
  schedule();
  return 0;
}
