/* An extension that uses greenlets, as the original's _test_extension does: each function takes one
   call of the C interface from an extension's side. */
#include "engine/c/extension.h"

#define PARAMETERS                                                               \
  void *self, const greenlens_value *arguments, const greenlens_value *keywords, \
      greenlens_value **result
#define UNUSED ((void)self, (void)arguments, (void)keywords, (void)result)

/* switch_to(greenlet): what switching to it with nothing returns. */
static int switch_to(PARAMETERS) {
  greenlens_greenlet* target;
  (void)self, (void)keywords;
  int status = greenlens_parse(arguments, "G:switch_to", &target);
  return status ? status : greenlens_switch(target, NULL, NULL, result);
}

/* switch_with(greenlet, **keywords): hands them on. */
static int switch_with(PARAMETERS) {
  greenlens_greenlet* target;
  (void)self;
  int status = greenlens_parse(arguments, "G:switch_with", &target);
  return status ? status : greenlens_switch(target, NULL, greenlens_copy(keywords), result);
}

/* hand_up_to_new_parent(greenlet): it is to end in a greenlet of ours, which tells what it got. */
static int tell(PARAMETERS) {
  (void)self, (void)keywords;
  *result = greenlens_build("sO", "the new parent got", greenlens_item(arguments, 0));
  return GREENLENS_OK;
}

static int hand_up_to_new_parent(PARAMETERS) {
  greenlens_greenlet* child;
  (void)self, (void)keywords;
  int status = greenlens_parse(arguments, "G:hand_up_to_new_parent", &child);
  if (status != GREENLENS_OK) return status;
  greenlens_greenlet* parent = greenlens_new("new parent", tell, NULL, NULL);
  if (parent == NULL) return GREENLENS_ERROR;
  status = greenlens_set_parent(child, parent);
  if (status == GREENLENS_OK) status = greenlens_switch(child, NULL, NULL, result);
  greenlens_release(parent);
  return status;
}

/* current(): the running greenlet, if it is active and has a name. */
static int current(PARAMETERS) {
  UNUSED;
  greenlens_greenlet* running = greenlens_current();
  if (!greenlens_is_active(running) || !greenlens_is_started(running) ||
      greenlens_is_dead(running) || greenlens_name(running) == NULL) {
    return greenlens_set_error("AssertionError", "the running greenlet must be active");
  }
  *result = greenlens_build("G", running);
  return GREENLENS_OK;
}

/* count(n): a new greenlet that hands n, n - 1, ... 1 to its parent, one at each switch. */
static int count_down(PARAMETERS) {
  (void)self, (void)keywords, (void)result;
  int n;
  int status = greenlens_parse(arguments, "i:count", &n);
  while (status == GREENLENS_OK && n > 0) {
    status = greenlens_switch(greenlens_parent(greenlens_current()), greenlens_build("i", n--),
                              NULL, NULL);
  }
  return status;
}

static int count(PARAMETERS) {
  (void)self, (void)keywords;
  greenlens_greenlet* counter = greenlens_new("counter", count_down, NULL, NULL);
  if (counter == NULL) return GREENLENS_ERROR;
  int status = greenlens_switch(counter, greenlens_copy(arguments), NULL, NULL);
  if (status == GREENLENS_OK) *result = greenlens_build("G", counter);
  greenlens_release(counter);
  return status;
}

/* throw_into(greenlet): what throwing a ValueError into it returns. */
static int throw_into(PARAMETERS) {
  greenlens_greenlet* target;
  (void)self, (void)keywords;
  int status = greenlens_parse(arguments, "G:throw_into", &target);
  return status ? status : greenlens_throw(target, "ValueError", "take that sucka!", result);
}

/* kill(greenlet): what throwing GreenletExit into it returns. */
static int kill(PARAMETERS) {
  greenlens_greenlet* target;
  (void)self, (void)keywords;
  int status = greenlens_parse(arguments, "G:kill", &target);
  return status ? status : greenlens_throw(target, NULL, NULL, result);
}

/* raise_greenlet_error(), raise_exit(): the errors of the engine, from an extension. */
static int raise_greenlet_error(PARAMETERS) {
  UNUSED;
  return greenlens_set_error(GREENLENS_GREENLET_ERROR, "test greenlet error");
}
static int raise_exit(PARAMETERS) {
  UNUSED;
  return greenlens_set_error(GREENLENS_GREENLET_EXIT, "test exit");
}

/* kind_of_failure(greenlet): the kind and text of the error that comes back; deals with it. */
static int kind_of_failure(PARAMETERS) {
  greenlens_greenlet* target;
  (void)self, (void)keywords;
  int status = greenlens_parse(arguments, "G:kind_of_failure", &target);
  if (status != GREENLENS_OK) return status;
  if (greenlens_switch(target, NULL, NULL, result) == GREENLENS_OK) return GREENLENS_OK;
  *result = greenlens_build("ss", greenlens_error_kind(), greenlens_error_text());
  greenlens_clear_error();
  return GREENLENS_OK;
}

static const greenlens_method methods[] = {
    {"switch_to", switch_to},
    {"switch_with", switch_with},
    {"hand_up_to_new_parent", hand_up_to_new_parent},
    {"current", current},
    {"count", count},
    {"throw_into", throw_into},
    {"kill", kill},
    {"raise_greenlet_error", raise_greenlet_error},
    {"raise_exit", raise_exit},
    {"kind_of_failure", kind_of_failure},
    {NULL, NULL},
};

GREENLENS_MODULE_INIT initswitcher(greenlens_module* module) {
  return greenlens_init_module(module, "switcher", methods);
}
