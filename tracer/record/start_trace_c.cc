#include "tracer/record/start_trace_c.h"

#include "tracer/record/start_trace.h"

extern "C" {

int greenlens_start_trace_at(const char* file, const greenlens_trace_options* options,
                             const char* source_file, const void* base) {
  greenlens::record::TraceOptions wanted;
  if (options != nullptr) {
    wanted = {options->title,  options->last,   options->when_asked != 0,
              options->signal, options->detail, options->bytes};
  }
  return greenlens::record::start_trace(file, wanted, source_file, base) ? 0 : -1;
}

int greenlens_write_trace(void) { return greenlens::record::write_trace() ? 0 : -1; }

int greenlens_offer_trace_at(const char* place, const char* source_file) {
  return greenlens::record::offer_trace(place, source_file) ? 0 : -1;
}

void greenlens_withdraw_offer(void) { greenlens::record::withdraw_offer(); }

int greenlens_stop_trace(void) { return greenlens::record::stop_trace() ? 0 : -1; }

const char* greenlens_trace_fault(void) { return greenlens::record::trace_fault(); }

}  // extern "C"
