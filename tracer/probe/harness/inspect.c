/* What a switch has left of a context: nothing here writes anywhere but into the report. */
#include <string.h>
#include <unistd.h>

#include "tracer/probe/harness/contexts.h"

probe_report* probe_to;

static int number_of(const probe_context* context) { return context == &probe_contexts[1]; }

/* The context and the register that this value was in when they called. */
static void find_owner(probe_found* found) {
  found->owner = found->owners_context = -1;
  for (int i = 0; i < 2 * probe_to->names; ++i) {
    /* The same register of the other context first, then this one's others. */
    const int other = i == 0 || i > probe_to->names;
    const int context = other ? 1 - found->context : found->context;
    const int word = i == 0 ? found->word : (i - 1) % probe_to->names;
    if (probe_to->control[word] || probe_contexts[context].in[word] != found->got) continue;
    found->owner = word;
    found->owners_context = context;
    return;
  }
}

void probe_find(probe_kind kind, const probe_context* context, int word, uint64_t had,
                uint64_t got) {
  int at = 0;
  for (; at < probe_to->found; ++at) {
    const probe_found* known = &probe_to->list[at];
    if (known->kind != kind) continue;
    if (kind != probe_register_lost) return;
    if (strcmp(probe_to->name[known->word], probe_to->name[word]) != 0) continue;
    /* Where all registers were alike it is not seen whose value it got. */
    if (known->had != probe_to->returned && known->got != probe_to->returned) return;
    break;
  }
  if (at == PROBE_FOUND) return;
  probe_found found = {kind, number_of(context), word, had, got, -1, -1};
  if (kind == probe_register_lost) find_owner(&found);
  probe_to->list[at] = found;
  if (at == probe_to->found) ++probe_to->found;
}

void probe_end(void) { _exit(0); }

void probe_stop(probe_kind kind, const probe_context* context, int word, uint64_t had,
                uint64_t got) {
  probe_find(kind, context, word, had, got);
  probe_end();
}

int probe_on_stack(const probe_context* context, uint64_t address) {
  return address >= (uintptr_t)context->low && address <= (uintptr_t)context->top;
}

static void inspect_sp(const probe_context* context, const probe_context* other) {
  const arch_subject_call* call = &context->call;
  const uint64_t after = (uintptr_t)call->sp_after;
  if (call->sp_after == call->sp_before) return;
  if (other->call.sp_before == call->sp_after) {
    probe_stop(probe_not_switched, other, 0, 0, 0);
  }
  if (probe_on_stack(context, after)) {
    probe_stop(probe_sp_moved, context, 0, 0, (uint64_t)(call->sp_after - call->sp_before));
  }
  const int foreign = probe_on_stack(other, after);
  probe_stop(foreign ? probe_foreign_stack : probe_no_stack, context, 0, 0, after);
}

static void inspect_frame(const probe_context* context) {
  const uint64_t returned = (uintptr_t)arch_subject_returned;
  for (int i = 0; i < ARCH_SUBJECT_GUARD; ++i) {
    const uintptr_t found = context->call.guard[i];
    if (found == returned) continue;
    probe_stop(probe_frame_overwritten, context, i * (int)sizeof found, returned, found);
  }
}

static void inspect_record(const probe_context* context) {
  const long size = probe_the_subject.record_size;
  if (size == 0) return;
  for (long i = size; i < size + 512 && i < PROBE_RECORD; ++i) {
    if (context->record[i] == (char)PROBE_UNTOUCHED) continue;
    probe_stop(probe_record_overrun, context, 0, 0, (uint64_t)i);
  }
}

void probe_inspect_left(probe_context* context, probe_context* other) {
  inspect_record(other);
  const probe_subject* subject = &probe_the_subject;
  if (subject->returns == probe_returns_handle ||
      subject->returns == probe_returns_handle_and_data) {
    other->handle = context->call.results[0];
    if (!probe_on_stack(other, other->handle)) {
      probe_stop(probe_handle_wrong, other, 0, 0, other->handle);
    }
  }
  for (int i = 0; i < PROBE_ROLES; ++i) {
    if (subject->arguments[i] != probe_role_from_cell) continue;
    if (other->handle == PROBE_POISON) probe_stop(probe_sp_not_stored, other, 0, 0, 0);
    if (!probe_on_stack(other, other->handle) || other->handle > (uintptr_t)other->call.sp_before) {
      probe_stop(probe_sp_stored_wrong, other, 0, (uintptr_t)other->call.sp_before, other->handle);
    }
  }
}

void probe_inspect_data(const probe_context* context, const probe_context* other) {
  const probe_returns returns = probe_the_subject.returns;
  if (returns != probe_returns_handle_and_data && returns != probe_returns_data) return;
  uint64_t got = context->call.results[returns == probe_returns_handle_and_data ? 1 : 0];
  /* An int, whose upper half is nobody's. */
  if (returns == probe_returns_data) got &= UINT32_MAX;
  if (got != other->data) probe_stop(probe_wrong_data, context, 0, other->data, got);
}

void probe_inspect(probe_context* context, probe_context* other) {
  inspect_sp(context, other);
  for (int i = 0; i < arch_probe_words(); ++i) {
    const uint64_t had = context->in[i], got = context->out[i];
    if (((had ^ got) & arch_probe_mask(i)) != 0) {
      probe_find(probe_register_lost, context, i, had, got);
    }
  }
  const char* flag = arch_subject_wrong_flag(context->call.flags);
  if (flag != NULL) {
    strncpy(probe_to->flag, flag, sizeof probe_to->flag - 1);
    probe_find(probe_flag_set, context, 0, 0, 0);
  }
  if (context->call.then != NULL && context->call.sp_between != context->call.sp_before) {
    probe_stop(probe_save_moved_sp, context, 0, 0,
               (uint64_t)(context->call.sp_between - context->call.sp_before));
  }
  inspect_frame(context);
  probe_inspect_data(context, other);
  probe_inspect_left(context, other);
}

void probe_inspect_entry(probe_context* context) {
  const arch_subject_entry* entry = &arch_subject_entered;
  const uint64_t sp = (uintptr_t)entry->sp;
  if (!probe_on_stack(context, sp)) probe_stop(probe_entry_off_stack, context, 0, 0, sp);
  const int off = arch_subject_misalignment(entry->sp);
  if (off != 0) probe_find(probe_entry_misaligned, context, off, 0, sp);
  const char* flag = arch_subject_wrong_flag(entry->flags);
  if (flag != NULL) {
    strncpy(probe_to->flag, flag, sizeof probe_to->flag - 1);
    probe_find(probe_entry_flag_set, context, 0, 0, 0);
  }
  const char* control = arch_subject_wrong_control(entry->controls);
  if (control != NULL) {
    strncpy(probe_to->control_word, control, sizeof probe_to->control_word - 1);
    probe_find(probe_entry_control, context, 0, 0, 0);
  }
  probe_to->first_entry = 1;
}
