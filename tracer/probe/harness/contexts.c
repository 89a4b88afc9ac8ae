/* Two contexts switch to each other: each time with other values in every register. */
#define _GNU_SOURCE
#include "tracer/probe/harness/contexts.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* How often each context is resumed. */
enum { kRounds = 16 };

/* In place of a seed: every register holds the address that the call returns to, so that a switch
   with a wrong stack pointer finds its way back. */
enum { kAddresses = 0 };

probe_context probe_contexts[2];
probe_subject probe_the_subject;

static probe_context* context_of(const arch_probe_call* probe) {
  return probe == &probe_contexts[1].probe ? &probe_contexts[1] : &probe_contexts[0];
}

static uintptr_t argument(probe_role role, probe_context* from, probe_context* to) {
  switch (role) {
    case probe_role_none: /* nobody has said what it is: anything, then */
      return (uintptr_t)PROBE_POISON;
    case probe_role_zero:
      return 0;
    case probe_role_from_cell:
      return (uintptr_t)&from->handle;
    case probe_role_to_cell:
      return (uintptr_t)&to->handle;
    case probe_role_to_handle:
      return (uintptr_t)to->handle;
    case probe_role_from_record:
      return (uintptr_t)from->record;
    case probe_role_to_record:
      return (uintptr_t)to->record;
    case probe_role_data:
      return (uintptr_t)from->data;
    case probe_role_stack_top:
      return (uintptr_t)to->top;
    case probe_role_stack_low:
      return (uintptr_t)to->low;
    case probe_role_stack_size:
      return PROBE_STACK;
    case probe_role_entry:
      return (uintptr_t)arch_subject_begin;
  }
  return 0;
}

static int has(const probe_role* roles, probe_role role) {
  for (int i = 0; i < PROBE_ROLES; ++i) {
    if (roles[i] == role) return 1;
  }
  return 0;
}

static void set_registers(probe_context* from, unsigned seed) {
  for (int i = 0; i < arch_probe_words(); ++i) {
    const int takes_address = arch_probe_mask(i) == UINT64_MAX || arch_probe_mask(i) == UINTPTR_MAX;
    const int address = seed == kAddresses && takes_address;
    from->in[i] = address ? (uintptr_t)arch_subject_returned : arch_probe_value(i, seed);
    probe_to->in[from == &probe_contexts[1]][i] = from->in[i];
  }
}

/* Comes back when somebody switches to `from`. Nothing here is needed then that lies on a stack. */
static void switch_to(probe_context* from, probe_context* to, unsigned seed) {
  const probe_subject* subject = &probe_the_subject;
  set_registers(from, seed);
  const arch_probe_call probe = {arch_subject, &from->call, from->in, from->out, NULL, NULL, 0};
  from->probe = probe;
  /* An int where it is returned as one, and not 0. */
  from->data =
      subject->returns == probe_returns_data ? 1000 + seed : arch_probe_value(0, seed + 77);
  memset(&from->call, 0, sizeof from->call);
  from->call.function = subject->function;
  for (int i = 0; i < PROBE_ROLES; ++i) {
    from->call.arguments[i] = argument(subject->arguments[i], from, to);
  }
  if (subject->then != NULL) {
    const int begins = !to->begun && subject->maker == NULL;
    from->call.then = begins ? arch_subject_begin : subject->then;
    for (int i = 0; i < 2; ++i) {
      from->call.then_arguments[i] = argument(subject->then_arguments[i], from, to);
    }
  }
  if (has(subject->arguments, probe_role_from_cell)) from->handle = PROBE_POISON;
  from->call.resumes = to->begun ? &to->probe : &from->probe;
  probe_to->from = from == &probe_contexts[1];
  probe_to->step = to->begun ? probe_step_running : probe_step_starting;
  arch_probe(&from->probe);
  probe_context* current = context_of(arch_probe_returning);
  probe_context* other = &probe_contexts[current == &probe_contexts[0]];
  if (!other->begun) probe_stop(probe_not_begun, current, 0, 0, 0);
  ++probe_to->switches;
  probe_inspect(current, other);
}

/* B, for ever. */
static void run_b(void) {
  probe_context* a = &probe_contexts[0];
  probe_context* b = &probe_contexts[1];
  /* What was loaded as a set of signals may be anything. */
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  b->begun = 1;
  const long size = probe_the_subject.record_size;
  if (size > 0) memset(b->record + size, PROBE_UNTOUCHED, (size_t)(PROBE_RECORD - size));
  ++probe_to->switches;
  const arch_subject_entry* entry = &arch_subject_entered;
  const probe_subject* subject = &probe_the_subject;
  if (subject->maker != NULL) probe_inspect_entry(b);
  /* A new context finds what the switch returns in its arguments, if it was made for that. */
  const int as_argument =
      subject->maker != NULL &&
      (subject->returns == probe_returns_handle_and_data || probe_on_stack(a, entry->arguments[0]));
  for (int i = 0; i < 2; ++i) {
    b->call.results[i] = as_argument ? entry->arguments[i] : entry->results[i];
  }
  if (subject->maker != NULL) probe_inspect_data(b, a);
  probe_inspect_left(b, a);
  for (unsigned round = 0;; ++round) {
    switch_to(b, a, round == 0 ? kAddresses : 1000 + round * 7);
  }
}

