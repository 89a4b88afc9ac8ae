/* The C interface, used from plain C11. This file is compiled without unwind tables: a C++
   exception that tried to cross one of its frames would end the program. */
#include "c_api_claims.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARAMETERS                                                               \
  void *self, const greenlens_value *arguments, const greenlens_value *keywords, \
      greenlens_value **result
#define UNUSED ((void)self, (void)arguments, (void)keywords, (void)result)
#define TEXT_OF(line) #line
#define LINE_TEXT(line) TEXT_OF(line)
#define CLAIM(condition)                                                  \
  do {                                                                    \
    if (!(condition)) return "line " LINE_TEXT(__LINE__) ": " #condition; \
  } while (0)

static int same(const char* a, const char* b) { return a && b && strcmp(a, b) == 0; }

/* Whether the value's repr is this; frees the value. */
static int is(greenlens_value* value, const char* repr) {
  char text[200];
  greenlens_repr(value, text, sizeof text);
  greenlens_free(value);
  if (strcmp(text, repr) == 0) return 1;
  fprintf(stderr, "got %s, not %s\n", text, repr);
  return 0;
}

/* Whether that error is pending; forgets it. */
static int failed_with(const char* kind, const char* text) {
  int right = same(greenlens_error_kind(), kind) && same(greenlens_error_text(), text);
  if (!right) fprintf(stderr, "pending: %s: %s\n", greenlens_error_kind(), greenlens_error_text());
  greenlens_clear_error();
  return right && !greenlens_error_kind() && !greenlens_error_text();
}

static greenlens_greenlet* my_parent(void) { return greenlens_parent(greenlens_current()); }

int wait_in_parent(PARAMETERS) {
  (void)self, (void)arguments, (void)keywords;
  return greenlens_switch(my_parent(), NULL, NULL, result);
}

int switch_to_self(PARAMETERS) {
  (void)arguments, (void)keywords;
  return greenlens_switch(self, NULL, NULL, result);
}

int fail_with_value_error(PARAMETERS) {
  UNUSED;
  return greenlens_set_error("ValueError", "take that sucka!");
}

static int return_42(PARAMETERS) {
  UNUSED;
  *result = greenlens_build("i", 42);
  return GREENLENS_OK;
}

static int return_arguments(PARAMETERS) {
  (void)self;
  *result = greenlens_build("OO", arguments, keywords);
  return GREENLENS_OK;
}

static int note_order(PARAMETERS) {
  int* step = self;
  (void)arguments, (void)keywords;
  if (++*step != 2) return greenlens_set_error("AssertionError", "not second");
  int status = greenlens_switch(my_parent(), NULL, NULL, NULL);
  if (status != GREENLENS_OK) return status;
  if (++*step != 4) return greenlens_set_error("AssertionError", "not fourth");
  *result = greenlens_build("i", *step);
  return GREENLENS_OK;
}

const char* a_body_runs_on_the_first_switch_and_continues_after_each_other(void) {
  static int step;
  step = 1;
  greenlens_value* value = NULL;
  greenlens_greenlet* g = greenlens_new("g", note_order, &step, NULL);
  CLAIM(g != NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_OK);
  CLAIM(++step == 3);
  CLAIM(greenlens_switch(g, NULL, NULL, &value) == GREENLENS_OK);
  CLAIM(is(value, "4"));
  CLAIM(greenlens_is_dead(g));
  greenlens_release(g);
  return NULL;
}

const char* switching_with_nothing_returns_what_the_body_returns(void) {
  greenlens_value* value = NULL;
  greenlens_greenlet* g = greenlens_new(NULL, return_42, NULL, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, &value) == GREENLENS_OK);
  CLAIM(is(value, "42"));
  greenlens_release(g);
  return NULL;
}

const char* arguments_and_keywords_arrive(void) {
  greenlens_value* value = NULL;
  greenlens_greenlet* g = greenlens_new(NULL, return_arguments, NULL, NULL);
  CLAIM(greenlens_switch(g, greenlens_build("is", 4, "x"), greenlens_build("{s:i}", "b", 2),
                         &value) == GREENLENS_OK);
  CLAIM(is(value, "((4, 'x'), {'b': 2})"));
  greenlens_release(g);
  return NULL;
}

