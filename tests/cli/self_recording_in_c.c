// A C program that records itself, as far as C can say it; for own_trace_test.cc. 0: all went well.
#include <stdio.h>
#include <string.h>

#include "engine/c/api.h"
#include "engine/c/print.h"
#include "tracer/record/start_trace_c.h"

static int body(void* context, const greenlens_value* arguments, const greenlens_value* keywords,
                greenlens_value** result) {
  (void)context, (void)arguments, (void)keywords, (void)result;
  greenlens_print("in C");
  return GREENLENS_OK;
}

int main(int count, char** arguments) {
  if (count < 2) return 2;
  if (greenlens_stop_trace() != -1 || strlen(greenlens_trace_fault()) == 0) return 3;
  if (greenlens_start_trace("/nowhere/x") != -1) return 4;
  puts(greenlens_trace_fault());
  greenlens_trace_options options = {0};
  options.title = "written in C";
  options.last = "10MB";
  if (greenlens_start_trace_with(arguments[1], &options) != 0) return 5;
  greenlens_greenlet* one = greenlens_new("one", body, NULL, NULL);
  greenlens_switch(one, NULL, NULL, NULL);
  greenlens_release(one);
  if (greenlens_write_trace() != 0 || strlen(greenlens_trace_fault()) != 0) return 6;
  return greenlens_stop_trace() == 0 ? 0 : 7;
}