/* A stack between two pages that nobody may touch. */
static void make_stack(probe_context* context) {
  const size_t page = 1 << 16;
  char* memory = mmap(NULL, PROBE_STACK + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory + page, PROBE_STACK, PROT_READ | PROT_WRITE) != 0) {
    probe_stop(probe_cannot_prepare, context, 0, 0, 0);
  }
  context->low = memory + page;
  context->top = context->low + PROBE_STACK;
  const int number = context == &probe_contexts[1];
  probe_to->stack_low[number] = (uintptr_t)context->low;
  probe_to->stack_top[number] = (uintptr_t)context->top;
  probe_to->guard_low[number] = (uintptr_t)memory;
  memset(context->record, PROBE_UNTOUCHED, sizeof context->record);
}

/* Without anybody who knows the layout: everything is filled with the word that can be all. */
static void fill(probe_context* b) {
  const uint64_t word = arch_subject_word();
  if (word == 0) probe_stop(probe_cannot_prepare, b, 0, 0, 0);
  for (size_t i = 0; i < PROBE_FILL; i += sizeof word) {
    memcpy(b->top - PROBE_FILL + i, &word, sizeof word);
    memcpy(b->record + i, &word, sizeof word);
  }
  b->handle = (uintptr_t)(b->top - PROBE_FILL / 2);
}

/* With what is known of a record. */
static void fill_record(probe_context* b) {
  const probe_subject* subject = &probe_the_subject;
  const uintptr_t sp = (uintptr_t)(b->top - 64), pc = (uintptr_t)arch_subject_begin;
  const long size = subject->record_size > 0 ? subject->record_size : 512;
  memset(b->record, 0, (size_t)size);
  memcpy(b->record + subject->sp_at, &sp, sizeof sp);
  memcpy(b->record + subject->pc_at, &pc, sizeof pc);
}

static void prepare_b(probe_context* b) {
  const probe_subject* subject = &probe_the_subject;
  arch_subject_entered.stack = b->top - PROBE_FILL;
  arch_subject_entered.run = run_b;
  if (subject->maker == NULL) {
    if (subject->then != NULL) return; /* it is called, and not switched to */
    if (subject->pc_at >= 0) {
      fill_record(b);
    } else {
      fill(b);
    }
    return;
  }
  probe_to->step = probe_step_making;
  b->handle = PROBE_POISON;
  uintptr_t words[PROBE_ROLES];
  for (int i = 0; i < PROBE_ROLES; ++i) {
    words[i] = argument(subject->maker_arguments[i], &probe_contexts[0], b);
  }
  uintptr_t (*maker)(uintptr_t, uintptr_t, uintptr_t, uintptr_t) =
      (uintptr_t(*)(uintptr_t, uintptr_t, uintptr_t, uintptr_t))subject->maker;
  const uintptr_t made = maker(words[0], words[1], words[2], words[3]);
  if (subject->maker_returns == probe_returns_handle) b->handle = made;
  if (subject->maker_returns == probe_returns_handle ||
      has(subject->maker_arguments, probe_role_to_cell)) {
    if (!probe_on_stack(b, b->handle)) probe_stop(probe_made_nothing, b, 0, 0, b->handle);
  }
}

static void run_a(void) {
  probe_context* a = &probe_contexts[0];
  probe_context* b = &probe_contexts[1];
  a->begun = 1;
  prepare_b(b);
  for (unsigned round = 0; round <= kRounds; ++round) {
    switch_to(a, b, round == 0 ? kAddresses : round);
  }
  probe_to->step = probe_step_finished;
  probe_end();
}

/* The report, and the number of the switch. Before main, which the switch's own files may have one
 * of. */
__attribute__((constructor)) static void run(int count, char** words) {
  const int file = count == 3 ? open(words[1], O_RDWR | O_CLOEXEC) : -1;
  void* shared = mmap(NULL, sizeof(probe_report), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (shared == MAP_FAILED) _exit(2);
  probe_to = shared;
  probe_the_subject = probe_subjects[atoi(words[2])];
  probe_to->names = arch_probe_words();
  probe_to->returned = (uintptr_t)arch_subject_returned;
  for (int i = 0; i < probe_to->names; ++i) {
    strncpy(probe_to->name[i], arch_probe_name(i), PROBE_NAME - 1);
    probe_to->control[i] = (arch_probe_mask(i) & UINTPTR_MAX) != UINTPTR_MAX;
  }
  probe_catch_everything();
  make_stack(&probe_contexts[0]);
  make_stack(&probe_contexts[1]);
  arch_subject_entered.stack = probe_contexts[0].top;
  arch_subject_entered.run = run_a;
  arch_subject_begin();
}

__attribute__((weak)) int main(void) { return 0; }
