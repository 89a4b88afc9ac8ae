// A scheduler and its processes, as in a teaching kernel: each switch goes to the scheduler and
// from there to the next one. Their stacks are blocks of the heap, memory from the system, and an
// array; when a process has ended the next one gets its stack. With a number: on so many threads.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct context {
  uint64_t pc, sp, rbx, rbp, r12, r13, r14, r15;
};
void swtch(struct context* from, struct context* to);

enum { kStack = 32768, kProcesses = 3 };
struct process {
  struct context context;
  char* stack;
  int ended;
  int number;
};
struct cpu {
  struct context scheduler;
  struct process processes[kProcesses];
  struct process* current;
  int number;
};

static __thread struct cpu* cpu;
static char array_of_stack[kStack];

static void sched(void) { swtch(&cpu->current->context, &cpu->scheduler); }

static void body(void) {
  struct process* self = cpu->current;
  for (int i = 0; i < 2; ++i) {
    printf("cpu %d process %d step %d\n", cpu->number, self->number, i);
    sched();
  }
  self->ended = 1;
  sched();
}

static void prepare(struct process* one, int number, char* stack) {
  memset(one, 0, sizeof *one);
  one->number = number;
  one->stack = stack;
  uint64_t* sp = (uint64_t*)(stack + kStack - 64);
  *sp = 0;
  one->context.sp = (uint64_t)sp;
  one->context.pc = (uint64_t)body;
}

static void scheduler(void) {
  int next_number = kProcesses;
  for (int left = kProcesses + 1; left > 0;) {
    for (int i = 0; i < kProcesses; ++i) {
      struct process* one = &cpu->processes[i];
      if (one->ended) continue;
      cpu->current = one;
      swtch(&cpu->scheduler, &one->context);
      if (!one->ended) continue;
      --left;
      // The first stack that is free is used once more.
      if (next_number == kProcesses) prepare(one, next_number++, one->stack);
    }
  }
}

static void* run(void* number) {
  struct cpu mine;
  memset(&mine, 0, sizeof mine);
  cpu = &mine;
  mine.number = (int)(intptr_t)number;
  char* mapped = mmap(NULL, kStack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  prepare(&mine.processes[0], 0, malloc(kStack));
  prepare(&mine.processes[1], 1, mapped);
  prepare(&mine.processes[2], 2, mine.number == 0 ? array_of_stack : malloc(kStack));
  scheduler();
  return NULL;
}

int main(int argc, char** argv) {
  const int threads = argc > 1 ? atoi(argv[1]) : 0;
  pthread_t all[8];
  setvbuf(stdout, NULL, _IOLBF, 0);
  for (int i = 0; i < threads; ++i) pthread_create(&all[i], NULL, run, (void*)(intptr_t)(i + 1));
  if (threads == 0) run(0);
  for (int i = 0; i < threads; ++i) pthread_join(all[i], NULL);
  puts("all have ended");
  return 0;
}
