/* Crashes and endless loops: where, and with which stack pointer. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "arch/walk.h"
#include "tracer/probe/harness/contexts.h"

static char handlers_stack[1 << 16];

static void note(int signal, siginfo_t* information, void* interrupted) {
  /* On a busy machine who computes comes to wait for the processor. */
  const int computed = clock() > CLOCKS_PER_SEC / 10;
  probe_to->signal = signal == SIGALRM && computed ? SIGPROF : signal;
  probe_to->address = (uintptr_t)information->si_addr;
  probe_to->refused = (signal == SIGSEGV || signal == SIGBUS) && information->si_code == SI_KERNEL;
  arch_registers registers = {0};
  arch_interrupted(interrupted, &registers);
  probe_to->pc = registers.pc;
  probe_to->sp = registers.values[arch_this_cpus_walk.sp];
  /* Last: what it looks into may be damaged. */
  struct sigaction usual;
  memset(&usual, 0, sizeof usual);
  usual.sa_handler = SIG_DFL;
  sigaction(signal, &usual, NULL);
  Dl_info found;
  if (dladdr((void*)(uintptr_t)registers.pc, &found) != 0 && found.dli_sname != NULL) {
    probe_to->function_at = registers.pc - (uintptr_t)found.dli_saddr;
    snprintf(probe_to->function, sizeof probe_to->function, "%s", found.dli_sname);
  }
  _exit(1);
}

void probe_catch_everything(void) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  stack_t own;
  memset(&own, 0, sizeof own);
  own.ss_sp = handlers_stack;
  own.ss_size = sizeof handlers_stack;
  sigaltstack(&own, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = note;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  static const int signals[] = {SIGSEGV, SIGBUS, SIGILL,  SIGTRAP, SIGFPE,
                                SIGABRT, SIGSYS, SIGPROF, SIGALRM};
  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; ++i) {
    sigaction(signals[i], &action, NULL);
  }
  /* Somebody who computes for half a second, or waits for two, will not come back. */
  const struct itimerval computes = {{0, 0}, {0, 500000}};
  const struct itimerval waits = {{0, 0}, {2, 0}};
  setitimer(ITIMER_PROF, &computes, NULL);
  setitimer(ITIMER_REAL, &waits, NULL);
}
