/* The harness: two contexts that switch to each other through somebody's function, and what it
   leaves of them. One thread; ends the process. */
#ifndef GREENLENS_TRACER_PROBE_HARNESS_CONTEXTS_H_
#define GREENLENS_TRACER_PROBE_HARNESS_CONTEXTS_H_

#include "arch/arch.h"
#include "arch/subject.h"
#include "tracer/probe/harness/report.h"

enum {
  PROBE_STACK = 1 << 18,  /* bytes */
  PROBE_RECORD = 1 << 13, /* bytes: larger than any record, and behind it nothing is looked at */
  PROBE_FILL = 1 << 13    /* bytes of a stack that are filled for a beginning of unknown layout */
};

/* A context. None of this lies on a stack that is switched. */
typedef struct probe_context {
  char* low; /* its stack, between two pages that nobody may touch */
  char* top;
  int begun;
  uint64_t handle; /* its stack pointer, or what stands for it, while it is suspended */
  _Alignas(64) char record[PROBE_RECORD];
  uint64_t data; /* what it gave with its last switch */
  uint64_t seed;
  arch_probe_call probe;
  arch_subject_call call;
  uint64_t in[PROBE_WORDS], out[PROBE_WORDS];
} probe_context;

extern probe_context probe_contexts[2]; /* A and B */
extern probe_subject probe_the_subject; /* the one that is examined */
extern probe_report* probe_to;          /* where to report */

/* What is not to be stored anywhere: the sign that something has not been stored. */
#define PROBE_POISON UINT64_C(0x0badc0de0badc0de)

/* inspect.c. One finding of a kind and a word is enough. */
void probe_find(probe_kind kind, const probe_context* context, int word, uint64_t had,
                uint64_t got);
/* The same, and the end: what would come after it means nothing. */
__attribute__((noreturn)) void probe_stop(probe_kind kind, const probe_context* context, int word,
                                          uint64_t had, uint64_t got);
__attribute__((noreturn)) void probe_end(void);
int probe_on_stack(const probe_context* context, uint64_t address);
/* What has come back in `context`, which `other` has left. */
void probe_inspect(probe_context* context, probe_context* other);
/* What `other` has left where its stack pointer is to be found. */
void probe_inspect_left(probe_context* context, probe_context* other);
/* The word that `other` has given to `context`, where the switch carries one. */
void probe_inspect_data(const probe_context* context, const probe_context* other);
/* How the context that was made has begun. */
void probe_inspect_entry(probe_context* context);

/* crash.c: whatever else happens is noted, and ends the process. */
void probe_catch_everything(void);

#endif /* GREENLENS_TRACER_PROBE_HARNESS_CONTEXTS_H_ */
