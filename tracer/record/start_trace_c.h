// A C program that records itself: tracer/record/start_trace.h for C11, with the same contract.
//
//   greenlens_start_trace("run.gltrace");
//   ...
//   greenlens_stop_trace();
//
// Link greenlens::record, with C++'s linker.
#ifndef GREENLENS_TRACER_RECORD_START_TRACE_C_H_
#define GREENLENS_TRACER_RECORD_START_TRACE_C_H_

#ifdef __cplusplus
extern "C" {
#endif

// As greenlens::TraceOptions; all zeros is what most want. Null texts are empty ones.
// NOLINTNEXTLINE(readability-identifier-naming): a C name
typedef struct greenlens_trace_options {
  const char* title;
  const char* last;
  int when_asked;
  int signal;
  const char* detail;
  const char* bytes;
} greenlens_trace_options;

// 0, or -1 when it is not recorded and greenlens_trace_fault() says why.
#define greenlens_start_trace(file) \
  greenlens_start_trace_at((file), 0, __FILE__, __builtin_frame_address(0))
#define greenlens_start_trace_with(file, options) \
  greenlens_start_trace_at((file), (options), __FILE__, __builtin_frame_address(0))
// The same for other languages; `options` may be null.
int greenlens_start_trace_at(const char* file, const greenlens_trace_options* options,
                             const char* source_file, const void* base);
int greenlens_write_trace(void);  // 0, or -1
// As greenlens::offer_trace; `place` may be null.
#define greenlens_offer_trace(place) greenlens_offer_trace_at((place), __FILE__)
int greenlens_offer_trace_at(const char* place, const char* source_file);
void greenlens_withdraw_offer(void);
int greenlens_stop_trace(void);  // 0, or -1
const char* greenlens_trace_fault(void);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_TRACER_RECORD_START_TRACE_C_H_