const char* what_a_switch_hands_over_follows_the_rule_of_single_result(void) {
  greenlens_value* value = NULL;
  greenlens_greenlet* main = greenlens_current();
  CLAIM(greenlens_switch(main, NULL, NULL, &value) == GREENLENS_OK && is(value, "()"));
  CLAIM(greenlens_switch(main, greenlens_build("i", 5), NULL, &value) == GREENLENS_OK);
  CLAIM(is(value, "5"));
  CLAIM(greenlens_switch(main, greenlens_build("id", 5, 0.5), NULL, &value) == GREENLENS_OK);
  CLAIM(is(value, "(5, 0.5)"));
  CLAIM(greenlens_switch(main, greenlens_build("((ii))", 1, 2), NULL, &value) == GREENLENS_OK);
  CLAIM(is(value, "(1, 2)"));
  CLAIM(greenlens_switch(main, NULL, greenlens_build("{s:i}", "x", 3), &value) == GREENLENS_OK);
  CLAIM(is(value, "{'x': 3}"));
  CLAIM(greenlens_switch(main, greenlens_build("(N)", NULL), NULL, &value) == GREENLENS_OK);
  CLAIM(is(value, "None"));
  return NULL;
}

const char* the_running_greenlet_is_active_and_is_the_parent_of_a_new_one(void) {
  greenlens_greenlet* running = greenlens_current();
  CLAIM(running == greenlens_main());
  CLAIM(greenlens_is_active(running) && greenlens_is_started(running));
  CLAIM(greenlens_is_main(running) && !greenlens_is_dead(running));
  greenlens_greenlet* g = greenlens_new("g", return_42, NULL, NULL);
  CLAIM(greenlens_parent(g) == running);
  greenlens_greenlet* child = greenlens_new("child", return_42, NULL, g);
  CLAIM(greenlens_parent(child) == g);
  greenlens_release(child);
  greenlens_release(g);
  return NULL;
}

const char* states_follow_the_life_of_a_greenlet(void) {
  greenlens_greenlet* g = greenlens_new("g", wait_in_parent, NULL, NULL);
  CLAIM(!greenlens_is_started(g) && !greenlens_is_active(g) && !greenlens_is_dead(g));
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_OK);
  CLAIM(greenlens_is_started(g) && greenlens_is_active(g) && !greenlens_is_dead(g));
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_OK);
  CLAIM(greenlens_is_started(g) && !greenlens_is_active(g) && greenlens_is_dead(g));
  CLAIM(!greenlens_is_main(g));
  greenlens_release(g);
  return NULL;
}

const char* a_new_parent_gets_the_final_switch(void) {
  greenlens_value* value = NULL;
  greenlens_greenlet* other = greenlens_new("other", return_arguments, NULL, NULL);
  greenlens_greenlet* g = greenlens_new("g", return_42, NULL, NULL);
  CLAIM(greenlens_set_parent(g, other) == GREENLENS_OK);
  CLAIM(greenlens_parent(g) == other);
  CLAIM(greenlens_switch(g, NULL, NULL, &value) == GREENLENS_OK);
  CLAIM(is(value, "((42,), None)"));
  CLAIM(greenlens_is_dead(other));
  greenlens_release(g);
  greenlens_release(other);
  return NULL;
}

const char* parents_make_no_cycle_and_main_has_none(void) {
  greenlens_greenlet* g = greenlens_new("g", return_42, NULL, NULL);
  greenlens_greenlet* child = greenlens_new("child", return_42, NULL, g);
  CLAIM(greenlens_set_parent(g, g) == GREENLENS_ERROR);
  CLAIM(failed_with("GreenletError", "cyclic parent chain"));
  CLAIM(greenlens_set_parent(g, child) == GREENLENS_ERROR);
  CLAIM(failed_with("GreenletError", "cyclic parent chain"));
  CLAIM(greenlens_parent(greenlens_main()) == NULL);
  CLAIM(greenlens_set_parent(greenlens_main(), g) == GREENLENS_ERROR);
  CLAIM(failed_with("GreenletError", "cannot set the parent of a main greenlet"));
  greenlens_release(child);
  greenlens_release(g);
  return NULL;
}

