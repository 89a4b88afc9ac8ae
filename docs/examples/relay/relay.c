// A C program that can be watched: run it as it is, or with `greenlens run ./relay`.
#include <greenlens/engine/c/api.h>
#include <greenlens/engine/c/frame.h>
#include <greenlens/engine/c/print.h>
#include <greenlens/tracer/record/attach_c.h>

// Hands the baton on to `self`, and comes back when somebody hands it back.
static int run_a_leg(void* self, const greenlens_value* arguments, const greenlens_value* keywords,
                     greenlens_value** result) {
  GREENLENS_FRAME;
  (void)keywords, (void)result;
  const char* baton;
  if (greenlens_parse(arguments, "s:run_a_leg", &baton) != GREENLENS_OK) return GREENLENS_ERROR;
  greenlens_print("%s has the %s", greenlens_name(greenlens_current()), baton);
  if (self == NULL) return GREENLENS_OK;
  return greenlens_switch(self, greenlens_build("s", baton), NULL, NULL);
}

int main(void) {
  greenlens_attachment* watched = greenlens_attach("relay");
  greenlens_greenlet* second = greenlens_new("second", run_a_leg, NULL, NULL);
  greenlens_greenlet* first = greenlens_new("first", run_a_leg, second, NULL);
  int status = greenlens_switch(first, greenlens_build("s", "baton"), NULL, NULL);
  greenlens_print("first is %s", greenlens_is_dead(first) ? "done" : "still waiting");
  greenlens_finish(watched);  // what is left suspended is cleaned up unseen
  greenlens_release(first);
  greenlens_release(second);
  return status;
}
