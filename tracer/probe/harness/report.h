/* Between greenlens and the small program that runs somebody's switch: which switch it is, and what
   was found. C, for that program is compiled where greenlens runs, together with the switch.

   The report lies in a file that both have mapped: what was found until a crash is there. */
#ifndef GREENLENS_TRACER_PROBE_HARNESS_REPORT_H_
#define GREENLENS_TRACER_PROBE_HARNESS_REPORT_H_

#include <stdint.h>

/* NOLINTBEGIN(readability-identifier-naming): the names are C's. */

#ifdef __cplusplus
extern "C" {
#endif

/* What an argument of the switch, or of what makes a context, is. `from` is the context that calls,
   `to` the one that goes on. */
typedef enum probe_role {
  probe_role_none,
  probe_role_from_cell,   /* where the old stack pointer is to be stored */
  probe_role_to_cell,     /* where the new one is stored */
  probe_role_to_handle,   /* what stands for a suspended context: its stack pointer, a handle */
  probe_role_from_record, /* a struct for registers, to be filled */
  probe_role_to_record,   /* one that was filled, or of a context to be made */
  probe_role_data,        /* a word that the other context gets, or a second result */
  probe_role_zero,
  probe_role_stack_top,  /* of a new context: the high end of its stack */
  probe_role_stack_low,  /* the low end */
  probe_role_stack_size, /* in bytes */
  probe_role_entry       /* where it begins */
} probe_role;

/* What comes back from it. */
typedef enum probe_returns {
  probe_returns_nothing,
  probe_returns_handle,          /* of the context that was left */
  probe_returns_handle_and_data, /* likewise, and the word that it gave */
  probe_returns_data             /* the word alone; 0 from the function that saves */
} probe_returns;

/* What a record's bytes are before anybody writes them. */
enum { PROBE_UNTOUCHED = 0x5a };

enum { PROBE_ROLES = 4, PROBE_WORDS = 96, PROBE_FOUND = 128, PROBE_NAME = 64 };

/* A switch. A list of them is written by greenlens as a source of its own. */
typedef struct probe_subject {
  void (*function)(void);
  probe_role arguments[PROBE_ROLES];
  void (*then)(void); /* where a switch is two functions: the one that restores */
  probe_role then_arguments[2];
  probe_returns returns;
  void (*maker)(void); /* of a new context; NULL: begin without one */
  probe_role maker_arguments[PROBE_ROLES];
  probe_returns maker_returns;
  long record_size;  /* in bytes; 0: unknown */
  long pc_at, sp_at; /* in a record of a new context; -1: unknown */
} probe_subject;
extern const probe_subject probe_subjects[];

/* What can be wrong. `context` is the one that noticed: 0 for A, 1 for B. */
typedef enum probe_kind {
  probe_fine,
  /* `word` of the report's names; had, got */
  probe_register_lost,
  /* --- after a switch, in `context` */
  probe_sp_moved,          /* by got bytes, upwards */
  probe_not_switched,      /* it came back to who called it */
  probe_not_begun,         /* likewise, and a new context was to begin */
  probe_foreign_stack,     /* sp is got, on the other one's stack */
  probe_no_stack,          /* sp is got, on neither stack */
  probe_save_moved_sp,     /* the function that saves returned with sp got bytes higher */
  probe_flag_set,          /* flag */
  probe_frame_overwritten, /* `word` words above sp: had, got */
  probe_record_overrun,    /* behind a record's end, byte got */
  probe_sp_not_stored,     /* of the other context */
  probe_sp_stored_wrong,   /* likewise: got, which is not on its stack */
  probe_handle_wrong,      /* likewise, of the handle that came */
  probe_wrong_data,        /* had, got */
  /* --- where a context begins that somebody made */
  probe_made_nothing,     /* got is not on its stack */
  probe_entry_misaligned, /* sp is got, `word` bytes off */
  probe_entry_off_stack,  /* sp is got */
  probe_entry_flag_set,   /* flag */
  probe_entry_control,    /* control_word */
  /* --- the examination itself */
  probe_cannot_prepare /* the system refuses memory that has code in it */
} probe_kind;

typedef struct probe_found {
  probe_kind kind;
  int context, word;
  uint64_t had, got;
  /* Of a register: whose value it got. The word and the context are -1 if it is nobody's. */
  int owner, owners_context;
} probe_found;

/* How far it has come. */
typedef enum probe_step {
  probe_step_preparing,
  probe_step_making,   /* in the maker */
  probe_step_starting, /* from A to a context B that has not begun */
  probe_step_running,  /* from `from` to the other */
  probe_step_finished
} probe_step;

typedef struct probe_report {
  probe_step step;
  int from;
  uint64_t switches;
  int first_entry; /* 1: a context that was made has begun, and was looked at */
  int names;
  char name[PROBE_WORDS][PROBE_NAME];
  int control[PROBE_WORDS]; /* 1: not all of its bits are preserved */
  char flag[PROBE_NAME], control_word[PROBE_NAME];
  int found;
  probe_found list[PROBE_FOUND];
  /* What the registers held when `from` called. */
  uint64_t in[2][PROBE_WORDS];
  uint64_t returned; /* the address that the call returns to */
  uint64_t stack_low[2], stack_top[2], guard_low[2];
  /* How it ended, if by a signal. */
  int signal;
  int refused; /* 1: the processor refused an instruction, and no address is known */
  uint64_t pc, sp, address;
  char function[PROBE_NAME]; /* of a library, in which pc is; and how many bytes behind it */
  uint64_t function_at;
} probe_report;

#ifdef __cplusplus
}
#endif

/* NOLINTEND(readability-identifier-naming) */

#endif /* GREENLENS_TRACER_PROBE_HARNESS_REPORT_H_ */