const char* an_error_thrown_in_comes_back_when_the_body_passes_it_on(void) {
  greenlens_greenlet* g = greenlens_new("g", wait_in_parent, NULL, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_OK);
  CLAIM(greenlens_throw(g, "ValueError", "take that sucka!", NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("ValueError", "take that sucka!"));
  CLAIM(greenlens_is_dead(g));
  greenlens_release(g);
  g = greenlens_new("not started", wait_in_parent, NULL, NULL);
  CLAIM(greenlens_throw(g, "ValueError", "take that sucka!", NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("ValueError", "take that sucka!"));
  CLAIM(greenlens_is_dead(g));
  greenlens_release(g);
  return NULL;
}

static int deal_with_errors(PARAMETERS) {
  (void)self, (void)arguments, (void)keywords;
  if (greenlens_switch(my_parent(), NULL, NULL, NULL) == GREENLENS_OK) return GREENLENS_OK;
  *result = greenlens_build("ss", greenlens_error_kind(), greenlens_error_text());
  return GREENLENS_OK;
}

const char* an_error_thrown_in_can_be_dealt_with(void) {
  greenlens_value* value = NULL;
  greenlens_greenlet* g = greenlens_new("g", deal_with_errors, NULL, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_OK);
  CLAIM(greenlens_throw(g, "KeyError", "k", &value) == GREENLENS_OK);
  CLAIM(is(value, "('KeyError', 'k')"));
  CLAIM(greenlens_error_kind() == NULL);
  greenlens_release(g);
  return NULL;
}

const char* throwing_checks_what_is_thrown(void) {
  greenlens_greenlet* g = greenlens_new("g", wait_in_parent, NULL, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_OK);
  CLAIM(greenlens_throw(g, "take that sucka!", "ValueError", NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("TypeError",
                    "the kind of an error is a class's name like ValueError, not 'take that "
                    "sucka!': give the kind first, then the text"));
  CLAIM(greenlens_is_active(g));
  CLAIM(greenlens_throw(g, GREENLENS_GREENLET_ERROR, "mine", NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("GreenletError", "mine"));
  greenlens_release(g);
  return NULL;
}

static int exit_with_a_word(PARAMETERS) {
  UNUSED;
  return greenlens_set_error(GREENLENS_GREENLET_EXIT, "bye");
}

const char* greenlet_exit_is_a_value_for_the_parent(void) {
  greenlens_value* value = NULL;
  greenlens_greenlet* g = greenlens_new("g", wait_in_parent, NULL, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_OK);
  CLAIM(greenlens_throw(g, NULL, NULL, &value) == GREENLENS_OK);
  CLAIM(is(value, "GreenletExit()"));
  CLAIM(greenlens_is_dead(g));
  CLAIM(greenlens_throw(g, NULL, "again", &value) == GREENLENS_OK);
  CLAIM(is(value, "GreenletExit('again')"));
  greenlens_release(g);
  g = greenlens_new("g", exit_with_a_word, NULL, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, &value) == GREENLENS_OK);
  CLAIM(is(value, "GreenletExit('bye')"));
  greenlens_release(g);
  return NULL;
}

static int note_the_end(PARAMETERS) {
  int* status = self;
  (void)arguments, (void)keywords;
  *status = greenlens_switch(my_parent(), NULL, NULL, result);
  if (!same(greenlens_error_text(), "Killing the greenlet because all references have vanished.")) {
    *status = -1;
  }
  return *status;
}

const char* releasing_the_last_handle_throws_greenlet_exit(void) {
  static int status;
  status = -2;
  greenlens_greenlet* g = greenlens_new("g", note_the_end, &status, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_OK);
  CLAIM(greenlens_retain(g) == g);
  greenlens_release(g);
  CLAIM(status == -2);
  greenlens_release(g);
  CLAIM(status == GREENLENS_EXIT);
  CLAIM(greenlens_error_kind() == NULL);
  greenlens_release(NULL);
  CLAIM(greenlens_retain(NULL) == NULL);
  return NULL;
}

static int hold_an_error(PARAMETERS) {
  UNUSED;
  if (greenlens_error_kind()) return greenlens_set_error("AssertionError", "it saw another's");
  int status = greenlens_set_error("KeyError", "mine");
  if (greenlens_switch(my_parent(), NULL, NULL, NULL) != GREENLENS_OK) return GREENLENS_OK;
  return status;
}

const char* each_greenlet_has_its_own_pending_error(void) {
  greenlens_greenlet* g = greenlens_new("g", hold_an_error, NULL, NULL);
  CLAIM(greenlens_set_error("ValueError", "main's") == GREENLENS_ERROR);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_OK);
  CLAIM(same(greenlens_error_kind(), "ValueError"));
  CLAIM(same(greenlens_error_text(), "main's"));
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("KeyError", "mine"));
  greenlens_release(g);
  return NULL;
}

static int return_status_of_self(PARAMETERS) {
  UNUSED;
  return *(int*)self;
}

const char* a_status_without_an_error_is_an_error(void) {
  static int status;
  status = GREENLENS_ERROR;
  greenlens_greenlet* g = greenlens_new("g", return_status_of_self, &status, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("SystemError",
                    "a C function returned GREENLENS_ERROR and no error is pending: "
                    "return greenlens_set_error(kind, text) instead"));
  greenlens_release(g);
  status = 7;
  g = greenlens_new("g", return_status_of_self, &status, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("SystemError",
                    "a C function returned 7, which is no status: return GREENLENS_OK, "
                    "GREENLENS_EXIT or GREENLENS_ERROR"));
  greenlens_release(g);
  greenlens_value* value = NULL;
  status = GREENLENS_EXIT;
  g = greenlens_new("g", return_status_of_self, &status, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, &value) == GREENLENS_OK);
  CLAIM(is(value, "GreenletExit()"));
  greenlens_release(g);
  return NULL;
}

