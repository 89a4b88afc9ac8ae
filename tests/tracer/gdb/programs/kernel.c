// A kernel as small as can be: no system below it, two contexts that take turns, and a serial line.
// Runs on the "virt" machine of qemu-system-riscv64, or riscv32. Nothing of greenlens is in here.
typedef unsigned long word;

struct context {
  word ra, sp, s[12];
};
void swtch(struct context* from, struct context* to);

__attribute__((aligned(16))) char stack0[4096];  // the one that the machine begins on
static __attribute__((aligned(16))) char stack_of_ping[2048], stack_of_pong[2048];
static struct context scheduler, ping, pong;
static volatile int turns;

static void print(const char* text) {
  volatile char* const serial = (volatile char*)0x10000000;
  while (*text) *serial = *text++;
}

static void run(const char* name, struct context* own) {
  for (;;) {
    print(name);
    ++turns;
    swtch(own, &scheduler);
  }
}
static void run_ping(void) { run("ping\n", &ping); }
static void run_pong(void) { run("pong\n", &pong); }

static void prepare(struct context* context, void (*function)(void), char* stack, word bytes) {
  context->ra = (word)function;
  context->sp = (word)(stack + bytes);
}

// Another processor of the machine stays where it is; this one ends the machine after some turns.
void kernel_main(void) {
  prepare(&ping, run_ping, stack_of_ping, sizeof stack_of_ping);
  prepare(&pong, run_pong, stack_of_pong, sizeof stack_of_pong);
  while (turns < 6) {
    swtch(&scheduler, &ping);
    swtch(&scheduler, &pong);
  }
  print("the end\n");
  volatile unsigned* const test_device = (volatile unsigned*)0x100000;
  *test_device = 0x5555;
  for (;;) {
  }
}