const char* a_greenlet_without_a_body_refuses(void) {
  greenlens_greenlet* g = greenlens_new("g", NULL, NULL, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("GreenletError", "run"));
  CLAIM(greenlens_throw(g, "ValueError", "x", NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("GreenletError", "run"));
  greenlens_release(g);
  return NULL;
}

const char* null_handles_and_wrong_keywords_are_errors(void) {
  CLAIM(greenlens_switch(NULL, greenlens_build("i", 1), NULL, NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("GreenletError", "greenlens_switch needs a greenlet, and was given null"));
  CLAIM(greenlens_throw(NULL, NULL, NULL, NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("GreenletError", "greenlens_throw needs a greenlet, and was given null"));
  CLAIM(greenlens_set_parent(greenlens_current(), NULL) == GREENLENS_ERROR);
  greenlens_clear_error();
  greenlens_greenlet* g = greenlens_new("g", return_42, NULL, NULL);
  CLAIM(greenlens_switch(g, NULL, greenlens_build("i", 1), NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("TypeError",
                    "keywords must be a dict, not 1: make them with "
                    "greenlens_build(\"{s:i}\", \"name\", 1)"));
  CLAIM(!greenlens_is_started(g));
  greenlens_release(g);
  CLAIM(!greenlens_is_started(NULL) && !greenlens_is_active(NULL) && !greenlens_is_dead(NULL));
  CLAIM(!greenlens_is_main(NULL) && !greenlens_name(NULL) && !greenlens_parent(NULL));
  return NULL;
}

const char* nulls_are_refused_in_a_sentence(void) {
  CLAIM(greenlens_build(NULL) == NULL);
  CLAIM(failed_with("SystemError",
                    "greenlens_build needs a format and was given null: say \"\" for None"));
  greenlens_value* one = greenlens_build("(i)", 1);
  CLAIM(greenlens_parse(one, NULL) == GREENLENS_ERROR);
  CLAIM(
      failed_with("SystemError",
                  "greenlens_parse needs a format and was given null: say \"\" for no arguments"));
  CLAIM(greenlens_parse(one, "i:add", NULL) == GREENLENS_ERROR);
  CLAIM(failed_with("SystemError",
                    "the address for argument 1 of add is null: give greenlens_parse one for each "
                    "letter"));
  CLAIM(greenlens_repr(one, NULL, 10) == strlen("(1,)"));
  greenlens_free(one);
  greenlens_value* keywords = greenlens_build("{s:i}", "a", 1);
  CLAIM(greenlens_keyword(keywords, NULL) == NULL);
  CLAIM(failed_with("SystemError", "greenlens_keyword needs a name, and was given null"));
  greenlens_free(keywords);
  CLAIM(greenlens_build("G", NULL) == NULL);
  CLAIM(failed_with("GreenletError", "this handle names no greenlet"));
  greenlens_at(NULL, NULL, 1);
  CLAIM(greenlens_current() != NULL);
  return NULL;
}

static int return_what_cannot_be_built(PARAMETERS) {
  UNUSED;
  *result = greenlens_build("x");
  return GREENLENS_OK;
}

const char* what_could_not_be_made_is_no_none(void) {
  greenlens_greenlet* g = greenlens_new("g", return_42, NULL, NULL);
  CLAIM(greenlens_switch(g, greenlens_build("x"), NULL, NULL) == GREENLENS_ERROR);
  CLAIM(same(greenlens_error_kind(), "SystemError"));
  CLAIM(greenlens_switch(g, greenlens_build("i", 1), greenlens_build("{x}"), NULL) ==
        GREENLENS_ERROR);
  CLAIM(!greenlens_is_started(g));
  CLAIM(greenlens_build("(N)", greenlens_build("x")) == NULL);
  CLAIM(same(greenlens_error_kind(), "SystemError"));
  greenlens_clear_error();
  CLAIM(is(greenlens_build("(N)", NULL), "(None,)"));
  greenlens_release(g);
  g = greenlens_new("g", return_what_cannot_be_built, NULL, NULL);
  CLAIM(greenlens_switch(g, NULL, NULL, NULL) == GREENLENS_ERROR);
  CLAIM(same(greenlens_error_kind(), "SystemError"));
  greenlens_clear_error();
  greenlens_release(g);
  return NULL;
}

const char* what_is_nested_deep_is_built_and_freed(void) {
  enum { DEEP = 100000 };
  greenlens_value* value = NULL;
  for (int i = 0; i < DEEP; ++i) value = greenlens_build("(N)", value);
  CLAIM(greenlens_repr(value, NULL, 0) == 3 * (size_t)DEEP + strlen("None"));
  greenlens_free(value);
  static char format[2 * DEEP + 1];
  memset(format, '(', DEEP);
  memset(format + DEEP, ')', DEEP);
  CLAIM(greenlens_build(format) == NULL);
  CLAIM(same(greenlens_error_kind(), "SystemError"));
  CLAIM(strstr(greenlens_error_text(), "it is nested more than 100 deep") != NULL);
  greenlens_clear_error();
  return NULL;
}

const char* names_can_be_chosen_and_changed(void) {
  greenlens_greenlet* g = greenlens_new("gr1", return_42, NULL, NULL);
  CLAIM(same(greenlens_name(g), "gr1"));
  CLAIM(greenlens_set_name(g, "gr2") == GREENLENS_OK);
  CLAIM(same(greenlens_name(g), "gr2"));
  greenlens_greenlet* unnamed = greenlens_new(NULL, return_42, NULL, NULL);
  const char* lent = greenlens_name(unnamed);
  char* other = malloc(strlen(lent) + 1);  // would lie where the text was if that were gone
  memset(other, 0, strlen(lent) + 1);
  CLAIM(strncmp(lent, "greenlet ", 9) == 0);
  free(other);
  CLAIM(same(greenlens_name(greenlens_main()), "main"));
  greenlens_release(unnamed);
  greenlens_release(g);
  return NULL;
}

const char* values_are_built_and_taken_apart(void) {
  CLAIM(is(greenlens_build(""), "None"));
  CLAIM(is(greenlens_build("i", INT_MIN), "-2147483648"));
  CLAIM(is(greenlens_build("L", LLONG_MAX), "9223372036854775807"));
  CLAIM(is(greenlens_build("s", NULL), "None"));
  CLAIM(is(greenlens_build("()"), "()"));
  CLAIM(is(greenlens_build("i(d,s)", 1, 0.5, "two"), "(1, (0.5, 'two'))"));
  CLAIM(is(greenlens_build("{s:i, s:N}", "a", 1, "b", greenlens_build("(i)", 2)),
           "{'a': 1, 'b': (2,)}"));
  CLAIM(greenlens_build("ix", 1) == NULL);
  CLAIM(failed_with("SystemError",
                    "greenlens_build cannot read \"ix\": it has a x; its letters are i L d s p G O "
                    "N ( ) { }"));
  CLAIM(greenlens_build("(i", 1) == NULL);
  CLAIM(same(greenlens_error_kind(), "SystemError"));
  CLAIM(greenlens_build("{s}", "key") == NULL);
  CLAIM(greenlens_build("{ii}", 1, 2) == NULL);
  greenlens_clear_error();

  static int place;
  greenlens_greenlet* g = greenlens_new("g", return_42, NULL, NULL);
  greenlens_value* value = greenlens_build("isdLpGO", 7, "text", 2.5, 1LL << 40, (void*)&place, g,
                                           greenlens_item(NULL, 0));
  int i = 0;
  const char* s = NULL;
  double d = 0;
  long long l = 0;
  void* p = NULL;
  greenlens_greenlet* same_g = NULL;
  const greenlens_value* none = NULL;
  CLAIM(greenlens_size(value) == 7);
  CLAIM(greenlens_parse(value, "isdLpGO:f", &i, &s, &d, &l, &p, &same_g, &none) == GREENLENS_OK);
  CLAIM(i == 7 && same(s, "text") && d == 2.5 && l == 1LL << 40 && p == &place && same_g == g);
  CLAIM(none != NULL && is(greenlens_copy(none), "None"));
  CLAIM(greenlens_item(value, 7) == NULL);
  greenlens_value* text = greenlens_copy(greenlens_item(value, 1));
  greenlens_free(value);
  CLAIM(greenlens_parse(text, "s", &s) == GREENLENS_OK && same(s, "text"));
  char small[4];
  CLAIM(greenlens_repr(text, small, sizeof small) == 6 && same(small, "'te"));
  greenlens_free(text);
  greenlens_release(g);

  value = greenlens_build("{s:i}", "depth", 3);
  CLAIM(greenlens_parse(greenlens_keyword(value, "depth"), "i", &i) == GREENLENS_OK && i == 3);
  CLAIM(greenlens_keyword(value, "width") == NULL && greenlens_keyword(NULL, "depth") == NULL);
  greenlens_free(value);
  value = greenlens_build("i", 3);
  CLAIM(greenlens_parse(value, "d", &d) == GREENLENS_OK && d == 3.0);
  greenlens_free(value);
  greenlens_free(NULL);
  return NULL;
}

/* Parses one value as "letter:f"; frees the value. */
static int refused(greenlens_value* value, const char* letter) {
  union {
    int i;
    long long l;
    double d;
    const void* pointer;
  } place;
  char format[8];
  snprintf(format, sizeof format, "%s:f", letter);
  int status = greenlens_parse(value, format, &place, &place);
  greenlens_free(value);
  return status == GREENLENS_ERROR;
}

const char* what_cannot_be_taken_apart_is_told(void) {
  CLAIM(refused(greenlens_build("i", 1), "is"));
  CLAIM(failed_with("TypeError", "f takes 2 arguments and was given 1: call it as f(int, str)"));
  CLAIM(refused(NULL, "i"));
  CLAIM(failed_with("TypeError", "f takes 1 argument and was given 0: call it as f(int)"));
  CLAIM(refused(greenlens_build("i", 1), ""));
  CLAIM(failed_with("TypeError", "f takes 0 arguments and was given 1: call it as f()"));
  CLAIM(refused(greenlens_build("s", "x"), "i"));
  CLAIM(failed_with("TypeError",
                    "argument 1 of f must be an int, and 'x' is a str: give it another one"));
  CLAIM(refused(greenlens_build("d", 1.5), "L"));
  CLAIM(failed_with("TypeError",
                    "argument 1 of f must be an int, and 1.5 is a float: give it another one"));
  CLAIM(refused(greenlens_build("s", "x"), "d"));
  CLAIM(failed_with("TypeError",
                    "argument 1 of f must be a float, and 'x' is a str: give it another one"));
  CLAIM(refused(greenlens_build("(N)", NULL), "s"));
  CLAIM(failed_with("TypeError",
                    "argument 1 of f must be a str, and None is a NoneType: give it another one"));
  CLAIM(refused(greenlens_build("i", 1), "G"));
  CLAIM(failed_with("TypeError",
                    "argument 1 of f must be a greenlet, and 1 is an int: give it another one"));
  CLAIM(refused(greenlens_build("i", 1), "p"));
  CLAIM(failed_with("TypeError",
                    "argument 1 of f must be a pointer, and 1 is an int: give it another one"));
  CLAIM(refused(greenlens_build("L", 1LL << 31), "i"));
  CLAIM(failed_with("OverflowError",
                    "argument 1 of f must fit a C int, and 2147483648 does not: give it a smaller "
                    "one, or let the function parse it as L"));
  CLAIM(refused(greenlens_build("i", 1), "x"));
  CLAIM(
      failed_with("SystemError",
                  "greenlens_parse cannot read \"x:f\": its letters are i L d s p G O, then : and "
                  "a name"));
  return NULL;
}

int switch_on_a_known_line(void) {
  greenlens_greenlet* g = greenlens_new("g", return_42, NULL, NULL);
  int line = __LINE__ + 1;
  int status = greenlens_switch(g, NULL, NULL, NULL);
  greenlens_release(g);
  return status == GREENLENS_OK ? line : -1;
}
